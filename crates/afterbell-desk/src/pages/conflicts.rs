//! 冲突: two people have changed one cell. Theirs stands there; ours waits here until somebody
//! takes one of the two.

use afterbell_domain::desk::{DraftEdit, EditConflict};
use afterbell_locale::text::desk::{conflict as say, sheet};
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::sheet::{Column, Row};
use crate::wording;

pub fn conflicts() -> impl IntoView {
    let desk = desk();
    let all = Memo::new(move |_| {
        desk.look(|sheet| sheet.conflicts().to_vec())
            .unwrap_or_default()
    });
    let list = move || {
        all.get()
            .into_iter()
            .enumerate()
            .map(|(at, conflict)| shown(desk, at, &conflict))
            .collect_view()
    };
    view! {
        <div class="conflicts" role="alert">
            {list}
        </div>
    }
}

fn shown(desk: Desk, at: usize, conflict: &EditConflict) -> impl IntoView + use<> {
    let where_it_is = place(desk, &conflict.yours);
    let theirs = conflict.theirs.as_ref();
    let said = match theirs.and_then(|theirs| {
        Some((
            value(desk, theirs, true)?,
            value(desk, &conflict.yours, false)?,
        ))
    }) {
        Some((theirs, yours)) => say::both(LOCALE, where_it_is, theirs, yours),
        None if theirs.is_none() => say::gone(LOCALE, where_it_is),
        None => say::other(LOCALE, where_it_is),
    };
    let ours = theirs.is_some().then(|| {
        view! { <button on:click=move |_| decide(desk, at, true)>{say::take_ours(LOCALE)}</button> }
    });
    view! {
        <div class="conflict">
            <p>{said}</p>
            <button on:click=move |_| decide(desk, at, false)>{say::take_theirs(LOCALE)}</button>
            {ours}
        </div>
    }
}

fn decide(desk: Desk, at: usize, take_ours: bool) {
    desk.act(|sheet| sheet.resolve(at, take_ours));
    super::grid::focus();
}

/// Which field of what an edit is about.
pub(super) fn place(desk: Desk, edit: &DraftEdit) -> String {
    let named = |column| {
        let id = desk.consult(|sheet| sheet.offering_of(edit)).flatten()?;
        let name = desk.consult(|sheet| {
            Row::of(sheet.draft(), &id).map(|row| row.text(LOCALE, Column::Course))
        });
        Some(say::cell(LOCALE, wording::column(LOCALE, column), name??))
    };
    let otherwise = || match edit {
        DraftEdit::Menu { after, .. } => say::of_menu(LOCALE, wording::menu_cell(LOCALE, after)),
        DraftEdit::ServiceDetail { service, .. } => say::of_service(LOCALE, service),
        DraftEdit::Plan { after, .. } => say::of_menu(LOCALE, wording::plan_cell(LOCALE, after)),
        _ => say::elsewhere(LOCALE).to_owned(),
    };
    Column::of(edit).and_then(named).unwrap_or_else(otherwise)
}

/// What stands in the cell before the edit, or would after it.
pub(super) fn value(desk: Desk, edit: &DraftEdit, before: bool) -> Option<String> {
    let column = Column::of(edit)?;
    let shown = match before {
        true => edit.inverse(),
        false => edit.clone(),
    };
    let text = desk
        .consult(|sheet| sheet.text_after(&shown, column))
        .flatten()?;
    Some(match text.is_empty() {
        true => sheet::empty(LOCALE).to_owned(),
        false => text,
    })
}
