//! The roster of a file. A school's is long: its rows are drawn when somebody looks at them.

use afterbell_domain::desk::{ImportedPupil, PupilRow};
use afterbell_domain::reading::print_homeroom_class;
use afterbell_locale::text::desk::{files as say, letters};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, Event};

use super::row::{ReadRow, table};
use crate::LOCALE;
use crate::pages::files::Page;

pub(super) fn pupils(page: Page, count: Memo<usize>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let toggled = move |event: Event| {
        let details = event.target();
        let details = details.and_then(|it| it.dyn_into::<Element>().ok());
        is_open.set(details.is_some_and(|it| it.has_attribute("open")));
    };
    let headings = || {
        vec![
            say::class(LOCALE),
            letters::number(LOCALE),
            letters::name(LOCALE),
        ]
    };
    let rows = move || {
        page.rows(|view| {
            let rows = view.pupils.iter().zip(&view.pupil_rows);
            rows.map(|(pupil, row)| read(pupil, row)).collect()
        })
    };
    view! {
        <details hidden=move || count.get() == 0 on:toggle=toggled>
            <summary>{move || say::pupils_read(LOCALE, count.get())}</summary>
            {move || is_open.get().then(|| table(page, headings(), rows))}
        </details>
    }
}

fn read(pupil: &ImportedPupil, row: &PupilRow) -> ReadRow {
    ReadRow {
        sheet: row.sheet.clone(),
        number: row.row,
        name: pupil.name.to_string(),
        texts: vec![
            print_homeroom_class(pupil.class),
            pupil.school_number.to_string(),
            pupil.name.to_string(),
        ],
        cells: row.cells.clone(),
    }
}
