//! Base services and settings of a file.

use afterbell_domain::Label;
use afterbell_domain::desk::{ImportedService, ReadSetting};
use afterbell_domain::reading::{print_dates, print_fee, print_grades};
use afterbell_locale::text::desk::{files as say, services as name, term};
use afterbell_policy::wording::service_kind;
use leptos::prelude::*;

use super::row::{ReadRow, table};
use crate::LOCALE;
use crate::menu_words::times;
use crate::pages::files::Page;

pub(super) fn services(page: Page) -> AnyView {
    let headings = vec![
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
    let rows = move || page.rows(|view| view.services.iter().map(service).collect());
    table(page, headings, rows)
}

fn service(read: &ImportedService) -> ReadRow {
    let service = &read.service;
    let label = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    let dates = service.dates.map_or_else(String::new, print_dates);
    let kind = read.kind.map_or("", |kind| service_kind(LOCALE, kind));
    let texts = vec![
        service.name.to_string(),
        kind.to_owned(),
        print_grades(service.grades),
        [times(service), dates].join(" ").trim().to_owned(),
        label(&service.place),
        label(&service.content),
        read.fee_fen.map_or_else(String::new, print_fee),
        label(&service.fee_note),
        label(&service.signing_up),
    ];
    ReadRow {
        sheet: read.sheet.clone(),
        number: read.row,
        name: service.name.to_string(),
        texts,
        cells: read.cells.clone(),
    }
}

pub(super) fn settings(page: Page) -> AnyView {
    let headings = vec![say::setting(LOCALE), say::content(LOCALE)];
    let rows = move || page.rows(|view| view.setting_rows.iter().map(setting).collect());
    table(page, headings, rows)
}

fn setting(read: &ReadSetting) -> ReadRow {
    ReadRow {
        sheet: read.sheet.clone(),
        number: read.row,
        name: read.name.clone(),
        texts: vec![read.name.clone(), read.understood.clone()],
        cells: vec![read.cell.clone()],
    }
}
