use serde::{Deserialize, Serialize};

use crate::allocation::{
    AllocationReport, ChildReport, ContestedOffering, Instance, Reserved, SlotOutcome, WishOutcome,
};
use crate::draw::{DrawFault, Seed};
use crate::{GroupId, OfferingId};

/// 试算: what a draw would come to on the wishes as they are, with numbers for trial. It names no child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawTrial {
    /// 学生: who wished for anything that still holds.
    pub children: u32,
    /// Of a child and a slot in which it wished: how many got their first wish, their second, and so on.
    pub granted: Vec<u32>,
    /// How many of these got nothing, and so base care.
    pub in_base_care: u32,
    /// 学生 that got nothing at all.
    pub empty_handed: u32,
    /// In published order.
    pub offerings: Vec<TrialOffering>,
}

/// 课程试算
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialOffering {
    pub offering: OfferingId,
    pub places: u32,
    /// 开班人数; 0 when it always opens.
    pub minimum: u32,
    /// 第一志愿: how many want it most in its slot.
    pub first_wishes: u32,
    pub admitted: u32,
    pub waiting: u32,
    pub reserved: Vec<TrialReserved>,
    /// 不开班: with so many children it would be closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_with: Option<u32>,
    /// 接近开班人数: a child or two fewer, and it does not open.
    pub is_at_risk: bool,
}

/// 预留名额, and how many of them children of the group would take up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrialReserved {
    pub group: GroupId,
    pub places: u32,
    pub taken: u32,
}

/// So many children fewer would close a course that is at risk.
const RISK: u32 = 3;

/// Numbers of a trial: the same each time, so that two trials differ by their wishes only. The real ones
/// come out of a secret and a number that nobody knows yet.
const TRIAL: [u8; 32] = [0; 32];

/// Tries a draw. Whatever seed the instance brings along is not used.
pub fn trial(instance: Instance) -> Result<DrawTrial, DrawFault> {
    let instance = Instance {
        seed: Some(Seed::new(TRIAL)),
        ..instance
    };
    let report = instance.report().map_err(DrawFault::Allocation)?;
    let mut trial = DrawTrial {
        children: count(report.children.len()),
        granted: Vec::new(),
        in_base_care: 0,
        empty_handed: 0,
        offerings: Vec::new(),
    };
    for child in &report.children {
        trial.add(child);
    }
    let rules = report.offerings.iter().zip(&instance.rules.offerings);
    trial.offerings = rules
        .map(|(told, rule)| TrialOffering {
            offering: told.offering.clone(),
            places: told.places,
            minimum: rule.minimum.unwrap_or(0),
            first_wishes: first_wishes(&report, &told.offering),
            admitted: told.admitted,
            waiting: count(told.waiting.len()),
            reserved: reserved(&report, rule),
            closed_with: told.closed.as_ref().map(|closed| closed.admitted),
            is_at_risk: told.closed.is_none()
                && rule
                    .minimum
                    .is_some_and(|minimum| told.admitted < minimum.saturating_add(RISK)),
        })
        .collect();
    Ok(trial)
}

impl DrawTrial {
    fn add(&mut self, child: &ChildReport) {
        let mut has_any = false;
        for slot in &child.slots {
            match slot.outcome {
                // The way ends with the wish that was granted.
                SlotOutcome::Placed { .. } => {
                    has_any = true;
                    let nth = slot.wishes.len().saturating_sub(1);
                    if self.granted.len() <= nth {
                        self.granted.resize(nth.saturating_add(1), 0);
                    }
                    if let Some(granted) = self.granted.get_mut(nth) {
                        *granted = granted.saturating_add(1);
                    }
                }
                SlotOutcome::Continues { .. } => has_any = true,
                SlotOutcome::BaseCare => self.in_base_care = self.in_base_care.saturating_add(1),
                SlotOutcome::NoWish => {}
            }
        }
        if !has_any {
            self.empty_handed = self.empty_handed.saturating_add(1);
        }
    }
}

fn first_wishes(report: &AllocationReport, offering: &OfferingId) -> u32 {
    let slots = report.children.iter().flat_map(|child| &child.slots);
    let firsts = slots.filter_map(|slot| slot.wishes.first());
    count(firsts.filter(|wish| wish.offering == *offering).count())
}

fn reserved(report: &AllocationReport, rule: &ContestedOffering) -> Vec<TrialReserved> {
    let takes_up = |child: &&ChildReport, group: &GroupId| {
        let mut wishes = child.slots.iter().flat_map(|slot| &slot.wishes);
        child.rank.group.as_ref() == Some(group)
            && wishes.any(|wish| {
                wish.offering == rule.id
                    && matches!(wish.outcome, WishOutcome::Admitted { reserved: true })
            })
    };
    let told = rule.reserved.iter().map(|Reserved { group, places }| {
        let children = report.children.iter();
        TrialReserved {
            group: group.clone(),
            places: *places,
            taken: count(children.filter(|child| takes_up(child, group)).count()),
        }
    });
    told.collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
