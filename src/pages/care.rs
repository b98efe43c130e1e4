//! Care on one weekday: whether, and until when.

use afterbell_domain::{BaseService, ClockTime, Situation, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::care as say;
use leptos::prelude::*;

use crate::components::Sheet;
use crate::parent::Parent;
use crate::route;

#[component]
pub fn CareSheet(weekday: Weekday) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let menu = parent.menu.get_untracked().map(|current| current.menu);
    let day = menu
        .as_ref()
        .and_then(|menu| menu.base_care.on(weekday))
        .cloned();
    let options: Vec<_> = day.map(|day| day.pick_up_times).unwrap_or_default();
    let services = menu
        .map(|menu| menu.base_care.services.clone())
        .unwrap_or_default();
    let chosen = Memo::new(move |_| {
        parent
            .draft
            .get()
            .and_then(|draft| draft.pick_up_on(weekday))
    });
    let name = say::title(locale, format::weekday(locale, weekday));
    view! {
        <Sheet title=name.clone()>
            <p class="quiet">{say::explain(locale)}</p>
            <fieldset class="options">
                <legend class="visually-hidden">{name}</legend>
                <Option weekday pick_up=None chosen />
                {options
                    .into_iter()
                    .map(|time| view! { <Option weekday pick_up=Some(time) chosen /> })
                    .collect_view()}
            </fieldset>
            <button
                class="add wide"
                on:click=move |_| {
                    every_day(parent, chosen.get_untracked());
                    route::back();
                }
            >
                {say::every_day(locale)}
            </button>
            <Services services weekday />
        </Sheet>
    }
}

#[component]
fn Option(
    weekday: Weekday,
    pick_up: std::option::Option<ClockTime>,
    chosen: Memo<std::option::Option<ClockTime>>,
) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let label = match pick_up {
        Some(time) => say::pick_up(locale, time),
        None => say::none(locale).to_owned(),
    };
    let note = move || {
        let ends = last_course_end(parent, weekday)?;
        pick_up
            .filter(|time| *time < ends)
            .map(|_| say::too_early(locale, ends))
    };
    view! {
        <label class="option">
            <input
                type="radio"
                name="pick-up"
                prop:checked=move || chosen.get() == pick_up
                on:change=move |_| parent.edit(|draft| draft.set_care(weekday, pick_up))
            />
            <span>{label}</span>
            <small class="why">{note}</small>
        </label>
    }
}

/// What the school does in that time.
#[component]
fn Services(services: Vec<BaseService>, weekday: Weekday) -> impl IntoView {
    let locale = Parent::here().locale;
    let on_this_day = services
        .into_iter()
        .filter(|service| service.weekdays.contains(weekday));
    let lines = on_this_day.map(|service| {
        let time = format::clock_range(locale, service.time);
        let fee = service
            .fee_note
            .map(|note| note.to_string())
            .unwrap_or_default();
        view! {
            <li>
                {say::service(locale, fee, &service.name, time)}
                <small>{service.content.map(|content| content.to_string())}</small>
            </li>
        }
    });
    view! {
        <h3 class="small-heading">{say::services(locale)}</h3>
        <ul class="services">{lines.collect_view()}</ul>
    }
}

fn last_course_end(parent: Parent, weekday: Weekday) -> std::option::Option<ClockTime> {
    let (current, child, draft) = (parent.menu.get()?, parent.child.get()?, parent.draft.get()?);
    let (places, now) = (parent.places.get()?, untrack(|| parent.clock.now())?);
    let (menu, student) = (current.menu.as_ref(), &child.student);
    Situation {
        menu,
        student,
        draft: &draft,
        places: &places,
        now,
    }
    .last_course_end(weekday)
}

/// The same choice on every day that has it; where the day's courses end later, the first
/// batch after them.
fn every_day(parent: Parent, pick_up: std::option::Option<ClockTime>) {
    let Some(current) = parent.menu.get_untracked() else {
        return;
    };
    for day in &current.menu.base_care.days {
        let ends = untrack(|| last_course_end(parent, day.weekday));
        let fitting = pick_up.and_then(|time| {
            let from = ends.map_or(time, |ends| ends.max(time));
            current.menu.base_care.first_pick_up_from(day.weekday, from)
        });
        parent.edit(|draft| draft.set_care(day.weekday, fitting));
    }
}
