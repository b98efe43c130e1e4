//! At which times of the week classes and the school hold their activities.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{ActivityLevel, Slot};
use crate::{ClockRange, ClockTime, Weekday, WeekdaySet};

/// Activities of this level are held on these days, in one of these slots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivitySlots {
    pub level: ActivityLevel,
    pub weekdays: WeekdaySet,
    pub slots: Vec<Slot>,
    /// Where the afternoon ends and the evening begins.
    pub evening_from: ClockTime,
}

impl Look for ActivitySlots {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let held = held(facts, self.level);
        let fourth_period = facts.plan.fourth_period;
        let is_asked = self.slots.contains(&Slot::FourthPeriod);
        if is_asked && fourth_period.is_none() && !held.is_empty() {
            found.not_stated(Field::FourthPeriod);
        }
        for (at, weekday, time) in held {
            if !self.weekdays.contains(weekday) {
                found.add(at, Violation::OtherWeekday {});
            } else if !self
                .slots
                .iter()
                .any(|slot| self.is_in(*slot, time, fourth_period))
            {
                found.add(at, Violation::OtherSlot { time });
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.slots.is_empty().then_some("slots")
    }
}

impl ActivitySlots {
    fn is_in(&self, slot: Slot, time: ClockRange, fourth_period: Option<ClockRange>) -> bool {
        let is_afternoon = time.start().hour() >= 12 && time.end() <= self.evening_from;
        match slot {
            Slot::FourthPeriod => fourth_period
                .is_some_and(|period| period.start() <= time.start() && time.end() <= period.end()),
            Slot::Afternoon => is_afternoon,
            Slot::Evening => time.start() >= self.evening_from,
        }
    }
}

/// Services and sessions of one level, each with its day and time.
fn held(facts: &Facts, level: ActivityLevel) -> Vec<(Location, Weekday, ClockRange)> {
    let services = facts.services.iter();
    let services = services.filter(|it| it.detail.is_some_and(|it| it.level == Some(level)));
    let services = services.flat_map(|service| {
        let days = service.line.weekdays.iter();
        days.map(|day| (service.at().on(day), day, service.line.time))
    });
    let offerings = facts.offerings.iter();
    let offerings = offerings.filter(|it| it.detail.is_some_and(|it| it.level == Some(level)));
    let sessions = offerings.flat_map(|extension| {
        let sessions = extension.offering.sessions.iter().enumerate();
        sessions
            .map(|(index, session)| (extension.at_session(index), session.weekday, session.time))
    });
    services.chain(sessions).collect()
}
