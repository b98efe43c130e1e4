//! Binding a child with the code of the school's letter.

use afterbell_domain::ChildCode;
use afterbell_domain::wire::BindResponse;
use afterbell_locale::text::parent::bind as say;
use afterbell_locale::text::reason::problem;
use serde::{Deserialize, Serialize};

use crate::components::{failure_sentence, language_choice, message, page_top};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route::Route;
use crate::ui::{State, View, el, fragment, when, yes_no};
use crate::{api, host, session, storage};

pub fn bind_page(code: Option<String>) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let progress = State::new(Progress::Idle);
    let is_sending = move || progress.with(Progress::is_sending);
    let label = move || {
        if is_sending() {
            say::submitting(locale)
        } else {
            say::submit(locale)
        }
    };
    let input = code_input(progress, &code.unwrap_or_default());
    let submit = el("button")
        .class("go wide")
        .attr_fn("aria-disabled", move || yes_no(is_sending()))
        .text_fn(label);
    let form = el("form")
        .attr("novalidate", "")
        .on("submit", on_submit(parent, progress, input.clone()))
        .child(el("label").attr("for", "code").text(say::label(locale)))
        .child(input)
        .child(
            el("p")
                .class("hint")
                .attr("id", "code-hint")
                .text(say::hint(locale)),
        )
        .child(message(move || progress.with(Progress::message)))
        .child(submit);
    let main = el("main")
        .class("plain")
        .attr("id", "main")
        .child(el("p").class("brand").text(say::welcome(locale)))
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").text(say::explain(locale)))
        .children(host::opens_account().then(|| el("p").text(say::hosted(locale))))
        .child(form)
        .child(el("p").class("quiet").text(say::privacy(locale)))
        .child(language_choice());
    fragment()
        .child(when(move || parent.has_children(), page_top))
        .child(main)
}

fn code_input(progress: State<Progress>, code: &str) -> View {
    let is_refused = move || progress.with(|progress| progress.message().is_some());
    el("input")
        .attr("id", "code")
        .attr("name", "code")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("inputmode", "text")
        .attr("placeholder", "XXXX-XXXX-XXXX-XXXX")
        .attr("aria-describedby", "code-hint")
        .attr_fn("aria-invalid", move || yes_no(is_refused()))
        .type_in(code)
}

fn on_submit(
    parent: Parent,
    progress: State<Progress>,
    input: View,
) -> impl Fn(web_sys::Event) + 'static {
    let locale = parent.locale;
    move |event| {
        event.prevent_default();
        if progress.with_untracked(Progress::is_sending) {
            return;
        }
        let Ok(code) = input.typed().parse::<ChildCode>() else {
            progress.set(Progress::Failed(problem::code_malformed(locale).into()));
            return;
        };
        let key = key_for(&code);
        progress.set(Progress::Sending);
        api::bind(code, &key, move |bound| {
            let outcome = match bound {
                Ok(bound) => {
                    storage::remove(PENDING);
                    enter(parent, bound);
                    Progress::Idle
                }
                Err(failure) => Progress::Failed(failure_sentence(locale, &failure).into()),
            };
            let _ = progress.try_set(outcome);
        });
    }
}

/// Where a binding without an answer is kept. The code works once: were its reply lost and
/// its key forgotten, the family would stand before a locked door.
const PENDING: &str = "binding";

#[derive(Serialize, Deserialize)]
struct Pending {
    code: ChildCode,
    key: String,
}

/// One key per code, so that a reply lost on the way is fetched again, even after a reload.
fn key_for(code: &ChildCode) -> String {
    let kept = storage::read::<Pending>(PENDING).filter(|pending| pending.code == *code);
    kept.map(|pending| pending.key).unwrap_or_else(|| {
        let key = api::new_key();
        let code = code.clone();
        storage::write(
            PENDING,
            &Pending {
                code,
                key: key.clone(),
            },
        );
        key
    })
}

fn enter(parent: Parent, bound: BindResponse) {
    if let Some(token) = &bound.token {
        session::keep_token(token);
    }
    parent.take_binding(bound.child, bound.me);
    Route::Week.replace();
}
