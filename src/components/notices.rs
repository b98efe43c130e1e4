use afterbell_domain::Student;
use afterbell_locale::format;
use afterbell_locale::text::parent::sending as say;

use crate::parent::Parent;
use crate::progress::Progress;
use crate::sending;
use crate::ui::{View, el, list, when};

/// Over every page: what the school has changed of a child's places, what is still on its way to the school,
/// and whether what is shown is old.
pub fn notices() -> View {
    let parent = Parent::here();
    let key = |student: &Student| student.id.to_string();
    let is_stale = move || parent.failure().is_some() && parent.standing().is_some();
    let stale = move || el("p").class("stale").text(say::stale(parent.locale));
    el("div")
        .class("notices")
        .attr("role", "status")
        .child(when(is_stale, stale))
        .child(when(
            move || !parent.news().is_empty(),
            move || changed(parent),
        ))
        .child(list(
            move || parent.waiting(),
            key,
            move |student| waiting(parent, student),
        ))
}

/// The school has worded it, in the language of the page.
fn changed(parent: Parent) -> View {
    let read = el("button")
        .class("add")
        .on("click", move |_| parent.read_news())
        .text(say::read(parent.locale));
    el("section")
        .class("changed")
        .child(el("p").text_fn(move || parent.news()))
        .child(read)
}

fn waiting(parent: Parent, student: Student) -> View {
    let locale = parent.locale;
    let state = {
        let id = student.id.clone();
        move || match parent.progress_of(&id) {
            Progress::Waiting {
                is_offline,
                again_at,
            } => Some((is_offline, again_at)),
            _ => None,
        }
    };
    let why = {
        let (state, name) = (state.clone(), student.name.clone());
        move || {
            let (is_offline, _) = state()?;
            Some(if is_offline {
                say::offline(locale, &name)
            } else {
                say::busy(locale, &name)
            })
        }
    };
    let again = move || {
        let (_, again_at) = state()?;
        let seconds = parent.clock.now()?.seconds_until(again_at?);
        Some(if seconds > 0 {
            say::again_in(locale, format::span(locale, seconds))
        } else {
            say::again_soon(locale).to_owned()
        })
    };
    let (now, later) = (student.id.clone(), student.id);
    let buttons = el("div")
        .class("row")
        .child(
            el("button")
                .class("add")
                .on("click", move |_| sending::hurry(parent, &now))
                .text(say::again_now(locale)),
        )
        .child(
            el("button")
                .class("link")
                .on("click", move |_| sending::stop(parent, &later))
                .text(say::stop(locale)),
        );
    el("section")
        .child(el("b").text_fn(why))
        .child(el("p").attr("aria-live", "off").text_fn(again))
        .child(buttons)
}
