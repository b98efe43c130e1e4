//! 外聘登记: papers of teachers and institutions from outside. Who is in the menu and not on record
//! stands first.

mod papers;

use std::collections::BTreeSet;

use afterbell_domain::desk::{Permission, RegisterEntry, RegisterRemoval};
use afterbell_domain::policy::{MenuDraft, OutsideHolder};
use afterbell_domain::{Label, MenuContent, Provider};
use afterbell_locale::text::desk::register as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::aim::mark;
use super::form::alert;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::findings::Place;
use crate::server::{self, Trouble};
use crate::wording;
use papers::Papers;

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    /// Written here by hand, and not in the menu.
    added: RwSignal<Vec<Label>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
}

impl Page {
    fn keep(self, entry: RegisterEntry) {
        spawn_local(async move {
            let done = server::put("/api/desk/register", &entry).await;
            self.answered(done, say::kept(LOCALE, &entry.holder)).await;
        });
    }

    fn remove(self, holder: Label) {
        spawn_local(async move {
            let removal = RegisterRemoval {
                holder: holder.clone(),
            };
            let done = server::delete_that("/api/desk/register", &removal).await;
            self.added.update(|added| added.retain(|it| *it != holder));
            self.answered(done, say::removed(LOCALE, &holder)).await;
        });
    }

    /// The register is a part of the draft: what was kept comes back with its changes.
    async fn answered(self, done: Result<(), Trouble>, told: String) {
        match done {
            Ok(()) => {
                self.desk.hear_of_changes().await;
                self.trouble.set(String::new());
                self.told.set(told);
            }
            Err(problem) => {
                self.told.set(String::new());
                self.trouble.set(wording::trouble(LOCALE, &problem));
            }
        }
    }
}

pub fn register() -> impl IntoView {
    let desk = desk();
    let page = Page {
        desk,
        added: RwSignal::new(Vec::new()),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
    };
    let holders = Memo::new(move |_| {
        let added = page.added.get();
        desk.draft(|draft| holders(draft, &added))
            .unwrap_or_default()
    });
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {alert(page.trouble)}
            <p role="status">{move || page.told.get()}</p>
            {move || desk.may(Permission::KeepRegister).then(|| add(page))}
            <p class="quiet" hidden=move || holders.with(|it| !it.is_empty())>{say::empty(LOCALE)}</p>
            <ul class="findings">
                <For each=move || holders.get() key=Label::clone children=move |holder| shown(page, holder) />
            </ul>
        </main>
    }
}

/// Who is named and not on record first, then the register by name.
fn holders(draft: &MenuDraft, added: &[Label]) -> Vec<Label> {
    let known = &draft.plan.outside;
    let mut missing = outsiders(&draft.menu);
    missing.extend(added.iter().cloned());
    let missing = missing.into_iter().filter(|name| !known.contains_key(name));
    missing.chain(known.keys().cloned()).collect()
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

fn shown(page: Page, holder: Label) -> impl IntoView {
    let desk = page.desk;
    let name = holder.to_string();
    let of_record = holder.clone();
    let record: Memo<Option<OutsideHolder>> = Memo::new(move |_| {
        desk.draft(|draft| draft.plan.outside.get(&of_record).cloned())
            .flatten()
    });
    let papers = Papers::new();
    // Written anew when this record is another one, and not for any other change of the draft.
    Effect::new(move |_| papers.show(&record.get().unwrap_or_default()));
    desk.guard(move || papers.read().as_ref() != Ok(&record.get().unwrap_or_default()));
    let is_new = Memo::new(move |_| record.with(Option::is_none));
    let trouble = RwSignal::new(String::new());
    let of_removal = StoredValue::new(holder.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match papers.read() {
            Ok(record) => {
                trouble.set(String::new());
                page.keep(RegisterEntry {
                    holder: holder.clone(),
                    record,
                });
            }
            Err(problem) => trouble.set(problem),
        }
    };
    let remove = move |_| {
        let holder = of_removal.get_value();
        let asked = window().confirm_with_message(&say::remove_really(LOCALE, &holder));
        if asked.unwrap_or(false) {
            page.remove(holder);
        }
    };
    view! {
        <li class="finding" class:warning=move || is_new.get() data-place=mark(Place::Register)>
            <b>{name.clone()}</b>
            {move || is_new.get().then(|| view! {
                <p class="weight"><i class="flag"></i>{say::missing(LOCALE)}</p>
            })}
            <form on:submit=submit aria-label=name>
                <fieldset class="bare papers" disabled=move || !desk.may(Permission::KeepRegister)>
                    {papers.view()}
                    {alert(trouble)}
                    <p class="choice">
                        <button type="button" on:click=move |_| papers.add()>{say::add_paper(LOCALE)}</button>
                        <button type="submit" class="go">{say::keep(LOCALE)}</button>
                        <button type="button" hidden=move || is_new.get() on:click=remove>{say::remove(LOCALE)}</button>
                    </p>
                </fieldset>
            </form>
        </li>
    }
}

/// Somebody who is not in the menu yet: papers are asked for before a course is planned.
fn add(page: Page) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(holder) = name.get_untracked().parse::<Label>() else {
            return page.trouble.set(say::no_name(LOCALE).to_owned());
        };
        page.trouble.set(String::new());
        page.added.update(|added| added.push(holder));
        name.set(String::new());
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::name(LOCALE)}<input maxlength="80" autocomplete="off" bind:value=name /></label>
            <button type="submit">{say::add(LOCALE)}</button>
        </form>
    }
}
