use afterbell_domain::{Offering, Provider};
use afterbell_locale::text::parent::course as say;
use afterbell_locale::{Locale, format};
use leptos::prelude::*;

use crate::components::places_count;
use crate::parent::Parent;

/// The facts of a course, line by line.
#[component]
pub fn CourseFacts(offering: Offering) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let id = offering.id.clone();
    let places = move || places_count::sentence(parent, &id);
    let sessions = offering.sessions.iter().map(|session| {
        let (day, time) = (format::weekday(locale, session.weekday), session.time);
        let time = format::clock_range(locale, time);
        let line = match &session.room {
            Some(room) => say::session_room(locale, room, time, day),
            None => say::session(locale, time, day),
        };
        view! { <span class="line">{line}</span> }
    });
    let sessions = sessions.collect_view();
    let minimum = offering
        .minimum
        .map(|count| say::minimum_value(locale, count));
    let fee = fee(locale, &offering);
    view! {
        <dl class="facts">
            <Fact name=say::time(locale) value=sessions />
            {(!offering.teachers.is_empty())
                .then(|| view! { <Fact name=say::teacher(locale) value=teachers(locale, &offering) /> })}
            <Fact name=say::grades(locale) value=format::grades(locale, offering.eligibility.grades) />
            <Fact name=say::places(locale) value=places />
            <Fact name=say::fee(locale) value=fee />
            <Fact name=say::provider(locale) value=provider(locale, &offering.provider) />
            {minimum.map(|value| view! { <Fact name=say::minimum(locale) value /> })}
            {offering
                .remark
                .map(|remark| view! { <Fact name=say::remark(locale) value=remark.to_string() /> })}
        </dl>
    }
}

#[component]
fn Fact(name: &'static str, value: impl IntoView) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
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
