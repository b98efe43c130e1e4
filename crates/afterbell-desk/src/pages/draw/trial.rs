//! 试算: what the draw would come to on the wishes as they are.

use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::{DrawStage, DrawTrial, TrialOffering, TrialReserved};
use afterbell_locale::text::desk::trial as say;
use afterbell_locale::wording::{offering_name, times};
use afterbell_locale::{format, text};
use leptos::prelude::*;

use super::{Asked, Page, trouble};
use crate::LOCALE;
use crate::server;

pub(super) fn trial(page: Page) -> impl IntoView {
    let told: RwSignal<Option<DrawTrial>> = RwSignal::new(None);
    let go = move |_| {
        page.asks(Asked::Trial, async move {
            let tried: DrawTrial = server::get("/api/desk/draw/trial").await?;
            told.set(Some(tried));
            Ok(())
        });
    };
    let is_run = Memo::new(move |_| page.at(|view| view.stage == DrawStage::WasRun));
    let label = move || match told.with(Option::is_some) {
        true => say::again(LOCALE),
        false => say::go(LOCALE),
    };
    let result = move || {
        let menu = page.menu.get()?;
        told.with(|told| told.as_ref().map(|told| shown(&menu, told)))
    };
    // Once the places are given out a trial says nothing that the roster does not say better.
    move || {
        (!is_run.get()).then(|| {
            view! {
                <h2>{say::title(LOCALE)}</h2>
                <p class="quiet">{say::about(LOCALE)}</p>
                <p><button disabled=move || page.is_asking.get() on:click=go>{label}</button></p>
                {trouble(page, Asked::Trial)}
                <div aria-live="polite">{result}</div>
            }
        })
    }
}

fn shown(menu: &ServiceMenu, told: &DrawTrial) -> AnyView {
    if told.children == 0 {
        return view! { <p>{say::nothing(LOCALE)}</p> }.into_any();
    }
    let granted = told.granted.iter().zip(1u8..);
    let granted = granted.map(|(count, nth)| say::granted(LOCALE, count, ordinal(nth)));
    let granted = format::list(LOCALE, granted);
    let summary = say::summary(LOCALE, told.children, granted, told.in_base_care);
    let empty = (told.empty_handed > 0).then(|| say::empty_handed(LOCALE, told.empty_handed));
    let rows: Vec<_> = told.offerings.iter().map(|it| row(menu, it)).collect();
    view! {
        <p>{summary}{empty}</p>
        <table class="rows">
            <thead>
                <tr>
                    <th scope="col">{say::course(LOCALE)}</th>
                    <th scope="col">{say::times(LOCALE)}</th>
                    <th scope="col" class="figure">{say::places(LOCALE)}</th>
                    <th scope="col" class="figure">{say::minimum(LOCALE)}</th>
                    <th scope="col" class="figure">{say::first_wishes(LOCALE)}</th>
                    <th scope="col" class="figure">{say::admitted(LOCALE)}</th>
                    <th scope="col" class="figure">{say::waiting(LOCALE)}</th>
                    <th scope="col">{say::reserved(LOCALE)}</th>
                    <th scope="col">{say::remark(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// As wishes are counted in words; further ones as figures.
fn ordinal(nth: u8) -> String {
    match nth {
        1 => text::desk::trial::first(LOCALE).to_owned(),
        2 => text::desk::trial::second(LOCALE).to_owned(),
        3 => text::desk::trial::third(LOCALE).to_owned(),
        nth => nth.to_string(),
    }
}

fn row(menu: &ServiceMenu, told: &TrialOffering) -> impl IntoView + use<> {
    let (remark, weight) = match told.closed_with {
        Some(admitted) => (say::would_close(LOCALE, admitted), Some("error")),
        None if told.is_at_risk => (say::at_risk(LOCALE).to_owned(), Some("warning")),
        None => (String::new(), None),
    };
    let flag = weight.map(|_| view! { <span class="flag" aria-hidden="true"></span> });
    let minimum = match told.minimum {
        0 => String::new(),
        minimum => minimum.to_string(),
    };
    view! {
        <tr>
            <th scope="row">{offering_name(menu, &told.offering)}</th>
            <td>{times(LOCALE, menu, &told.offering)}</td>
            <td class="figure">{told.places}</td>
            <td class="figure">{minimum}</td>
            <td class="figure">{told.first_wishes}</td>
            <td class="figure">{told.admitted}</td>
            <td class="figure">{told.waiting}</td>
            <td>{reserved(menu, &told.reserved)}</td>
            <td class=weight.unwrap_or_default()>{flag}{remark}</td>
        </tr>
    }
}

fn reserved(menu: &ServiceMenu, reserved: &[TrialReserved]) -> String {
    let told = reserved.iter().map(|one| {
        let group = menu.groups.iter().find(|group| group.id == one.group);
        let name = group.map_or(one.group.as_str(), |group| group.name.as_str());
        say::reserved_of(LOCALE, name, one.places, one.taken)
    });
    format::list(LOCALE, told)
}
