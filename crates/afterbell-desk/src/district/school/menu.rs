use afterbell_domain::oversight::OversightReport;
use afterbell_locale::text::district::school as say;
use leptos::prelude::*;

use crate::sheet::{Column, Row};
use crate::{LOCALE, wording};

/// What a district looks at; rooms and minimum numbers are the school's own.
const COLUMNS: [Column; 8] = [
    Column::Course,
    Column::Category,
    Column::Grades,
    Column::Times,
    Column::Teachers,
    Column::Provider,
    Column::Places,
    Column::Fee,
];

/// The published menu, as the office writes it.
pub fn table(report: &OversightReport) -> impl IntoView + use<> {
    let draft = &report.published;
    let heads = COLUMNS.map(|column| {
        view! { <th scope="col">{wording::column(LOCALE, column)}</th> }
    });
    let rows = draft.menu.offerings.iter().map(|offering| {
        let row = Row::new(draft, offering);
        let cells = COLUMNS.map(|column| view! { <td>{row.text(LOCALE, column)}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <h2>{say::menu(LOCALE)}</h2>
        <p class="quiet">
            {say::course_count(LOCALE, draft.menu.offerings.len())}" "
            {say::versions(LOCALE, report.versions.len())}
        </p>
        <table class="rows">
            <thead><tr>{heads.collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
