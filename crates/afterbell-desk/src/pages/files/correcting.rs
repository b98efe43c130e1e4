//! Cells of one row of the file, to be corrected where they are shown.

use afterbell_domain::desk::CellCorrection;
use afterbell_locale::text::desk::files as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// `E56`; empty when the table has no such column.
    pub cell: String,
    pub heading: String,
    pub found: String,
    /// Why it cannot be read, and what could stand there.
    pub why: Option<String>,
}

/// `from` is the identifier of the button that opened a row which was read well.
pub(super) fn form(
    page: Page,
    sheet: String,
    cells: Vec<Cell>,
    from: Option<String>,
) -> impl IntoView {
    // Where there is no such column, nothing can be written into it.
    let (there, missing): (Vec<_>, Vec<_>) = cells.into_iter().partition(|it| !it.cell.is_empty());
    let missing = missing
        .into_iter()
        .map(|cell| view! { <p class="why">{cell.why.unwrap_or(cell.heading)}</p> })
        .collect_view();
    let written: Vec<_> = there
        .iter()
        .map(|it| (it.clone(), RwSignal::new(it.found.clone())))
        .collect();
    let has_fields = !written.is_empty();
    let fields = written
        .iter()
        .map(|(cell, text)| {
            let label = say::cell(LOCALE, &cell.cell, &cell.heading);
            let why = cell.why.clone();
            view! {
                <label>
                    {label}
                    <input autocomplete="off" spellcheck="false" aria-invalid=why.is_some().then_some("true") bind:value=*text />
                    {why.map(|why| view! { <span class="why">{why}</span> })}
                </label>
            }
        })
        .collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let changed = written.iter().filter_map(|(cell, text)| {
            let text = text.get_untracked();
            (text != cell.found).then(|| CellCorrection {
                sheet: sheet.clone(),
                cell: cell.cell.clone(),
                text,
            })
        });
        let changed: Vec<_> = changed.collect();
        if !changed.is_empty() {
            page.correct(changed, from.clone());
        }
    };
    view! {
        {missing}
        <form class="inline" hidden=!has_fields on:submit=submit>
            {fields}
            <button type="submit" disabled=move || page.is_reading.get()>{say::read_again(LOCALE)}</button>
        </form>
    }
}
