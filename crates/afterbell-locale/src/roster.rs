//! A roster's cells in words, the same on the desk's page and in its spreadsheet.

use afterbell_domain::{ClockTime, Offering, ServiceMenu, Session, Waiting, WaitingState};

use crate::text::desk::roster as text;
use crate::wording::offering_name;
use crate::{Locale, format};

/// What a child does on a day, one line each: `篮球 15:30–17:00`, then `托管到 17:40`.
pub fn day(
    locale: Locale,
    menu: &ServiceMenu,
    sessions: &[(&Offering, &Session)],
    pick_up: Option<ClockTime>,
) -> Vec<String> {
    let courses = sessions.iter().map(|(offering, session)| {
        let time = format::clock_range(locale, session.time);
        text::session(locale, offering_name(menu, &offering.id), time)
    });
    let care = pick_up.map(|time| text::care_until(locale, format::clock(time)));
    courses.chain(care).collect()
}

/// `候补第 2 位`, or until when a place is kept.
pub fn waiting(locale: Locale, waiting: &Waiting) -> String {
    match waiting.state {
        WaitingState::Offered { until } => text::offered(locale, format::moment(locale, until)),
        _ => text::waits(locale, waiting.position),
    }
}
