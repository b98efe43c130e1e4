//! 内嵌账本: the books in one SQLite file. One thread writes, a few connections read.

mod agreements;
mod auditions;
mod bindings;
mod copying;
mod current_menu;
mod desk;
mod directory;
mod district;
mod drafts;
mod draws;
mod failure;
mod group_commit;
mod groups;
mod holdings;
mod hosts;
mod idempotency;
mod import;
mod ledger;
mod memory;
mod migrations;
mod office;
mod oversight;
mod proposals;
mod readers;
mod reassigning;
mod roster;
mod rows;
mod selections;
mod sessions;
mod students;
mod submit;
mod terms;
mod verify;
mod waiting;
mod wishes;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use afterbell_domain::wire::Child;
use afterbell_domain::{AgreementHash, MenuHash, Moment, StudentId};
use async_trait::async_trait;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::deciding::Intent;
use super::{
    Binding, Bound, Decision, DraftEdit, DraftOutcome, GuardianId, Held, HostAnswered, HostEntered,
    HostEntry, Overview, Signed, Signing, Store, StoreError, Submission, UnreadChanges, Withdrawal,
    WriteRequest,
};
use crate::secret::{Fingerprint, ServerSecret};
pub use copying::{back_up, can_be_read, restore};
use readers::Readers;
pub use verify::verify;
use writer::Writer;

/// How long a writer waits while another process (an import) holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, Copy)]
pub struct SqliteOptions {
    /// So many writes may wait; one more is told to come back later.
    pub most_waiting: usize,
    /// So many may share one commit. More of them make the wait for the disk cheaper and the
    /// first of them wait longer.
    pub most_together: usize,
    pub readers: usize,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self {
            most_waiting: 4_096,
            most_together: 512,
            readers: 4,
        }
    }
}

pub struct SqliteStore {
    /// `data_version` speaks to the connection that asks it, so it needs one of its own.
    sentinel: Mutex<Connection>,
    readers: Readers,
    /// Closed last, since only a connection that writes can tidy up behind itself.
    writer: Writer,
}

impl SqliteStore {
    /// Opens the books, making or migrating them as needed.
    pub fn open(file: &Path, options: SqliteOptions) -> Result<Self, StoreError> {
        let mut connection = Connection::open(file)?;
        prepare(&connection)?;
        migrations::run(&mut connection)?;
        let reading = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open_reader = {
            let file: PathBuf = file.to_owned();
            move || -> Result<Connection, StoreError> {
                let connection = Connection::open_with_flags(&file, reading)?;
                settle(&connection)?;
                Ok(connection)
            }
        };
        Ok(Self {
            sentinel: Mutex::new(open_reader()?),
            readers: Readers::open(options.readers, open_reader)?,
            writer: Writer::start(connection, options.most_waiting, options.most_together)?,
        })
    }
}

fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // More than a submission uses, so that none is parsed twice.
    connection.set_prepared_statement_cache_capacity(64);
    // Else SQLite parses some of them again whenever a value is bound, in the hope of a better plan.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    settle(connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // An answer is given only once it is on the disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What a savepoint would need to go back lies in memory: it is no business of the disk.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // A batch touches a thousand pages all over the books; the two megabytes of the default do
    // not hold them. In KiB, told as a negative number.
    connection.pragma_update(None, "cache_size", -64 * 1_024)?;
    // Carrying pages from the log to the books costs two more waits for the disk: rarely.
    connection.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    Ok(())
}

#[async_trait]
impl Store for SqliteStore {
    async fn ping(&self) -> Result<(), StoreError> {
        self.writer.ping()?;
        self.readers
            .read(|books| Ok(books.query_row("SELECT 1", [], |_| Ok(()))?))
            .await
    }

    async fn revision(&self) -> Result<i64, StoreError> {
        // Reads a counter in shared memory; not worth a thread of its own.
        let sentinel = self.sentinel.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(sentinel.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    async fn overview(&self) -> Result<Option<Overview>, StoreError> {
        self.readers.read(selections::overview).await
    }

    async fn menu(&self, hash: &MenuHash) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = hash.clone();
        self.readers
            .read(move |books| current_menu::content(books, &hash))
            .await
    }

    async fn agreement(&self, hash: &AgreementHash) -> Result<Option<Vec<u8>>, StoreError> {
        let hash = hash.clone();
        self.readers
            .read(move |books| agreements::content(books, &hash))
            .await
    }

    async fn server_secret(&self) -> Result<ServerSecret, StoreError> {
        self.writer.write(|books, _| sessions::secret(books)).await
    }

    async fn knows_code(&self, code: Fingerprint) -> Result<bool, StoreError> {
        self.readers
            .read(move |books| bindings::knows_code(books, &code))
            .await
    }

    async fn bind(&self, binding: Binding) -> Result<Bound, StoreError> {
        self.writer
            .write(move |books, _| bindings::bind(books, &binding))
            .await
    }

    async fn enter_by_host(&self, entry: HostEntry) -> Result<HostEntered, StoreError> {
        self.writer
            .write(move |books, _| hosts::enter(books, &entry))
            .await
    }

    async fn entered_by_host(
        &self,
        request: &WriteRequest,
    ) -> Result<Option<HostAnswered>, StoreError> {
        let request = request.clone();
        self.readers
            .read(move |books| hosts::entered(books, &request))
            .await
    }

    async fn unlink_hosts(
        &self,
        guardian: &GuardianId,
        kept: &Fingerprint,
        now: Moment,
    ) -> Result<u32, StoreError> {
        let (guardian, kept) = (guardian.clone(), *kept);
        self.writer
            .write(move |books, _| hosts::unlink(books, &guardian, &kept, now))
            .await
    }

    async fn guardian(
        &self,
        token: Fingerprint,
        now: Moment,
    ) -> Result<Option<GuardianId>, StoreError> {
        // Every request asks this, and one row by its key is found sooner than a thread.
        self.readers
            .glance(move |books| sessions::guardian(books, &token, now))
            .await
    }

    async fn revoke(&self, token: Fingerprint, now: Moment) -> Result<bool, StoreError> {
        self.writer
            .write(move |books, _| sessions::revoke(books, &token, now))
            .await
    }

    async fn children(&self, guardian: &GuardianId) -> Result<Vec<Child>, StoreError> {
        let guardian = guardian.clone();
        self.readers
            .read(move |books| students::children(books, &guardian))
            .await
    }

    async fn submit(&self, submission: Submission) -> Result<Decision, StoreError> {
        let intent = Intent::Submit(submission);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn withdraw(&self, withdrawal: Withdrawal) -> Result<Decision, StoreError> {
        let intent = Intent::Withdraw(withdrawal);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn keep_draft(&self, edit: DraftEdit) -> Result<DraftOutcome, StoreError> {
        self.writer
            .write_if_calm(move |books, _| drafts::keep(books, &edit))
            .await
    }

    async fn sign(&self, signing: Signing) -> Result<Decision, StoreError> {
        let intent = Intent::Sign(signing);
        self.writer
            .write(move |books, memory| submit::carry_out(books, memory, &intent))
            .await
    }

    async fn signed_copy(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<Signed, StoreError> {
        let (guardian, student) = (guardian.clone(), student.clone());
        self.readers
            .read(move |books| agreements::copy_for(books, &guardian, &student))
            .await
    }

    async fn unread_changes(&self, guardian: &GuardianId) -> Result<UnreadChanges, StoreError> {
        let guardian = guardian.clone();
        self.readers
            .read(move |books| reassigning::unread(books, &guardian))
            .await
    }

    async fn read_changes(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
        number: u32,
    ) -> Result<bool, StoreError> {
        let (guardian, student) = (guardian.clone(), student.clone());
        self.writer
            .write_if_calm(move |books, _| reassigning::read(books, &guardian, &student, number))
            .await
    }

    async fn receipt(
        &self,
        guardian: &GuardianId,
        student: &StudentId,
    ) -> Result<Held, StoreError> {
        let (guardian, student) = (guardian.clone(), student.clone());
        self.readers
            .read(move |books| selections::held(books, &guardian, &student))
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_on_the_disk_before_it_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let connection = Connection::open(folder.path().join("books.sqlite")).unwrap();
        prepare(&connection).unwrap();
        let number = |name| -> u8 {
            connection
                .pragma_query_value(None, name, |row| row.get(0))
                .unwrap()
        };
        assert_eq!(number("synchronous"), 2);
        assert_eq!(number("foreign_keys"), 1);
        let journal: String = connection
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        assert_eq!(journal, "wal");
    }
}
