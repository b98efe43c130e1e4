//! What everything else protects from, done on purpose: places are judged as they were some
//! decisions ago, as a server does that looks first and writes later. The databases' own guards are
//! down as well. The checker of histories must find it, or it finds nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use afterbell_domain::{
    AgreementSignature, GuardianId, MenuHash, Moment, OfferingId, Queued, Receipt, ServiceMenu,
    Student, StudentId, Waiting, WaitingList, WishList,
};

use super::{Earlier, Facts};
use crate::store::StoreError;

/// So many questions are answered from memory before the books are looked at again.
const OUT_OF_DATE: u32 = 8;

pub(super) struct Stale<'a, F>(pub &'a mut F);

struct Seen {
    left: u32,
    taken: BTreeMap<OfferingId, u32>,
}

static SEEN: Mutex<Option<Seen>> = Mutex::new(None);

impl<F: Facts> Facts for Stale<'_, F> {
    fn is_bound(&mut self, guardian: &GuardianId, student: &StudentId) -> Result<bool, StoreError> {
        self.0.is_bound(guardian, student)
    }

    fn earlier(&mut self, scope: &str, key: &str) -> Result<Option<Earlier>, StoreError> {
        self.0.earlier(scope, key)
    }

    fn menu(&mut self) -> Result<(MenuHash, Arc<ServiceMenu>), StoreError> {
        self.0.menu()
    }

    fn student(&mut self, student: &StudentId) -> Result<Student, StoreError> {
        self.0.student(student)
    }

    fn receipt(&mut self, student: &StudentId) -> Result<Option<Receipt>, StoreError> {
        self.0.receipt(student)
    }

    fn signature(&mut self, student: &StudentId) -> Result<Option<AgreementSignature>, StoreError> {
        self.0.signature(student)
    }

    fn taken_in(
        &mut self,
        offerings: &[OfferingId],
    ) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        let mut taken = self.taken()?;
        taken.retain(|offering, _| offerings.contains(offering));
        Ok(taken)
    }

    fn taken(&mut self) -> Result<BTreeMap<OfferingId, u32>, StoreError> {
        let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = seen.as_mut().filter(|seen| seen.left > 0) {
            seen.left -= 1;
            return Ok(seen.taken.clone());
        }
        let taken = self.0.taken()?;
        *seen = Some(Seen {
            left: OUT_OF_DATE,
            taken: taken.clone(),
        });
        Ok(taken)
    }

    fn next_sequence(&mut self) -> Result<u32, StoreError> {
        self.0.next_sequence()
    }

    fn next_wish(&mut self) -> Result<u32, StoreError> {
        self.0.next_wish()
    }

    fn wishes_are_closed(&mut self) -> Result<bool, StoreError> {
        self.0.wishes_are_closed()
    }

    fn wished(&mut self, student: &StudentId) -> Result<Option<WishList>, StoreError> {
        self.0.wished(student)
    }

    fn open_offers(&mut self, now: Moment) -> Result<Vec<Queued>, StoreError> {
        self.0.open_offers(now)
    }

    fn waiting(&mut self, student: &StudentId) -> Result<Vec<Waiting>, StoreError> {
        self.0.waiting(student)
    }

    fn lists(&mut self) -> Result<BTreeMap<OfferingId, WaitingList>, StoreError> {
        self.0.lists()
    }

    fn is_drawn_again(&mut self) -> Result<bool, StoreError> {
        self.0.is_drawn_again()
    }

    fn closed(&mut self) -> Result<Option<Vec<OfferingId>>, StoreError> {
        self.0.closed()
    }
}
