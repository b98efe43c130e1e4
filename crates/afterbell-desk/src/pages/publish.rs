//! 公示与发布: what keeps the menu from being published, what changes, whom it touches; then the
//! notice, and the publication itself.

mod deciding;
mod difference;
mod notice;
mod planned;
mod term;

use afterbell_domain::desk::{
    ChangeDecision, MenuDifference, NotDecided, Obstacle, Permission, Publication, PublishRequest,
    TermStep,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{CareChoice, MenuContent, OfferingId, Reason, ServiceMenu};
use afterbell_locale::text::desk::checks::to_page;
use afterbell_locale::text::desk::publish as say;
use afterbell_locale::{format, wording as reasons};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{alert, is_sure};
use crate::LOCALE;
use crate::app::section_name;
use crate::desk::{Desk, Saving, desk};
use crate::route::Section;
use crate::server::{self, Trouble};
use crate::wording;

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    told: RwSignal<Option<Publication>>,
    decisions: RwSignal<Vec<ChangeDecision>>,
    /// Whose families are told that their pick-up time is gone.
    informed: RwSignal<Vec<CareChoice>>,
    /// What was asked for to become of the term.
    term: RwSignal<Option<TermStep>>,
    trouble: RwSignal<String>,
    is_asking: RwSignal<bool>,
}

/// Where the page is: what is drawn anew only when it is another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Open,
    Published,
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
            decisions: self.decisions.get_untracked(),
            told: self.informed.get_untracked(),
            term: self.term.get_untracked(),
            dry_run,
        };
        spawn_local(async move {
            if dry_run {
                // What the server finds and this page does not could be neither mended nor confirmed. If it does not
                // answer now, it does not answer the question either.
                let _ = self.desk.fetch_pack().await;
            }
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

    fn publish(self) {
        // Nothing is found in a menu without courses; it may be meant, and may be an accident.
        let is_empty = self.desk.draft(|draft| draft.menu.offerings.is_empty());
        if is_empty != Some(true) || is_sure(say::without_courses(LOCALE)) {
            self.ask(false);
        }
    }

    fn told<T: Default>(self, at: impl FnOnce(&Publication) -> T) -> T {
        self.told
            .with(|told| told.as_ref().map(at).unwrap_or_default())
    }

    /// What the server cannot know: things that have not arrived there.
    fn only_here(self) -> Option<(String, Option<Section>)> {
        let unread = self.desk.look(|sheet| sheet.all_unread().len());
        match unread.unwrap_or_default() {
            0 => (self.desk.saving.get() != Saving::Kept || self.desk.unsent() > 0)
                .then(|| (say::unsent(LOCALE).to_owned(), None)),
            cells => Some((say::unread(LOCALE, cells), Some(Section::Menu))),
        }
    }
}

pub fn publish() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        told: RwSignal::new(None),
        decisions: RwSignal::new(Vec::new()),
        informed: RwSignal::new(Vec::new()),
        term: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        is_asking: RwSignal::new(false),
    };
    let arrived = Memo::new(move |_| {
        let revision = desk.consult(crate::sheet::Sheet::revision);
        revision.filter(|_| desk.saving.get() == Saving::Kept)
    });
    // Asked anew when the draft of this page is another one and has arrived, or has been posted.
    let posted = RwSignal::new(0u32);
    Effect::new(move |_| {
        page.decisions.track();
        page.informed.track();
        page.term.track();
        posted.track();
        if arrived.get().is_some() && desk.may(Permission::Publish) {
            page.ask(true);
        }
    });
    let stage = Memo::new(move |_| {
        page.told.with(|told| match told {
            None => Stage::Asking,
            Some(told) if told.published => Stage::Published,
            Some(_) => Stage::Open,
        })
    });
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet" class:why=move || desk.is_pack_unreadable()>{move || desk.pack_words()}</p>
            {alert(page.trouble)}
            {move || match stage.get() {
                Stage::Asking => ().into_any(),
                Stage::Published => view! { <p class="notice" role="status">{say::published(LOCALE)}</p> }.into_any(),
                Stage::Open => open(page).into_any(),
            }}
            {notice::notice(posted)}
        </main>
    }
}

fn open(page: Page) -> impl IntoView {
    let unchanged = Memo::new(move |_| page.told(|told| told.unchanged));
    let difference = Memo::new(move |_| page.told(|told| told.difference.clone()));
    let decided = Memo::new(move |_| page.told(|told| told.decided.clone()));
    let closed = Memo::new(move |_| page.told(|told| told.closed.clone()));
    let obstacles = Memo::new(move |_| {
        // With nothing to publish nothing keeps it from being published.
        let told = match unchanged.get() {
            true => Vec::new(),
            false => page.told(|told| told.obstacles.clone()),
        };
        let menu = page.desk.draft(|draft| draft.menu.clone());
        let said = |it: &Obstacle| {
            let said = difference.with(|difference| obstacle_words(menu.as_ref(), difference, it));
            (said, mended_in(it))
        };
        let told = told.iter().map(said);
        told.chain(page.only_here()).collect::<Vec<_>>()
    });
    let is_blocked = Memo::new(move |_| obstacles.with(|it| !it.is_empty()) || unchanged.get());
    let heading = move || match (unchanged.get(), is_blocked.get()) {
        (true, _) => say::nothing(LOCALE),
        (false, true) => say::blocked(LOCALE),
        (false, false) => say::free(LOCALE),
    };
    let listed = move || {
        let obstacles = obstacles.get().into_iter();
        obstacles
            .map(|(said, section)| {
                let link = section.map(|section| {
                    let name = to_page(LOCALE, section_name(section));
                    view! { <a class="to-page" href=section.href()>{name}</a> }
                });
                view! { <li class="finding error"><b>{said}</b>{link}</li> }
            })
            .collect_view()
    };
    let begins = Memo::new(move |_| {
        let step = page.told(|told| told.term.as_ref().map(|change| change.step));
        step == Some(TermStep::Begins)
    });
    view! {
        <h2 aria-live="polite">{heading}</h2>
        <ul class="findings">{listed}</ul>
        {term::term(page)}
        {difference::difference(page.decisions, page.informed, decided, closed, difference, unchanged, begins)}
        <p>
            <button
                class="go"
                disabled=move || is_blocked.get() || page.is_asking.get()
                on:click=move |_| page.publish()
            >
                {say::publish(LOCALE)}
            </button>
        </p>
    }
}

/// On which other page it is mended.
fn mended_in(obstacle: &Obstacle) -> Option<Section> {
    match obstacle {
        Obstacle::Faults { .. } | Obstacle::Findings { .. } => Some(Section::Checks),
        Obstacle::AgreementUnknown => Some(Section::School),
        _ => None,
    }
}

fn obstacle_words(
    menu: Option<&MenuContent>,
    difference: &MenuDifference,
    obstacle: &Obstacle,
) -> String {
    match obstacle {
        Obstacle::Faults { faults } => say::faults(LOCALE, faults),
        Obstacle::Findings { errors, warnings } => say::findings(LOCALE, errors, warnings),
        Obstacle::NotPosted => say::not_posted(LOCALE).to_owned(),
        Obstacle::StillPosted { until } => say::still_posted(LOCALE, format::date(LOCALE, *until)),
        Obstacle::TermNotConfirmed => say::term_not_confirmed(LOCALE).to_owned(),
        Obstacle::DrawUnderWay => say::draw_under_way(LOCALE).to_owned(),
        Obstacle::AgreementUnknown => say::agreement_unknown(LOCALE).to_owned(),
        Obstacle::Children { not_decided } => {
            let name = |id: &OfferingId| name_of(menu, difference, id);
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
                NotDecided::ReasonMissing { offering } => {
                    say::reason_missing(LOCALE, name(offering))
                }
                NotDecided::CannotStay {
                    offering,
                    children,
                    reasons,
                } => say::cannot_stay(LOCALE, children, name(offering), why(menu, reasons)),
                NotDecided::CannotMove {
                    offering,
                    to,
                    children,
                    reasons,
                } => say::cannot_move(
                    LOCALE,
                    children,
                    name(offering),
                    name(to),
                    why(menu, reasons),
                ),
                NotDecided::CareEnds { choice, held } => {
                    let day = format::weekday(LOCALE, choice.weekday);
                    say::care_ends(LOCALE, day, held, choice.pick_up)
                }
                NotDecided::DrawToCome { offering } => say::draw_to_come(LOCALE, name(offering)),
            }
        }
    }
}

/// Each reason as a parent would read it.
fn why(menu: Option<&MenuContent>, said: &[Reason]) -> String {
    let menu = menu.and_then(|menu| ServiceMenu::new(menu.clone()).ok());
    let said = menu.iter().flat_map(|menu| {
        let all = said.iter();
        all.map(|reason| reasons::reason(LOCALE, menu, reason))
    });
    format::list(LOCALE, said)
}

/// An offering that the draft no longer has is known by what it was.
fn name_of(menu: Option<&MenuContent>, difference: &MenuDifference, id: &OfferingId) -> String {
    let mut gone = difference.removed.iter();
    if let Some(course) = gone
        .find(|it| it.offering == *id)
        .and_then(|it| it.course.as_ref())
    {
        return course.to_string();
    }
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
