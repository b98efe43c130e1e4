//! 基本服务: what is done in the care of a day, at noon and in the evening, line by line, as offices
//! write it; and how many courses a child may choose.

use afterbell_domain::desk::MenuCell;
use afterbell_domain::reading::{self, ReadingError, WeeklyTime, WeeklyTimes};
use afterbell_domain::{
    BaseService, ClockRange, ClockTime, GradeSet, Invalid, Label, Limits, Weekday, WeekdaySet,
};
use afterbell_locale::text::desk::{services as say, term};
use leptos::prelude::*;

use super::{Line, edit, lines};
use crate::LOCALE;
use crate::desk::Desk;
use crate::pages::form::alert;
use crate::sheet::{CellProblem, Column};
use crate::wording;

fn edit_services(desk: Desk, change: impl FnOnce(&mut Vec<BaseService>)) {
    let Some(before) = desk.draft(|draft| draft.menu.base_care.clone()) else {
        return;
    };
    let mut after = before.clone();
    change(&mut after.services);
    edit(desk, MenuCell::BaseCare(before), MenuCell::BaseCare(after));
}

pub(super) fn services(desk: Desk) -> impl IntoView {
    let trouble = RwSignal::new(String::new());
    let is_empty = Memo::new(move |_| {
        desk.draft(|draft| draft.menu.base_care.services.is_empty())
            .unwrap_or(true)
    });
    let add = move |_| {
        trouble.set(String::new());
        if let Some(service) = new_service(desk) {
            edit_services(desk, |services| services.push(service));
        }
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        <p class="quiet" hidden=move || !is_empty.get()>{say::empty(LOCALE)}</p>
        {alert(trouble)}
        {lines(desk, |menu| &menu.base_care.services, move |at, service| line(desk, trouble, at, service))}
        <button on:click=add>{say::add(LOCALE)}</button>
    }
}

/// On school days, in the time of the care.
fn new_service(desk: Desk) -> Option<BaseService> {
    let (grades, care) = desk.draft(|draft| {
        let days = &draft.menu.base_care.days;
        let care = days.first().map(|day| day.time);
        (draft.menu.school.grades, care)
    })?;
    let usual = || -> Result<ClockRange, Invalid> {
        ClockRange::new(ClockTime::new(15, 30)?, ClockTime::new(17, 30)?)
    };
    let school_days = Weekday::ALL.into_iter().take(5);
    Some(BaseService {
        name: say::untitled(LOCALE).parse().ok()?,
        grades,
        weekdays: WeekdaySet::of(school_days).ok()?,
        time: care.or_else(|| usual().ok())?,
        content: None,
        fee_note: None,
    })
}

fn line(
    desk: Desk,
    trouble: RwSignal<String>,
    at: usize,
    service: Line<BaseService>,
) -> impl IntoView {
    let with = move |change: &dyn Fn(&mut BaseService)| {
        trouble.set(String::new());
        edit_services(desk, |services| {
            if let Some(service) = services.get_mut(at) {
                change(service);
            }
        });
    };
    // What cannot be read stays in its field; the draft keeps what it has.
    let refuse = move |column: Column, field: &'static str, problem: CellProblem| {
        let why = wording::cell_problem(LOCALE, column, &problem);
        trouble.set(say::unread(LOCALE, field, at + 1, why));
    };
    let name = move |event| match event_target_value(&event).parse::<Label>() {
        Ok(name) => with(&|service| service.name = name.clone()),
        Err(_) => refuse(Column::Course, term::name(LOCALE), CellProblem::NotALabel),
    };
    let grades = move |event| {
        let school = desk.draft(|draft| draft.menu.school.grades);
        match reading::grades(&event_target_value(&event), school) {
            Ok(grades) => with(&|service| service.grades = grades),
            Err(error) => refuse(Column::Grades, say::grades(LOCALE), error.into()),
        }
    };
    let times = move |event| match weekly(&event_target_value(&event)) {
        Ok((weekdays, time)) => with(&|service| {
            service.weekdays = weekdays;
            service.time = time;
        }),
        Err(error) => refuse(Column::Times, say::times(LOCALE), error.into()),
    };
    let content = move |event| match optional(&event_target_value(&event)) {
        Ok(content) => with(&|service| service.content = content.clone()),
        Err(problem) => refuse(Column::Remark, say::content(LOCALE), problem),
    };
    let fee_note = move |event| match optional(&event_target_value(&event)) {
        Ok(note) => with(&|service| service.fee_note = note.clone()),
        Err(problem) => refuse(Column::Remark, say::fee_note(LOCALE), problem),
    };
    let remove = move |_| {
        trouble.set(String::new());
        edit_services(desk, |services| {
            if at < services.len() {
                services.remove(at);
            }
        });
    };
    let text = move |of: fn(&BaseService) -> String| {
        move || service.with(|it| it.as_ref().map(of)).unwrap_or_default()
    };
    let said = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    view! {
        <label>{term::name(LOCALE)}<input maxlength="80" prop:value=text(|it| it.name.to_string()) on:change=name /></label>
        <label>{say::grades(LOCALE)}<input size="12" prop:value=text(|it| printed_grades(it.grades)) on:change=grades /></label>
        <label>{say::times(LOCALE)}<input size="24" prop:value=text(printed_times) on:change=times /></label>
        <label>{say::content(LOCALE)}<input maxlength="80" prop:value=text(move |it| said(&it.content)) on:change=content /></label>
        <label>{say::fee_note(LOCALE)}<input maxlength="80" size="12" prop:value=text(move |it| said(&it.fee_note)) on:change=fee_note /></label>
        <button aria-label=move || say::remove_of(LOCALE, text(|it| it.name.to_string())()) on:click=remove>{term::remove(LOCALE)}</button>
    }
}

fn printed_grades(grades: GradeSet) -> String {
    reading::print_grades(grades)
}

/// `周一至周五 15:30-17:30`: a service has one time for all its days.
fn printed_times(service: &BaseService) -> String {
    let times = service.weekdays.iter().map(|weekday| WeeklyTime {
        weekday,
        range: service.time,
    });
    let times = WeeklyTimes::of(times);
    times.map_or_else(|_| String::new(), |times| reading::print_weekly_times(&times))
}

fn weekly(text: &str) -> Result<(WeekdaySet, ClockRange), ReadingError> {
    let times = reading::weekly_times(text)?;
    let not_one = || ReadingError::TimeNotUnderstood {
        found: reading::tidy(text).chars().take(40).collect(),
    };
    let range = times.single_range().ok_or_else(not_one)?;
    let weekdays = WeekdaySet::of(times.weekdays()).map_err(|_| not_one())?;
    Ok((weekdays, range))
}

fn optional(text: &str) -> Result<Option<Label>, CellProblem> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| CellProblem::NotALabel),
    }
}

/// 选课限制: an empty field is no limit.
pub(super) fn limits(desk: Desk) -> impl IntoView {
    let trouble = RwSignal::new(String::new());
    let limits = Memo::new(move |_| desk.draft(|draft| draft.menu.limits).unwrap_or_default());
    let field = move |label: &'static str, of: fn(&mut Limits) -> &mut Option<u8>| {
        let shown = move || {
            let found = *of(&mut limits.get());
            found.map_or_else(String::new, |limit| limit.to_string())
        };
        let take = move |event| {
            let written = event_target_value(&event);
            let limit = match written.trim() {
                "" => Ok(None),
                number => number.parse().map(Some),
            };
            let Some(limit) = limit.ok().filter(|limit| *limit != Some(0)) else {
                return trouble.set(say::no_limit(LOCALE, label));
            };
            trouble.set(String::new());
            let before = limits.get_untracked();
            let mut after = before;
            *of(&mut after) = limit;
            edit(desk, MenuCell::Limits(before), MenuCell::Limits(after));
        };
        view! {
            <label>{label}<input type="number" min="1" max="255" prop:value=shown on:change=take /></label>
        }
    };
    view! {
        <h2>{say::limits(LOCALE)}</h2>
        <p class="quiet">{say::limits_about(LOCALE)}</p>
        {alert(trouble)}
        <p class="inline lines">
            {field(say::per_day(LOCALE), |it| &mut it.per_day)}
            {field(say::per_category(LOCALE), |it| &mut it.per_category)}
            {field(say::per_term(LOCALE), |it| &mut it.per_term)}
        </p>
    }
}
