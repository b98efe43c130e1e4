//! The school's desk in the books.

mod reading;
mod writing;

pub(super) use reading::{chained, published};

use std::collections::BTreeMap;

use afterbell_domain::desk::{DraftChange, Objection, ObjectionView};
use afterbell_domain::{Moment, OfferingId, StaffId, StudentId};
use async_trait::async_trait;

use super::{PostgresStore, auditions, proposals, reassigning};
use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::desk::{
    Asked, AuditRow, AuditionBooks, CodeUse, Desk, DeskAct, DeskOutcome, DraftRow, HolderBooks,
    NoticeRow, ProposalBooks, StaffRow,
};

#[async_trait]
impl Desk for PostgresStore {
    async fn staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::staff(&client).await }))
            .await
    }

    async fn staff_of_session(
        &self,
        token: Fingerprint,
        now: Moment,
        asked: Asked,
    ) -> Result<Option<StaffRow>, StoreError> {
        self.ask(|client| {
            Box::pin(async move {
                let found = reading::session(&client, &token, now).await?;
                if let Some(session) = &found
                    && session.is_to_be_put_off
                    && asked == Asked::BySomebody
                {
                    writing::put_off(&client, &token, now).await?;
                }
                Ok(found.map(|session| session.staff))
            })
        })
        .await
    }

    async fn failures(&self, who: Fingerprint, since: Moment) -> Result<Vec<Moment>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::failures(&client, &who, since).await }))
            .await
    }

    async fn failed(
        &self,
        who: Vec<Fingerprint>,
        now: Moment,
        since: Moment,
    ) -> Result<(), StoreError> {
        let who = &who;
        self.ask(|client| Box::pin(async move { writing::failed(&client, who, now, since).await }))
            .await
    }

    async fn audit(&self, before: Option<u32>, most: u32) -> Result<Vec<AuditRow>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::audit(&client, before, most).await }))
            .await
    }

    async fn menu_draft(&self) -> Result<Option<DraftRow>, StoreError> {
        self.ask(|mut client| {
            Box::pin(async move {
                let books = client.transaction().await?;
                reading::draft(&books).await
            })
        })
        .await
    }

    async fn draft_changes(&self, since: u32, most: u32) -> Result<Vec<DraftChange>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::changes(&client, since, most).await }))
            .await
    }

    async fn notice(&self) -> Result<Option<NoticeRow>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::notice(&client).await }))
            .await
    }

    async fn objections(&self) -> Result<Vec<ObjectionView>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::objections(&client).await }))
            .await
    }

    async fn object(&self, objection: Objection, now: Moment) -> Result<(), StoreError> {
        let objection = &objection;
        self.ask_once(|client| {
            Box::pin(async move { writing::object(&client, objection, now).await })
        })
        .await
    }

    async fn code_uses(&self) -> Result<BTreeMap<StudentId, CodeUse>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::code_uses(&client).await }))
            .await
    }

    async fn auditions(&self) -> Result<AuditionBooks, StoreError> {
        self.ask(|mut client| Box::pin(async move { auditions::all(&mut client).await }))
            .await
    }

    async fn holders(&self, offerings: Vec<OfferingId>) -> Result<HolderBooks, StoreError> {
        let offerings = &offerings;
        self.ask(|client| Box::pin(async move { reassigning::holders(&client, offerings).await }))
            .await
    }

    async fn proposals(&self) -> Result<ProposalBooks, StoreError> {
        self.ask(|client| Box::pin(async move { proposals::all(&client).await }))
            .await
    }

    /// Not tried again when the connection is lost at its end: whoever asked looks what became of it.
    async fn keep_sealed(
        &self,
        staff: StaffId,
        was: Vec<u8>,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError> {
        self.ask(|client| {
            let (staff, was, sealed) = (&staff, &was, &sealed);
            Box::pin(async move { writing::keep_sealed(&client, staff, was, sealed).await })
        })
        .await
    }

    async fn carry_out(&self, act: DeskAct) -> Result<DeskOutcome, StoreError> {
        let act = &act;
        self.ask_once(|mut client| {
            Box::pin(async move { writing::carry_out(&mut client, act).await })
        })
        .await
    }
}
