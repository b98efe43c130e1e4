//! Base services of a file.

use afterbell_domain::Label;
use afterbell_domain::desk::ImportedService;
use afterbell_domain::reading::{print_dates, print_grades};
use afterbell_locale::text::desk::{files as say, services as name, term};
use afterbell_policy::wording::service_kind;
use leptos::prelude::*;

use crate::LOCALE;
use crate::menu_words::times;
use crate::pages::files::Page;

pub(super) fn table(page: Page, count: usize) -> Option<impl IntoView> {
    let headings = [
        term::name(LOCALE),
        name::kind(LOCALE),
        name::grades(LOCALE),
        name::times(LOCALE),
        name::place(LOCALE),
        name::content(LOCALE),
        name::fee(LOCALE),
        name::fee_note(LOCALE),
        name::signing_up(LOCALE),
    ];
    let headings = headings.map(|heading| view! { <th>{heading}</th> });
    let rows = page.view.with_untracked(|view| {
        let rows = view.iter().flat_map(|view| view.services.iter());
        rows.map(row).collect_view()
    });
    (count > 0).then(|| {
        view! {
            <table class="rows">
                <thead><tr><th class="figure">{say::row(LOCALE)}</th>{headings.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

fn row(read: &ImportedService) -> impl IntoView + use<> {
    let service = &read.service;
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let dates = service.dates.map_or_else(String::new, print_dates);
    let cells = [
        service.name.to_string(),
        read.kind
            .map_or("", |kind| service_kind(LOCALE, kind))
            .to_owned(),
        print_grades(service.grades),
        [times(service), dates].join(" ").trim().to_owned(),
        label(&service.place),
        label(&service.content),
        read.fee_fen
            .map_or_else(String::new, afterbell_domain::reading::print_fee),
        label(&service.fee_note),
        label(&service.signing_up),
    ];
    let cells = cells.map(|text| view! { <td>{text}</td> });
    view! { <tr><td class="figure">{read.row}</td>{cells.collect_view()}</tr> }
}
