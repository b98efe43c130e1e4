//! Evenings.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::ServiceKind;
use crate::{ClockTime, Stage};

/// Evening study is for these stages only, and nothing ends later than this.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EveningStudy {
    pub latest_end: ClockTime,
    pub stages: Vec<Stage>,
}

impl Look for EveningStudy {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let latest = self.latest_end;
        for service in facts.services_of(ServiceKind::EveningStudy) {
            let ends = service.line.time.end();
            if ends > latest {
                found.add(service.at(), Violation::EndsLate { ends, latest });
            }
            let grades = service.line.grades.iter();
            for grade in grades.filter(|grade| !self.stages.contains(&grade.stage())) {
                found.add(service.at().of_grade(grade), Violation::NotForGrade {});
            }
        }
        for extension in &facts.offerings {
            for (index, session) in extension.offering.sessions.iter().enumerate() {
                let ends = session.time.end();
                if ends > latest {
                    found.add(
                        extension.at_session(index),
                        Violation::EndsLate { ends, latest },
                    );
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.stages.is_empty().then_some("stages")
    }
}

/// Evening study is not given to school subjects.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EveningWithoutSubject {}

impl Look for EveningWithoutSubject {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for service in facts.services_of(ServiceKind::EveningStudy) {
            if let Some(subject) = service.detail.and_then(|detail| detail.subject.clone()) {
                let at: Location = service.at();
                found.add(at, Violation::GivenToSubject { subject });
            }
        }
    }
}
