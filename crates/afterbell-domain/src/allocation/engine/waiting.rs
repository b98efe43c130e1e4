use super::Ranking;
use super::holding::Keys;
use crate::allocation::market::Market;

/// 候补名单: for each offering of a slot who was turned away, in the order in which it ranks them.
#[derive(Debug, Default)]
pub(in crate::allocation) struct WaitingLists {
    ends: Vec<u32>,
    ranks: Vec<u32>,
}

impl WaitingLists {
    /// Of refusals as they happened: an offering, by its place in the slot, and a rank.
    pub fn of(
        market: &Market,
        ranking: &Ranking,
        offerings: &[u32],
        refusals: &[(u32, u32)],
    ) -> Self {
        let mut ends = vec![0u32; offerings.len() + 1];
        for (offering, _) in refusals {
            ends[*offering as usize + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut ranks = vec![0; refusals.len()];
        for (offering, rank) in refusals {
            let at = &mut next[*offering as usize];
            ranks[*at as usize] = *rank;
            *at += 1;
        }
        for (bounds, offering) in ends.windows(2).zip(offerings) {
            let list = &mut ranks[bounds[0] as usize..bounds[1] as usize];
            if market.auditions[*offering as usize].is_some() {
                let keys = Keys::of(market, ranking, *offering);
                list.sort_unstable_by_key(|rank| keys.key(*rank));
            } else {
                // Mostly in order already, which this sort makes use of.
                list.sort_unstable();
            }
        }
        Self { ends, ranks }
    }

    pub fn list(&self, offering: usize) -> &[u32] {
        &self.ranks[self.ends[offering] as usize..self.ends[offering + 1] as usize]
    }
}
