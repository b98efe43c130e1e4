//! 检查: everything that is found, the worst first, each with its clause and how to mend it.

use afterbell_domain::desk::{DraftEdit, Permission};
use afterbell_domain::policy::{Acknowledgement, Breach};
use afterbell_domain::{Date, Label};
use afterbell_locale::Locale;
use afterbell_locale::text::desk::{checks as say, weight as word};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::alert;
use super::grid;
use crate::LOCALE;
use crate::app::tally;
use crate::desk::{Desk, desk};
use crate::findings::{Cell, Group, Weight};
use crate::route::Section;
use crate::sheet::{Sheet, Spot};

/// A list of forty cells is no longer read; the first ones lead to the others.
const CELLS_SHOWN: usize = 6;

pub fn checks() -> impl IntoView {
    let desk = desk();
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{move || desk.pack_name().unwrap_or_default()}</p>
            <p role="status">{move || tally(desk)}</p>
            {finding_list()}
        </main>
    }
}

pub fn finding_list() -> impl IntoView {
    let desk = desk();
    let cells = Memo::new(move |_| {
        let cells = desk.look(|sheet| {
            let all = sheet.all_unread().into_iter();
            all.map(|(spot, _)| spot).collect::<Vec<_>>()
        });
        cells.unwrap_or_default()
    });
    let unread = move || {
        let cells = cells.get();
        (!cells.is_empty()).then(|| {
            let links = cells
                .iter()
                .take(CELLS_SHOWN)
                .map(|spot| jump(desk, *spot))
                .collect_view();
            let title = say::unread(LOCALE, cells.len());
            let word = word::unread(LOCALE);
            view! {
                <li class="finding error">
                    <span class="weight"><i class="flag"></i>{word}</span>
                    <b>{title}</b>
                    <p class="cells">{links}</p>
                </li>
            }
        })
    };
    let groups = move || desk.report.with(|report| report.groups.clone());
    view! {
        <ul class="findings">
            {unread}
            {move || groups().into_iter().map(|group| shown(desk, group)).collect_view()}
        </ul>
    }
}

fn weight_word(locale: Locale, weight: Weight) -> (&'static str, &'static str) {
    match weight {
        Weight::Fault => ("error", word::fault(locale)),
        Weight::Error => ("error", word::error(locale)),
        Weight::Warning => ("warning", word::warning(locale)),
        Weight::Clash => ("clash", word::clash(locale)),
        Weight::Accepted => ("accepted", word::accepted(locale)),
    }
}

fn shown(desk: Desk, group: Group) -> impl IntoView {
    let (class, word) = weight_word(LOCALE, group.weight);
    let said = group
        .said
        .iter()
        .map(|said| view! { <b>{said.clone()}</b> })
        .collect_view();
    let hidden = group.cells.len().saturating_sub(CELLS_SHOWN);
    let links = group
        .cells
        .iter()
        .take(CELLS_SHOWN)
        .filter_map(|cell| Some(jump(desk, spot_of(desk, cell)?)))
        .collect_view();
    let decided = group
        .decided
        .iter()
        .map(|it| {
            let said = say::decided(LOCALE, &it.decided_by, it.decided_on, &it.reason);
            view! { <p class="mend">{said}</p> }
        })
        .collect_view();
    let deciding = (!group.open.is_empty() && desk.may(Permission::EditDraft))
        .then(|| acknowledge(desk, group.open.clone()));
    view! {
        <li class=format!("finding {class}")>
            <span class="weight"><i class="flag"></i>{word}</span>
            {said}
            {group.mend.map(|mend| view! { <p class="mend">{mend}</p> })}
            {group.clause.map(|clause| view! { <cite>{clause}</cite> })}
            {decided}
            <p class="cells">
                {links}
                {(hidden > 0).then(|| view! { <span class="quiet">{say::more(LOCALE, hidden)}</span> })}
            </p>
            {deciding}
        </li>
    }
}

fn spot_of(desk: Desk, (id, column): &Cell) -> Option<Spot> {
    let row = desk.consult(|sheet| sheet.row_of(id)).flatten()?;
    let column = column.index();
    Some(Spot { row, column })
}

/// Leads to the cell, also from another page.
fn jump(desk: Desk, spot: Spot) -> impl IntoView {
    let name = desk
        .consult(|sheet| sheet.text(Spot { column: 0, ..spot }))
        .unwrap_or_default();
    let go = move |_| {
        if desk.route.get_untracked() == crate::route::Route::Section(Section::Menu) {
            return grid::go_to(desk, spot);
        }
        desk.act(|sheet| sheet.select(spot));
        // The page draws the sheet first.
        if window().location().set_hash(&Section::Menu.href()).is_ok() {
            set_timeout(grid::focus, std::time::Duration::ZERO);
        }
    };
    view! { <button class="link" on:click=go>{say::cell(LOCALE, name, spot.row + 1)}</button> }
}

/// A warning is decided about with a reason, by an office, on a day.
fn acknowledge(desk: Desk, breaches: Vec<Breach>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let trouble = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let reason: Result<Label, _> = reason.get_untracked().parse();
        let me = desk.me.get_untracked();
        let (Ok(reason), Some(me)) = (reason, me) else {
            return trouble.set(say::no_reason(LOCALE).to_owned());
        };
        let edits = decisions(&breaches, &reason, &me.name, me.now.date());
        desk.act(|sheet: &mut Sheet| sheet.edit(edits));
    };
    view! {
        <details>
            <summary>{say::acknowledge(LOCALE)}</summary>
            <form class="inline" on:submit=submit>
                <label>{say::reason(LOCALE)}<input maxlength="80" bind:value=reason /></label>
                <button type="submit">{say::confirm(LOCALE)}</button>
                {alert(trouble)}
            </form>
        </details>
    }
}

fn decisions(breaches: &[Breach], reason: &Label, by: &Label, on: Date) -> Vec<DraftEdit> {
    let decision = |breach: &Breach| DraftEdit::Acknowledgement {
        breach: Box::new(breach.clone()),
        before: None,
        after: Some(Box::new(Acknowledgement {
            breach: breach.clone(),
            reason: reason.clone(),
            decided_by: by.clone(),
            decided_on: on,
        })),
    };
    breaches.iter().map(decision).collect()
}
