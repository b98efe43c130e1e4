//! 学期与选课时间: the calendar of the term, and the windows in which parents choose.

mod groups;
mod limits;
mod lines;
mod round;
mod windows;

use afterbell_domain::desk::{DraftEdit, MenuCell};
use afterbell_domain::{Date, Holiday, Label, MakeUpDay, Term, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::desk::{cell, term as say};
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::findings::{Part, Place};
use crate::pages::form::aim::{mark, mark_of};
use crate::pages::form::date::date_field as date;
use crate::pages::form::draft::{draft_page, found, line_field};
use lines::{Line, lines};

pub fn term() -> impl IntoView {
    let desk = desk();
    let forms = view! {
        {days(desk)}
        {holidays(desk)}
        {make_up_days(desk)}
        {round::round(desk)}
        {limits::limits(desk)}
        {groups::groups(desk)}
    };
    draft_page(desk, say::title(LOCALE), say::about(LOCALE), forms)
}

/// Writes the calendar anew, as one step that can be taken back.
fn edit_term(desk: Desk, change: impl FnOnce(&mut afterbell_domain::Term)) {
    let term = desk.draft(|draft| draft.menu.term.clone());
    let Some(before) = term else { return };
    let mut after = before.clone();
    change(&mut after);
    edit(desk, MenuCell::Term(before), MenuCell::Term(after));
}

fn edit(desk: Desk, before: MenuCell, after: MenuCell) {
    if before != after {
        let edit = DraftEdit::Menu {
            before: Box::new(before),
            after: Box::new(after),
        };
        desk.act(|sheet| sheet.edit(vec![edit]));
    }
}

fn days(desk: Desk) -> impl IntoView {
    let term = Memo::new(move |_| desk.draft(|draft| draft.menu.term.clone()));
    let name = move || term.with(|term| term.as_ref().map(|term| term.name.to_string()));
    let day = move |at: fn(&Term) -> Date| move || term.with(|term| term.as_ref().map(at));
    view! {
        <h2>{say::days(LOCALE)}</h2>
        <div class="inline">
            {line_field(say::term_name(LOCALE), "", move || name().unwrap_or_default(), move |text| rename(desk, text))}
            {date(say::first_day(LOCALE), day(|term| term.first_day), move |day| edit_term(desk, |term| term.first_day = day))}
            <div data-place=mark_of(Place::TermDays, Part::LastDay)>
                {date(say::last_day(LOCALE), day(|term| term.last_day), move |day| edit_term(desk, |term| term.last_day = day))}
            </div>
        </div>
        {found(desk, || Some(Place::TermDays))}
    }
}

fn rename(desk: Desk, text: &str) -> Result<(), String> {
    let name = text.trim().parse::<Label>();
    let name = name.map_err(|_| cell::not_a_label(LOCALE).to_owned())?;
    edit_term(desk, |term| term.name = name);
    Ok(())
}

fn holidays(desk: Desk) -> impl IntoView {
    let line = move |holiday: Line<Holiday>| {
        let with = move |change: &dyn Fn(&mut Holiday)| {
            holiday.act(|at| {
                edit_term(desk, |term| {
                    if let Some(holiday) = term.holidays.get_mut(at) {
                        change(holiday);
                    }
                });
            });
        };
        let remove = move |_| {
            holiday.act(|at| {
                edit_term(desk, |term| {
                    if at < term.holidays.len() {
                        term.holidays.remove(at);
                    }
                });
            });
        };
        let rename = move |event| {
            if let Ok(name) = event_target_value(&event).parse::<Label>() {
                with(&|holiday| holiday.name = name.clone());
            }
        };
        let name = move || holiday.get(|it| it.name.to_string());
        let day = move |of: fn(&Holiday) -> Date| move || holiday.get(of);
        view! {
            <label>{say::name(LOCALE)}<input prop:value=move || name().unwrap_or_default() on:change=rename /></label>
            {date(say::first_day(LOCALE), day(|it| it.first_day), move |day| with(&|it| it.first_day = day))}
            <div data-place=move || holiday.at.get().map(|at| mark_of(Place::Holiday(at), Part::LastDay))>
                {date(say::last_day(LOCALE), day(|it| it.last_day), move |day| with(&|it| it.last_day = day))}
            </div>
            <button on:click=remove>{say::remove(LOCALE)}</button>
        }
    };
    let add = move |_| {
        let Ok(name) = say::new_holiday(LOCALE).parse() else {
            return;
        };
        edit_term(desk, |term| {
            term.holidays.push(Holiday {
                name,
                first_day: term.first_day,
                last_day: term.first_day,
            });
        });
    };
    view! {
        <h2>{say::holidays(LOCALE)}</h2>
        {lines(desk, |menu| &menu.term.holidays, is_same_holiday, |at| Some(Place::Holiday(at)), line)}
        <button on:click=add>{say::add_holiday(LOCALE)}</button>
    }
}

/// By its name, or by its days once it was renamed.
fn is_same_holiday(one: &Holiday, other: &Holiday) -> bool {
    let days = |it: &Holiday| (it.first_day, it.last_day);
    one.name == other.name || days(one) == days(other)
}

fn make_up_days(desk: Desk) -> impl IntoView {
    let line = move |day: Line<MakeUpDay>| {
        let with = move |change: &dyn Fn(&mut MakeUpDay)| {
            day.act(|at| {
                edit_term(desk, |term| {
                    if let Some(day) = term.make_up_days.get_mut(at) {
                        change(day);
                    }
                });
            });
        };
        let remove = move |_| {
            day.act(|at| {
                edit_term(desk, |term| {
                    if at < term.make_up_days.len() {
                        term.make_up_days.remove(at);
                    }
                });
            });
        };
        let follow = move |event| {
            let number = event_target_value(&event).parse().ok();
            let follows = number.and_then(|number| Weekday::new(number).ok());
            if let Some(follows) = follows {
                with(&|day| day.follows = follows);
            }
        };
        let chosen = move |weekday| day.get(|it| it.follows == weekday) == Some(true);
        let options = Weekday::ALL
            .into_iter()
            .map(|weekday| {
                let number = weekday.number().to_string();
                view! {
                    <option value=number prop:selected=move || chosen(weekday)>{format::weekday(LOCALE, weekday)}</option>
                }
            })
            .collect_view();
        view! {
            {date(say::date(LOCALE), move || day.get(|it| it.date), move |date| with(&|day| day.date = date))}
            <label>{say::follows(LOCALE)}<select on:change=follow>{options}</select></label>
            <button on:click=remove>{say::remove(LOCALE)}</button>
        }
    };
    let add = move |_| {
        edit_term(desk, |term| {
            term.make_up_days.push(MakeUpDay {
                date: term.first_day,
                follows: Weekday::Friday,
            });
        });
    };
    view! {
        <h2>{say::make_up_days(LOCALE)}</h2>
        {found(desk, || Some(Place::MakeUpDays))}
        <div data-place=mark(Place::MakeUpDays)>
            {lines(desk, |menu| &menu.term.make_up_days, |one, other| one.date == other.date, |_| None, line)}
        </div>
        <button on:click=add>{say::add_make_up_day(LOCALE)}</button>
    }
}
