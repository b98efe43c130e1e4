//! 开课申报: teachers propose courses and say when they have time; the office takes a proposal over into the
//! sheet, or says why not.

mod deciding;
mod form;
mod times;

use afterbell_domain::Fen;
use afterbell_domain::desk::{Permission, Proposal, ProposalState, ProposalView, ProposalsView};
use afterbell_domain::reading::{WeeklyTime, WeeklyTimes, print_weekly_times};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::desk::offers as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::alert;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::server::{self, Trouble};
use crate::wording;

const PATH: &str = "/api/desk/offers";

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    view: RwSignal<Option<ProposalsView>>,
    /// Which of one's own is being changed.
    editing: RwSignal<Option<ProposalView>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    async fn fetch(self) {
        match server::get::<ProposalsView>(PATH).await {
            Ok(view) => {
                self.desk.hear_free_times(&view);
                self.view.set(Some(view));
            }
            Err(problem) => self.tell_trouble(&problem),
        }
    }

    fn tell_trouble(self, problem: &Trouble) {
        self.told.set(String::new());
        self.trouble.set(match problem.code() {
            Some(ProblemCode::ProposalChanged) => say::changed_meanwhile(LOCALE).to_owned(),
            Some(ProblemCode::MalformedRequest) => say::unfinished(LOCALE).to_owned(),
            _ => wording::trouble(LOCALE, problem),
        });
    }

    /// What the server says, and then how things are.
    async fn answered(self, done: Result<(), Trouble>, told: String) {
        self.fetch().await;
        match done {
            Ok(()) => {
                self.trouble.set(String::new());
                self.told.set(told);
            }
            Err(problem) => self.tell_trouble(&problem),
        }
    }

    fn path_of(proposal: &ProposalView, what: &str) -> String {
        format!("{PATH}/{}{what}", proposal.number)
    }
}

pub fn offers() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        view: RwSignal::new(None),
        editing: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    spawn_local(page.fetch());
    let decides = desk.may(Permission::EditDraft);
    let about = match decides {
        true => say::about_office(LOCALE),
        false => say::about_teacher(LOCALE),
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{about}</p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.view.with(Option::is_none), move || spawn_local(page.fetch()))}
            <p role="status">{move || page.told.get()}</p>
            {match decides {
                true => deciding::deciding(page).into_any(),
                false => view! { {form::form(page)} {form::own(page)} {times::times(page)} }.into_any(),
            }}
        </main>
    }
}

/// One line of a proposal after the other, as the sheet would have it.
fn facts(proposal: &Proposal) -> String {
    let mut facts = vec![
        format::category(LOCALE, proposal.category).to_owned(),
        format::grades(LOCALE, proposal.grades),
        printed(proposal),
        say::places(LOCALE, proposal.places),
    ];
    facts.extend(proposal.minimum.map(|least| say::minimum(LOCALE, least)));
    facts.extend(proposal.room.as_ref().map(|room| say::room(LOCALE, room)));
    facts.push(match proposal.fee_fen {
        Fen::ZERO => say::free(LOCALE).to_owned(),
        fee => say::fee(LOCALE, format::money(LOCALE, fee)),
    });
    facts.extend(proposal.audition.then(|| say::audition(LOCALE).to_owned()));
    facts.extend(proposal.remark.as_ref().map(ToString::to_string));
    facts.join(say::between(LOCALE))
}

/// Its times, as an office writes them.
fn printed(proposal: &Proposal) -> String {
    let times = proposal.sessions.iter().map(|at| WeeklyTime {
        weekday: at.weekday,
        range: at.time,
    });
    let times = WeeklyTimes::of(times);
    times
        .map(|times| print_weekly_times(&times))
        .unwrap_or_default()
}

fn state(proposal: &ProposalView) -> String {
    let at = format::moment(LOCALE, proposal.at);
    let by = proposal.decided_by.as_ref();
    let by = by.map(ToString::to_string).unwrap_or_default();
    match &proposal.state {
        ProposalState::Open => say::open(LOCALE, at),
        ProposalState::TakenOver { .. } => say::taken_over(LOCALE, at, by),
        ProposalState::Declined { reason } => say::declined(LOCALE, at, by, reason),
        ProposalState::TakenBack => say::taken_back(LOCALE, at),
    }
}

/// What makes a row the same before and after something else has changed.
fn key(proposal: &ProposalView) -> (u32, u32) {
    (proposal.number, proposal.revision)
}
