//! 学期与选课时间: the calendar of the term, and the windows in which parents choose.

use afterbell_domain::desk::{DraftEdit, MenuCell, Permission};
use afterbell_domain::{Date, Holiday, MakeUpDay, Moment, SelectionWindow, Weekday, Zone};
use afterbell_locale::format;
use afterbell_locale::text::desk::term as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::{Desk, desk};

pub fn term() -> impl IntoView {
    let desk = desk();
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            <fieldset class="bare" disabled=move || !desk.may(Permission::EditDraft)>
                {move || days(desk)}
                {move || holidays(desk)}
                {move || make_up_days(desk)}
                {move || windows(desk)}
            </fieldset>
        </main>
    }
}

/// Writes the calendar anew, as one step that can be taken back.
fn edit_term(desk: Desk, change: impl FnOnce(&mut afterbell_domain::Term)) {
    let term = desk.draft(|draft| draft.menu.term.clone());
    let Some(before) = term else { return };
    let mut after = before.clone();
    change(&mut after);
    edit(desk, MenuCell::Term(before), MenuCell::Term(after));
}

fn edit_windows(desk: Desk, change: impl FnOnce(&mut Vec<SelectionWindow>)) {
    let Some(before) = desk.draft(|draft| draft.menu.round.clone()) else {
        return;
    };
    let mut after = before.clone();
    change(&mut after.windows);
    edit(desk, MenuCell::Round(before), MenuCell::Round(after));
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

/// A date that the browser lets nobody write wrong; an unfinished one changes nothing.
fn date(label: &'static str, value: Date, take: impl Fn(Date) + 'static) -> impl IntoView {
    view! {
        <label>
            {label}
            <input type="date" prop:value=value.to_string() on:change=move |event| {
                if let Ok(date) = event_target_value(&event).parse() {
                    take(date);
                }
            } />
        </label>
    }
}

fn days(desk: Desk) -> impl IntoView {
    let term = desk.draft(|draft| draft.menu.term.clone());
    term.map(|term| {
        view! {
            <h2>{term.name.to_string()}</h2>
            <p class="inline">
                {date(say::first_day(LOCALE), term.first_day, move |day| edit_term(desk, |it| it.first_day = day))}
                {date(say::last_day(LOCALE), term.last_day, move |day| edit_term(desk, |it| it.last_day = day))}
            </p>
        }
    })
}

fn holidays(desk: Desk) -> impl IntoView {
    let term = desk.draft(|draft| draft.menu.term.clone());
    let holidays = term
        .as_ref()
        .map(|it| it.holidays.clone())
        .unwrap_or_default();
    let rows = holidays
        .into_iter()
        .enumerate()
        .map(|(at, holiday)| {
            let with = move |change: fn(&mut Holiday, Date), day: Date| {
                edit_term(desk, |term| {
                    if let Some(holiday) = term.holidays.get_mut(at) {
                        change(holiday, day);
                    }
                });
            };
            let remove = move |_| {
                edit_term(desk, |term| {
                    if at < term.holidays.len() {
                        term.holidays.remove(at);
                    }
                });
            };
            let rename = move |event| {
                if let Ok(name) = event_target_value(&event).parse() {
                    edit_term(desk, |term| {
                        if let Some(holiday) = term.holidays.get_mut(at) {
                            holiday.name = name;
                        }
                    });
                }
            };
            view! {
                <li class="inline">
                    <label>{say::name(LOCALE)}<input prop:value=holiday.name.to_string() on:change=rename /></label>
                    {date(say::first_day(LOCALE), holiday.first_day, move |day| with(|it, day| it.first_day = day, day))}
                    {date(say::last_day(LOCALE), holiday.last_day, move |day| with(|it, day| it.last_day = day, day))}
                    <button on:click=remove>{say::remove(LOCALE)}</button>
                </li>
            }
        })
        .collect_view();
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
        <ul class="lines">{rows}</ul>
        <button on:click=add>{say::add_holiday(LOCALE)}</button>
    }
}

fn make_up_days(desk: Desk) -> impl IntoView {
    let term = desk.draft(|draft| draft.menu.term.clone());
    let days = term
        .as_ref()
        .map(|it| it.make_up_days.clone())
        .unwrap_or_default();
    let rows = days
        .into_iter()
        .enumerate()
        .map(|(at, day)| {
            let with = move |change: &dyn Fn(&mut MakeUpDay)| {
                edit_term(desk, |term| {
                    if let Some(day) = term.make_up_days.get_mut(at) {
                        change(day);
                    }
                });
            };
            let remove = move |_| {
                edit_term(desk, |term| {
                    if at < term.make_up_days.len() {
                        term.make_up_days.remove(at);
                    }
                });
            };
            let follow = move |event| {
                let number = event_target_value(&event).parse().ok();
                let follows = number.and_then(|number| Weekday::new(number).ok());
                if let Some(follows) = follows {
                    with(&|day| day.follows = follows);
                }
            };
            let options = Weekday::ALL
                .into_iter()
                .map(|weekday| {
                    let number = weekday.number().to_string();
                    let chosen = weekday == day.follows;
                    view! { <option value=number selected=chosen>{format::weekday(LOCALE, weekday)}</option> }
                })
                .collect_view();
            view! {
                <li class="inline">
                    {date(say::date(LOCALE), day.date, move |date| with(&|day| day.date = date))}
                    <label>{say::follows(LOCALE)}<select on:change=follow>{options}</select></label>
                    <button on:click=remove>{say::remove(LOCALE)}</button>
                </li>
            }
        })
        .collect_view();
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
        <ul class="lines">{rows}</ul>
        <button on:click=add>{say::add_make_up_day(LOCALE)}</button>
    }
}

fn windows(desk: Desk) -> impl IntoView {
    let round = desk.draft(|draft| (draft.menu.round.clone(), draft.menu.school.zone));
    let Some((round, zone)) = round else {
        return ().into_any();
    };
    let rows = round
        .windows
        .into_iter()
        .enumerate()
        .map(|(at, window)| {
            let with = move |change: fn(&mut SelectionWindow, Moment), moment: Moment| {
                edit_windows(desk, |windows| {
                    if let Some(window) = windows.get_mut(at) {
                        change(window, moment);
                    }
                });
            };
            let remove = move |_| {
                edit_windows(desk, |windows| {
                    if at < windows.len() {
                        windows.remove(at);
                    }
                });
            };
            view! {
                <li class="inline">
                    {moment(say::opens(LOCALE), window.opens_at, zone, move |it| with(|window, it| window.opens_at = it, it))}
                    {moment(say::closes(LOCALE), window.closes_at, zone, move |it| with(|window, it| window.closes_at = it, it))}
                    <button on:click=remove>{say::remove(LOCALE)}</button>
                </li>
            }
        })
        .collect_view();
    let add = move |_| {
        edit_windows(desk, |windows| {
            // One after the other: the new one begins where the last one ends.
            if let Some(last) = windows.last().copied() {
                windows.push(SelectionWindow {
                    opens_at: last.closes_at,
                    closes_at: last.closes_at.plus_seconds(24 * 60 * 60),
                });
            }
        });
    };
    view! {
        <h2>{say::windows(LOCALE)}</h2>
        <ul class="lines">{rows}</ul>
        <button on:click=add>{say::add_window(LOCALE)}</button>
    }
    .into_any()
}

/// Local time of the school: `2026-08-30T18:00`, to which the zone is added.
fn moment(
    label: &'static str,
    value: Moment,
    zone: Zone,
    take: impl Fn(Moment) + 'static,
) -> impl IntoView {
    let written = value.in_zone(zone).to_string();
    let local: String = written.chars().take("2026-08-30T18:00".len()).collect();
    view! {
        <label>
            {label}
            <input type="datetime-local" prop:value=local on:change=move |event| {
                let written = format!("{}:00{zone}", event_target_value(&event));
                if let Ok(moment) = written.parse() {
                    take(moment);
                }
            } />
        </label>
    }
}
