//! The school's time. Phones are wrong by minutes; only the server's word counts, carried
//! on between its answers by the phone's monotonic clock.

use afterbell_domain::Moment;
use leptos::prelude::*;
use std::time::Duration;

use crate::storage;
use crate::ui::State;

const TOLD_AT: &str = "told-at";

#[derive(Clone, Copy)]
pub struct ServerClock(State<Option<Told>>);

#[derive(Clone, Copy)]
struct Told {
    moment: Moment,
    at_milliseconds: f64,
}

impl ServerClock {
    pub(crate) fn new() -> Self {
        let told = State::new(None);
        // Every second, so that what shows the time is shown anew.
        let tick = move || told.notify();
        if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
        Self(told)
    }

    /// Takes the time from an answer that has just arrived.
    pub fn tell(self, moment: Moment) {
        self.0.set(Some(Told {
            moment,
            at_milliseconds: monotonic_milliseconds(),
        }));
    }

    /// Takes a time that was told to an earlier page, for want of a better one: the phone's own
    /// clock says how long ago that was.
    pub fn recall(self, moment: Moment) {
        let told_at = storage::text(TOLD_AT).and_then(|text| text.parse().ok());
        let passed = told_at.map_or(0, |told_at: i64| (phone_seconds() - told_at).max(0));
        self.tell(moment.plus_seconds(passed));
    }

    /// Remembers that the last answers came now.
    pub fn keep(self) {
        storage::keep_text(TOLD_AT, &phone_seconds().to_string());
    }

    /// The school's time now, to the second; `None` until the first answer.
    pub fn now(self) -> Option<Moment> {
        self.0.get().map(Told::now)
    }
}

impl Told {
    fn now(self) -> Moment {
        let passed = (monotonic_milliseconds() - self.at_milliseconds).max(0.0) / 1000.0;
        self.moment.plus_seconds(passed as i64)
    }
}

fn phone_seconds() -> i64 {
    (web_sys::js_sys::Date::now() / 1000.0) as i64
}

fn monotonic_milliseconds() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}
