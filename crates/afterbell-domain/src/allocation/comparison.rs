//! What other ways of giving places out would have come to on the same wishes (录取统计).

use serde::Serialize;

use super::{
    Allocation, Applicant, Fault, Instance, Market, Numbering, Standing, WishesOfSlot, numbers,
};
use crate::allocation::numbering::by_name;
use crate::{OfferingId, SelectionMode};

/// 录取统计: shares of granted wishes under each mechanism, and how far each offering went in the round itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The round's own first.
    pub mechanisms: Vec<MechanismStatistics>,
    /// In published order.
    pub offerings: Vec<OfferingStatistics>,
}

/// 录取办法
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    /// 志愿加抽签: the round's own, wishes or lottery.
    Deferred,
    /// 志愿优先
    Immediate,
    /// 只填一门抽签: every child's first wish of a slot, drawn.
    Lottery,
    /// 先到先得: nobody arrived, so arrival is simulated in the order of names, which are pseudonyms and
    /// so in no order that says anything of a child.
    FirstCome,
}

/// 志愿满足: counted once for each child and slot in which it had wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MechanismStatistics {
    pub mechanism: Mechanism,
    pub first: u32,
    pub second: u32,
    pub third: u32,
    pub later: u32,
    /// In base care.
    pub unplaced: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfferingStatistics {
    pub offering: OfferingId,
    pub places: u32,
    pub admitted: u32,
    /// Children who ranked it anywhere.
    pub wished: u32,
    /// The drawn number of the last child with a place open to all; only where somebody was turned away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_admitted: Option<u32>,
    pub is_closed: bool,
}

impl Instance {
    /// Works out the round and the others on the same wishes, or says what is wrong with it. In a lottery
    /// there is one wish a slot, so only first-come can be compared with.
    pub fn comparison(&self) -> Result<Comparison, Vec<Fault>> {
        let numbering = numbers(&self.rules, &self.applicants, self.seed.as_ref())?;
        let market = self.market_of(self.rules.mode, &self.applicants, numbering.clone())?;
        let own = market.allocate();
        let mut mechanisms = vec![statistics(Mechanism::Deferred, &own)];
        if self.rules.mode != SelectionMode::Lottery {
            let immediate = market.allocate_immediately();
            mechanisms.push(statistics(Mechanism::Immediate, &immediate));
            let first_only: Vec<_> = self.applicants.iter().map(with_first_wishes).collect();
            let lottery = self.market_of(SelectionMode::Lottery, &first_only, numbering)?;
            mechanisms.push(statistics(Mechanism::Lottery, &lottery.allocate()));
        }
        let by_arrival = Numbering {
            numbers: by_name(&self.applicants),
            late_from: Some(0),
        };
        let arrived = self.market_of(SelectionMode::FirstCome, &self.applicants, by_arrival)?;
        mechanisms.push(statistics(Mechanism::FirstCome, &arrived.allocate()));
        Ok(Comparison {
            offerings: self.offerings(&own),
            mechanisms,
        })
    }

    fn market_of(
        &self,
        mode: SelectionMode,
        applicants: &[Applicant],
        numbering: Numbering,
    ) -> Result<Market, Vec<Fault>> {
        let mut rules = self.rules.clone();
        rules.mode = mode;
        // Only first-come has one, and here everybody arrives in turn.
        if mode == SelectionMode::FirstCome {
            rules.opening_pool_minutes = None;
        }
        Market::named(&rules, applicants, &self.auditions, numbering)
    }

    fn offerings(&self, allocation: &Allocation<'_>) -> Vec<OfferingStatistics> {
        let numbers = &allocation.market().applicants.numbers;
        let closed: Vec<u32> = allocation.closed().map(|one| one.offering).collect();
        let demand = &allocation.market().demand;
        let offerings = (0..).zip(&self.rules.offerings).zip(demand);
        let told = offerings.map(|((index, offering), wished)| {
            let is_contested = allocation.waiting(index).next().is_some();
            let last = allocation.last_admitted(index).filter(|_| is_contested);
            OfferingStatistics {
                offering: offering.id.clone(),
                places: offering.places,
                admitted: allocation.admitted(index),
                wished: *wished,
                last_admitted: last.and_then(|child| numbers.get(child as usize).copied()),
                is_closed: closed.contains(&index),
            }
        });
        told.collect()
    }
}

fn with_first_wishes(applicant: &Applicant) -> Applicant {
    let first = applicant.wishes.iter().map(|one| WishesOfSlot {
        slot: one.slot.clone(),
        wishes: one.wishes.iter().take(1).cloned().collect(),
    });
    Applicant {
        wishes: first.collect(),
        ..applicant.clone()
    }
}

fn statistics(mechanism: Mechanism, allocation: &Allocation<'_>) -> MechanismStatistics {
    let mut told = MechanismStatistics {
        mechanism,
        first: 0,
        second: 0,
        third: 0,
        later: 0,
        unplaced: 0,
    };
    let slots = allocation.market().catalogue.slots;
    let children = 0..allocation.market().children();
    for (child, slot) in children.flat_map(|child| (0..slots).map(move |slot| (child, slot))) {
        let count = match (
            allocation.standing(child, slot),
            allocation.granted(child, slot),
        ) {
            (Standing::Placed { .. }, Some(1)) => &mut told.first,
            (Standing::Placed { .. }, Some(2)) => &mut told.second,
            (Standing::Placed { .. }, Some(3)) => &mut told.third,
            (Standing::Placed { .. }, _) => &mut told.later,
            (Standing::BaseCare, _) => &mut told.unplaced,
            // What was won in an earlier slot goes on, or nothing was wished for.
            (Standing::Continues { .. } | Standing::NoWish, _) => continue,
        };
        *count += 1;
    }
    told
}
