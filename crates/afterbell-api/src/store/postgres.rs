//! 大型账本: the books in PostgreSQL, or a database that speaks as it does, for a district that
//! outgrows one machine. Several programs serve the same books side by side.

mod answers;
mod asking;
mod auditions;
mod batch;
mod bindings;
mod connections;
mod desk;
mod directory;
mod drafts;
mod draws;
mod failure;
mod groups;
mod hosts;
mod import;
mod inside;
mod lookups;
mod migrations;
mod office;
mod oversight;
mod proposals;
mod pupils;
mod reading;
mod reassigning;
mod roster;
mod rows;
mod seats;
mod sessions;
mod terms;
mod verify;
mod waiting;
mod wishes;
mod writer;
mod writes;

use std::time::Duration;

use afterbell_domain::wire::Child;
use afterbell_domain::{AgreementHash, GuardianId, MenuHash, Moment, StudentId};
use async_trait::async_trait;
use deadpool_postgres::{Object, Pool};
use futures_util::future::BoxFuture;
use tokio::time::timeout;

pub use connections::{DatabaseUrl, NotADatabase};
pub use verify::verify;

use super::deciding::Intent;
use super::{
    Binding, Bound, Decision, DraftEdit, DraftOutcome, Held, HostAnswered, HostEntered, HostEntry,
    Overview, Signed, Signing, Store, StoreError, Submission, UnreadChanges, Withdrawal,
    WriteRequest,
};
use crate::secret::{Fingerprint, ServerSecret};
use asking::ask_for_one;
use failure::Trouble;
use lookups::Lookups;
use writer::Writer;

#[derive(Debug, Clone, Copy)]
pub struct PostgresOptions {
    /// So many submissions may wait; one more is told to come back later.
    pub most_waiting: usize,
    /// So many share one commit at most; more together gain nothing and keep the first waiting.
    pub most_together: usize,
    /// Connections beside the one that gives places.
    pub connections: usize,
    /// A question that is not answered for so long never will be.
    pub longest_wait: Duration,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            most_waiting: 4_096,
            most_together: 512,
            connections: 8,
            longest_wait: Duration::from_secs(5),
        }
    }
}

pub struct PostgresStore {
    connections: Pool,
    longest_wait: Duration,
    lookups: Lookups,
    writer: Writer,
}

/// So often something small is tried again that another transaction was in the way of.
const TRIES_WHEN_IN_THE_WAY: u32 = 20;
/// A connection that broke while nobody used it costs one try.
const TRIES_WHEN_AWAY: u32 = 2;

impl PostgresStore {
    /// Opens the books, making or migrating them as needed.
    pub async fn open(url: &DatabaseUrl, options: PostgresOptions) -> Result<Self, StoreError> {
        let connections = url.pool(options.connections.max(1))?;
        migrations::run(&connections).await?;
        // A connection of its own, so that those who only ask never keep it waiting.
        let writer = Writer::start(url.pool(1)?, options);
        Ok(Self {
            lookups: Lookups::start(connections.clone()),
            connections,
            longest_wait: options.longest_wait,
            writer,
        })
    }

    /// Does something that can be done twice.
    async fn ask<'a, T>(
        &self,
        work: impl Fn(Object) -> BoxFuture<'a, Result<T, Trouble>>,
    ) -> Result<T, StoreError> {
        self.ask_often(TRIES_WHEN_AWAY, work).await
    }

    /// Does something that is done again only when it is sure that it was not done.
    async fn ask_once<'a, T>(
        &self,
        work: impl Fn(Object) -> BoxFuture<'a, Result<T, Trouble>>,
    ) -> Result<T, StoreError> {
        self.ask_often(1, work).await
    }

    async fn ask_often<'a, T>(
        &self,
        tries_when_away: u32,
        work: impl Fn(Object) -> BoxFuture<'a, Result<T, Trouble>>,
    ) -> Result<T, StoreError> {
        let mut tried = 0;
        loop {
            tried += 1;
            let done = self.try_once(&work).await;
            let most = match &done {
                Err(Trouble::InTheWay) => TRIES_WHEN_IN_THE_WAY,
                Err(Trouble::Away) => tries_when_away,
                _ => 0,
            };
            if tried >= most {
                return Ok(done?);
            }
            tokio::time::sleep(Duration::from_millis(5 * u64::from(tried))).await;
        }
    }

    async fn try_once<'a, T>(
        &self,
        work: &impl Fn(Object) -> BoxFuture<'a, Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        let client = self.connections.get().await?;
        if let Ok(done) = timeout(self.longest_wait, work(client)).await {
            return done;
        }
        // It is among the idle again; whoever took it would wait behind that question.
        self.connections.retain(|_, _| false);
        Err(Trouble::Away)
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn ping(&self) -> Result<(), StoreError> {
        self.writer.ping()?;
        self.lookups.ping()?;
        self.ask(|client| {
            Box::pin(async move {
                ask_for_one(&client, "SELECT 1", &[]).await?;
                Ok(())
            })
        })
        .await
    }

    async fn revision(&self) -> Result<i64, StoreError> {
        self.ask(|client| Box::pin(async move { reading::revision(&client).await }))
            .await
    }

    async fn overview(&self) -> Result<Option<Overview>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::overview(&client).await }))
            .await
    }

    async fn menu(&self, hash: &MenuHash) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::menu(&client, hash.as_str()).await }))
            .await
    }

    async fn agreement(&self, hash: &AgreementHash) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|client| Box::pin(async move { reading::agreement(&client, hash.as_str()).await }))
            .await
    }

    async fn server_secret(&self) -> Result<ServerSecret, StoreError> {
        self.ask(|client| Box::pin(async move { sessions::secret(&client).await }))
            .await
    }

    async fn knows_code(&self, code: Fingerprint) -> Result<bool, StoreError> {
        self.ask(|client| Box::pin(async move { bindings::knows_code(&client, &code).await }))
            .await
    }

    async fn bind(&self, binding: Binding) -> Result<Bound, StoreError> {
        let binding = &binding;
        self.ask(|mut client| Box::pin(async move { bindings::bind(&mut client, binding).await }))
            .await
    }

    async fn enter_by_host(&self, entry: HostEntry) -> Result<HostEntered, StoreError> {
        let entry = &entry;
        self.ask(|mut client| Box::pin(async move { hosts::enter(&mut client, entry).await }))
            .await
    }

    async fn entered_by_host(
        &self,
        request: &WriteRequest,
    ) -> Result<Option<HostAnswered>, StoreError> {
        self.ask(|client| Box::pin(async move { hosts::entered(&client, request).await }))
            .await
    }

    async fn unlink_hosts(
        &self,
        guardian: &GuardianId,
        kept: &Fingerprint,
        now: Moment,
    ) -> Result<u32, StoreError> {
        self.ask(|mut client| {
            Box::pin(async move { hosts::unlink(&mut client, guardian, kept, now).await })
        })
        .await
    }

    async fn guardian(
        &self,
        token: Fingerprint,
        now: Moment,
    ) -> Result<Option<GuardianId>, StoreError> {
        self.lookups.guardian(token, now).await
    }

    async fn revoke(&self, token: Fingerprint, now: Moment) -> Result<bool, StoreError> {
        self.ask(|client| Box::pin(async move { sessions::revoke(&client, &token, now).await }))
            .await
    }

    async fn children(&self, guardian: &GuardianId) -> Result<Vec<Child>, StoreError> {
        self.ask(|mut client| {
            Box::pin(async move { reading::children(&mut client, guardian).await })
        })
        .await
    }

    async fn submit(&self, submission: Submission) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::Submit(submission)).await
    }

    async fn withdraw(&self, withdrawal: Withdrawal) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::Withdraw(withdrawal)).await
    }

    async fn keep_draft(&self, edit: DraftEdit) -> Result<DraftOutcome, StoreError> {
        if !self.writer.is_calm() {
            return Err(StoreError::Overloaded);
        }
        let edit = &edit;
        self.ask(|mut client| Box::pin(async move { drafts::keep(&mut client, edit).await }))
            .await
    }

    async fn sign(&self, signing: Signing) -> Result<Decision, StoreError> {
        self.writer.settle(Intent::Sign(signing)).await
    }

    async fn signed_copy(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<Signed, StoreError> {
        self.ask(|client| {
            Box::pin(async move { reading::copy_for(&client, guardian, student).await })
        })
        .await
    }

    async fn unread_changes(&self, guardian: &GuardianId) -> Result<UnreadChanges, StoreError> {
        self.ask(|client| Box::pin(async move { reassigning::unread(&client, guardian).await }))
            .await
    }

    async fn read_changes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
        number: u32,
    ) -> Result<bool, StoreError> {
        self.ask(|client| {
            Box::pin(async move { reassigning::read(&client, guardian, student, number).await })
        })
        .await
    }

    async fn receipt(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<Held, StoreError> {
        self.ask(|client| {
            Box::pin(async move { reading::receipt(&client, guardian, student).await })
        })
        .await
    }
}
