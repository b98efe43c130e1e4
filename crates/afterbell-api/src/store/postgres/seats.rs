//! Which seats are taken, remembered from one batch to the next. What other programs changed
//! meanwhile is read anew; the ledger tells where to look.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::OfferingId;
use deadpool_postgres::GenericClient;
use tokio_postgres::Row;

use super::asking::ask;
use super::failure::Trouble;
use super::rows::{count, parse};

#[derive(Default)]
pub(super) struct Seats {
    taken: BTreeMap<OfferingId, BTreeSet<u32>>,
    counts: BTreeMap<OfferingId, u32>,
}

const ALL: &str = "SELECT offering, seat FROM enrollment";
/// An offering that was given back whole is named without a seat.
const TOUCHED: &str = "SELECT touched.offering, enrollment.seat
     FROM (SELECT DISTINCT unnest(touched) AS offering FROM ledger WHERE sequence > $1) AS touched
     LEFT JOIN enrollment ON enrollment.offering = touched.offering";

pub(super) const QUESTIONS: [&str; 2] = [ALL, TOUCHED];

impl Seats {
    pub(super) async fn load(books: &impl GenericClient) -> Result<Self, Trouble> {
        let mut seats = Self::default();
        seats.replace(&ask(books, ALL, &[]).await?)?;
        Ok(seats)
    }

    /// The seats of all offerings touched after an entry of the ledger.
    pub(super) async fn touched_after(
        books: &impl GenericClient,
        sequence: i64,
    ) -> Result<Vec<Row>, Trouble> {
        ask(books, TOUCHED, &[&sequence]).await
    }

    /// Takes in what was read anew of some offerings.
    pub(super) fn replace(&mut self, rows: &[Row]) -> Result<(), Trouble> {
        let mut fresh: BTreeMap<OfferingId, BTreeSet<u32>> = BTreeMap::new();
        for row in rows {
            let seats = fresh.entry(parse(row, 0)?).or_default();
            if let Some(seat) = row.try_get::<_, Option<i32>>(1)? {
                seats.insert(count(seat.into())?);
            }
        }
        for (offering, seats) in fresh {
            self.taken.insert(offering.clone(), seats);
            self.recount(&offering);
        }
        Ok(())
    }

    /// Places taken in every offering that has any.
    pub(super) fn counts(&self) -> &BTreeMap<OfferingId, u32> {
        &self.counts
    }

    /// Takes the free seat with the lowest number.
    pub(super) fn take(&mut self, offering: &OfferingId) -> u32 {
        let taken = self.taken.entry(offering.clone()).or_default();
        let mut free = 1;
        for seat in taken.iter() {
            if *seat != free {
                break;
            }
            free += 1;
        }
        taken.insert(free);
        self.recount(offering);
        free
    }

    pub(super) fn give_back(&mut self, offering: &OfferingId, seat: u32) {
        if let Some(taken) = self.taken.get_mut(offering) {
            taken.remove(&seat);
        }
        self.recount(offering);
    }

    fn recount(&mut self, offering: &OfferingId) {
        let taken = self.taken.get(offering).map_or(0, BTreeSet::len);
        match u32::try_from(taken).unwrap_or(u32::MAX) {
            0 => self.counts.remove(offering),
            count => self.counts.insert(offering.clone(), count),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_that_was_given_back_is_the_next_to_be_taken() {
        let mut seats = Seats::default();
        let offering: OfferingId = "scarce".parse().unwrap();
        let taken: Vec<u32> = (0..3).map(|_| seats.take(&offering)).collect();
        assert_eq!(taken, [1, 2, 3]);
        seats.give_back(&offering, 2);
        assert_eq!(seats.counts().get(&offering), Some(&2));
        assert_eq!(seats.take(&offering), 2);
        for seat in 1..=3 {
            seats.give_back(&offering, seat);
        }
        assert!(seats.counts().is_empty());
    }
}
