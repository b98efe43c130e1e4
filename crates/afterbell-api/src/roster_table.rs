//! 名册 as tables that spreadsheet programs open.

use afterbell_domain::desk::{CourseRoster, RosterPupil, RosterView};
use afterbell_domain::{Label, Offering, ServiceMenu, Waiting, Weekday};
use afterbell_locale::text::desk::roster as text;
use afterbell_locale::wording::{offering_name, times};
use afterbell_locale::{Locale, format, roster};

const LOCALE: Locale = Locale::ZhHans;

pub struct RosterTable {
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A row for each child that holds a place or waits for one.
pub fn by_course(view: &RosterView, menu: &ServiceMenu) -> RosterTable {
    let headings = [
        text::course(LOCALE),
        text::times(LOCALE),
        text::teachers(LOCALE),
        text::state(LOCALE),
        text::class(LOCALE),
        text::number(LOCALE),
        text::name(LOCALE),
        text::pick_up(LOCALE),
    ];
    let courses = view.by_course(menu);
    let rows = courses.iter().flat_map(|course| of_course(menu, course));
    RosterTable {
        headings: headings.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn of_course(menu: &ServiceMenu, course: &CourseRoster<'_>) -> Vec<Vec<String>> {
    let row = |pupil: &RosterPupil, state: String| {
        let teachers = course.offering.teachers.iter().map(Label::as_str);
        vec![
            offering_name(menu, &course.offering.id),
            times(LOCALE, menu, &course.offering.id),
            format::list(LOCALE, teachers),
            state,
            format::class(LOCALE, pupil.class),
            pupil.school_number.to_string(),
            pupil.name.to_string(),
            pick_ups(menu, course.offering, pupil),
        ]
    };
    let holding = course.holding.iter();
    let holding = holding.map(|pupil| row(pupil, text::holds(LOCALE).to_owned()));
    let waits = |waiting: &Waiting| roster::waiting(LOCALE, waiting);
    let waiting = course.waiting.iter();
    let waiting = waiting.map(|(pupil, waiting)| row(pupil, waits(waiting)));
    holding.chain(waiting).collect()
}

/// Until when a child stays on the days of a course: `周二 17:40`.
fn pick_ups(menu: &ServiceMenu, offering: &Offering, pupil: &RosterPupil) -> String {
    let days = menu.weekdays().filter(|day| offering.is_on(*day));
    format::list(LOCALE, days.filter_map(|day| pick_up(menu, pupil, day)))
}

fn pick_up(menu: &ServiceMenu, pupil: &RosterPupil, day: Weekday) -> Option<String> {
    let time = pupil.on(menu, day).pick_up?;
    Some([format::weekday(LOCALE, day), " ", &format::clock(time)].concat())
}

/// A row for each child, a column for each day.
pub fn by_class(view: &RosterView, menu: &ServiceMenu) -> RosterTable {
    let days: Vec<Weekday> = menu.weekdays().collect();
    let first = [
        text::class(LOCALE),
        text::number(LOCALE),
        text::name(LOCALE),
    ];
    let of_days = days.iter().map(|day| format::weekday(LOCALE, *day));
    let headings = first.into_iter().chain(of_days);
    let headings = headings.chain([text::waiting(LOCALE)]).map(str::to_owned);
    let rows = view.pupils.iter().map(|pupil| {
        let mut row = vec![
            format::class(LOCALE, pupil.class),
            pupil.school_number.to_string(),
            pupil.name.to_string(),
        ];
        row.extend(days.iter().map(|day| {
            let on = pupil.on(menu, *day);
            let lines = roster::day(LOCALE, menu, &on.sessions, on.pick_up);
            format::list(LOCALE, lines)
        }));
        let waits = pupil.waits().map(|waiting| {
            let course = offering_name(menu, &waiting.offering);
            [course, " ".to_owned(), roster::waiting(LOCALE, waiting)].concat()
        });
        row.push(format::list(LOCALE, waits));
        row
    });
    RosterTable {
        headings: headings.collect(),
        rows: rows.collect(),
    }
}
