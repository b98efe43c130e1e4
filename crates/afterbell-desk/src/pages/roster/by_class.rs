//! 班级名册: a sheet for each class, a column for each day.

use afterbell_domain::desk::RosterPupil;
use afterbell_domain::{HomeroomClass, ServiceMenu, Weekday};
use afterbell_locale::text::desk::roster as say;
use afterbell_locale::wording::offering_name;
use afterbell_locale::{format, roster};
use leptos::prelude::*;

use super::Read;
use super::search::Search;
use crate::LOCALE;

pub(super) fn sheets(read: &Read, which: &str, search: &Search) -> Vec<AnyView> {
    let menu = &read.menu;
    let classes = read.roster.classes().into_iter();
    let wanted = classes.filter(|it| which.is_empty() || format::class(LOCALE, *it) == which);
    let found = wanted.filter_map(|class| {
        let pupils = read.roster.of_class(class);
        let pupils: Vec<_> = pupils.filter(|it| is_found(menu, it, search)).collect();
        (!pupils.is_empty()).then(|| sheet(menu, class, &pupils))
    });
    found.collect()
}

/// By name or number, or by a course that the child holds or waits for.
fn is_found(menu: &ServiceMenu, pupil: &RosterPupil, search: &Search) -> bool {
    let waits = pupil.waits().map(|one| &one.offering);
    let mut courses = pupil.offerings.iter().chain(waits);
    search.is_empty()
        || search.finds_pupil(pupil)
        || courses.any(|id| search.finds(&offering_name(menu, id)))
}

fn sheet(menu: &ServiceMenu, class: HomeroomClass, pupils: &[&RosterPupil]) -> AnyView {
    let name = format::class(LOCALE, class);
    let id = format!("roster-{}-{}", u8::from(class.grade()), class.number());
    let in_care = pupils.iter().filter(|pupil| !pupil.care.is_empty()).count();
    let days: Vec<Weekday> = menu.weekdays().collect();
    let headings: Vec<_> = days
        .iter()
        .map(|day| view! { <th scope="col">{format::weekday(LOCALE, *day)}</th> })
        .collect();
    let rows: Vec<_> = pupils.iter().map(|pupil| row(menu, &days, pupil)).collect();
    view! {
        <section class="roster-sheet" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{name}</h2>
            <p class="quiet">{say::count_class(LOCALE, in_care, pupils.len())}</p>
            <table class="rows week">
                <thead>
                    <tr>
                        <th scope="col">{say::number(LOCALE)}</th>
                        <th scope="col">{say::name(LOCALE)}</th>
                        {headings}
                        <th scope="col">{say::waiting(LOCALE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(menu: &ServiceMenu, days: &[Weekday], pupil: &RosterPupil) -> impl IntoView + use<> {
    let cells: Vec<_> = days
        .iter()
        .map(|day| {
            let on = pupil.on(menu, *day);
            let told = roster::day(LOCALE, menu, &on.sessions, on.pick_up);
            view! { <td>{lines(told)}</td> }
        })
        .collect();
    let waits = pupil.waits().map(|one| {
        let course = offering_name(menu, &one.offering);
        [course, " ".to_owned(), roster::waiting(LOCALE, one)].concat()
    });
    view! {
        <tr>
            <td>{pupil.school_number.to_string()}</td>
            <th scope="row">{pupil.name.to_string()}</th>
            {cells}
            <td>{lines(waits.collect())}</td>
        </tr>
    }
}

fn lines(told: Vec<String>) -> Vec<impl IntoView> {
    let lines = told.into_iter();
    lines
        .map(|line| view! { <span class="line">{line}</span> })
        .collect()
}
