//! A teacher's own proposals: a new one, or one that nobody has decided about yet, changed.

use afterbell_domain::desk::{
    ChangeProposal, FreeTime, Proposal, ProposalFault, ProposalState, ProposalView, Propose,
    TakeProposalBack,
};
use afterbell_domain::reading::{self, ReadingError};
use afterbell_domain::{Category, Label};
use afterbell_locale::format;
use afterbell_locale::text::desk::offers as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{PATH, Page, facts, key, printed, state};
use crate::LOCALE;
use crate::server;
use crate::sheet::{CellProblem, Column};
use crate::wording;

/// What is typed: the words that the sheet reads as well.
#[derive(Clone, Copy)]
struct Fields {
    course: Field,
    category: RwSignal<Category>,
    grades: Field,
    times: Field,
    room: Field,
    places: Field,
    minimum: Field,
    fee: Field,
    remark: Field,
    audition: RwSignal<bool>,
}

#[derive(Clone, Copy)]
struct Field {
    column: Column,
    text: RwSignal<String>,
    problem: RwSignal<String>,
}

impl Field {
    fn new(column: Column) -> Self {
        Self {
            column,
            text: RwSignal::new(String::new()),
            problem: RwSignal::new(String::new()),
        }
    }

    fn read<T>(self, read: impl FnOnce(&str) -> Result<T, CellProblem>) -> Option<T> {
        let read = self.text.with_untracked(|text| read(text.trim()));
        self.problem.set(match &read {
            Ok(_) => String::new(),
            Err(problem) => wording::cell_problem(LOCALE, self.column, problem),
        });
        read.ok()
    }

    fn view(self, hint: &'static str) -> impl IntoView {
        let id = format!("proposal-{:?}", self.column);
        let of_problem = format!("{id}-problem");
        view! {
            <p class="field">
                <label for=id.clone()>{wording::column(LOCALE, self.column)}</label>
                <input
                    id=id maxlength="80" autocomplete="off" placeholder=hint bind:value=self.text
                    aria-describedby=of_problem.clone()
                    aria-invalid=move || self.problem.with(|it| !it.is_empty()).then_some("true")
                />
                <span class="why" id=of_problem>{move || self.problem.get()}</span>
            </p>
        }
    }
}

fn label(text: &str) -> Result<Option<Label>, CellProblem> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| CellProblem::NotALabel),
    }
}

pub(super) fn weekly(text: &str) -> Result<Vec<FreeTime>, CellProblem> {
    let times = reading::weekly_times(text)?;
    let times = times.as_slice().iter();
    let each = times.map(|it| FreeTime {
        weekday: it.weekday,
        time: it.range,
    });
    Ok(each.collect())
}

impl Fields {
    fn new() -> Self {
        Self {
            course: Field::new(Column::Course),
            category: RwSignal::new(Category::Arts),
            grades: Field::new(Column::Grades),
            times: Field::new(Column::Times),
            room: Field::new(Column::Room),
            places: Field::new(Column::Places),
            minimum: Field::new(Column::Minimum),
            fee: Field::new(Column::Fee),
            remark: Field::new(Column::Remark),
            audition: RwSignal::new(false),
        }
    }

    /// All of it, or nothing; what cannot be read says why beside itself.
    fn read(self) -> Option<Proposal> {
        let empty = || CellProblem::Reading(ReadingError::Empty);
        let course = self.course.read(|text| label(text)?.ok_or_else(empty));
        let grades = self.grades.read(|text| Ok(reading::grades(text, None)?));
        let sessions = self.times.read(weekly);
        let room = self.room.read(label);
        let places = self.places.read(|text| Ok(reading::places(text)?));
        let minimum = self.minimum.read(|text| Ok(reading::minimum(text)?));
        let fee = self.fee.read(|text| Ok(reading::fee(text)?));
        let remark = self.remark.read(label);
        let proposal = Proposal {
            course: course?,
            category: self.category.get_untracked(),
            grades: grades?,
            sessions: sessions?,
            room: room?,
            places: places?,
            minimum: minimum?,
            fee_fen: fee?,
            remark: remark?,
            audition: self.audition.get_untracked(),
        };
        match proposal.fault() {
            None => Some(proposal),
            Some(fault) => {
                let (field, said) = match fault {
                    ProposalFault::NoSession => (self.times, say::no_session(LOCALE).to_owned()),
                    ProposalFault::SessionsMeet { weekday } => (
                        self.times,
                        say::sessions_meet(LOCALE, format::weekday(LOCALE, weekday)),
                    ),
                    ProposalFault::NoPlaces => (self.places, say::no_places(LOCALE).to_owned()),
                    ProposalFault::MinimumAbovePlaces => {
                        (self.minimum, say::minimum_above(LOCALE).to_owned())
                    }
                };
                field.problem.set(said);
                None
            }
        }
    }

    /// Whether it says something else than this proposal, or than nothing.
    fn is_ahead_of(self, proposal: Option<&Proposal>) -> bool {
        let written = [
            self.course,
            self.grades,
            self.times,
            self.room,
            self.places,
            self.minimum,
            self.fee,
            self.remark,
        ];
        match proposal {
            Some(proposal) => self.read().as_ref() != Some(proposal),
            None => written
                .iter()
                .any(|it| it.text.with(|text| !text.is_empty())),
        }
    }

    fn show(self, proposal: Option<&Proposal>) {
        let text = |field: Field, text: Option<String>| {
            field.text.set(text.unwrap_or_default());
            field.problem.set(String::new());
        };
        text(self.course, proposal.map(|it| it.course.to_string()));
        text(
            self.grades,
            proposal.map(|it| reading::print_grades(it.grades)),
        );
        text(self.times, proposal.map(printed));
        let room = proposal.and_then(|it| it.room.as_ref());
        text(self.room, room.map(ToString::to_string));
        text(self.places, proposal.map(|it| it.places.to_string()));
        let least = proposal.and_then(|it| it.minimum);
        text(self.minimum, least.map(|it| it.to_string()));
        text(self.fee, proposal.map(|it| reading::print_fee(it.fee_fen)));
        let remark = proposal.and_then(|it| it.remark.as_ref());
        text(self.remark, remark.map(ToString::to_string));
        self.category
            .set(proposal.map_or(Category::Arts, |it| it.category));
        self.audition.set(proposal.is_some_and(|it| it.audition));
    }
}

pub(super) fn form(page: Page) -> impl IntoView {
    let fields = Fields::new();
    let first: NodeRef<leptos::html::Form> = NodeRef::new();
    page.desk.guard(move || {
        let editing = page.editing.get();
        fields.is_ahead_of(editing.as_ref().map(|it| &it.proposal))
    });
    Effect::new(move |_| {
        page.editing.with(|editing| {
            fields.show(editing.as_ref().map(|it| &it.proposal));
        });
        if let (true, Some(form)) = (
            page.editing.with_untracked(Option::is_some),
            first.get_untracked(),
        ) {
            use leptos::wasm_bindgen::JsCast as _;
            let input = form.query_selector("input").ok().flatten();
            let input = input.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(input) = input {
                let _ = input.focus();
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(proposal) = fields.read() else {
            return page.trouble.set(say::unfinished(LOCALE).to_owned());
        };
        let editing = page.editing.get_untracked();
        spawn_local(async move {
            let course = proposal.course.clone();
            let done = match &editing {
                None => server::tell(PATH, &Propose { proposal }).await,
                Some(known) => {
                    let changed = ChangeProposal {
                        revision: known.revision,
                        proposal,
                    };
                    server::put(&Page::path_of(known, ""), &changed).await
                }
            };
            let told = match editing {
                None => say::proposed(LOCALE, course),
                Some(_) => say::changed(LOCALE, course),
            };
            if done.is_ok() {
                page.editing.set(None);
                fields.show(None);
            }
            page.answered(done, told).await;
        });
    };
    let heading = move || match page.editing.with(Option::is_some) {
        true => say::change_title(LOCALE),
        false => say::new_title(LOCALE),
    };
    let send = move || match page.editing.with(Option::is_some) {
        true => say::keep(LOCALE),
        false => say::propose(LOCALE),
    };
    let categories = Category::ALL.into_iter().enumerate().map(|(at, category)| {
        let chosen = move || fields.category.get() == category;
        view! { <option value=at.to_string() selected=chosen>{format::category(LOCALE, category)}</option> }
    });
    let choose = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(category) = at.and_then(|at| Category::ALL.get(at)) {
            fields.category.set(*category);
        }
    };
    view! {
        <h2>{heading}</h2>
        <form class="proposal" node_ref=first on:submit=submit>
            {fields.course.view("")}
            <p class="field">
                <label for="proposal-category">{wording::column(LOCALE, Column::Category)}</label>
                <select id="proposal-category" on:change=choose>{categories.collect_view()}</select>
            </p>
            {fields.grades.view(say::hint_grades(LOCALE))}
            {fields.times.view(say::hint_times(LOCALE))}
            {fields.places.view(say::hint_places(LOCALE))}
            {fields.minimum.view(say::hint_optional(LOCALE))}
            {fields.fee.view(say::hint_fee(LOCALE))}
            {fields.room.view(say::hint_optional(LOCALE))}
            {fields.remark.view(say::hint_optional(LOCALE))}
            <label class="tick">
                <input type="checkbox" prop:checked=fields.audition on:change=move |event| fields.audition.set(event_target_checked(&event)) />
                {say::audition(LOCALE)}
            </label>
            <p class="choice">
                <button type="submit" class="go">{send}</button>
                <button type="button" hidden=move || page.editing.with(Option::is_none) on:click=move |_| page.editing.set(None)>
                    {say::cancel(LOCALE)}
                </button>
            </p>
        </form>
    }
}

/// What somebody has proposed, the newest first.
pub(super) fn own(page: Page) -> impl IntoView {
    let all = move || {
        let mut all = page
            .view
            .with(|it| it.as_ref().map(|it| it.proposals.clone()));
        if let Some(all) = &mut all {
            all.reverse();
        }
        all.unwrap_or_default()
    };
    let is_empty = Memo::new(move |_| {
        page.view
            .with(|it| it.as_ref().is_some_and(|it| it.proposals.is_empty()))
    });
    view! {
        <h2>{say::own_title(LOCALE)}</h2>
        <p class="quiet" hidden=move || !is_empty.get()>{say::none_own(LOCALE)}</p>
        <ul class="findings">
            <For each=all key=key children=move |it| view! { <li class="finding">{row(page, it)}</li> } />
        </ul>
    }
}

fn row(page: Page, proposal: ProposalView) -> impl IntoView {
    let said = state(&proposal);
    let facts = facts(&proposal.proposal);
    let course = proposal.proposal.course.clone();
    let is_open = proposal.state == ProposalState::Open;
    let is_declined = matches!(proposal.state, ProposalState::Declined { .. });
    let of_change = StoredValue::new(proposal);
    let take_back = move |_| {
        let proposal = of_change.get_value();
        let course = proposal.proposal.course.clone();
        let asked = window().confirm_with_message(&say::take_back_really(LOCALE, &course));
        if !asked.unwrap_or(false) {
            return;
        }
        spawn_local(async move {
            let revision = proposal.revision;
            let path = Page::path_of(&proposal, "");
            let done = server::delete_that(&path, &TakeProposalBack { revision }).await;
            page.answered(done, say::took_back(LOCALE, course)).await;
        });
    };
    view! {
        <b>{course.to_string()}</b>
        <p>{facts}</p>
        <p class="quiet" class:why=is_declined>{said}</p>
        {is_open.then(|| view! {
            <p class="choice">
                <button on:click=move |_| page.editing.set(Some(of_change.get_value()))>{say::change(LOCALE)}</button>
                <button on:click=take_back>{say::take_back(LOCALE)}</button>
            </p>
        })}
    }
}
