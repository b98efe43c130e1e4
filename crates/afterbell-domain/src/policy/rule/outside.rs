//! People and institutions from outside the school.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Extension, Facts, is_at_least, percent};
use crate::policy::finding::{Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::PaperKind;
use crate::{Label, Provider};

/// Whoever comes from outside has these papers, valid through the term. A teacher without an
/// institution needs the institution's papers too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsidePapers {
    pub institution: Vec<PaperKind>,
    pub teacher: Vec<PaperKind>,
}

impl OutsidePapers {
    fn look_at(
        &self,
        facts: &Facts,
        extension: &Extension,
        holder: &Label,
        paper: PaperKind,
        found: &mut Found,
    ) {
        let (from, until) = (facts.menu.term.first_day, facts.menu.term.last_day);
        let papers = facts.plan.outside.get(holder);
        let papers = papers.into_iter().flat_map(|it| &it.papers);
        let papers: Vec<_> = papers.filter(|it| it.kind == paper).collect();
        let holder = holder.clone();
        if papers.is_empty() {
            found.add(extension.at(), Violation::PaperMissing { holder, paper });
        } else if !papers.iter().any(|it| it.holds(from, until)) {
            let violation = Violation::PaperNotValid {
                holder,
                paper,
                from,
                until,
            };
            found.add(extension.at(), violation);
        }
    }
}

impl Look for OutsidePapers {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for extension in facts.outside() {
            let institution = institution(extension);
            for paper in &self.institution {
                if let Some(name) = institution {
                    self.look_at(facts, extension, name, *paper, found);
                }
            }
            let alone = institution.is_none().then_some(&self.institution);
            let papers = self.teacher.iter().chain(alone.into_iter().flatten());
            for paper in papers {
                for teacher in &extension.offering.teachers {
                    self.look_at(facts, extension, teacher, *paper, found);
                }
            }
            if extension.offering.teachers.is_empty() {
                found.add(extension.at(), Violation::NoTeacherNamed {});
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.institution.is_empty() && self.teacher.is_empty()).then_some("teacher")
    }
}

fn institution<'a>(extension: &Extension<'a>) -> Option<&'a Label> {
    match &extension.offering.provider {
        Provider::Outside { institution } => institution.as_ref(),
        Provider::School => None,
    }
}

/// Whoever comes from outside was posted before selection opens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsidePosted {}

impl Look for OutsidePosted {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let opens = facts.selection_opens_on();
        for extension in facts.outside() {
            let holders = institution(extension)
                .into_iter()
                .chain(&extension.offering.teachers);
            for holder in holders {
                let record = facts.plan.outside.get(holder);
                let holder = holder.clone();
                match (record.and_then(|record| record.posted_on), opens) {
                    (None, _) => found.add(extension.at(), Violation::NotPosted { holder }),
                    (Some(posted_on), Some(before)) if posted_on >= before => {
                        let violation = Violation::PostedLate {
                            holder,
                            posted_on,
                            before,
                        };
                        found.add(extension.at(), violation);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whoever comes from outside is not paid by families.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnpaidOutside {}

impl Look for UnpaidOutside {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for extension in facts.outside() {
            let fee = extension.offering.fee_fen;
            if !fee.is_free() {
                found.add(extension.at(), Violation::PaidOutside { fee });
            }
        }
    }
}

/// So much of what is offered is taught by the school's own teachers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnStaff {
    pub least_percent: u8,
}

impl Look for OwnStaff {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let own = facts
            .offerings
            .iter()
            .filter(|it| it.offering.provider == Provider::School);
        let (own, all) = (own.count() as u64, facts.offerings.len() as u64);
        if !is_at_least(own, self.least_percent, all) {
            let (percent, least) = (percent(own, all), self.least_percent);
            found.add(
                Location::default(),
                Violation::TooFewOwnStaff { percent, least },
            );
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        (self.least_percent == 0 || self.least_percent > 100).then_some("least_percent")
    }
}
