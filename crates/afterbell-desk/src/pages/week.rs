//! 教室与教师: who and what is taken when, and where two meet.

use afterbell_domain::policy::SessionPlace;
use afterbell_locale::format;
use afterbell_locale::text::desk::week as say;
use leptos::prelude::*;

use super::grid;
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::route::Section;
use crate::sheet::{Column, Spot};
use crate::timetable::{Occupied, Rows, Timetable};

pub fn week() -> impl IntoView {
    let desk = desk();
    let by = RwSignal::new(Rows::Rooms);
    let table = Memo::new(move |_| {
        let by = by.get();
        desk.draft(|draft| desk.free_times(|free| Timetable::of(&draft.menu, by, free)))
            .unwrap_or_default()
    });
    let choice = move |rows: Rows, word: &'static str| {
        view! {
            <button aria-pressed=move || (by.get() == rows).to_string() on:click=move |_| by.set(rows)>
                {word}
            </button>
        }
    };
    let first = move || match by.get() {
        Rows::Rooms => say::room(LOCALE),
        Rows::Teachers => say::teacher(LOCALE),
    };
    let head = move || {
        let days = table.with(|table| table.days.clone()).into_iter();
        days.map(|day| view! { <th scope="col">{format::weekday(LOCALE, day)}</th> })
            .collect_view()
    };
    let rows = move || {
        table
            .get()
            .rows
            .into_iter()
            .map(|(name, cells)| {
                let cells = cells
                    .into_iter()
                    .map(|cell| {
                        let shown = cell
                            .into_iter()
                            .map(|it| shown(desk, by.get_untracked(), it));
                        view! { <td>{shown.collect_view()}</td> }
                    })
                    .collect_view();
                view! { <tr><th scope="row">{name}</th>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            <p class="choice">
                {choice(Rows::Rooms, say::by_room(LOCALE))}
                {choice(Rows::Teachers, say::by_teacher(LOCALE))}
            </p>
            <table class="rows timetable">
                <thead><tr><th scope="col">{first}</th>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </main>
    }
}

fn shown(desk: Desk, by: Rows, occupied: Occupied) -> impl IntoView {
    let Occupied {
        time,
        course,
        at,
        clashes,
        is_outside,
    } = occupied;
    let column = match by {
        Rows::Rooms => Column::Room,
        Rows::Teachers => Column::Teachers,
    };
    let flag = clashes.then(|| {
        view! { <i class="flag"></i><span class="visually-hidden">{say::clash(LOCALE)}</span> }
    });
    let outside = is_outside.then(|| {
        view! { <span class="outside">{say::outside(LOCALE)}</span> }
    });
    view! {
        <button class="link occupied" class:clash=clashes class:away=is_outside on:click=move |_| go(desk, &at, column)>
            {flag}
            <span>{format::clock_range(LOCALE, time)}</span>
            " "
            {course}
            {outside}
        </button>
    }
}

fn go(desk: Desk, at: &SessionPlace, column: Column) {
    if let Some(row) = desk.consult(|sheet| sheet.row_of(&at.offering)).flatten() {
        let column = column.index();
        desk.act(|sheet| sheet.select(Spot { row, column }));
        // The page draws the sheet first.
        if window().location().set_hash(&Section::Menu.href()).is_ok() {
            set_timeout(grid::focus, std::time::Duration::ZERO);
        }
    }
}
