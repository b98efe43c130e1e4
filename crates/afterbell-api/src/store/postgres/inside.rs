//! What a batch knows while it is decided: everything was read under the lock of the school's
//! row, and what the batch has decided so far is part of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, Moment, OfferingId, Queued, Receipt, ServiceMenu,
    Student, StudentId, Waiting, WaitingList, WaitingState, WishList,
};

use super::pupils::{Pupil, Pupils};
use super::seats::Seats;
use crate::store::StoreError;
use crate::store::deciding::{Earlier, Facts};
use crate::store::ledger_chain::Link;

pub(super) struct Inside {
    pub menu: Option<(MenuHash, Arc<ServiceMenu>)>,
    pub edition: i64,
    /// The ends of the ledger and of the signatures.
    pub last: Last,
    pub last_signature: Last,
    pub pupils: Pupils,
    /// By scope and key.
    pub earlier: HashMap<(String, String), Earlier>,
    pub seats: Seats,
    pub wished: Wished,
}

/// What is looked up only for those who save wishes, answer offers, withdraw or ask for a place after a
/// draw, and where places are first taken by a pool.
#[derive(Default)]
pub(super) struct Wished {
    /// The last list of wishes of all.
    pub last: Option<Last>,
    /// The list of applicants was published.
    pub are_closed: bool,
    /// The last wishes of each child.
    pub lasting: BTreeMap<StudentId, WishList>,
    pub waiting: BTreeMap<StudentId, Vec<Waiting>>,
    pub lists: BTreeMap<OfferingId, WaitingList>,
    pub closed: Option<Vec<OfferingId>>,
    pub is_drawn_again: bool,
    /// Whether anybody is or was on a waiting list.
    pub has_lists: bool,
    /// Everybody to whom a place is offered, where somebody takes or gives back places.
    pub offers: Vec<Queued>,
}

impl Wished {
    /// A child's row becomes this one, or is added.
    pub(super) fn becomes(&mut self, student: &StudentId, row: &Waiting) {
        let known = self.waiting.entry(student.clone()).or_default();
        let had_claim = match known.iter_mut().find(|one| one.offering == row.offering) {
            Some(before) => std::mem::replace(before, row.clone()).state.claims(),
            None => {
                known.push(row.clone());
                false
            }
        };
        let list = self.lists.entry(row.offering.clone()).or_default();
        list.last_position = list.last_position.max(row.position);
        let others = list.claims.saturating_sub(had_claim.into());
        list.claims = others.saturating_add(row.state.claims().into());
        self.has_lists = true;
        self.offers.retain(|one| {
            let is_it = one.student == *student && one.waiting.offering == row.offering;
            !is_it || matches!(row.state, WaitingState::Offered { .. })
        });
    }
}

/// The last entry of an append-only table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Last {
    pub sequence: u32,
    pub link: Link,
}

impl Last {
    pub(super) const NONE: Self = Self {
        sequence: 0,
        link: Link::START,
    };

    /// Whether what was the end once may have led to this one. It has not where a server took
    /// over that lacks the last commits.
    pub(super) fn is_before(self, now: Self) -> bool {
        self.sequence < now.sequence || self == now
    }

    pub(super) fn next(self) -> u32 {
        self.sequence.saturating_add(1)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("no menu was published")]
struct NoMenu;

#[derive(Debug, thiserror::Error)]
#[error("the child is not among those that were looked up")]
struct NotLookedUp;

impl Inside {
    pub(super) fn pupil(&mut self, student: &StudentId) -> Result<&mut Pupil, StoreError> {
        let pupil = self.pupils.get_mut(student);
        pupil.ok_or_else(|| StoreError::failed(NotLookedUp))
    }
}

impl Facts for Inside {
    fn is_bound(&mut self, guardian: &GuardianId, student: &StudentId) -> Result<bool, StoreError> {
        let pupil = self.pupils.get(student);
        Ok(pupil.is_some_and(|pupil| pupil.guardians.contains(guardian)))
    }

    fn earlier(&mut self, scope: &str, key: &str) -> Result<Option<Earlier>, StoreError> {
        Ok(self
            .earlier
            .get(&(scope.to_owned(), key.to_owned()))
            .cloned())
    }

    fn menu(&mut self) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        self.menu.clone().ok_or_else(|| StoreError::failed(NoMenu))
    }

    fn student(&mut self, student: &StudentId) -> Result<Student, StoreError> {
        Ok(self.pupil(student)?.student.clone())
    }

    fn receipt(&mut self, student: &StudentId) -> Result<Option<Receipt>, StoreError> {
        Ok(self.pupil(student)?.receipt.clone())
    }

    fn signature(&mut self, student: &StudentId) -> Result<Option<AgreementSignature>, StoreError> {
        Ok(self.pupil(student)?.signature.clone())
    }

    fn taken_in(
        &mut self,
        offerings: &[OfferingId],
    ) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        let counts = self.seats.counts();
        let asked = offerings.iter();
        let taken = asked.filter_map(|id| Some((id.clone(), *counts.get(id)?)));
        Ok(taken.collect())
    }

    fn taken(&mut self) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        Ok(self.seats.counts().clone())
    }

    fn next_sequence(&mut self) -> Result<u32, StoreError> {
        Ok(self.last.next())
    }

    fn next_wish(&mut self) -> Result<u32, StoreError> {
        Ok(self.wished.last.unwrap_or(Last::NONE).next())
    }

    fn wishes_are_closed(&mut self) -> Result<bool, StoreError> {
        Ok(self.wished.are_closed)
    }

    fn wished(&mut self, student: &StudentId) -> Result<Option<WishList>, StoreError> {
        Ok(self.wished.lasting.get(student).cloned())
    }

    fn open_offers(&mut self, now: Moment) -> Result<Vec<Queued>, StoreError> {
        let open = self.wished.offers.iter();
        let open = open.filter(|one| one.waiting.state.is_open_offer(now));
        Ok(open.cloned().collect())
    }

    fn waiting(&mut self, student: &StudentId) -> Result<Vec<Waiting>, StoreError> {
        Ok(self
            .wished
            .waiting
            .get(student)
            .cloned()
            .unwrap_or_default())
    }

    fn lists(&mut self) -> Result<BTreeMap<OfferingId, WaitingList>, StoreError> {
        Ok(self.wished.lists.clone())
    }

    fn is_drawn_again(&mut self) -> Result<bool, StoreError> {
        Ok(self.wished.is_drawn_again)
    }

    fn closed(&mut self) -> Result<Option<Vec<OfferingId>>, StoreError> {
        Ok(self.wished.closed.clone())
    }
}
