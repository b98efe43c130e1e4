//! Where something is, as a clerk finds it. What is wrong in many places is said once.

use std::collections::BTreeMap;

use afterbell_domain::policy::{Breach, Location, MenuDraft, Violation};
use afterbell_domain::{Grade, GradeSet, Weekday};
use afterbell_locale::text::policy::place as text;
use afterbell_locale::{Locale, format};

use super::violation::violation;
use super::vocabulary::{field, season};

/// A thing, and where in it.
type Place<'a> = (String, Vec<&'a Location>);

/// Each violation of a check with all its places, in the order of the first one.
pub(super) fn merged(
    locale: Locale,
    draft: &MenuDraft,
    breaches: &[&Breach],
) -> Vec<(String, String)> {
    let mut groups: Vec<(&Violation, Vec<Place>)> = Vec::new();
    for breach in breaches {
        let (found, at) = (&breach.violation, &breach.location);
        let thing = thing(locale, draft, at);
        if !groups.iter().any(|(known, _)| *known == found) {
            groups.push((found, Vec::new()));
        }
        let Some((_, things)) = groups.iter_mut().find(|(known, _)| *known == found) else {
            continue;
        };
        match things.iter_mut().find(|(of, _)| *of == thing) {
            Some((_, places)) => places.push(at),
            None => things.push((thing, vec![at])),
        }
    }
    let said = groups.into_iter().map(|(found, things)| {
        let places = things
            .into_iter()
            .map(|(thing, places)| place(locale, thing, &places));
        (violation(locale, found), format::list(locale, places))
    });
    said.collect()
}

fn place(locale: Locale, thing: String, places: &[&Location]) -> String {
    let who = who(locale, places);
    match (thing.is_empty(), who.is_empty()) {
        (false, false) => text::of(locale, thing, who),
        (true, _) => who,
        (false, true) => thing,
    }
}

/// The course, service, group, holiday or field; empty for the menu as a whole.
fn thing(locale: Locale, draft: &MenuDraft, at: &Location) -> String {
    let menu = &draft.menu;
    let course = at.course.as_ref().map(|id| {
        let course = menu.courses.iter().find(|course| course.id == *id);
        course.map_or_else(|| id.to_string(), |course| course.name.to_string())
    });
    let offering = at
        .offering
        .as_ref()
        .and_then(|id| menu.offerings.iter().find(|it| it.id == *id));
    let session = at.session.and_then(|index| offering?.sessions.get(index));
    let service = at
        .service
        .and_then(|index| menu.base_care.services.get(index));
    let group = at.group.and_then(|index| draft.plan.groups.get(index));
    match (course, session) {
        (Some(course), Some(session)) => {
            let day = format::weekday(locale, session.weekday);
            let time = format::clock_range(locale, session.time);
            text::session(locale, course, [day, " ", &time].concat())
        }
        (Some(course), None) => text::course(locale, course),
        _ => match (service, group, at.holiday, at.field) {
            (Some(service), ..) => text::service(locale, &service.name),
            (_, Some(group), ..) => text::group(locale, &group.name),
            (_, _, Some(holiday), _) => season(locale, holiday).to_owned(),
            (.., Some(of)) => field(locale, of).to_owned(),
            _ => String::new(),
        },
    }
}

/// Grades, classes and days: `一至六年级（周一、周二）`.
fn who(locale: Locale, places: &[&Location]) -> String {
    // The session already says its day.
    let days = |at: &Location| at.weekday.filter(|_| at.session.is_none());
    let mut grades: BTreeMap<Grade, Vec<Weekday>> = BTreeMap::new();
    let mut classes = BTreeMap::new();
    let mut whole: Vec<Weekday> = Vec::new();
    for at in places {
        let of = match (at.class, at.grade) {
            (Some(class), _) => classes.entry(class).or_default(),
            (None, Some(grade)) => grades.entry(grade).or_default(),
            (None, None) => &mut whole,
        };
        of.extend(days(at));
    }
    let mut by_days: BTreeMap<Vec<Weekday>, Vec<Grade>> = BTreeMap::new();
    for (grade, days) in grades {
        by_days.entry(days).or_default().push(grade);
    }
    let grades = by_days.into_iter().filter_map(|(days, grades)| {
        let grades = format::grades(locale, GradeSet::of(grades).ok()?);
        Some(with_days(locale, grades, &days))
    });
    let classes = classes.into_iter().map(|(class, days): (_, Vec<Weekday>)| {
        with_days(locale, format::class(locale, class), &days)
    });
    let whole = Some(listed(locale, &whole)).filter(|days| !days.is_empty());
    format::list(locale, whole.into_iter().chain(grades).chain(classes))
}

fn with_days(locale: Locale, who: String, days: &[Weekday]) -> String {
    match days.is_empty() {
        true => who,
        false => text::with_days(locale, listed(locale, days), who),
    }
}

fn listed(locale: Locale, days: &[Weekday]) -> String {
    format::list(locale, days.iter().map(|day| format::weekday(locale, *day)))
}
