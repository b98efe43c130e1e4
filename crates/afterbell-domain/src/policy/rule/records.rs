//! What is on record, and where families find it.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{DocumentKind, FlowStep, LedgerPeriod};

/// The school has written these down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnRecord {
    pub documents: Vec<DocumentKind>,
}

impl Look for OnRecord {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for &document in &self.documents {
            if !facts.plan.documents.iter().any(|it| it.kind == document) {
                let at = Location::field(Field::Documents);
                found.add(at, Violation::DocumentMissing { document });
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.documents.is_empty().then_some("documents")
    }
}

/// The ledger is reported this often.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerReports {
    pub period: LedgerPeriod,
}

impl Look for LedgerReports {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(ledger) = &facts.plan.ledger else {
            return found.not_stated(Field::Ledger);
        };
        let (period, wanted) = (ledger.period, self.period);
        if period != wanted {
            let at = Location::field(Field::Ledger);
            found.add(
                at,
                Violation::OtherLedgerPeriod {
                    found: period,
                    wanted,
                },
            );
        }
    }
}

/// A family's way has these steps, in this order; others may stand between them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFlow {
    pub steps: Vec<FlowStep>,
}

impl Look for ServiceFlow {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let at = || Location::field(Field::Flow);
        let mut last: Option<(usize, FlowStep)> = None;
        for &step in &self.steps {
            let place = facts.plan.flow.iter().position(|it| *it == step);
            match (place, last) {
                (None, _) => found.add(at(), Violation::StepMissing { step }),
                (Some(place), Some((earlier, before))) if place < earlier => {
                    found.add(at(), Violation::StepEarly { step, before });
                }
                (Some(place), _) => last = Some((place, step)),
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.steps.is_empty().then_some("steps")
    }
}

/// Families book every service here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnePlace {}

impl Look for OnePlace {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for service in facts.all_services() {
            let place = service.detail.and_then(|it| it.booked_elsewhere.clone());
            if let Some(place) = place {
                found.add(service.at(), Violation::BookedElsewhere { place });
            }
        }
        for care in &facts.plan.holiday_care {
            if let Some(place) = care.booked_elsewhere.clone() {
                let at = Location {
                    holiday: Some(care.season),
                    ..Location::default()
                };
                found.add(at, Violation::BookedElsewhere { place });
            }
        }
    }
}
