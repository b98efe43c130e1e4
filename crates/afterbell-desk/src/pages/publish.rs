//! 公示与发布: what keeps the menu from being published, what changes, whom it touches; then the
//! notice, and the publication itself.

mod difference;
mod notice;

use afterbell_domain::desk::{NotDecided, Obstacle, Permission, Publication, PublishRequest};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{MenuContent, OfferingId};
use afterbell_locale::text::desk::publish as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::alert;
use crate::LOCALE;
use crate::app::tally;
use crate::desk::{Desk, Saving, desk};
use crate::server::{self, Trouble};
use crate::wording;

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    told: RwSignal<Option<Publication>>,
    kept: RwSignal<Vec<OfferingId>>,
    trouble: RwSignal<String>,
    is_asking: RwSignal<bool>,
}

impl Page {
    /// The server has the children and the last word; a dry run changes nothing.
    fn ask(self, dry_run: bool) {
        let Some(revision) = self.desk.consult(crate::sheet::Sheet::revision) else {
            return;
        };
        self.is_asking.set(true);
        let request = PublishRequest {
            revision,
            kept: self.kept.get_untracked(),
            dry_run,
        };
        spawn_local(async move {
            match server::post("/api/desk/publish", &request).await {
                Ok(told) => {
                    self.trouble.set(String::new());
                    self.told.set(Some(told));
                }
                Err(problem) => self.trouble.set(words(&problem)),
            }
            self.is_asking.set(false);
        });
    }
}

pub fn publish() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        told: RwSignal::new(None),
        kept: RwSignal::new(Vec::new()),
        trouble: RwSignal::new(String::new()),
        is_asking: RwSignal::new(false),
    };
    // Asked anew when the draft of this page is another one and has arrived.
    Effect::new(move |_| {
        page.kept.track();
        desk.consult(crate::sheet::Sheet::revision);
        if desk.saving.get() == Saving::Kept && desk.may(Permission::Publish) {
            page.ask(true);
        }
    });
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p role="status">{move || tally(desk)}</p>
            {alert(page.trouble)}
            {move || page.told.get().map(|told| shown(page, told))}
            {notice::notice()}
        </main>
    }
}

fn shown(page: Page, told: Publication) -> impl IntoView {
    if told.published {
        return view! { <p class="notice" role="status">{say::published(LOCALE)}</p> }.into_any();
    }
    let menu = page.desk.draft(|draft| draft.menu.clone());
    let obstacles = told
        .obstacles
        .iter()
        .map(|obstacle| view! { <li class="finding error"><b>{obstacle_words(menu.as_ref(), obstacle)}</b></li> })
        .collect_view();
    let is_free = told.obstacles.is_empty();
    let heading = match is_free {
        true => say::free(LOCALE),
        false => say::blocked(LOCALE),
    };
    let publish = move |_| page.ask(false);
    view! {
        <h2>{heading}</h2>
        <ul class="findings">{obstacles}</ul>
        {difference::difference(page.kept, &told)}
        <p>
            <button class="go" disabled=move || !is_free || page.is_asking.get() on:click=publish>
                {say::publish(LOCALE)}
            </button>
        </p>
    }
    .into_any()
}

fn obstacle_words(menu: Option<&MenuContent>, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Faults { faults } => say::faults(LOCALE, faults),
        Obstacle::Findings { errors, warnings } => say::findings(LOCALE, errors, warnings),
        Obstacle::NotPosted => say::not_posted(LOCALE).to_owned(),
        Obstacle::StillPosted { until } => say::still_posted(LOCALE, until),
        Obstacle::AgreementUnknown => say::agreement_unknown(LOCALE).to_owned(),
        Obstacle::Children { not_decided } => {
            let name = |id: &OfferingId| name_of(menu, id);
            match not_decided {
                NotDecided::WouldBeDropped { offering, held } => {
                    say::would_be_dropped(LOCALE, name(offering), held)
                }
                NotDecided::WouldBeOverfull {
                    offering,
                    held,
                    places,
                } => say::would_be_overfull(LOCALE, name(offering), held, places),
                NotDecided::NobodyDecided { offering, held } => {
                    say::nobody_decided(LOCALE, name(offering), held)
                }
            }
        }
    }
}

/// An offering that the draft no longer has is told by its identifier.
fn name_of(menu: Option<&MenuContent>, id: &OfferingId) -> String {
    let named = menu.and_then(|menu| {
        let offering = menu.offerings.iter().find(|it| it.id == *id)?;
        let course = menu.courses.iter().find(|it| it.id == offering.course)?;
        Some(course.name.to_string())
    });
    named.unwrap_or_else(|| id.to_string())
}

fn words(trouble: &Trouble) -> String {
    match trouble.code() {
        Some(ProblemCode::MenuDraftChanged) => say::draft_changed(LOCALE).to_owned(),
        Some(ProblemCode::NoticeNotPlanned) => say::not_planned(LOCALE).to_owned(),
        Some(ProblemCode::NoticeClosed) => say::nothing_posted(LOCALE).to_owned(),
        _ => wording::trouble(LOCALE, trouble),
    }
}
