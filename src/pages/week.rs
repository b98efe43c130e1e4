//! The home: what happens each day until the child is fetched.

use afterbell_domain::week::{self, Care, Day, Entry};
use afterbell_domain::{ClockRange, ClockTime, OfferingId, Weekday};
use afterbell_locale::text::parent::{bar, week as say};
use afterbell_locale::{Locale, format};

use crate::components::{
    Symbol, bottom_bar, category_mark, child_chips, day_heading, icon, phase_banner, places_age,
    timetable_link, top_bar,
};
use crate::parent::Parent;
use crate::route::{Route, SERVICES, WISHES, WISHES_RESULT};
use crate::ui::{View, el, fragment, list, when};

pub fn week_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let weekdays = move || {
        let standing = parent.standing();
        standing
            .map(|s| s.menu.weekdays().collect())
            .unwrap_or_default()
    };
    let key = |weekday: &Weekday| weekday.number().to_string();
    let count = move || parent.standing().map_or(0, |s| s.menu.offerings.len());
    let all_courses = el("a")
        .class("all-courses")
        .attr("href", &Route::Courses(None).href())
        .text_fn(move || say::all_courses(locale, count()))
        .child(icon(Symbol::Onward));
    let heading = el("h1")
        .class("visually-hidden")
        .text_fn(move || say::title(locale, parent.child_name()));
    let days = list(weekdays, key, move |weekday| day_row(parent, weekday));
    let days = el("div").class("days").child(days);
    let top = el("header").class("week-top");
    let main = el("main")
        .attr("id", "main")
        .class("week")
        .child(heading)
        .child(phase_banner())
        .child(places_age())
        .child(days)
        .child(all_courses)
        .child(services_link(locale))
        .children(draw_link(parent))
        .child(timetable_link(locale));
    fragment()
        .child(top.child(top_bar()).child(child_chips()))
        .child(main)
        .child(bottom_bar())
}

/// To all that is not chosen by weekday too: lunch, weekends, holidays. A page of its own, since the plain pages have it.
fn services_link(locale: Locale) -> View {
    el("a")
        .class("all-courses")
        .attr("href", SERVICES)
        .attr("target", "_blank")
        .text(say::services(locale))
        .child(icon(Symbol::Onward))
}

/// Once an opening pool was drawn courses are chosen here, and what it came to is told elsewhere.
fn draw_link(parent: Parent) -> Option<View> {
    let standing = parent.standing_now()?;
    let is_over = standing.menu.round.has_draw() && !standing.is_wished_for();
    is_over.then(|| {
        el("a")
            .class("all-courses")
            .attr("href", WISHES_RESULT)
            .text(say::draw_result(parent.locale))
            .child(icon(Symbol::Onward))
    })
}

fn day(parent: Parent, weekday: Weekday) -> Option<Day> {
    let standing = parent.standing()?;
    Some(week::day(
        &standing.menu,
        &standing.draft,
        &|id| standing.can_draft(id),
        standing.is_wished_for(),
        weekday,
    ))
}

fn day_row(parent: Parent, weekday: Weekday) -> View {
    let locale = parent.locale;
    let day = move || day(parent, weekday);
    let heading = el("h2")
        .attr("id", &day_heading(weekday))
        .attr("tabindex", "-1")
        .text(format::weekday(locale, weekday));
    let name = el("div")
        .child(heading)
        .child(el("span").text_fn(move || day()?.last_bell.map(format::clock)));
    let entries = move || day().map(|day| day.entries).unwrap_or_default();
    let covered = move || day().map_or(0, |day| day.covered);
    let covered_row = move || {
        el("a")
            .class("covered")
            .attr("href", &Route::Courses(Some(weekday)).href())
            .text_fn(move || say::all_clash(locale, covered()))
            .child(icon(Symbol::Onward))
    };
    let has_care = move || matches!(day(), Some(day) if matches!(day.care, Care::Until(_)));
    let is_held = move || day().is_some_and(|day| day.care != Care::NotHeld);
    let track = el("div")
        .class("track")
        .class_if("none", move || !has_care())
        .child(list(entries, identity, move |entry| {
            entry_row(parent, weekday, entry)
        }))
        .child(when(move || covered() > 0, covered_row))
        .child(when(is_held, move || care_row(parent, weekday)));
    el("section").class("day").child(name).child(track)
}

/// What makes an entry the same line before and after a change.
fn identity(entry: &Entry) -> String {
    match entry {
        Entry::Chosen { offering, time } => format!("{offering} {time}"),
        Entry::Slot { time, .. } => time.to_string(),
    }
}

fn entry_row(parent: Parent, weekday: Weekday, entry: Entry) -> View {
    match entry {
        Entry::Chosen { offering, time } => {
            chosen_block(parent, offering, time).unwrap_or_else(fragment)
        }
        Entry::Slot { time, .. } => slot_row(parent, weekday, time),
    }
}

fn chosen_block(parent: Parent, id: OfferingId, time: ClockRange) -> Option<View> {
    let locale = parent.locale;
    let standing = parent.standing_now()?;
    let (offering, course) = standing.find(&id)?;
    let mut detail = format::clock_range(locale, time);
    let session = offering.sessions.first();
    if let Some(room) = session.and_then(|session| session.room.as_ref()) {
        detail = [&detail, " · ", room.as_str()].concat();
    }
    let block = el("a")
        .class("block")
        .attr("href", &Route::Course(id.clone()).href())
        .child(category_mark(course.category))
        .child(el("b").text(course.name.as_str()));
    let state = move || {
        let standing = parent.standing()?;
        let is_held = standing.child.student.is_enrolled(&id);
        Some(match (standing.can_draft(&id), is_held) {
            (false, _) => ("state no", say::blocked(locale)),
            (true, true) => ("state", say::enrolled(locale)),
            (true, false) => ("state wait", say::chosen(locale)),
        })
    };
    let class = {
        let state = state.clone();
        move || state().map(|state| state.0)
    };
    let state = el("span")
        .attr_fn("class", class)
        .text_fn(move || state().map(|state| state.1));
    Some(block.child(state).child(el("small").text(&detail)))
}

fn slot_row(parent: Parent, weekday: Weekday, time: ClockRange) -> View {
    let locale = parent.locale;
    let available = move || {
        let entries = day(parent, weekday)?.entries.into_iter();
        let mut slots = entries.filter_map(|entry| match entry {
            Entry::Slot {
                time: at,
                available,
                ..
            } if at == time => Some(available),
            _ => None,
        });
        slots.next()
    };
    // Places that are drawn are wished for on a page of its own, which only drawn rounds fetch.
    if parent.standing_now().is_some_and(|s| s.is_wished_for()) {
        return el("a")
            .class("slot")
            .attr("href", WISHES)
            .child(el("b").text(bar::wishes(locale)))
            .child(el("span").text(&format::clock_range(locale, time)));
    }
    let count = move || {
        let clock = format::clock_range(locale, time);
        Some(match available()? {
            0 => say::slot_none(locale, clock),
            available => say::slot_count(locale, available, clock),
        })
    };
    el("a")
        .class("slot")
        .class_if("empty", move || available() == Some(0))
        .attr("href", &Route::Slot(weekday, time).href())
        .child(el("b").text(say::choose(locale)))
        .child(el("span").text_fn(count))
}

fn care_row(parent: Parent, weekday: Weekday) -> View {
    let locale = parent.locale;
    let care = move || {
        let (day, standing) = (day(parent, weekday)?, parent.standing()?);
        let leaves_at = week::leaves_at(&standing.menu, &standing.draft, weekday);
        Some((day.care, leaves_at))
    };
    let name = move || match care() {
        Some((Care::Until(_), _)) => say::base_care(locale),
        _ => say::not_joined(locale),
    };
    let leaves = move || leaving(locale, care());
    let accessible = move || {
        let state = [name(), &leaves()].join(" ");
        say::care_change(locale, state, format::weekday(locale, weekday))
    };
    let leaves = el("span").text_fn(leaves).child(icon(Symbol::Onward));
    el("a")
        .class("ground")
        .attr("href", &Route::Care(weekday).href())
        .attr_fn("aria-label", accessible)
        .child(el("strong").text_fn(name))
        // Seen by nobody; to a machine the two are words, as in the label.
        .text(" ")
        .child(leaves)
}

fn leaving(locale: Locale, care: Option<(Care, Option<ClockTime>)>) -> String {
    match care {
        Some((Care::Until(pick_up), _)) => say::picked_up(locale, pick_up),
        Some((Care::No, Some(time))) => say::goes_home(locale, time),
        _ => String::new(),
    }
}
