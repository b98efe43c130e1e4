//! Money. A menu that charges nothing breaks none of these.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{FeePeriod, Ownership, Refund};
use crate::{Date, Fen, Weekday};

/// Something that costs money.
struct Charge {
    at: Location,
    fee: Fen,
    is_course: bool,
}

fn charges(facts: &Facts) -> Vec<Charge> {
    let courses = facts.offerings.iter().map(|it| Charge {
        at: it.at(),
        fee: it.offering.fee_fen,
        is_course: true,
    });
    // A service of several lines is paid once.
    let mut seen = BTreeSet::new();
    let services = facts.all_services().filter(|it| seen.insert(&it.line.name));
    let services = services.filter_map(|it| {
        Some(Charge {
            at: it.at(),
            fee: it.detail?.fee_fen,
            is_course: false,
        })
    });
    let holidays = facts.plan.holiday_care.iter().map(|care| Charge {
        at: Location {
            holiday: Some(care.season),
            ..Location::default()
        },
        fee: care.fee_fen,
        is_course: false,
    });
    let all = courses.chain(services).chain(holidays);
    all.filter(|charge| !charge.fee.is_free()).collect()
}

/// Nothing costs money before a standard is published, and nothing more than it allows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeWithinStandard {}

impl Look for FeeWithinStandard {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for Charge { at, fee, is_course } in charges(facts) {
            let Some(standard) = facts.fee_standard else {
                found.add(at, Violation::NoFeeStandard { fee });
                continue;
            };
            let published_on = standard.published_on;
            if published_on > facts.menu.term.first_day {
                found.add(at, Violation::StandardNotInForce { fee, published_on });
                continue;
            }
            let most = if is_course {
                standard.course_fen
            } else {
                standard.service_fen
            };
            if fee > most {
                found.add(at, Violation::FeeAboveStandard { fee, most });
            }
        }
    }
}

/// Fees are for this period, and paid within the term they are for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeePerPeriod {
    pub period: FeePeriod,
}

impl Look for FeePerPeriod {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if charges(facts).is_empty() {
            return;
        }
        let Some(fees) = &facts.plan.fees else {
            return found.not_stated(Field::Fees);
        };
        let at = || Location::field(Field::Fees);
        if fees.period != self.period {
            let (wanted, period) = (self.period, fees.period);
            found.add(
                at(),
                Violation::OtherFeePeriod {
                    found: period,
                    wanted,
                },
            );
        }
        let (from, until) = (fees.paid_from, fees.paid_until);
        if !facts.menu.term.contains(from) || !facts.menu.term.contains(until) {
            found.add(at(), Violation::PaidOutsideTerm { from, until });
        }
    }
}

/// Fees are paid in these weeks; the week with the term's first day is the first one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentWeeks {
    pub first: u8,
    pub last: u8,
}

impl Look for PaymentWeeks {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if charges(facts).is_empty() {
            return;
        }
        let Some(fees) = &facts.plan.fees else {
            return found.not_stated(Field::Fees);
        };
        let week = |date: Date| {
            let first_day = facts.menu.term.first_day;
            let before = days_since_monday(first_day);
            (first_day.days_until(date) + before).div_euclid(7) + 1
        };
        let (from, until) = (week(fees.paid_from), week(fees.paid_until));
        let (first, last) = (self.first, self.last);
        if from < i64::from(first) || until > i64::from(last) {
            let violation = Violation::PaidInOtherWeeks {
                from,
                until,
                first,
                last,
            };
            found.add(Location::field(Field::Fees), violation);
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.first == 0 || self.last < self.first).then_some("first")
    }
}

fn days_since_monday(date: Date) -> i64 {
    i64::from(date.weekday().number()) - i64::from(Weekday::Monday.number())
}

/// Whoever paid and never attended gets everything back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FullRefund {}

impl Look for FullRefund {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if charges(facts).is_empty() {
            return;
        }
        let Some(fees) = &facts.plan.fees else {
            return found.not_stated(Field::Fees);
        };
        let (refund, wanted) = (fees.never_attended, Refund::Full);
        if refund != wanted {
            let violation = Violation::OtherRefund {
                found: refund,
                wanted,
            };
            found.add(Location::field(Field::Fees), violation);
        }
    }
}

/// Schools of this kind charge nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFee {
    pub ownership: Option<Ownership>,
    pub boarding: Option<bool>,
}

impl Look for NoFee {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let charges = charges(facts);
        if charges.is_empty() {
            return;
        }
        let school = &facts.plan.school;
        match (self.ownership, school.ownership) {
            (Some(_), None) => return found.not_stated(Field::Ownership),
            (Some(of), Some(is)) if of != is => return,
            _ => {}
        }
        match (self.boarding, school.boarding) {
            (Some(_), None) => return found.not_stated(Field::Boarding),
            (Some(of), Some(is)) if of != is => return,
            _ => {}
        }
        for Charge { at, fee, .. } in charges {
            found.add(at, Violation::FeeProhibited { fee });
        }
    }
}
