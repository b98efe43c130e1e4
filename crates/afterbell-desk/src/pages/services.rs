//! 托管与服务: the days of care with their pick-up times, and everything the school holds for children beside
//! courses: care, lunch, evenings, weekends, holidays.

mod care_days;
mod described;
mod line;

use afterbell_domain::BaseService;
use afterbell_domain::desk::add_service;
use afterbell_domain::policy::ServiceKind;
use afterbell_locale::text::desk::services as say;
use afterbell_policy::wording::service_kind;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::aim::mark;
use super::form::draft::{act_on, choice_field, draft_page, found};
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::findings::Place;
use crate::line_keys::{Keyed, follow, new_key};

pub fn services() -> impl IntoView {
    let desk = desk();
    let forms = view! {
        {care_days::care_days(desk)}
        {list(desk)}
    };
    draft_page(desk, say::title(LOCALE), say::about(LOCALE), forms)
}

fn list(desk: Desk) -> impl IntoView {
    let lines = Memo::new(move |before: Option<&Vec<Keyed<BaseService>>>| {
        let before = before.map(Vec::as_slice).unwrap_or_default();
        let now = desk.draft(|draft| draft.menu.base_care.services.clone());
        let is_about = |one: &BaseService, other: &BaseService| one.name == other.name;
        follow(before, &now.unwrap_or_default(), is_about, new_key)
    });
    let keys = move || lines.with(|lines| lines.iter().map(|it| it.key).collect::<Vec<_>>());
    view! {
        <h2>{say::list(LOCALE)}</h2>
        <p class="quiet">{say::list_about(LOCALE)}</p>
        <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{say::empty(LOCALE)}</p>
        <ol class="services">
            <For each=keys key=|key| *key children=move |key| line::line(desk, lines, key) />
        </ol>
        <div data-place=mark(Place::Services)>
            {found(desk, || Some(Place::Services))}
            {add(desk)}
        </div>
    }
}

/// Kinds with their words, in the order of a day and a year.
fn kinds() -> Vec<(ServiceKind, &'static str)> {
    let all = [
        ServiceKind::BaseCare,
        ServiceKind::Lunch,
        ServiceKind::ExtendedCare,
        ServiceKind::EveningStudy,
        ServiceKind::Weekend,
        ServiceKind::HolidayCare,
    ];
    all.map(|kind| (kind, service_kind(LOCALE, kind))).into()
}

fn add(desk: Desk) -> impl IntoView {
    let kind = RwSignal::new(ServiceKind::BaseCare);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let kind = kind.get_untracked();
        act_on(desk, |draft| {
            let name = service_kind(LOCALE, kind).parse();
            let service = name.and_then(|name| BaseService::suggested(&draft.menu, kind, name));
            service.map_or_else(|_| Vec::new(), |service| add_service(draft, service, kind))
        });
    };
    view! {
        <form class="inline" on:submit=submit>
            {choice_field(say::new_kind(LOCALE), kinds(), move || Some(kind.get()), move |it| kind.set(it))}
            <button type="submit">{say::add(LOCALE)}</button>
        </form>
    }
}
