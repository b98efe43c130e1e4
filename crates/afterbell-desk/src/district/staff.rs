//! 人员: who works at the district, and below them who lets others in at each school.

use afterbell_domain::desk::StaffState;
use afterbell_domain::district::{SchoolList, SchoolRow};
use afterbell_domain::oversight::Administrator;
use afterbell_locale::format;
use afterbell_locale::text::desk::staff as desk_say;
use afterbell_locale::text::district::staff as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::told;
use crate::desk::desk;
use crate::pages::form::again::again;
use crate::pages::form::alert;
use crate::pages::{people, state_name};
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

pub fn staff() -> impl IntoView {
    let desk = desk();
    let list: RwSignal<Option<SchoolList>> = RwSignal::new(None);
    let trouble = RwSignal::new(String::new());
    let fetch = move || {
        spawn_local(async move {
            match server::get("/api/district/schools").await {
                Ok(found) => {
                    list.try_set(Some(found));
                }
                Err(Trouble::SignedOut) => desk.signed_out(),
                Err(problem) => {
                    trouble.try_set(wording::trouble(LOCALE, &problem));
                }
            }
        });
    };
    fetch();
    let rows = move || {
        let list = list.get()?;
        let now = list.now;
        let rows = list.schools.iter().map(|row| {
            let name = row.name.to_string();
            let (words, class) = administrators(row);
            let age = told::age(row, now);
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class=class>{words}</td>
                    <td>{age}</td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    let is_empty = move || list.with(|list| list.as_ref().is_some_and(|it| it.schools.is_empty()));
    view! {
        <main class="page">
            <h1>{desk_say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {people()}
            <h2>{say::administrators(LOCALE)}</h2>
            <p class="quiet">{say::administrators_about(LOCALE)}</p>
            {alert(trouble)}
            {again(trouble, move || list.with(Option::is_none), fetch)}
            {move || is_empty().then(|| view! { <p class="quiet">{say::no_schools(LOCALE)}</p> })}
            <table class="rows administrators" hidden=is_empty>
                <thead>
                    <tr>
                        <th scope="col">{say::school(LOCALE)}</th>
                        <th scope="col">{say::administrator(LOCALE)}</th>
                        <th scope="col">{say::age(LOCALE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </main>
    }
}

/// In words, and how much they want attention.
fn administrators(row: &SchoolRow) -> (String, &'static str) {
    let told = row.summary.as_ref();
    let Some(told) = told.and_then(|summary| summary.administrators.as_ref()) else {
        return (say::not_told(LOCALE).to_owned(), "quiet");
    };
    if told.is_empty() {
        return (say::nobody(LOCALE).to_owned(), "why");
    }
    let one = |it: &Administrator| match it.state {
        StaffState::Active => it.name.to_string(),
        state => say::with_state(LOCALE, &it.name, state_name(state)),
    };
    (format::list(LOCALE, told.iter().map(one)), "")
}
