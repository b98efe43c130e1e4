//! The home: what happens each day until the child is fetched.

use afterbell_domain::{OfferingId, Weekday};
use afterbell_locale::text::parent::week as say;
use afterbell_locale::{Locale, format};
use leptos::prelude::*;

use crate::components::{
    BottomBar, CategoryMark, ChildChips, Icon, PhaseBanner, PlacesAge, Symbol, TopBar,
};
use crate::parent::Parent;
use crate::route::Route;
use crate::week::{self, Care, Day, Entry};

#[component]
pub fn WeekPage() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let days = Memo::new(move |_| {
        let (current, draft) = (parent.menu.get()?, parent.draft.get()?);
        Some(week::days(&current.menu, &draft, &parent.judgement.get()?))
    });
    let weekdays = move || {
        days.get()
            .unwrap_or_default()
            .into_iter()
            .map(|day| day.weekday)
            .collect::<Vec<_>>()
    };
    let count = move || {
        parent
            .menu
            .with(|m| m.as_ref().map_or(0, |m| m.menu.offerings.len()))
    };
    view! {
        <header>
            <TopBar />
            <ChildChips />
        </header>
        <main id="main" class="week">
            <h1 class="visually-hidden">{move || say::title(locale, parent.child_name())}</h1>
            <PhaseBanner />
            <PlacesAge />
            <For each=weekdays key=|weekday| *weekday let(weekday)>
                <DayRow day=Memo::new(move |_| {
                    days.get()?.into_iter().find(|day| day.weekday == weekday)
                }) weekday />
            </For>
            <a class="all-courses" href=Route::Courses(None).href()>
                {move || say::all_courses(locale, count())}
                <Icon symbol=Symbol::Onward />
            </a>
        </main>
        <BottomBar />
    }
}

#[component]
fn DayRow(day: Memo<Option<Day>>, weekday: Weekday) -> impl IntoView {
    let locale = Parent::here().locale;
    let entries = move || day.get().map(|day| day.entries).unwrap_or_default();
    let last_bell = move || day.get().and_then(|day| day.last_bell).map(format::clock);
    let care = Memo::new(move |_| day.get().map(|day| (day.care, week::leaves_at(&day))));
    let covered = Memo::new(move |_| day.get().map_or(0, |day| day.covered));
    let has_care = move || matches!(care.get(), Some((Care::Until(_), _)));
    view! {
        <section class="day">
            <div>
                <h2>{format::weekday(locale, weekday)}</h2>
                <span>{last_bell}</span>
            </div>
            <div class="track" class:none=move || !has_care()>
                <For each=entries key=identity let(entry)>
                    {match entry {
                        Entry::Chosen { offering, time } => {
                            let time = format::clock_range(locale, time);
                            view! { <ChosenBlock offering time /> }.into_any()
                        }
                        Entry::Slot { time, available, .. } => {
                            let href = Route::Slot(weekday, time).href();
                            let time = format::clock_range(locale, time);
                            view! { <SlotRow href time available /> }.into_any()
                        }
                    }}
                </For>
                <Show when=move || { covered.get() > 0 }>
                    <a class="covered" href=Route::Courses(Some(weekday)).href()>
                        {move || say::all_clash(locale, covered.get())}
                        <Icon symbol=Symbol::Onward />
                    </a>
                </Show>
                <CareRow weekday care />
            </div>
        </section>
    }
}

/// What makes an entry the same line before and after a change.
fn identity(entry: &Entry) -> String {
    match entry {
        Entry::Chosen { offering, time } => format!("{offering} {time}"),
        Entry::Slot {
            time, available, ..
        } => format!("{time} {available}"),
    }
}

#[component]
fn ChosenBlock(offering: OfferingId, time: String) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let current = parent.menu.get_untracked()?;
    let found = current.menu.offering(&offering)?.clone();
    let course = current.menu.course_of(&found)?.clone();
    let room = found
        .sessions
        .first()
        .and_then(|session| session.room.clone());
    let detail = room.map_or_else(|| time.clone(), |room| format!("{time} · {room}"));
    let id = offering.clone();
    let state = Memo::new(move |_| {
        let is_blocked = parent
            .judgement
            .with(|j| j.as_ref().is_some_and(|j| !j.can_draft(&id)));
        let is_held = parent
            .child
            .with(|c| c.as_ref().is_some_and(|c| c.student.is_enrolled(&id)));
        match (is_blocked, is_held) {
            (true, _) => ("state no", say::blocked(locale)),
            (false, true) => ("state", say::enrolled(locale)),
            (false, false) => ("state wait", say::chosen(locale)),
        }
    });
    Some(view! {
        <a class="block" href=Route::Course(offering).href()>
            <CategoryMark category=course.category />
            <b>{course.name.to_string()}</b>
            <span class=move || state.get().0>{move || state.get().1}</span>
            <small>{detail}</small>
        </a>
    })
}

#[component]
fn SlotRow(href: String, time: String, available: usize) -> impl IntoView {
    let locale = Parent::here().locale;
    let count = match available {
        0 => say::slot_none(locale, time),
        available => say::slot_count(locale, available, time),
    };
    view! {
        <a class="slot" class:empty=available == 0 href=href>
            <b>{say::choose(locale)}</b>
            <span>{count}</span>
        </a>
    }
}

#[component]
fn CareRow(
    weekday: Weekday,
    care: Memo<Option<(Care, Option<afterbell_domain::ClockTime>)>>,
) -> impl IntoView {
    let locale = Parent::here().locale;
    let is_held = move || !matches!(care.get(), None | Some((Care::NotHeld, _)));
    let name = move || match care.get() {
        Some((Care::Until(_), _)) => say::base_care(locale),
        _ => say::not_joined(locale),
    };
    let leaves = move || leaving(locale, care.get());
    let accessible = move || {
        let state = [name(), &leaves()].join(" ");
        say::care_change(locale, state, format::weekday(locale, weekday))
    };
    view! {
        <Show when=is_held>
            <a class="ground" href=Route::Care(weekday).href() aria-label=accessible>
                <strong>{name}</strong>
                <span>{leaves} <Icon symbol=Symbol::Onward /></span>
            </a>
        </Show>
    }
}

fn leaving(locale: Locale, care: Option<(Care, Option<afterbell_domain::ClockTime>)>) -> String {
    match care {
        Some((Care::Until(pick_up), _)) => say::picked_up(locale, pick_up),
        Some((Care::No, Some(time))) => say::goes_home(locale, time),
        _ => String::new(),
    }
}
