//! What `afterbell allocate` reads and prints.

use serde::{Deserialize, Serialize};

use super::{
    Allocation, AllocationRules, Applicant, ApplicantName, AuditionList, Barrier, Fault, Market,
    Standing, WishOutcome, numbers,
};
use crate::draw::Seed;
use crate::written::written_format;
use crate::{GroupId, OfferingId, SlotId};

written_format!(
    /// Says how an allocation is written.
    ReportFormat,
    "afterbell-allocation/1"
);

/// 分配实例: everything an allocation follows from, in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instance {
    pub rules: AllocationRules,
    /// For offerings with an audition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auditions: Vec<AuditionList>,
    /// Needed where applicants bring no numbers along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Seed>,
    pub applicants: Vec<Applicant>,
}

impl Instance {
    pub fn market(&self) -> Result<Market, Vec<Fault>> {
        let numbering = numbers(&self.rules, &self.applicants, self.seed.as_ref())?;
        Market::named(&self.rules, &self.applicants, &self.auditions, numbering)
    }

    /// Allocates, and tells each child's way through its wishes.
    pub fn report(&self) -> Result<AllocationReport, Vec<Fault>> {
        let market = self.market()?;
        let allocation = market.allocate();
        Ok(Reporting {
            instance: self,
            allocation: &allocation,
        }
        .report())
    }
}

/// 分配报告: an allocation with its reasons, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AllocationReport {
    pub format: ReportFormat,
    pub offerings: Vec<OfferingReport>,
    /// In the order of the instance.
    pub children: Vec<ChildReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferingReport {
    pub offering: OfferingId,
    pub slot: SlotId,
    pub places: u32,
    pub admitted: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_admitted: Option<Ranked>,
    pub waiting: Vec<ApplicantName>,
    /// When it was closed: the how many-th, and with how many children.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<ClosedReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClosedReport {
    pub turn: usize,
    pub admitted: u32,
    pub minimum: u32,
}

/// A child's place in the order of children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ranked {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    pub number: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChildReport {
    pub child: ApplicantName,
    #[serde(flatten)]
    pub rank: Ranked,
    pub slots: Vec<SlotReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlotReport {
    pub slot: SlotId,
    #[serde(flatten)]
    pub outcome: SlotOutcome,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<WishReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SlotOutcome {
    Placed { offering: OfferingId },
    Continues { offering: OfferingId },
    BaseCare,
    NoWish,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WishReport {
    pub offering: OfferingId,
    #[serde(flatten)]
    pub outcome: WishOutcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_admitted: Option<Ranked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_reserved: Option<Ranked>,
    /// The offering that stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<OfferingId>,
}

struct Reporting<'a> {
    instance: &'a Instance,
    allocation: &'a Allocation<'a>,
}

// Every index comes from the allocation of this very instance.
#[allow(clippy::indexing_slicing)]
impl Reporting<'_> {
    fn report(&self) -> AllocationReport {
        let children = 0..self.instance.applicants.len();
        AllocationReport {
            format: ReportFormat,
            offerings: self.offerings(),
            children: children.map(|child| self.child(child)).collect(),
        }
    }

    fn offerings(&self) -> Vec<OfferingReport> {
        let mut offerings: Vec<_> = (0..)
            .zip(&self.instance.rules.offerings)
            .map(|(index, offering)| OfferingReport {
                offering: offering.id.clone(),
                slot: offering.slot.clone(),
                places: offering.places,
                admitted: self.allocation.admitted(index),
                last_admitted: self.allocation.last_admitted(index).map(|c| self.ranked(c)),
                waiting: self
                    .allocation
                    .waiting(index)
                    .map(|c| self.name(c))
                    .collect(),
                closed: None,
            })
            .collect();
        for (turn, closed) in (1..).zip(self.allocation.closed()) {
            offerings[closed.offering as usize].closed = Some(ClosedReport {
                turn,
                admitted: closed.admitted,
                minimum: closed.minimum,
            });
        }
        offerings
    }

    fn child(&self, child: usize) -> ChildReport {
        let slots = self.instance.rules.slots.iter().enumerate();
        ChildReport {
            child: self.name(child as u32),
            rank: self.ranked(child as u32),
            slots: slots
                .map(|(slot, declared)| SlotReport {
                    slot: declared.id.clone(),
                    outcome: match self.allocation.standing(child, slot) {
                        Standing::Placed { offering } => SlotOutcome::Placed {
                            offering: self.id(offering),
                        },
                        Standing::Continues { offering } => SlotOutcome::Continues {
                            offering: self.id(offering),
                        },
                        Standing::BaseCare => SlotOutcome::BaseCare,
                        Standing::NoWish => SlotOutcome::NoWish,
                    },
                    wishes: self.wishes(child, slot),
                })
                .collect(),
        }
    }

    fn wishes(&self, child: usize, slot: usize) -> Vec<WishReport> {
        let steps = self.allocation.steps(child, slot);
        let told = steps.map(|step| {
            let mut told = WishReport {
                offering: self.id(step.offering),
                outcome: step.outcome,
                last_admitted: None,
                last_reserved: None,
                other: None,
            };
            match step.outcome {
                WishOutcome::Outranked(refusal) => {
                    told.last_admitted = refusal.last_admitted.map(|child| self.ranked(child));
                    told.last_reserved = refusal.last_reserved.map(|child| self.ranked(child));
                }
                WishOutcome::Barred {
                    barrier: Barrier::Busy { other } | Barrier::CourseHeld { other },
                } => {
                    told.other = Some(self.id(other));
                }
                _ => {}
            }
            told
        });
        told.collect()
    }

    fn id(&self, offering: u32) -> OfferingId {
        self.instance.rules.offerings[offering as usize].id.clone()
    }

    fn name(&self, child: u32) -> ApplicantName {
        self.instance.applicants[child as usize].child.clone()
    }

    fn ranked(&self, child: u32) -> Ranked {
        let applicants = &self.allocation.market().applicants;
        let group = usize::from(applicants.groups[child as usize]);
        let groups = &self.instance.rules.groups;
        Ranked {
            group: groups.get(group).map(|group| group.id.clone()),
            number: applicants.numbers[child as usize],
        }
    }
}
