//! A row that was read: what it is taken for, beside what stands in the file where that is not the same, and its cells
//! as fields when it is opened.

use std::collections::BTreeSet;

use afterbell_domain::desk::ReadCell;
use afterbell_locale::text::desk::files as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::pages::files::Page;
use crate::pages::files::correcting::{Cell, form};

/// 读懂的一行. Names may stand in it, which belong into no log.
#[derive(Clone, PartialEq)]
pub(super) struct ReadRow {
    pub sheet: String,
    pub number: u32,
    /// What it is called when it is to be corrected.
    pub name: String,
    /// In the order of the headings.
    pub texts: Vec<String>,
    pub cells: Vec<ReadCell>,
}

impl ReadRow {
    /// Another row, or the same one saying something else, is drawn anew.
    fn key(&self) -> String {
        let mut key = [&self.sheet, "\n", &self.number.to_string()].concat();
        let cells = self.cells.iter().map(|cell| &cell.found);
        for text in self.texts.iter().chain(cells) {
            key.push('\n');
            key.push_str(text);
        }
        key
    }
}

/// A table of such rows; without any there is none.
pub(super) fn table(
    page: Page,
    headings: Vec<&'static str>,
    rows: impl Fn() -> Vec<ReadRow> + Send + Sync + 'static,
) -> AnyView {
    let rows = Memo::new(move |_| rows());
    let width = headings.len() + 2;
    let headings = headings
        .into_iter()
        .map(|heading| view! { <th>{heading}</th> });
    view! {
        <table class="rows" hidden=move || rows.with(Vec::is_empty)>
            <thead>
                <tr>
                    <th class="figure">{say::row(LOCALE)}</th>
                    {headings.collect_view()}
                    <th>{say::found(LOCALE)}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>
                <For each=move || rows.get() key=ReadRow::key children=move |it| row(page, width, it) />
            </tbody>
        </table>
    }
    .into_any()
}

fn row(page: Page, width: usize, read: ReadRow) -> AnyView {
    let known: BTreeSet<&str> = read.texts.iter().map(String::as_str).collect();
    let found = read
        .cells
        .iter()
        .filter(|cell| !cell.found.is_empty() && !known.contains(cell.found.as_str()))
        .map(|cell| say::found_cell(LOCALE, &cell.found, &cell.heading))
        .map(|said| view! { <span class="line">{said}</span> })
        .collect_view();
    let is_open = RwSignal::new(false);
    let sheet = read.sheet;
    let cells: Vec<Cell> = read
        .cells
        .iter()
        .map(|cell| Cell {
            cell: cell.cell.clone(),
            heading: cell.heading.clone(),
            found: cell.found.clone(),
            why: None,
        })
        .collect();
    let number = read.number;
    let button = button_id(&sheet, number);
    let texts = read.texts.into_iter();
    let texts = texts.map(|text| view! { <td>{text}</td> }).collect_view();
    let toggle = move |_| is_open.update(|open| *open = !*open);
    view! {
        <tr>
            <td class="figure">{number}</td>
            {texts}
            <td class="quiet found">{found}</td>
            <td>
                <button
                    class="link"
                    id=button.clone()
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=say::correct_row(LOCALE, &read.name, number)
                    on:click=toggle
                >
                    {say::correct(LOCALE)}
                </button>
            </td>
        </tr>
        {move || is_open.get().then(|| {
            let form = form(page, sheet.clone(), cells.clone(), Some(button.clone()));
            view! { <tr><td></td><td colspan=width>{form}</td></tr> }
        })}
    }
    .into_any()
}

/// The same after each reading; without what no identifier has.
fn button_id(sheet: &str, number: u32) -> String {
    let letters = sheet.chars().map(|letter| u32::from(letter).to_string());
    let letters: Vec<_> = letters.collect();
    format!("correct-{number}-{}", letters.join("-"))
}
