//! The school's time. Phones are wrong by minutes; only the server's word counts, carried
//! on between its answers by the phone's monotonic clock.

use afterbell_domain::Moment;
use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct ServerClock(RwSignal<Option<Told>>);

#[derive(Clone, Copy)]
struct Told {
    moment: Moment,
    at_milliseconds: f64,
}

impl ServerClock {
    pub fn new() -> Self {
        let told = RwSignal::new(None);
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

fn monotonic_milliseconds() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}
