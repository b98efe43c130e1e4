//! 托管日: on which days there is care, from when to when, and at which times children are let out.

use afterbell_domain::desk::{DraftEdit, MenuCell, set_care_day};
use afterbell_domain::{CareDay, Weekday, reading};
use afterbell_import::Column;
use afterbell_locale::format;
use afterbell_locale::text::desk::{services as say, term};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::Place;
use crate::pages::form::aim::mark;
use crate::pages::form::draft::{act_on, choice_field, found, line_field, unread};

pub(super) fn care_days(desk: Desk) -> impl IntoView {
    let days = Memo::new(move |_| {
        let days = desk.draft(|draft| {
            let days = draft.menu.base_care.days.iter();
            days.map(|day| day.weekday).collect::<Vec<_>>()
        });
        days.unwrap_or_default()
    });
    view! {
        <h2>{say::care_days(LOCALE)}</h2>
        <p class="quiet">{say::care_days_about(LOCALE)}</p>
        <p class="quiet" hidden=move || days.with(|days| !days.is_empty())>{say::no_care_days(LOCALE)}</p>
        <ul class="lines">
            <For each=move || days.get() key=|day| *day children=move |day| line(desk, day) />
        </ul>
        {move || missing(&days.get()).map(|missing| add(desk, missing))}
    }
}

fn line(desk: Desk, weekday: Weekday) -> impl IntoView {
    let day = Memo::new(move |_| {
        desk.draft(|draft| draft.menu.base_care.on(weekday).cloned())
            .flatten()
    });
    let text = move |of: fn(&CareDay) -> String| {
        move || day.with(|day| day.as_ref().map(of)).unwrap_or_default()
    };
    let change = move |change: &dyn Fn(&mut CareDay)| {
        if let Some(mut day) = day.get_untracked() {
            change(&mut day);
            act_on(desk, |draft| set_care_day(draft, &day));
        }
    };
    let time = move |text: &str| {
        let range = reading::clock_range(text)
            .map_err(|error| unread(Column::Start, say::time_example(LOCALE), &error))?;
        change(&|day| day.time = range);
        Ok(())
    };
    let pick_ups = move |text: &str| {
        let times = reading::pick_up_times(text)
            .map_err(|error| unread(Column::Start, say::pick_up_example(LOCALE), &error))?;
        change(&|day| day.pick_up_times.clone_from(&times));
        Ok(())
    };
    let name = format::weekday(LOCALE, weekday);
    let remove = move |_| {
        act_on(desk, |draft| {
            with_days(draft, |days| days.retain(|day| day.weekday != weekday))
        });
    };
    // All other days as this one.
    let fill = move |_| {
        let Some(day) = day.get_untracked() else {
            return;
        };
        act_on(desk, |draft| {
            with_days(draft, |days| {
                for other in days {
                    other.time = day.time;
                    other.pick_up_times.clone_from(&day.pick_up_times);
                }
            })
        });
    };
    view! {
        <li data-place=mark(Place::CareDay(weekday))>
            <div class="inline" role="group" aria-label=name>
                <b class="day">{name}</b>
                {line_field(say::care_time(LOCALE), "", text(|day| reading::print_clock_range(day.time)), time)}
                {line_field(say::pick_ups(LOCALE), "wide", text(|day| reading::print_pick_up_times(&day.pick_up_times)), pick_ups)}
                <button aria-label=say::same_for_all_of(LOCALE, name) on:click=fill>{say::same_for_all(LOCALE)}</button>
                <button aria-label=say::remove_of(LOCALE, name) on:click=remove>{term::remove(LOCALE)}</button>
            </div>
            {found(desk, move || Some(Place::CareDay(weekday)))}
        </li>
    }
}

fn with_days(
    draft: &afterbell_domain::policy::MenuDraft,
    change: impl FnOnce(&mut Vec<CareDay>),
) -> Vec<DraftEdit> {
    let before = draft.menu.base_care.clone();
    let mut after = before.clone();
    change(&mut after.days);
    vec![DraftEdit::Menu {
        before: Box::new(MenuCell::BaseCare(before)),
        after: Box::new(MenuCell::BaseCare(after)),
    }]
}

/// The days without care, if there are any.
fn missing(days: &[Weekday]) -> Option<Vec<Weekday>> {
    let all = Weekday::ALL.into_iter();
    let missing: Vec<_> = all.filter(|day| !days.contains(day)).collect();
    (!missing.is_empty()).then_some(missing)
}

fn add(desk: Desk, missing: Vec<Weekday>) -> impl IntoView {
    let first = missing.first().copied().unwrap_or(Weekday::Monday);
    let chosen = RwSignal::new(first);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let weekday = chosen.get_untracked();
        act_on(desk, |draft| {
            let day = CareDay::suggested(&draft.menu.base_care, weekday);
            day.map_or_else(|_| Vec::new(), |day| set_care_day(draft, &day))
        });
    };
    let days = missing.into_iter();
    let days: Vec<_> = days
        .map(|day| (day, format::weekday(LOCALE, day)))
        .collect();
    view! {
        <form class="inline" on:submit=submit>
            {choice_field(say::new_day(LOCALE), days, move || Some(chosen.get()), move |day| chosen.set(day))}
            <button type="submit">{say::add_day(LOCALE)}</button>
        </form>
    }
}
