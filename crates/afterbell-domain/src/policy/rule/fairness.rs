//! Nobody is refused, nobody is forced, and who needs it most comes first.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Facts, Service};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{Attendance, Guarantee, PriorityGroup, ServiceKind};
use crate::{GroupId, Stage};

/// Services of these kinds have no limit of places.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uncapped {
    pub kinds: Vec<ServiceKind>,
}

impl Look for Uncapped {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for service in facts.all_services().filter(|it| is_of(it, &self.kinds)) {
            if let Some(places) = service.detail.and_then(|detail| detail.places) {
                found.add(service.at(), Violation::Capped { places });
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.kinds.is_empty().then_some("kinds")
    }
}

/// Families choose whether a child attends services of these kinds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voluntary {
    pub kinds: Vec<ServiceKind>,
}

impl Look for Voluntary {
    fn look(&self, facts: &Facts, found: &mut Found) {
        for service in facts.all_services().filter(|it| is_of(it, &self.kinds)) {
            if service
                .detail
                .is_some_and(|it| it.attendance == Attendance::Required)
            {
                found.add(service.at(), Violation::NotVoluntary {});
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.kinds.is_empty().then_some("kinds")
    }
}

fn is_of(service: &Service, kinds: &[ServiceKind]) -> bool {
    kinds.contains(&service.kind)
}

/// Children can join and leave in the middle of a term.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MidTerm {}

impl Look for MidTerm {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(change) = facts.plan.mid_term else {
            return found.not_stated(Field::MidTerm);
        };
        let at = || Location::field(Field::MidTerm);
        if !change.join {
            found.add(at(), Violation::CannotJoin {});
        }
        if !change.leave {
            found.add(at(), Violation::CannotLeave {});
        }
    }
}

/// These groups are served first, or are sure of a place. Pupils of primary school are only a
/// group where others are served too. Who is sure of a place has one reserved: where the menu reserves none
/// in any course, the plan's word stands for nothing. Which of the menu's groups is meant its names need not say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    pub groups: Vec<PriorityGroup>,
    pub guarantee: Guarantee,
}

impl Look for Priority {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let is_primary = |grade: crate::Grade| grade.stage() == Stage::Primary;
        let only_primary = facts.grades().all(is_primary);
        let no_primary = !facts.grades().any(is_primary);
        let lacks_places = self.guarantee == Guarantee::Place && !has_reserved_places(facts);
        for &group in &self.groups {
            if group == PriorityGroup::PrimaryPupils && (only_primary || no_primary) {
                continue;
            }
            let at = Location::field(Field::Priority);
            let mut given = facts.plan.priority.iter().filter(|it| it.group == group);
            match given.clone().next() {
                None => found.add(at, Violation::GroupMissing { group }),
                Some(_) if given.any(|it| it.guarantee >= self.guarantee) => {
                    if lacks_places {
                        found.add(at, Violation::NoPlaceReserved { group });
                    }
                }
                Some(_) => found.add(at, Violation::GroupWithoutPlace { group }),
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.groups.is_empty().then_some("groups")
    }
}

/// Whether any course keeps a place for a group of the menu. One without courses has no places that run out.
fn has_reserved_places(facts: &Facts) -> bool {
    let offerings = &facts.menu.offerings;
    let mut reserved = offerings.iter().flat_map(|it| &it.reserved);
    let is_declared = |id: &GroupId| facts.menu.groups.iter().any(|group| group.id == *id);
    offerings.is_empty() || reserved.any(|it| it.places > 0 && is_declared(&it.group))
}

/// Families sign a safety agreement, in so many copies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyAgreement {
    pub least_copies: Option<u8>,
}

impl Look for SafetyAgreement {
    fn look(&self, facts: &Facts, found: &mut Found) {
        if facts.menu.agreement.is_none() {
            found.add(Location::field(Field::Agreement), Violation::NoAgreement {});
        }
        let Some(least) = self.least_copies else {
            return;
        };
        match facts.plan.agreement_copies {
            None => found.not_stated(Field::AgreementCopies),
            Some(copies) if copies < least => {
                let violation = Violation::TooFewCopies {
                    found: copies,
                    least,
                };
                found.add(Location::field(Field::AgreementCopies), violation);
            }
            Some(_) => {}
        }
    }
}
