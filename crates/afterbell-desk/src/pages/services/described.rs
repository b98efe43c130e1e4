//! What a district asks about a service: its kind, what is done, whether a family may stay away, and whether all who
//! want to may come.

use afterbell_domain::desk::describe_service;
use afterbell_domain::policy::{Activity, ActivityLevel, Attendance, ServiceDetail};
use afterbell_domain::{Label, reading};
use afterbell_import::Column;
use afterbell_locale::format;
use afterbell_locale::text::desk::services as say;
use afterbell_locale::text::import::accepted;
use afterbell_policy::wording;
use leptos::html;
use leptos::prelude::*;

use super::kinds;
use super::line::{Line, optional, part};
use crate::LOCALE;
use crate::findings::{Part, Place, ServicePart};
use crate::pages::form::aim::{mark, mark_of, open};
use crate::pages::form::draft::{choice_field, found, line_field, unread};

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
    let levels = ActivityLevel::ALL.iter();
    let levels = levels.map(|level| (Some(*level), wording::activity_level(LOCALE, *level)));
    let levels = std::iter::once((None, say::level_unsaid(LOCALE)))
        .chain(levels)
        .collect();
    let level = move || {
        line.detail
            .with(|it| Some(it.as_ref().and_then(|it| it.level)))
    };
    let text = move |of: fn(&ServiceDetail) -> Option<String>| {
        move || {
            line.detail
                .with(|it| it.as_ref().and_then(of))
                .unwrap_or_default()
        }
    };
    let places = text(|it| it.places.map(reading::print_count));
    let subject = text(|it| it.subject.as_ref().map(Label::to_string));
    let elsewhere = text(|it| it.booked_elsewhere.as_ref().map(Label::to_string));
    view! {
        {choice_field(say::kind(LOCALE), kinds(), kind, move |kind| describe(line, |it| it.kind = kind))}
        {part(line, ServicePart::Attendance, choice_field(
            say::attendance(LOCALE), attendance, attends, move |it| describe(line, |detail| detail.attendance = it),
        ))}
        {choice_field(say::level(LOCALE), levels, level, move |it| describe(line, |detail| detail.level = it))}
        {part(line, ServicePart::Places, line_field(
            say::places(LOCALE), "number", places, move |text| limit(line, text),
        ))}
        {part(line, ServicePart::Subject, line_field(say::subject(LOCALE), "", subject, move |text| {
            optional(text).map(|subject| describe(line, |it| it.subject = subject))
        }))}
        {part(line, ServicePart::BookedElsewhere, line_field(say::booked_elsewhere(LOCALE), "wide", elsewhere, move |text| {
            optional(text).map(|place| describe(line, |it| it.booked_elsewhere = place))
        }))}
        {activities(line)}
    }
}

/// Nothing is no limit.
fn limit(line: Line, text: &str) -> Result<(), String> {
    let places = match text.trim() {
        "" => None,
        text => Some(
            reading::places(text)
                .map_err(|error| unread(Column::Places, accepted::places(LOCALE), &error))?,
        ),
    };
    describe(line, |it| it.places = places);
    Ok(())
}

fn activities(line: Line) -> impl IntoView {
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
    let place = move || {
        let at = line.at.get();
        at.map(|at| Place::ServicePart(at, ServicePart::Activities))
    };
    let is_found = Memo::new(move |_| {
        let report = line.desk.report.read();
        place().is_some_and(|place| report.places.contains_key(&place))
    });
    let fold = NodeRef::<html::Details>::new();
    // The cure lies within. Once it is open nobody closes it under the clerk's hands.
    Effect::new(move |_| {
        if let Some(fold) = fold.get().filter(|_| is_found.get()) {
            open(&fold);
        }
    });
    let boxes = Activity::ALL
        .iter()
        .map(|activity| activity_box(line, *activity));
    let boxes = boxes.collect_view();
    view! {
        <div class="activities" data-place=move || place().map(mark)>
            <details node_ref=fold>
                <summary>{summary}</summary>
                <fieldset class="bare boxes">
                    <legend class="visually-hidden">{say::activities(LOCALE)}</legend>
                    {boxes}
                </fieldset>
            </details>
            {found(line.desk, place)}
        </div>
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
    let place = move || {
        let place = Place::ServicePart(line.at.get()?, ServicePart::Activities);
        Some(mark_of(place, Part::Activity(activity)))
    };
    view! {
        <label class="box" data-place=place>
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
