//! Winter and summer.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Field, Found, Location};
use crate::policy::plan::SeasonalEnd;
use crate::policy::violation::Violation;
use crate::policy::vocabulary::Season;
use crate::{Date, Weekday};

/// The school is open on so many days, Monday to Friday, of the holidays that follow the term.
/// Of two seasons only the one that follows is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayOpening {
    pub season: Season,
    pub least_days: u16,
}

impl Look for HolidayOpening {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if season_after(facts.menu.term.last_day) != Some(self.season) {
            return;
        }
        let days = working_days(facts, self.season);
        if days < i64::from(self.least_days) {
            let least = self.least_days;
            let at = Location {
                holiday: Some(self.season),
                ..Location::field(Field::HolidayCare)
            };
            found.add(at, Violation::HolidayTooShort { days, least });
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least_days == 0).then_some("least_days")
    }
}

/// The holidays a term runs into.
fn season_after(last_day: Date) -> Option<Season> {
    match last_day.month() {
        12 | 1..=3 => Some(Season::Winter),
        5..=8 => Some(Season::Summer),
        _ => None,
    }
}

/// Mondays to Fridays on which care is held in these holidays: as the plan says, or a service of the menu.
fn working_days(facts: &Facts, season: Season) -> i64 {
    let mut days: BTreeSet<Date> = BTreeSet::new();
    let of_plan = facts.plan.holiday_care.iter();
    for care in of_plan.filter(|care| care.season == season) {
        let all = std::iter::successors(Some(care.first_day), |day| day.next());
        days.extend(all.take_while(|day| *day <= care.last_day));
    }
    for (service, dates) in &facts.holiday_services {
        if season_of(dates.first_day) == Some(season) {
            days.extend(dates.held_on(service.line.weekdays));
        }
    }
    let working = days.iter().filter(|day| day.weekday() <= Weekday::Friday);
    working.count() as i64
}

/// The holidays that a day of care is in.
fn season_of(day: Date) -> Option<Season> {
    match day.month() {
        12 | 1..=3 => Some(Season::Winter),
        6..=9 => Some(Season::Summer),
        _ => None,
    }
}

/// Care ends at one of these pairs of times, one in winter and one in the other seasons.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonalEnds {
    pub choices: Vec<SeasonalEnd>,
}

impl Look for SeasonalEnds {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(stated) = facts.plan.seasonal_end else {
            return found.not_stated(Field::SeasonalEnd);
        };
        let SeasonalEnd { winter, otherwise } = stated;
        if !self.choices.contains(&stated) {
            let at = Location::field(Field::SeasonalEnd);
            found.add(at, Violation::OtherSeasonalEnd { winter, otherwise });
        }
        let days = facts.menu.base_care.days.iter();
        for day in days.filter(|day| day.weekday <= Weekday::Friday) {
            let ends = day.time.end();
            if ends != winter && ends != otherwise {
                found.add(
                    Location::weekday(day.weekday),
                    Violation::NotASeasonalEnd { ends },
                );
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.choices.is_empty().then_some("choices")
    }
}
