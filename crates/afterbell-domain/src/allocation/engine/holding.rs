use super::seats::{Offered, Seats};
use super::waiting::WaitingLists;
use super::{NONE, Ranking};
use crate::allocation::market::{Audition, Market};
use crate::allocation::outcome::ClosedOffering;

/// What became of one slot.
#[derive(Debug)]
pub(in crate::allocation) struct SlotState {
    /// By rank: which of its wishes a child got, or `NONE`.
    pub position: Vec<u32>,
    /// By rank: the offering it got, or `NONE`.
    pub held: Vec<u32>,
    /// Of the slot's offerings, in the order of the market's list.
    pub offerings: Vec<OfferingState>,
    pub closed: Vec<ClosedOffering>,
    /// Of the slot's offerings: where each stands among the closed ones, or `NONE`.
    pub turn_of_closing: Vec<u32>,
    pub waiting: WaitingLists,
}

/// Whom an offering holds.
#[derive(Debug)]
pub(in crate::allocation) struct OfferingState {
    /// Places for everybody. What is reserved and not taken counts among them.
    pub open: Seats,
    /// `None` for nearly all: ranks are the keys, and nothing is reserved.
    pub special: Option<Box<Special>>,
}

#[derive(Debug)]
pub(in crate::allocation) struct Special {
    /// Groups with the places reserved for them.
    pub reserved: Vec<(u8, Seats)>,
    pub offering: u32,
}

impl OfferingState {
    pub fn admitted(&self) -> u32 {
        let special = self.special.iter();
        let reserved = special.flat_map(|special| &special.reserved);
        self.open.taken() + reserved.map(|(_, seats)| seats.taken()).sum::<u32>()
    }

    /// Takes a child in, if it is good enough, and says who is turned away: nobody (`NONE`), this child or another.
    #[inline]
    pub fn offer(
        &mut self,
        market: &Market,
        ranking: &Ranking,
        seats: &mut [u32],
        rank: u32,
    ) -> u32 {
        let Some(special) = &mut self.special else {
            return match self.open.offer(seats, rank) {
                Offered::Kept => NONE,
                Offered::Refused => rank,
                Offered::Displaced(other) => other,
            };
        };
        let keys = Keys::of(market, ranking, special.offering);
        let mut key = keys.key(rank);
        let group = market.applicants.groups[ranking.child_at[rank as usize] as usize];
        let reserved = special.reserved.iter_mut().find(|(of, _)| *of == group);
        if let Some((_, reserved)) = reserved {
            match reserved.offer(seats, key) {
                // The reserved place is now taken, so there is one less for everybody.
                Offered::Kept => {
                    let displaced = self.open.shrink(seats);
                    return displaced.map_or(NONE, |key| keys.rank(key));
                }
                Offered::Refused => {}
                Offered::Displaced(other) => key = other,
            }
        }
        match self.open.offer(seats, key) {
            Offered::Kept => NONE,
            Offered::Refused => keys.rank(key),
            Offered::Displaced(other) => keys.rank(other),
        }
    }

    /// Takes a child in only if there is a place that nobody has.
    pub fn offer_what_is_left(
        &mut self,
        market: &Market,
        ranking: &Ranking,
        seats: &mut [u32],
        rank: u32,
    ) -> bool {
        if !self.open.has_room() {
            return false;
        }
        let key = match &self.special {
            Some(special) => Keys::of(market, ranking, special.offering).key(rank),
            None => rank,
        };
        self.open.offer(seats, key);
        true
    }

    /// Takes nobody any more; whom it held is told, in order of rank.
    pub fn close(&mut self, market: &Market, ranking: &Ranking, seats: &[u32]) -> Vec<u32> {
        let mut keys = self.open.keys(seats).to_vec();
        self.open.close();
        if let Some(special) = &mut self.special {
            for (_, reserved) in &mut special.reserved {
                keys.extend(reserved.keys(seats));
                reserved.close();
            }
            let written = Keys::of(market, ranking, special.offering);
            for key in &mut keys {
                *key = written.rank(*key);
            }
        }
        keys.sort_unstable();
        keys
    }
}

/// How an offering orders children: those on its audition list first, then all by rank.
pub(in crate::allocation) struct Keys<'a> {
    audition: Option<&'a Audition>,
    ranking: &'a Ranking,
}

impl<'a> Keys<'a> {
    pub fn of(market: &'a Market, ranking: &'a Ranking, offering: u32) -> Self {
        let audition = market.auditions[offering as usize].as_deref();
        Self { audition, ranking }
    }

    pub fn key(&self, rank: u32) -> u32 {
        let Some(audition) = self.audition else {
            return rank;
        };
        let child = self.ranking.child_at[rank as usize];
        let place = audition.place_of(child);
        place.unwrap_or(audition.listed.len() as u32 + rank)
    }

    pub fn rank(&self, key: u32) -> u32 {
        let Some(audition) = self.audition else {
            return key;
        };
        match audition.listed.get(key as usize) {
            Some(child) => self.ranking.rank_of[*child as usize],
            None => key - audition.listed.len() as u32,
        }
    }
}
