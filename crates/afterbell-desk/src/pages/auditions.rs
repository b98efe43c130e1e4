//! 面试选人: whoever teaches a course with an audition chooses from those who have applied.

mod children;
mod picked;

use afterbell_domain::desk::{
    AuditionChild, AuditionChoice, AuditionView, AuditionsView, FindChild, KeepAudition,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Label, OfferingId};
use afterbell_locale::format;
use afterbell_locale::text::desk::{auditions as say, conflict};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::alert;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::server::{self, Trouble};
use crate::wording;

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    view: RwSignal<Option<AuditionsView>>,
    chosen: RwSignal<Option<OfferingId>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    async fn fetch(self) {
        match server::get::<AuditionsView>("/api/desk/auditions").await {
            Ok(view) => {
                self.desk.choosing.update(|choosing| choosing.hear(&view));
                let is_there = |id: &OfferingId| view.auditions.iter().any(|it| it.offering == *id);
                // Whoever asked may be on another page by now, and this one's state gone.
                let chosen = self.chosen.try_get_untracked().flatten();
                if !chosen.as_ref().is_some_and(is_there) {
                    let first = view.auditions.first().map(|it| it.offering.clone());
                    self.chosen.set(first);
                }
                self.view.set(Some(view));
            }
            Err(problem) => self.tell_trouble(&problem),
        }
    }

    fn tell(self, words: String) {
        self.trouble.set(String::new());
        self.told.set(words);
    }

    fn tell_trouble(self, problem: &Trouble) {
        self.told.set(String::new());
        self.trouble.set(match problem.code() {
            // Whose counts is asked beside the list.
            Some(ProblemCode::AuditionChanged) => String::new(),
            Some(ProblemCode::DrawClosed) => say::fixed(LOCALE).to_owned(),
            Some(ProblemCode::StudentNotYours) => say::no_such_child(LOCALE).to_owned(),
            _ => wording::trouble(LOCALE, problem),
        });
    }

    /// The course on the screen, and again whenever anything about it has changed.
    fn audition(self) -> Option<AuditionView> {
        let chosen = self.chosen.get()?;
        self.view.with(|view| {
            let mut all = view.as_ref()?.auditions.iter();
            all.find(|it| it.offering == chosen).cloned()
        })
    }

    fn edit(self, edit: impl FnOnce(&mut AuditionChoice)) {
        if let Some(audition) = untrack(|| self.audition()) {
            self.trouble.set(String::new());
            self.desk
                .choosing
                .update(|choosing| choosing.edit(&audition, edit));
        }
    }

    fn keep(self, publish: bool) {
        let Some(audition) = untrack(|| self.audition()) else {
            return;
        };
        let kept = self.desk.choosing.with_untracked(|choosing| KeepAudition {
            revision: choosing.revision(&audition),
            choice: choosing.choice(&audition),
            publish,
        });
        let listed = kept.choice.picked().len();
        if publish {
            let really = say::publish_really(LOCALE, listed, &audition.course);
            let said = window().confirm_with_message(&really);
            if !said.unwrap_or(false) {
                return;
            }
        }
        let path = format!("/api/desk/auditions/{}", audition.offering);
        spawn_local(async move {
            match server::put(&path, &kept).await {
                Ok(()) => {
                    self.fetch().await;
                    self.tell(match publish {
                        true => say::published(LOCALE, listed, &audition.course),
                        false => say::kept(LOCALE).to_owned(),
                    });
                }
                Err(problem) => {
                    self.fetch().await;
                    self.tell_trouble(&problem);
                }
            }
        });
    }

    fn find(self, number: RwSignal<String>) {
        let Some(audition) = untrack(|| self.audition()) else {
            return;
        };
        let Ok(school_number) = number.get_untracked().parse() else {
            return self.trouble.set(say::no_number(LOCALE).to_owned());
        };
        let path = format!("/api/desk/auditions/{}/child", audition.offering);
        spawn_local(async move {
            let asked = FindChild { school_number };
            match server::post::<_, AuditionChild>(&path, &asked).await {
                Ok(child) => {
                    self.tell(say::found(LOCALE, &child.name));
                    self.desk
                        .choosing
                        .update(|choosing| choosing.find(&audition, child));
                    number.set(String::new());
                }
                Err(problem) => self.tell_trouble(&problem),
            }
        });
    }
}

pub fn auditions() -> impl IntoView {
    let page = Page {
        desk: desk(),
        view: RwSignal::new(None),
        chosen: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    spawn_local(page.fetch());
    let about = move || {
        page.view.with(|view| match view {
            Some(view) if view.auditions.is_empty() => say::none(LOCALE),
            Some(view) if view.is_drawn => say::about_drawn(LOCALE),
            Some(_) => say::about_first_come(LOCALE),
            None => "",
        })
    };
    let is_fixed = Memo::new(move |_| {
        page.view
            .with(|it| it.as_ref().is_some_and(|it| it.is_fixed))
    });
    let has_course = Memo::new(move |_| page.audition().is_some());
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{about}</p>
            <p class="notice" hidden=move || !is_fixed.get()>{say::fixed(LOCALE)}</p>
            {move || courses(page)}
            {alert(page.trouble)}
            {again(page.trouble, move || page.view.with(Option::is_none), move || spawn_local(page.fetch()))}
            {move || has_course.get().then(|| course(page, is_fixed))}
            <p role="status" class="quiet">{move || page.told.get()}</p>
        </main>
    }
}

/// One button a course; with a single one there is nothing to choose.
fn courses(page: Page) -> Option<impl IntoView> {
    let all = page.view.with(|view| {
        let all = view.iter().flat_map(|view| &view.auditions);
        all.map(|it| (it.offering.clone(), name(it)))
            .collect::<Vec<_>>()
    });
    (all.len() > 1).then(|| {
        let buttons = all.into_iter().map(|(offering, name)| {
            let id = offering.clone();
            let pressed = move || (page.chosen.get().as_ref() == Some(&id)).to_string();
            let choose = move |_| {
                page.tell(String::new());
                page.chosen.set(Some(offering.clone()));
            };
            view! { <button aria-pressed=pressed on:click=choose>{name}</button> }
        });
        view! { <p class="choice wrap">{buttons.collect_view()}</p> }
    })
}

/// `围棋（周三）`: a course may be offered twice.
fn name(audition: &AuditionView) -> String {
    let days = audition
        .sessions
        .iter()
        .map(|it| format::weekday(LOCALE, it.weekday));
    say::course(LOCALE, &audition.course, format::list(LOCALE, days))
}

fn course(page: Page, is_fixed: Memo<bool>) -> impl IntoView {
    let choosing = page.desk.choosing;
    let of_course = move |of: fn(&AuditionView) -> String| {
        move || page.audition().as_ref().map(of).unwrap_or_default()
    };
    let is_changed = Memo::new(move |_| {
        let audition = page.audition();
        audition.is_some_and(|it| choosing.with(|choosing| choosing.is_changed(&it)))
    });
    let is_overtaken = Memo::new(move |_| {
        let audition = page.audition();
        audition.is_some_and(|it| choosing.with(|choosing| choosing.is_overtaken(&it)))
    });
    let is_published = Memo::new(move |_| page.audition().is_some_and(|it| it.is_published));
    let state = move || match (is_changed.get(), page.audition()) {
        (true, _) => say::unsaved(LOCALE).to_owned(),
        (false, Some(it)) if it.is_published && it.revision == 0 => {
            say::recorded(LOCALE).to_owned()
        }
        (false, Some(it)) => match (it.saved_at, it.is_published) {
            (Some(at), true) => say::state_published(LOCALE, format::moment(LOCALE, at)),
            (Some(at), false) => say::state_draft(LOCALE, format::moment(LOCALE, at)),
            (None, _) => say::state_none(LOCALE).to_owned(),
        },
        (false, None) => String::new(),
    };
    let number = RwSignal::new(String::new());
    let find = move |event: SubmitEvent| {
        event.prevent_default();
        page.find(number);
    };
    let may_publish = move || !is_fixed.get() && (is_changed.get() || !is_published.get());
    view! {
        <h2>{of_course(name)}</h2>
        <p class="quiet">{of_course(|it| say::facts(LOCALE, it.places, format::list(LOCALE, it.teachers.iter().map(Label::as_str))))}</p>
        {move || is_overtaken.get().then(|| overtaken(page))}
        <div class="choosing">
            {picked::picked(page)}
            <div>
                {children::undecided(page)}
                <form class="inline" on:submit=find>
                    <label>{say::number(LOCALE)}<input maxlength="80" autocomplete="off" bind:value=number /></label>
                    <button type="submit">{say::find(LOCALE)}</button>
                </form>
                {children::not_this_term(page)}
            </div>
        </div>
        <p class="choice decisions">
            <button disabled=move || !is_changed.get() on:click=move |_| page.keep(false)>{say::keep(LOCALE)}</button>
            <button class="go" disabled=move || !may_publish() on:click=move |_| page.keep(true)>{say::publish(LOCALE)}</button>
            <span class="quiet">{state}</span>
        </p>
    }
}

/// Somebody else was faster: whose counts is asked, not guessed.
fn overtaken(page: Page) -> impl IntoView {
    let by = untrack(|| page.audition()).and_then(|it| it.saved_by);
    let by = by.map_or_else(|| say::somebody(LOCALE).to_owned(), |by| by.to_string());
    let choosing = page.desk.choosing;
    let with = move |act: fn(&mut crate::choosing::Choosing, &AuditionView)| {
        if let Some(audition) = untrack(|| page.audition()) {
            choosing.update(|choosing| act(choosing, &audition));
            page.tell(String::new());
        }
    };
    view! {
        <div class="conflict" role="alert">
            <p>{say::overtaken(LOCALE, by)}</p>
            <button on:click=move |_| with(|it, of| it.take_theirs(&of.offering))>{conflict::take_theirs(LOCALE)}</button>
            <button on:click=move |_| with(|it, of| it.take_ours(of))>{conflict::take_ours(LOCALE)}</button>
        </div>
    }
}
