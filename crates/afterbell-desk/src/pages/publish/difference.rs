//! What changes, in words, and whom it touches; whoever publishes decides for each such change.

use afterbell_domain::desk::{
    ChangeDecision, ChangedOffering, CourseCell, DecidedChange, EndedCare, MenuDifference,
    NamedOffering, OfferingCell, Touched,
};
use afterbell_domain::{CareChoice, OfferingId};
use afterbell_locale::format;
use afterbell_locale::text::desk::difference as say;
use leptos::prelude::*;

use super::deciding;
use crate::LOCALE;
use crate::desk::desk;
use crate::menu_words::cell_words;
use crate::sheet::{Column, print};
use crate::wording;

/// In a term that begins nobody holds anything yet: whom it touches is asked of the term that ends.
pub(super) fn difference(
    decisions: RwSignal<Vec<ChangeDecision>>,
    told: RwSignal<Vec<CareChoice>>,
    decided: Memo<Vec<DecidedChange>>,
    closed: Memo<Vec<OfferingId>>,
    difference: Memo<MenuDifference>,
    unchanged: Memo<bool>,
    begins: Memo<bool>,
) -> impl IntoView {
    let here = desk();
    let summary = move || {
        difference.with(|it| match (it.is_empty(), unchanged.get()) {
            (true, true) => say::nothing(LOCALE).to_owned(),
            (true, false) => say::order(LOCALE).to_owned(),
            (false, _) => match (it.touched(), it.waiting()) {
                (0, 0) if begins.get() || only_adds(it) => String::new(),
                (0, 0) => say::touched_nobody(LOCALE).to_owned(),
                (0, waiting) => say::touched_waiting(LOCALE, waiting),
                (held, 0) => say::touched(LOCALE, held),
                (held, waiting) => say::touched_and_waiting(LOCALE, held, waiting),
            },
        })
    };
    let lapsing = Memo::new(move |_| difference.with(|it| it.lapsing));
    let lapsing = move || {
        let said = (lapsing.get() > 0).then(|| say::lapsing(LOCALE, lapsing.get()));
        said.map(|said| view! { <p>{said}</p> })
    };
    let added = move || {
        difference.with(|it| {
            let added = it.added.iter();
            added
                .map(|it| view! { <li>{say::added(LOCALE, name(it))}</li> })
                .collect_view()
        })
    };
    let touched = Memo::new(move |_| difference.with(MenuDifference::to_decide));
    let decide = move |named: &NamedOffering| {
        let touched: Option<Touched> = touched
            .with_untracked(|all| all.iter().find(|it| it.offering == named.offering).cloned());
        touched
            .map(|touched| deciding::deciding(decisions, decided, closed, &touched, &name(named)))
    };
    let menu = move || {
        difference.with(|it| {
            let menu = here.draft(|draft| draft.menu.clone());
            let cells = menu.iter().flat_map(|menu| {
                let cells = it.menu.iter();
                cells.flat_map(|(before, after)| cell_words(LOCALE, menu, before, after))
            });
            cells.map(|said| view! { <li>{said}</li> }).collect_view()
        })
    };
    let ended = Memo::new(move |_| difference.with(|it| it.care.clone()));
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p hidden=move || summary().is_empty()>{summary}</p>
        {lapsing}
        <ul class="changes">
            {added}
            <For each=move || difference.with(|it| it.removed.clone()) key=key children=move |it| {
                view! { <li>{removed(&it)}{decide(&it)}</li> }
            } />
            <For each=move || difference.with(|it| it.changed.clone()) key=key children=move |it| {
                view! { <li>{changed(&it)}{decide(&it.named)}</li> }
            } />
            {menu}
            <For each=move || ended.get() key=key children=move |it| {
                view! { <li>{care_ended(told, &it)}</li> }
            } />
        </ul>
    }
}

/// What nobody has had cannot be taken from anybody.
fn only_adds(difference: &MenuDifference) -> bool {
    let changes = difference.removed.len() + difference.changed.len() + difference.care.len();
    changes + difference.menu.len() == 0
}

fn care_ended(told: RwSignal<Vec<CareChoice>>, ended: &EndedCare) -> impl IntoView + use<> {
    let choice = ended.choice;
    let day = format::weekday(LOCALE, choice.weekday);
    let said = say::care_ended(LOCALE, day, ended.held, choice.pick_up);
    let is_told = move || told.with(|told| told.contains(&choice));
    let toggle = move |_| {
        told.update(|told| match told.iter().position(|it| *it == choice) {
            Some(at) => {
                told.remove(at);
            }
            None => told.push(choice),
        });
    };
    view! {
        <span>{said}</span>
        <label class="decide">
            <input type="checkbox" prop:checked=is_told on:change=toggle />
            {say::tell_families(LOCALE, ended.held)}
        </label>
    }
}

/// Whoever decides about one change stays where they are while others come and go.
fn key(changed: &impl std::fmt::Debug) -> String {
    format!("{changed:?}")
}

fn removed(named: &NamedOffering) -> String {
    let said = match named.waiting {
        0 => say::removed(LOCALE, name(named), named.held),
        waiting => say::removed_waiting(LOCALE, name(named), named.held, waiting),
    };
    [said, wished(named)].concat()
}

/// Everybody who wishes for it is told once it is published.
fn wished(named: &NamedOffering) -> String {
    match named.wishing {
        0 => String::new(),
        wishing => say::wishing(LOCALE, wishing),
    }
}

fn name(named: &NamedOffering) -> String {
    named
        .course
        .as_ref()
        .map_or_else(|| named.offering.to_string(), |course| course.to_string())
}

fn changed(changed: &ChangedOffering) -> String {
    let cells = changed
        .cells
        .iter()
        .flat_map(|(before, after)| cells(before, after));
    let of_course = changed.course.iter();
    let of_course = of_course.map(|(before, after)| {
        let name = match after {
            CourseCell::Name(_) => say::course_name(LOCALE),
            CourseCell::Category(_) => wording::column(LOCALE, Column::Category),
            CourseCell::OncePerTerm(_) => say::once_per_term(LOCALE),
            CourseCell::Prerequisite(_) => wording::column(LOCALE, Column::Prerequisite),
        };
        say::cell(LOCALE, course_text(after), course_text(before), name)
    });
    let cells = of_course.chain(cells);
    let said = say::changed(LOCALE, format::list(LOCALE, cells), name(&changed.named));
    let waiting = match changed.named.waiting {
        0 => String::new(),
        waiting => say::waiting(LOCALE, waiting),
    };
    [said, waiting, wished(&changed.named)].concat()
}

fn course_text(cell: &CourseCell) -> String {
    match cell {
        CourseCell::Name(name) => name.to_string(),
        CourseCell::Category(category) => format::category(LOCALE, *category).to_owned(),
        CourseCell::OncePerTerm(true) => say::yes(LOCALE).to_owned(),
        CourseCell::OncePerTerm(false) => say::no(LOCALE).to_owned(),
        CourseCell::Prerequisite(None) => say::none(LOCALE).to_owned(),
        CourseCell::Prerequisite(Some(id)) => {
            let name = desk().draft(|draft| {
                let mut courses = draft.menu.courses.iter();
                let course = courses.find(|it| it.id == *id)?;
                Some(course.name.to_string())
            });
            name.flatten().unwrap_or_else(|| id.to_string())
        }
    }
}

/// A cell of the draft as it is now and as it will be, in the columns in which it differs.
fn cells(before: &OfferingCell, after: &OfferingCell) -> Vec<String> {
    let columns = match Column::of_cell(before, after) {
        Column::Times => vec![Column::Times, Column::Room],
        column => vec![column],
    };
    let groups = desk().draft(|draft| draft.menu.groups.clone());
    let groups = groups.unwrap_or_default();
    let text = |cell: &OfferingCell, column| {
        let text = print(LOCALE, cell, column, &groups);
        match text.is_empty() {
            true => say::none(LOCALE).to_owned(),
            false => text,
        }
    };
    let said = columns.into_iter().filter_map(|column| {
        let (before, after) = (text(before, column), text(after, column));
        let name = wording::column(LOCALE, column);
        (before != after).then(|| say::cell(LOCALE, after, before, name))
    });
    said.collect()
}
