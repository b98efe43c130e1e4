//! What a district asks about a service: its kind, what is done, and whether a family may stay away.

use afterbell_domain::desk::describe_service;
use afterbell_domain::policy::{Activity, Attendance, ServiceDetail};
use afterbell_locale::format;
use afterbell_locale::text::desk::services as say;
use afterbell_policy::wording;
use leptos::prelude::*;

use super::kinds;
use super::line::Line;
use crate::LOCALE;
use crate::pages::form::draft::choice_field;

pub(super) fn described(line: Line) -> impl IntoView {
    let kind = move || {
        let kind = line.detail.with(|it| it.as_ref().map(|it| it.kind));
        kind.or_else(|| line.service.with(|it| Some(it.as_ref()?.likely_kind())))
    };
    let attendance = vec![
        (Attendance::Voluntary, say::voluntary(LOCALE)),
        (Attendance::Required, say::required(LOCALE)),
    ];
    let attends = move || line.detail.with(|it| Some(it.as_ref()?.attendance));
    let summary = move || {
        line.detail.with(|it| match it {
            None => say::not_described(LOCALE).to_owned(),
            Some(it) => {
                let done = it.activities.iter();
                let done = done.map(|activity| wording::activity(LOCALE, *activity));
                say::activities_of(LOCALE, format::list(LOCALE, done))
            }
        })
    };
    let boxes = Activity::ALL
        .iter()
        .map(|activity| activity_box(line, *activity));
    let boxes = boxes.collect_view();
    view! {
        {choice_field(say::kind(LOCALE), kinds(), kind, move |kind| describe(line, |it| it.kind = kind))}
        {choice_field(say::attendance(LOCALE), attendance, attends, move |it| describe(line, |detail| detail.attendance = it))}
        <details class="activities">
            <summary>{summary}</summary>
            <fieldset class="bare boxes">
                <legend class="visually-hidden">{say::activities(LOCALE)}</legend>
                {boxes}
            </fieldset>
        </details>
    }
}

fn activity_box(line: Line, activity: Activity) -> impl IntoView {
    let is_done = move || {
        line.detail.with(|it| {
            it.as_ref()
                .is_some_and(|it| it.activities.contains(&activity))
        })
    };
    let toggle = move |event| {
        let is_done = event_target_checked(&event);
        describe(line, |detail| {
            detail.activities.retain(|it| *it != activity);
            if is_done {
                detail.activities.push(activity);
            }
        });
    };
    view! {
        <label class="box">
            <input type="checkbox" prop:checked=is_done on:change=toggle />
            {wording::activity(LOCALE, activity)}
        </label>
    }
}

fn describe(line: Line, change: impl FnOnce(&mut ServiceDetail)) {
    line.act(|draft, _, service| {
        let known = draft.plan.services.get(&service.name).cloned();
        let mut detail = known.unwrap_or_else(|| ServiceDetail::usual(service.likely_kind()));
        change(&mut detail);
        describe_service(draft, &service.name, detail)
    });
}
