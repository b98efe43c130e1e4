//! What was understood of a file, and what was not.

mod pupils;
mod row;
mod services;

use afterbell_domain::desk::{ImportView, ImportedCourse, UnreadableRow};
use afterbell_locale::text::desk::files as say;
use leptos::prelude::*;

use super::Page;
use super::correcting::{Cell, form};
use crate::LOCALE;
use crate::sheet::{Column, Row};
use crate::wording;
use row::{ReadRow, table};

/// A row of the file, with what it says: drawn anew only when it says something else.
#[derive(Debug, Clone, PartialEq)]
struct Keyed<T> {
    key: String,
    row: T,
}

fn keyed<T: std::fmt::Debug>(row: T) -> Keyed<T> {
    let key = format!("{row:?}");
    Keyed { key, row }
}

pub(super) fn understood(page: Page) -> impl IntoView {
    let of = move |at: fn(&ImportView) -> Vec<String>| {
        let lines = page
            .view
            .with(|view| view.as_ref().map(at).unwrap_or_default());
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let count = move |of: fn(&ImportView) -> usize| {
        page.view
            .with(|view| view.as_ref().map(of).unwrap_or_default())
    };
    let courses = move || count(|view| view.courses.len());
    let pupils = Memo::new(move |_| count(|view| view.pupils.len()));
    let unreadable = Memo::new(move |_| count(|view| view.unreadable.len()));
    let has_pupils = Memo::new(move |_| pupils.get() > 0);
    let rows = move || page.rows(|view| view.courses.iter().map(course).collect());
    let headings = SHOWN.map(|column| wording::column(LOCALE, column)).to_vec();
    let unread_rows = move || {
        page.view.with(|view| {
            let rows = view.iter().flat_map(|view| view.unreadable.iter().cloned());
            rows.map(keyed).collect::<Vec<_>>()
        })
    };
    let remove = page.remove_absent;
    let services = Memo::new(move |_| count(|view| view.services.len()));
    let has_settings = Memo::new(move |_| count(|view| usize::from(view.settings.is_some())) > 0);
    let more = move || match (services.get(), has_settings.get()) {
        (0, false) => None,
        (services, false) => Some(say::services_read(LOCALE, services)),
        (0, true) => Some(say::settings_read(LOCALE).to_owned()),
        (services, true) => Some(say::services_and_settings_read(LOCALE, services)),
    };
    view! {
        <h2 aria-live="polite">{move || say::counted(LOCALE, courses(), pupils.get(), unreadable.get())}</h2>
        <p hidden=move || more().is_none()>{more}</p>
        <ul class="why">{move || of(|view| view.problems.clone())}</ul>
        <ul class="quiet">{move || of(|view| view.notices.clone())}</ul>
        <ul class="findings">
            <For each=unread_rows key=|it| it.key.clone() children=move |it| unread(page, it.row) />
        </ul>
        {move || has_pupils.get().then(|| view! {
            <label class="decide">
                <input type="checkbox" prop:checked=remove on:change=move |event| remove.set(event_target_checked(&event)) />
                {say::remove_absent(LOCALE)}
            </label>
        })}
        <p class="why" hidden=move || unreadable.get() == 0>{move || say::left_out(LOCALE, unreadable.get())}</p>
        <p class="choice">
            <button
                class="go commit"
                disabled=move || {
                    let read = courses() + pupils.get() + services.get();
                    read == 0 && !has_settings.get() || page.is_reading.get()
                }
                on:click=move |_| page.commit()
            >
                {say::commit(LOCALE)}
            </button>
            <button on:click=move |_| page.close()>{say::cancel(LOCALE)}</button>
        </p>
        {services::services(page)}
        {services::settings(page)}
        {table(page, headings, rows)}
        {pupils::pupils(page, pupils)}
    }
}

const SHOWN: [Column; 8] = [
    Column::Course,
    Column::Category,
    Column::Grades,
    Column::Times,
    Column::Room,
    Column::Teachers,
    Column::Places,
    Column::Fee,
];

fn course(read: &ImportedCourse) -> ReadRow {
    let row = Row {
        offering: &read.offering,
        course: Some(&read.course),
        detail: None,
        groups: &[],
        courses: &[],
    };
    ReadRow {
        sheet: read.sheet.clone(),
        number: read.row,
        name: read.course.name.to_string(),
        texts: SHOWN.map(|column| row.text(LOCALE, column)).to_vec(),
        cells: read.cells.clone(),
    }
}

fn unread(page: Page, row: UnreadableRow) -> impl IntoView {
    let what = row.course.clone().or_else(|| row.school_number.clone());
    let heading = say::unreadable(LOCALE, row.row, &row.sheet, what.unwrap_or_default());
    let cells: Vec<Cell> = row
        .problems
        .iter()
        .map(|problem| Cell {
            cell: problem.cell.clone(),
            heading: problem.heading.clone(),
            found: problem.found.clone(),
            why: Some(problem.words.clone()),
        })
        .collect();
    view! {
        <li class="finding error">
            <b>{heading}</b>
            <div class="fix">{form(page, row.sheet, cells, None)}</div>
        </li>
    }
}
