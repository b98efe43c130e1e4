//! 试行结果: what would become of each school's published menu under a text that is not saved yet.

use afterbell_domain::district::{PackTrial, TrialCheck, TrialRow};
use afterbell_locale::format;
use afterbell_locale::text::district::{pack as say, schools as listed};
use leptos::prelude::*;

use crate::LOCALE;

pub fn shown(trial: &PackTrial) -> impl IntoView + use<> {
    let unknown = trial.unknown.iter().map(|name| name.as_str());
    let unknown = format::list(LOCALE, unknown);
    let unknown = (!unknown.is_empty()).then(|| {
        view! { <p class="quiet">{say::unknown(LOCALE, unknown)}</p> }
    });
    let changes = |row: &TrialRow| !row.newly_broken.is_empty() || !row.newly_kept.is_empty();
    let content = match (trial.schools.is_empty(), trial.schools.iter().any(changes)) {
        (true, _) => view! { <p>{say::trial_none(LOCALE)}</p> }.into_any(),
        (false, true) => table(&trial.schools).into_any(),
        (false, false) => view! {
            <p>{say::same(LOCALE)}</p>
            {table(&trial.schools)}
        }
        .into_any(),
    };
    view! {
        <section class="trial" aria-labelledby="trial-title">
            <h2 id="trial-title">{say::trial(LOCALE)}</h2>
            {content}
            {unknown}
        </section>
    }
}

fn table(rows: &[TrialRow]) -> impl IntoView + use<> {
    let rows = rows.iter().map(|row| {
        let href = ["#/school/", row.id.as_str()].concat();
        let name = row.name.to_string();
        view! {
            <tr>
                <th scope="row"><a href=href>{name}</a></th>
                <td class=class("error", &row.newly_broken)>{checks(&row.newly_broken)}</td>
                <td class=class("accepted", &row.newly_kept)>{checks(&row.newly_kept)}</td>
                <td>{checks(&row.still_broken)}</td>
            </tr>
        }
    });
    view! {
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{listed::name(LOCALE)}</th>
                    <th scope="col">{say::newly_broken(LOCALE)}</th>
                    <th scope="col">{say::newly_kept(LOCALE)}</th>
                    <th scope="col">{say::still_broken(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

fn class(weight: &str, checks: &[TrialCheck]) -> String {
    match checks.is_empty() {
        true => String::new(),
        false => ["finding ", weight].concat(),
    }
}

/// What each check finds, and by which name whoever edits the text finds the check in it.
fn checks(checks: &[TrialCheck]) -> AnyView {
    if checks.is_empty() {
        return "—".into_any();
    }
    let items = checks.iter().map(|check| {
        let told = check.told.iter();
        let told = told.map(|told| view! { <span class="line">{told.clone()}</span> });
        let told = told.collect_view();
        view! { <li>{told}<code class="quiet">{check.check.to_string()}</code></li> }
    });
    view! { <ul class="told">{items.collect_view()}</ul> }.into_any()
}
