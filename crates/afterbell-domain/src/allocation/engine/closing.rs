use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::slot::Work;
use crate::allocation::outcome::ClosedOffering;

/// Closes what has too few children, one offering at a time, until all that are left have enough.
pub(super) fn close_small_offerings(work: &mut Work) -> Vec<ClosedOffering> {
    let mut closed = Vec::new();
    let offerings = &work.market.offerings_of[work.slot];
    let mut small = BinaryHeap::new();
    for (place, offering) in offerings.iter().enumerate() {
        let admitted = work.offerings[place].admitted();
        let minimum = work.market.catalogue.terms[*offering as usize].minimum;
        if admitted < minimum {
            small.push(Small {
                place,
                admitted,
                minimum,
            });
        }
    }
    // Children only ever come to an offering while others are closed, so what was told as its
    // number is too low at worst, and looking again is enough.
    while let Some(told) = small.pop() {
        let Small { place, minimum, .. } = told;
        let admitted = work.offerings[place].admitted();
        if admitted > told.admitted {
            if admitted < minimum {
                small.push(Small {
                    place,
                    admitted,
                    minimum,
                });
            }
            continue;
        }
        work.turn_of_closing[place] = closed.len() as u32;
        closed.push(ClosedOffering {
            offering: offerings[place],
            admitted,
            minimum,
        });
        let held = work.offerings[place].close(work.market, work.ranking, &work.seats);
        for rank in held {
            work.go_on(rank);
        }
    }
    closed
}

/// An offering below its minimum; the greatest is closed first.
#[derive(PartialEq, Eq)]
struct Small {
    place: usize,
    admitted: u32,
    minimum: u32,
}

impl Ord for Small {
    /// Who has the smallest share of its minimum; among equals the later in the published order.
    fn cmp(&self, other: &Self) -> Ordering {
        let share = |one: &Self, of: &Self| u64::from(one.admitted) * u64::from(of.minimum);
        share(other, self)
            .cmp(&share(self, other))
            .then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Small {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
