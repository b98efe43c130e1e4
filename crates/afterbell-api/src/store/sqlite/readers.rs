//! A few read-only connections, each used by one reader at a time.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::failure::contained;
use crate::store::StoreError;

pub(super) struct Readers {
    /// As many permits as there are connections.
    free: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn open(
        count: usize,
        open: impl Fn() -> Result<Connection, StoreError>,
    ) -> Result<Self, StoreError> {
        let count = count.max(1);
        let idle = (0..count).map(|_| open()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            free: Arc::new(Semaphore::new(count)),
            idle: Arc::new(Mutex::new(idle)),
        })
    }

    /// Runs a question on a thread where waiting for the disk hurts nobody.
    pub(super) async fn read<T, F>(&self, question: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let permit = Arc::clone(&self.free).acquire_owned().await;
        let permit = permit.map_err(StoreError::failed)?;
        let idle = Arc::clone(&self.idle);
        let answered = tokio::task::spawn_blocking(move || {
            let answer = ask(&idle, question);
            drop(permit);
            answer
        });
        answered.await.map_err(StoreError::failed)?
    }

    /// The same for what is found at once, such as one row by its key: on the thread that asks,
    /// if a connection is free.
    pub(super) async fn glance<T, F>(&self, question: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        match self.free.try_acquire() {
            Ok(_permit) => ask(&self.idle, question),
            Err(_) => self.read(question).await,
        }
    }
}

fn ask<T>(
    idle: &Mutex<Vec<Connection>>,
    question: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let connection = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let connection = connection.ok_or(StoreError::Overloaded)?;
    let mut answer = contained(|| question(&connection));
    // A transaction is rolled back where it is dropped; should that have failed too, the next
    // one could not begin.
    if !connection.is_autocommit() {
        let closed = connection.execute_batch("ROLLBACK");
        answer = answer.and_then(|answer| Ok(closed.map(|()| answer)?));
    }
    idle.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(connection);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_costs_no_connection() {
        let readers = Readers::open(1, || Ok(Connection::open_in_memory()?)).unwrap();
        for _ in 0..3 {
            let panicking = readers.read(|books| -> Result<(), StoreError> {
                let _open = books.unchecked_transaction()?;
                panic!("a child's name");
            });
            let told = panicking.await.unwrap_err().to_string();
            assert_eq!(told, "the store failed: the work panicked");
        }
        let answer = readers.read(|books| {
            let _fresh = books.unchecked_transaction()?;
            Ok(books.query_row("SELECT 7", [], |row| row.get::<_, u32>(0))?)
        });
        assert_eq!(answer.await.unwrap(), 7);
    }
}
