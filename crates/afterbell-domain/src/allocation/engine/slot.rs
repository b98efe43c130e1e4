use super::closing::close_small_offerings;
use super::holding::{OfferingState, SlotState, Special};
use super::seats::Seats;
use super::waiting::WaitingLists;
use super::{NONE, Ranking};
use crate::SelectionMode;
use crate::allocation::limits::Holdings;
use crate::allocation::market::{INELIGIBLE, Market, Rankings};

pub(super) fn allocate(
    market: &Market,
    ranking: &Ranking,
    earlier: &[SlotState],
    slot: usize,
) -> SlotState {
    let mut work = Work::new(market, ranking, earlier, slot);
    let children = market.children();
    for rank in 0..ranking.late_from {
        work.settle(rank as u32, 0);
    }
    for rank in ranking.late_from..children {
        work.serve(rank as u32, 0);
    }
    work.finish()
}

/// An allocation under way.
pub(super) struct Work<'a> {
    pub market: &'a Market,
    pub ranking: &'a Ranking,
    pub slot: usize,
    pub rankings: &'a Rankings,
    /// The slot's offerings.
    pub own: &'a [u32],
    /// What children hold from earlier slots, where that matters.
    holdings: Option<Holdings<'a>>,
    pub offerings: Vec<OfferingState>,
    pub seats: Vec<u32>,
    pub position: Vec<u32>,
    pub held: Vec<u32>,
    pub turn_of_closing: Vec<u32>,
    pub refusals: Vec<(u32, u32)>,
    /// Whether a place, once given, is never taken away for somebody better.
    pub is_final: bool,
}

impl<'a> Work<'a> {
    pub fn new(
        market: &'a Market,
        ranking: &'a Ranking,
        earlier: &'a [SlotState],
        slot: usize,
    ) -> Self {
        let own = &market.offerings_of[slot];
        let mut offerings = Vec::with_capacity(own.len());
        let mut start = 0;
        // No more seats than children who want one, however many places are told.
        let mut row = |size: u32, demand: u32| {
            let seats = Seats::new(start, size);
            start += size.min(demand);
            seats
        };
        for offering in own {
            let terms = &market.catalogue.terms[*offering as usize];
            let demand = market.demand[*offering as usize];
            let open = row(terms.places, demand);
            let is_plain =
                terms.reserved.is_empty() && market.auditions[*offering as usize].is_none();
            let special = (!is_plain).then(|| {
                let reserved = terms.reserved.iter();
                let reserved = reserved.map(|(group, places)| (*group, row(*places, demand)));
                Box::new(Special {
                    reserved: reserved.collect(),
                    offering: *offering,
                })
            });
            offerings.push(OfferingState { open, special });
        }
        let is_coupled = !earlier.is_empty() && market.is_coupled;
        Self {
            market,
            ranking,
            slot,
            rankings: &market.applicants.wishes[slot],
            own,
            holdings: is_coupled.then_some(Holdings { market, earlier }),
            offerings,
            seats: vec![0; start as usize],
            position: vec![NONE; market.children()],
            held: vec![NONE; market.children()],
            turn_of_closing: vec![NONE; own.len()],
            refusals: Vec::with_capacity(market.children()),
            is_final: market.catalogue.mode == SelectionMode::FirstCome,
        }
    }

    /// Closes what is too small, and says what has become of the slot.
    pub fn finish(mut self) -> SlotState {
        let closed = close_small_offerings(&mut self);
        if !closed.is_empty() {
            let turn_of_closing = &self.turn_of_closing;
            let is_open = |offering: u32| turn_of_closing[offering as usize] == NONE;
            self.refusals.retain(|(offering, _)| is_open(*offering));
        }
        let waiting = WaitingLists::of(self.market, self.ranking, self.own, &self.refusals);
        SlotState {
            position: self.position,
            held: self.held,
            offerings: self.offerings,
            closed,
            turn_of_closing: self.turn_of_closing,
            waiting,
        }
    }

    /// The child asks for its wishes from this one on; whoever loses a place by it goes on, too.
    pub fn settle(&mut self, rank: u32, from: usize) {
        let mut next = (rank, from);
        loop {
            let displaced = self.ask(next.0, next.1);
            if displaced == NONE {
                return;
            }
            next = (displaced, self.position[displaced as usize] as usize + 1);
        }
    }

    /// Says who loses a place by it, or `NONE`.
    fn ask(&mut self, rank: u32, from: usize) -> u32 {
        let child = self.ranking.child_at[rank as usize];
        let wishes = self.rankings.of(child as usize);
        for (position, wish) in (from..).zip(&wishes[from..]) {
            if self.is_barred(rank, *wish) {
                continue;
            }
            let place = *wish;
            let offering = &mut self.offerings[place as usize];
            let refused = offering.offer(self.market, self.ranking, &mut self.seats, rank);
            if refused != NONE {
                self.refusals.push((place, refused));
            }
            if refused != rank {
                self.position[rank as usize] = position as u32;
                self.held[rank as usize] = self.own[place as usize];
                return refused;
            }
        }
        self.position[rank as usize] = NONE;
        self.held[rank as usize] = NONE;
        NONE
    }

    /// The child takes the first of its wishes, from this one on, where a place is left.
    fn serve(&mut self, rank: u32, from: usize) {
        self.position[rank as usize] = NONE;
        self.held[rank as usize] = NONE;
        let child = self.ranking.child_at[rank as usize];
        let wishes = self.rankings.of(child as usize);
        for (position, wish) in (from..).zip(&wishes[from..]) {
            if self.is_barred(rank, *wish) {
                continue;
            }
            let place = *wish;
            let offering = &mut self.offerings[place as usize];
            if offering.offer_what_is_left(self.market, self.ranking, &mut self.seats, rank) {
                self.position[rank as usize] = position as u32;
                self.held[rank as usize] = self.own[place as usize];
                return;
            }
            self.refusals.push((place, rank));
        }
    }

    /// A child whose offering was closed goes on with its next wish. First-come has told children
    /// at once that they have a place, so there nobody is displaced any more.
    pub fn go_on(&mut self, rank: u32) {
        let from = self.position[rank as usize] as usize + 1;
        match self.is_final {
            true => self.serve(rank, from),
            false => self.settle(rank, from),
        }
    }

    #[inline]
    pub fn is_barred(&self, rank: u32, wish: u32) -> bool {
        let holdings = self.holdings.as_ref();
        wish & INELIGIBLE != 0
            || holdings.is_some_and(|holdings| {
                let offering = self.own[wish as usize];
                holdings.barrier(rank, offering).is_some()
            })
    }
}
