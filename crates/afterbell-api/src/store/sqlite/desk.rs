//! The school's desk in the books.

mod reading;
mod writing;

pub(super) use reading::{audit_row, last_audit};
pub(super) use writing::log;

use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftChange, Objection, ObjectionView};
use afterbell_domain::{Moment, OfferingId, StaffId, StudentId};
use async_trait::async_trait;
use rusqlite::Connection;

use super::{SqliteStore, auditions, proposals, reassigning};
use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::desk::{
    Asked, AuditRow, AuditionBooks, CodeUse, Desk, DeskAct, DeskOutcome, DraftRow, HolderBooks,
    NoticeRow, ProposalBooks, StaffRow,
};

/// Who is signed in with this, without putting the idle end of it off.
pub(super) fn signed_in(
    books: &Connection,
    token: &Fingerprint,
    now: Moment,
) -> Result<Option<StaffRow>, StoreError> {
    let session = reading::session(books, token, now)?;
    Ok(session.map(|session| session.staff))
}

#[async_trait]
impl Desk for SqliteStore {
    async fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        self.readers.read(reading::staff).await
    }

    async fn staff_of_session(
        &self,
        token: Fingerprint,
        now: Moment,
        asked: Asked,
    ) -> Result<Option<StaffRow>, StoreError> {
        let found = self
            .readers
            .read(move |books| reading::session(books, &token, now))
            .await?;
        if let Some(session) = &found
            && session.is_to_be_put_off
            && asked == Asked::BySomebody
        {
            self.writer
                .write(move |books, _| writing::put_off(books, &token, now))
                .await?;
        }
        Ok(found.map(|session| session.staff))
    }

    async fn failures(&self, who: Fingerprint, since: Moment) -> Result<Vec<Moment>, StoreError> {
        self.readers
            .read(move |books| reading::failures(books, &who, since))
            .await
    }

    async fn failed(
        &self,
        who: Vec<Fingerprint>,
        now: Moment,
        since: Moment,
    ) -> Result<(), StoreError> {
        self.writer
            .write(move |books, _| writing::failed(books, &who, now, since))
            .await
    }

    async fn audit(&self, before: Option<u32>, most: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.readers
            .read(move |books| reading::audit(books, before, most))
            .await
    }

    async fn menu_draft(&self) -> Result<Option<DraftRow>, StoreError> {
        self.readers
            .read(|books| {
                let books = books.unchecked_transaction()?;
                reading::draft(&books)
            })
            .await
    }

    async fn draft_changes(&self, since: u32, most: u32) -> Result<Vec<DraftChange>, StoreError> {
        self.readers
            .read(move |books| reading::changes(books, since, most))
            .await
    }

    async fn notice(&self) -> Result<Option<NoticeRow>, StoreError> {
        self.readers.read(reading::notice).await
    }

    async fn objections(&self) -> Result<Vec<ObjectionView>, StoreError> {
        self.readers.read(reading::objections).await
    }

    async fn object(&self, objection: Objection, now: Moment) -> Result<(), StoreError> {
        self.writer
            .write_if_calm(move |books, _| writing::object(books, &objection, now))
            .await
    }

    async fn code_uses(&self) -> Result<BTreeMap<StudentId, CodeUse>, StoreError> {
        self.readers.read(reading::code_uses).await
    }

    async fn auditions(&self) -> Result<AuditionBooks, StoreError> {
        self.readers.read(auditions::all).await
    }

    async fn holders(&self, offerings: Vec<OfferingId>) -> Result<HolderBooks, StoreError> {
        self.readers
            .read(move |books| {
                let books = books.unchecked_transaction()?;
                reassigning::holders(&books, &offerings)
            })
            .await
    }

    async fn proposals(&self) -> Result<ProposalBooks, StoreError> {
        self.readers.read(proposals::all).await
    }

    async fn keep_sealed(
        &self,
        staff: StaffId,
        was: Vec<u8>,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError> {
        self.writer
            .write(move |books, _| writing::keep_sealed(books, &staff, &was, &sealed))
            .await
    }

    async fn carry_out(&self, act: DeskAct) -> Result<DeskOutcome, StoreError> {
        self.writer
            .write(move |books, memory| writing::carry_out(books, memory, &act))
            .await
    }
}
