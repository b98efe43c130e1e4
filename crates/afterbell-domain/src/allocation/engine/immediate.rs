//! Immediate acceptance, to be compared with: rounds of first wishes, second wishes and so on, each of
//! which gives what is left for good. It is what many schools do (志愿优先), and what rewards guessing
//! (Abdulkadiroğlu and Sönmez 2003): that is shown beside our own result, and never run.

use super::holding::{Keys, SlotState};
use super::slot::Work;
use super::{NONE, Ranking};
use crate::allocation::market::Market;

pub(super) fn allocate(
    market: &Market,
    ranking: &Ranking,
    earlier: &[SlotState],
    slot: usize,
) -> SlotState {
    let mut work = Work::new(market, ranking, earlier, slot);
    work.is_final = true;
    let mut position = 0;
    while round(&mut work, position) {
        position += 1;
    }
    work.finish()
}

/// Everybody without a place asks for this wish; says whether anybody had so many.
fn round(work: &mut Work, position: usize) -> bool {
    let mut has_any = false;
    let mut asking: Vec<(u32, u32, u32)> = Vec::new();
    for rank in 0..work.market.children() as u32 {
        let child = work.ranking.child_at[rank as usize];
        let wishes = work.rankings.of(child as usize);
        let Some(place) = wishes.get(position).copied() else {
            continue;
        };
        has_any = true;
        if work.held[rank as usize] == NONE && !work.is_barred(rank, place) {
            let offering = work.own[place as usize];
            let key = Keys::of(work.market, work.ranking, offering).key(rank);
            asking.push((place, key, rank));
        }
    }
    // Each offering serves the best of those who ask it in this round.
    asking.sort_unstable();
    for (place, _, rank) in asking {
        let offering = &mut work.offerings[place as usize];
        if offering.offer_what_is_left(work.market, work.ranking, &mut work.seats, rank) {
            work.position[rank as usize] = position as u32;
            work.held[rank as usize] = work.own[place as usize];
        } else {
            work.refusals.push((place, rank));
        }
    }
    has_any
}
