//! 课程名册: a sheet for each course.

use afterbell_domain::desk::{CourseRoster, RosterPupil};
use afterbell_domain::{Label, Offering, ServiceMenu, Waiting};
use afterbell_locale::text::desk::roster as say;
use afterbell_locale::wording::{offering_name, times};
use afterbell_locale::{format, roster};
use leptos::prelude::*;

use super::Read;
use super::search::Search;
use crate::LOCALE;

pub(super) fn sheets(
    read: &Read,
    which: &str,
    search: &Search,
    is_of_one_class: bool,
) -> Vec<AnyView> {
    let menu = &read.menu;
    let courses = read.roster.by_course(menu).into_iter();
    let wanted = courses.filter(|it| which.is_empty() || it.offering.id.as_str() == which);
    let found = wanted.filter_map(|course| narrowed(menu, course, search));
    found
        .map(|course| sheet(menu, &course, is_of_one_class))
        .collect()
}

/// What a search leaves of a course: all of it when its own name is found.
fn narrowed<'a>(
    menu: &ServiceMenu,
    mut course: CourseRoster<'a>,
    search: &Search,
) -> Option<CourseRoster<'a>> {
    if search.is_empty() || search.finds(&offering_name(menu, &course.offering.id)) {
        return Some(course);
    }
    course.holding.retain(|pupil| search.finds_pupil(pupil));
    course
        .waiting
        .retain(|(pupil, _)| search.finds_pupil(pupil));
    let has_any = !course.holding.is_empty() || !course.waiting.is_empty();
    has_any.then_some(course)
}

fn sheet(menu: &ServiceMenu, course: &CourseRoster<'_>, is_of_one_class: bool) -> AnyView {
    let CourseRoster {
        offering,
        holding,
        waiting,
    } = course;
    let id = format!("roster-{}", offering.id);
    let heading = [
        offering_name(menu, &offering.id),
        " ".to_owned(),
        times(LOCALE, menu, &offering.id),
    ];
    let count = match (is_of_one_class, waiting.len()) {
        (true, _) => say::count_own(LOCALE, holding.len()),
        (false, 0) => say::count(LOCALE, holding.len(), offering.places),
        (false, waits) => say::count_waiting(LOCALE, holding.len(), offering.places, waits),
    };
    let nobody = match is_of_one_class {
        true => say::nobody_of_class(LOCALE),
        false => say::nobody(LOCALE),
    };
    let held = match holding.is_empty() {
        true => view! { <p>{nobody}</p> }.into_any(),
        false => table(menu, offering, holding).into_any(),
    };
    let queue = (!waiting.is_empty()).then(|| queue(waiting));
    view! {
        <section class="roster-sheet" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{heading.concat()}</h2>
            <p class="quiet">{where_and_who(offering)}{count}</p>
            {held}
            {queue}
        </section>
    }
    .into_any()
}

/// `操场 · 丁博知 · `
fn where_and_who(offering: &Offering) -> String {
    let mut rooms: Vec<&str> = Vec::new();
    for room in offering.sessions.iter().filter_map(|it| it.room.as_ref()) {
        if !rooms.contains(&room.as_str()) {
            rooms.push(room.as_str());
        }
    }
    let teachers = offering.teachers.iter().map(Label::as_str);
    let parts = [format::list(LOCALE, rooms), format::list(LOCALE, teachers)];
    let told = parts.into_iter().filter(|part| !part.is_empty());
    told.flat_map(|part| [part, " · ".to_owned()]).collect()
}

fn table(
    menu: &ServiceMenu,
    offering: &Offering,
    holding: &[&RosterPupil],
) -> impl IntoView + use<> {
    let rows = holding.iter().zip(1u32..);
    let rows = rows.map(|(pupil, number)| {
        view! {
            <tr>
                <td class="figure">{number}</td>
                {who(pupil)}
                <td>{pick_ups(menu, offering, pupil)}</td>
            </tr>
        }
    });
    view! {
        <table class="rows">
            <thead>
                <tr>
                    <td></td>
                    {headings()}
                    <th scope="col">{say::pick_up(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

fn queue(waiting: &[(&RosterPupil, &Waiting)]) -> impl IntoView + use<> {
    let rows = waiting.iter().map(|(pupil, one)| {
        view! {
            <tr>
                <td></td>
                {who(pupil)}
                <td>{roster::waiting(LOCALE, one)}</td>
            </tr>
        }
    });
    view! {
        <h3>{say::waiting(LOCALE)}</h3>
        <table class="rows">
            <thead>
                <tr>
                    <td></td>
                    {headings()}
                    <th scope="col">{say::state(LOCALE)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
}

fn headings() -> impl IntoView {
    view! {
        <th scope="col">{say::class(LOCALE)}</th>
        <th scope="col">{say::number(LOCALE)}</th>
        <th scope="col">{say::name(LOCALE)}</th>
    }
}

fn who(pupil: &RosterPupil) -> impl IntoView + use<> {
    view! {
        <td>{format::class(LOCALE, pupil.class)}</td>
        <td>{pupil.school_number.to_string()}</td>
        <td>{pupil.name.to_string()}</td>
    }
}

/// Until when a child stays on the days of the course; the day only where there are several.
fn pick_ups(menu: &ServiceMenu, offering: &Offering, pupil: &RosterPupil) -> String {
    let days: Vec<_> = menu.weekdays().filter(|day| offering.is_on(*day)).collect();
    let told = days.iter().filter_map(|day| {
        let time = format::clock(pupil.on(menu, *day).pick_up?);
        Some(match days.len() {
            1 => time,
            _ => [format::weekday(LOCALE, *day), " ", &time].concat(),
        })
    });
    format::list(LOCALE, told)
}
