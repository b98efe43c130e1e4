//! The school's time. Phones are wrong by minutes; only the server's word counts, carried
//! on between its answers by the phone's monotonic clock.

use afterbell_domain::Moment;
use leptos::prelude::*;
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct ServerClock {
    told: RwSignal<Option<Told>>,
    /// Counts the seconds, so that what shows the time is shown anew.
    seconds: RwSignal<u32>,
}

#[derive(Clone, Copy)]
struct Told {
    moment: Moment,
    at_milliseconds: f64,
}

impl ServerClock {
    pub fn new() -> Self {
        let clock = Self {
            told: RwSignal::new(None),
            seconds: RwSignal::new(0),
        };
        let tick = move || {
            clock
                .seconds
                .update(|seconds| *seconds = seconds.wrapping_add(1))
        };
        if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
        clock
    }

    /// Takes the time from an answer that has just arrived.
    pub fn tell(self, moment: Moment) {
        self.told.set(Some(Told {
            moment,
            at_milliseconds: monotonic_milliseconds(),
        }));
    }

    /// The school's time now, to the second; `None` until the first answer.
    pub fn now(self) -> Option<Moment> {
        self.seconds.track();
        self.told.get().map(Told::now)
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
