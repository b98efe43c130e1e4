use afterbell_domain::{Offering, Provider};
use afterbell_locale::text::parent::course as say;
use afterbell_locale::{Locale, format};

use crate::components::places_count::places_sentence;
use crate::parent::Parent;
use crate::ui::{View, el};

/// The facts of a course, line by line.
pub fn course_facts(offering: &Offering) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let id = offering.id.clone();
    let places = fact(
        say::places(locale),
        el("dd").text_fn(move || places_sentence(parent, &id)),
    );
    let mut facts = vec![fact(say::time(locale), sessions(locale, offering))];
    if !offering.teachers.is_empty() {
        facts.push(told(say::teacher(locale), &teachers(locale, offering)));
    }
    facts.push(told(
        say::grades(locale),
        &format::grades(locale, offering.eligibility.grades),
    ));
    facts.push(places);
    facts.push(told(say::fee(locale), &fee(locale, offering)));
    facts.push(told(
        say::provider(locale),
        &provider(locale, &offering.provider),
    ));
    if let Some(count) = offering.minimum {
        facts.push(told(
            say::minimum(locale),
            &say::minimum_value(locale, count),
        ));
    }
    if let Some(remark) = &offering.remark {
        facts.push(told(say::remark(locale), remark.as_str()));
    }
    el("dl").class("facts").children(facts)
}

fn told(name: &str, value: &str) -> View {
    fact(name, el("dd").text(value))
}

fn fact(name: &str, value: View) -> View {
    el("div").child(el("dt").text(name)).child(value)
}

fn sessions(locale: Locale, offering: &Offering) -> View {
    let lines = offering.sessions.iter().map(|session| {
        let (day, time) = (format::weekday(locale, session.weekday), session.time);
        let time = format::clock_range(locale, time);
        let line = match &session.room {
            Some(room) => say::session_room(locale, room, time, day),
            None => say::session(locale, time, day),
        };
        el("span").class("line").text(&line)
    });
    el("dd").children(lines)
}

pub fn teachers(locale: Locale, offering: &Offering) -> String {
    format::list(
        locale,
        offering
            .teachers
            .iter()
            .map(|t| t.as_str())
            .collect::<Vec<_>>(),
    )
}

pub fn fee(locale: Locale, offering: &Offering) -> String {
    let fee = format::money(locale, offering.fee_fen);
    if offering.fee_fen.is_free() {
        fee
    } else {
        say::fee_term(locale, fee)
    }
}

fn provider(locale: Locale, provider: &Provider) -> String {
    match provider {
        Provider::School => say::provider_school(locale).to_owned(),
        Provider::Outside { institution: None } => say::provider_outside(locale).to_owned(),
        Provider::Outside {
            institution: Some(name),
        } => say::provider_outside_named(locale, name),
    }
}

/// Teachers, room and grades in one line.
pub fn summary(locale: Locale, offering: &Offering) -> String {
    let room = offering
        .sessions
        .first()
        .and_then(|session| session.room.as_ref());
    let grades = format::grades(locale, offering.eligibility.grades);
    let parts = [
        teachers(locale, offering),
        room.map(ToString::to_string).unwrap_or_default(),
        grades,
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
