//! 学期与选课时间: the calendar of the term, and the windows in which parents choose.

mod groups;

use afterbell_domain::desk::{DraftEdit, MenuCell, Permission};
use afterbell_domain::{
    Date, Holiday, MakeUpDay, MenuContent, Moment, SelectionWindow, Term, Weekday, Zone,
};
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
                {days(desk)}
                {holidays(desk)}
                {make_up_days(desk)}
                {windows(desk)}
                {groups::groups(desk)}
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

/// A line of a list: drawn once, and then only what is another in it, so that nobody's half-written
/// date is lost to somebody else's edit.
type Line<T> = Memo<Option<T>>;

fn lines<T: Clone + PartialEq + Send + Sync + 'static, V: IntoView + 'static>(
    desk: Desk,
    all: fn(&MenuContent) -> &[T],
    line: impl Fn(usize, Line<T>) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let count = Memo::new(move |_| {
        desk.draft(|draft| all(&draft.menu).len())
            .unwrap_or_default()
    });
    let children = move |at: usize| {
        let value = Memo::new(move |_| {
            desk.draft(|draft| all(&draft.menu).get(at).cloned())
                .flatten()
        });
        view! { <li class="inline">{line(at, value)}</li> }
    };
    view! {
        <ul class="lines"><For each=move || 0..count.get() key=|at| *at children=children /></ul>
    }
}

/// A date that the browser lets nobody write wrong; an unfinished one changes nothing.
fn date(
    label: &'static str,
    value: impl Fn() -> Option<Date> + Send + Sync + 'static,
    take: impl Fn(Date) + 'static,
) -> impl IntoView {
    let written = move || value().map_or_else(String::new, |date| date.to_string());
    view! {
        <label>
            {label}
            <input type="date" prop:value=written on:change=move |event| {
                if let Ok(date) = event_target_value(&event).parse() {
                    take(date);
                }
            } />
        </label>
    }
}

fn days(desk: Desk) -> impl IntoView {
    let term = Memo::new(move |_| desk.draft(|draft| draft.menu.term.clone()));
    let name = move || term.with(|term| term.as_ref().map(|term| term.name.to_string()));
    let day = move |at: fn(&Term) -> Date| move || term.with(|term| term.as_ref().map(at));
    view! {
        <h2>{name}</h2>
        <p class="inline">
            {date(say::first_day(LOCALE), day(|term| term.first_day), move |day| edit_term(desk, |term| term.first_day = day))}
            {date(say::last_day(LOCALE), day(|term| term.last_day), move |day| edit_term(desk, |term| term.last_day = day))}
        </p>
    }
}

fn holidays(desk: Desk) -> impl IntoView {
    let line = move |at: usize, holiday: Line<Holiday>| {
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
        let name = move || holiday.with(|it| it.as_ref().map(|it| it.name.to_string()));
        let day = move |of: fn(&Holiday) -> Date| move || holiday.with(|it| it.as_ref().map(of));
        view! {
            <label>{say::name(LOCALE)}<input prop:value=move || name().unwrap_or_default() on:change=rename /></label>
            {date(say::first_day(LOCALE), day(|it| it.first_day), move |day| with(|it, day| it.first_day = day, day))}
            {date(say::last_day(LOCALE), day(|it| it.last_day), move |day| with(|it, day| it.last_day = day, day))}
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
        {lines(desk, |menu| &menu.term.holidays, line)}
        <button on:click=add>{say::add_holiday(LOCALE)}</button>
    }
}

fn make_up_days(desk: Desk) -> impl IntoView {
    let line = move |at: usize, day: Line<MakeUpDay>| {
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
        let chosen =
            move |weekday| day.with(|it| it.as_ref().is_some_and(|it| it.follows == weekday));
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
            {date(say::date(LOCALE), move || day.with(|it| it.as_ref().map(|it| it.date)), move |date| with(&|day| day.date = date))}
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
        {lines(desk, |menu| &menu.term.make_up_days, line)}
        <button on:click=add>{say::add_make_up_day(LOCALE)}</button>
    }
}

fn windows(desk: Desk) -> impl IntoView {
    let zone = Memo::new(move |_| desk.draft(|draft| draft.menu.school.zone));
    let line = move |at: usize, window: Line<SelectionWindow>| {
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
        let when =
            move |of: fn(&SelectionWindow) -> Moment| move || window.with(|it| it.as_ref().map(of));
        view! {
            {moment(say::opens(LOCALE), when(|it| it.opens_at), zone, move |it| with(|window, it| window.opens_at = it, it))}
            {moment(say::closes(LOCALE), when(|it| it.closes_at), zone, move |it| with(|window, it| window.closes_at = it, it))}
            <button on:click=remove>{say::remove(LOCALE)}</button>
        }
    };
    let add = move |_| {
        let (Some(now), Some(zone)) = (desk.now(), zone.get_untracked()) else {
            return;
        };
        edit_windows(desk, |windows| {
            windows.push(SelectionWindow::suggested(windows, now.in_zone(zone)));
        });
    };
    view! {
        <h2>{say::windows(LOCALE)}</h2>
        {lines(desk, |menu| &menu.round.windows, line)}
        <button on:click=add>{say::add_window(LOCALE)}</button>
    }
}

/// Local time of the school: `2026-08-30T18:00`, to which the zone is added.
fn moment(
    label: &'static str,
    value: impl Fn() -> Option<Moment> + Send + Sync + 'static,
    zone: Memo<Option<Zone>>,
    take: impl Fn(Moment) + 'static,
) -> impl IntoView {
    let local = move || {
        let written = value()
            .zip(zone.get())
            .map(|(it, zone)| it.in_zone(zone).to_string());
        let written = written.unwrap_or_default();
        written
            .chars()
            .take("2026-08-30T18:00".len())
            .collect::<String>()
    };
    view! {
        <label>
            {label}
            <input type="datetime-local" prop:value=local on:change=move |event| {
                let Some(zone) = zone.get_untracked() else {
                    return;
                };
                let written = format!("{}:00{zone}", event_target_value(&event));
                if let Ok(moment) = written.parse() {
                    take(moment);
                }
            } />
        </label>
    }
}
