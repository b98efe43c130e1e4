//! 选课时间: the windows in which parents choose.

use afterbell_domain::{Moment, SelectionWindow, Zone};
use afterbell_locale::text::desk::term as say;
use leptos::prelude::*;

use super::lines::{Line, lines};
use super::round::edit_round;
use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::{Part, Place};
use crate::pages::form::aim::{mark, mark_of};
use crate::pages::form::date::labelled;
use crate::pages::form::draft::found;

fn edit_windows(desk: Desk, change: impl FnOnce(&mut Vec<SelectionWindow>)) {
    edit_round(desk, |round| change(&mut round.windows));
}

pub(super) fn windows(desk: Desk) -> impl IntoView {
    let zone = Memo::new(move |_| desk.draft(|draft| draft.menu.school.zone));
    let line = move |window: Line<SelectionWindow>| {
        let with = move |change: fn(&mut SelectionWindow, Moment), moment: Moment| {
            window.act(|at| {
                edit_windows(desk, |windows| {
                    if let Some(window) = windows.get_mut(at) {
                        change(window, moment);
                    }
                });
            });
        };
        let remove = move |_| {
            window.act(|at| {
                edit_windows(desk, |windows| {
                    if at < windows.len() {
                        windows.remove(at);
                    }
                });
            });
        };
        let when = move |of: fn(&SelectionWindow) -> Moment| move || window.get(of);
        view! {
            {moment(say::opens(LOCALE), when(|it| it.opens_at), zone, move |it| with(|window, it| window.opens_at = it, it))}
            <div data-place=move || window.at.get().map(|at| mark_of(Place::Window(at), Part::LastDay))>
                {moment(say::closes(LOCALE), when(|it| it.closes_at), zone, move |it| with(|window, it| window.closes_at = it, it))}
            </div>
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
        <h3>{say::windows(LOCALE)}</h3>
        {found(desk, || Some(Place::Windows))}
        {lines(desk, |menu| &menu.round.windows, is_same_window, |at| Some(Place::Window(at)), line)}
        <button data-place=mark(Place::Windows) on:click=add>{say::add_window(LOCALE)}</button>
    }
}

/// By when it opens, or by when it closes once it opens at another time.
fn is_same_window(one: &SelectionWindow, other: &SelectionWindow) -> bool {
    one.opens_at == other.opens_at || one.closes_at == other.closes_at
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
    labelled(label, "datetime-local", local, move |text| {
        let zone = zone.get_untracked();
        let moment = zone.and_then(|zone| format!("{text}:00{zone}").parse().ok());
        moment.map(&take).is_some()
    })
}
