//! What changes, in words, and whom it touches; whoever publishes decides for each such change.

use afterbell_domain::OfferingId;
use afterbell_domain::desk::{ChangedOffering, MenuCell, NamedOffering, OfferingCell, Publication};
use afterbell_domain::reading::{self, WeeklyTime, WeeklyTimes};
use afterbell_locale::format;
use afterbell_locale::text::desk::difference as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::sheet::Column;
use crate::wording;

pub(super) fn difference(
    kept: RwSignal<Vec<OfferingId>>,
    told: &Publication,
) -> impl IntoView + use<> {
    let difference = &told.difference;
    if difference.is_empty() {
        return view! { <p class="quiet">{say::nothing(LOCALE)}</p> }.into_any();
    }
    let added = difference.added.iter().map(|it| {
        let said = say::added(LOCALE, name(it));
        view! { <li>{said}</li> }
    });
    let removed = difference.removed.iter().map(|it| {
        let said = say::removed(LOCALE, name(it), it.held);
        view! { <li>{said}</li> }
    });
    let changed = difference
        .changed
        .iter()
        .map(|it| view! { <li>{changed(kept, it)}</li> });
    let menu = difference.menu.iter().map(|(_, after)| {
        let said = say::menu(LOCALE, menu_cell(after));
        view! { <li>{said}</li> }
    });
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p>{say::touched(LOCALE, difference.touched())}</p>
        <ul class="changes">
            {added.collect_view()}
            {removed.collect_view()}
            {changed.collect_view()}
            {menu.collect_view()}
        </ul>
    }
    .into_any()
}

fn name(named: &NamedOffering) -> String {
    named
        .course
        .as_ref()
        .map_or_else(|| named.offering.to_string(), |course| course.to_string())
}

fn changed(kept: RwSignal<Vec<OfferingId>>, changed: &ChangedOffering) -> impl IntoView + use<> {
    let cells = changed
        .cells
        .iter()
        .map(|(before, after)| {
            let (column, before) = cell(before);
            let (_, after) = cell(after);
            say::cell(LOCALE, after, before, column)
        })
        .chain(
            changed
                .course_changed
                .then(|| say::course(LOCALE).to_owned()),
        );
    let said = say::changed(LOCALE, format::list(LOCALE, cells), name(&changed.named));
    let id = changed.named.offering.clone();
    let held = changed.named.held;
    let of_label = id.clone();
    let decide = (held > 0).then(move || {
        let checked = move || kept.with(|kept| kept.contains(&of_label));
        let toggle = move |_| {
            kept.update(|kept| match kept.iter().position(|it| *it == id) {
                Some(at) => {
                    kept.remove(at);
                }
                None => kept.push(id.clone()),
            });
        };
        view! {
            <label class="decide">
                <input type="checkbox" prop:checked=checked on:change=toggle />
                {say::keep(LOCALE, held)}
            </label>
        }
    });
    view! { <span>{said}</span>{decide} }
}

fn cell(cell: &OfferingCell) -> (&'static str, String) {
    let name = |column| wording::column(LOCALE, column);
    match cell {
        OfferingCell::Course(id) => (name(Column::Course), id.to_string()),
        OfferingCell::Sessions(sessions) => {
            let times = sessions.iter().map(|session| WeeklyTime {
                weekday: session.weekday,
                range: session.time,
            });
            let times = WeeklyTimes::of(times).map(|times| reading::print_weekly_times(&times));
            let rooms: Vec<_> = sessions.iter().filter_map(|it| it.room.as_ref()).collect();
            let mut rooms: Vec<_> = rooms.iter().map(|room| room.as_str()).collect();
            rooms.dedup();
            let said = [times.unwrap_or_default(), format::list(LOCALE, rooms)];
            (name(Column::Times), said.join(" ").trim().to_owned())
        }
        OfferingCell::Places(places) => (name(Column::Places), places.to_string()),
        OfferingCell::Minimum(least) => (
            name(Column::Minimum),
            least.map_or_else(|| say::none(LOCALE).to_owned(), |least| least.to_string()),
        ),
        OfferingCell::Eligibility(it) => (name(Column::Grades), reading::print_eligibility(it)),
        OfferingCell::Teachers(names) => {
            let names = format::list(LOCALE, names.iter().map(|name| name.as_str()));
            let said = match names.is_empty() {
                true => say::none(LOCALE).to_owned(),
                false => names,
            };
            (name(Column::Teachers), said)
        }
        OfferingCell::Provider(it) => (name(Column::Provider), reading::print_provider(it)),
        OfferingCell::FeeFen(fee) => (name(Column::Fee), fee.to_string()),
        OfferingCell::Audition(it) => (
            name(Column::Audition),
            reading::print_yes_or_no(*it).to_owned(),
        ),
        OfferingCell::Remark(remark) => (
            name(Column::Remark),
            remark
                .as_ref()
                .map_or_else(|| say::none(LOCALE).to_owned(), |it| it.to_string()),
        ),
    }
}

fn menu_cell(cell: &MenuCell) -> &'static str {
    match cell {
        MenuCell::School(_) => say::school(LOCALE),
        MenuCell::Term(_) => say::term(LOCALE),
        MenuCell::BaseCare(_) => say::base_care(LOCALE),
        MenuCell::Limits(_) => say::limits(LOCALE),
        MenuCell::Round(_) => say::round(LOCALE),
        MenuCell::Agreement(_) => say::agreement(LOCALE),
    }
}
