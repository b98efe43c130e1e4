//! 外聘登记: papers of teachers and institutions from outside. Who is in the menu and not on record
//! stands first.

use std::collections::BTreeSet;

use afterbell_domain::desk::{Permission, Register, RegisterEntry};
use afterbell_domain::policy::{OutsideHolder, Paper, PaperKind};
use afterbell_domain::{Date, Label, MenuContent, Provider};
use afterbell_locale::text::desk::register as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::alert;
use crate::LOCALE;
use crate::desk::desk;
use crate::server;
use crate::wording;

#[derive(Clone, Copy)]
struct Page {
    register: RwSignal<Option<Register>>,
    trouble: RwSignal<String>,
}

impl Page {
    fn fetch(self) {
        spawn_local(async move {
            match server::get("/api/desk/register").await {
                Ok(register) => self.register.set(Some(register)),
                Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    }

    fn keep(self, entry: RegisterEntry) {
        spawn_local(async move {
            match server::put("/api/desk/register", &entry).await {
                Ok(()) => {
                    self.trouble.set(String::new());
                    self.fetch();
                }
                Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    }
}

pub fn register() -> impl IntoView {
    let desk = desk();
    let page = Page {
        register: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
    };
    page.fetch();
    let rows = move || {
        let entries = page.register.get().map(|it| it.entries).unwrap_or_default();
        let known: BTreeSet<Label> = entries.iter().map(|it| it.holder.clone()).collect();
        let named = desk
            .draft(|draft| outsiders(&draft.menu))
            .unwrap_or_default();
        let missing = named.into_iter().filter(|name| !known.contains(name));
        let missing = missing.map(|holder| RegisterEntry {
            holder,
            record: OutsideHolder::default(),
        });
        let may_keep = desk.may(Permission::KeepRegister);
        let all: Vec<_> = missing.chain(entries).collect();
        all.into_iter()
            .map(|entry| shown(page, entry, may_keep))
            .collect_view()
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {alert(page.trouble)}
            <ul class="findings">{rows}</ul>
        </main>
    }
}

/// Everybody whom the menu names as coming from outside.
fn outsiders(menu: &MenuContent) -> BTreeSet<Label> {
    let mut names = BTreeSet::new();
    for offering in &menu.offerings {
        if let Provider::Outside { institution } = &offering.provider {
            names.extend(institution.clone());
            names.extend(offering.teachers.iter().cloned());
        }
    }
    names
}

const KINDS: [PaperKind; 3] = [
    PaperKind::Qualification,
    PaperKind::BackgroundCheck,
    PaperKind::Contract,
];

fn kind_name(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Qualification => say::qualification(LOCALE),
        PaperKind::BackgroundCheck => say::background_check(LOCALE),
        PaperKind::Contract => say::contract(LOCALE),
    }
}

/// One paper's dates while they are written.
type Written = (PaperKind, RwSignal<String>, RwSignal<String>);

fn shown(page: Page, entry: RegisterEntry, may_keep: bool) -> impl IntoView {
    let record = entry.record;
    let date =
        |date: Option<Date>| RwSignal::new(date.map_or_else(String::new, |it| it.to_string()));
    let papers: Vec<Written> = KINDS
        .into_iter()
        .map(|kind| {
            let paper = record.papers.iter().find(|paper| paper.kind == kind);
            let until = paper.and_then(|paper| paper.valid_until);
            (kind, date(paper.map(|paper| paper.valid_from)), date(until))
        })
        .collect();
    let posted = date(record.posted_on);
    let is_new = record == OutsideHolder::default();
    let holder = entry.holder;
    let name = holder.to_string();
    let fields = papers
        .iter()
        .map(|(kind, from, until)| {
            view! {
                <fieldset class="bare inline">
                    <legend>{kind_name(*kind)}</legend>
                    <label>{say::from(LOCALE)}<input type="date" bind:value=*from /></label>
                    <label>{say::until(LOCALE)}<input type="date" bind:value=*until /></label>
                </fieldset>
            }
        })
        .collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        page.keep(RegisterEntry {
            holder: holder.clone(),
            record: OutsideHolder {
                papers: papers.iter().filter_map(paper).collect(),
                posted_on: posted.get_untracked().parse().ok(),
            },
        });
    };
    view! {
        <li class="finding" class:warning=is_new>
            <b>{name}</b>
            {is_new.then(|| view! { <p class="weight"><i class="flag"></i>{say::missing(LOCALE)}</p> })}
            <form on:submit=submit>
                <fieldset class="bare papers" disabled=!may_keep>
                    {fields}
                    <label class="inline">{say::posted_on(LOCALE)}<input type="date" bind:value=posted /></label>
                    <button type="submit">{say::keep(LOCALE)}</button>
                </fieldset>
            </form>
        </li>
    }
}

/// A paper without its first day is none; one without a last day is valid without end.
fn paper((kind, from, until): &Written) -> Option<Paper> {
    Some(Paper {
        kind: *kind,
        valid_from: from.get_untracked().parse().ok()?,
        valid_until: until.get_untracked().parse().ok(),
    })
}
