//! The one thread that writes. It owns the connection; commands reach it through a bounded
//! queue, so that an opening minute fills a queue and not the memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use super::current_menu::CurrentMenu;
use super::failure::contained;
use crate::store::StoreError;

/// So many writes may wait before those that are not urgent are turned away. In a calm school
/// hardly one does.
const MOST_WAITING_WHEN_CALM: usize = 32;

/// A write in two steps: first the work inside a transaction, then, when that transaction's
/// fate is known, the answer. Several can so share one commit.
trait Command: Send {
    fn work(&mut self, books: &Connection, menu: &mut CurrentMenu) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, fate: Result<(), StoreError>);
}

struct Waiting<T, F> {
    work: Option<F>,
    outcome: Option<T>,
    sender: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Command for Waiting<T, F>
where
    T: Send,
    F: FnOnce(&Connection, &mut CurrentMenu) -> Result<T, StoreError> + Send,
{
    fn work(&mut self, books: &Connection, menu: &mut CurrentMenu) -> Result<(), StoreError> {
        if let Some(work) = self.work.take() {
            self.outcome = Some(work(books, menu)?);
        }
        Ok(())
    }

    fn answer(self: Box<Self>, fate: Result<(), StoreError>) {
        let outcome = self.outcome.ok_or(StoreError::Overloaded);
        // Nobody listens any more when the phone went away; the write stands all the same.
        let _ = self.sender.send(fate.and(outcome));
    }
}

pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Command>>>,
    /// In the queue, or being worked on.
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the writer has stopped")]
struct Stopped;

impl Writer {
    pub(super) fn start(connection: Connection, most_waiting: usize) -> Result<Self, StoreError> {
        let (queue, commands) = sync_channel(most_waiting);
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&waiting);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || serve(connection, &commands, &counter))
            .map_err(StoreError::failed)?;
        Ok(Self {
            queue: Some(queue),
            waiting,
            thread: Some(thread),
        })
    }

    /// Fails when nothing can be written any more.
    pub(super) fn ping(&self) -> Result<(), StoreError> {
        match &self.thread {
            Some(thread) if !thread.is_finished() => Ok(()),
            _ => Err(StoreError::failed(Stopped)),
        }
    }

    /// The same for what can wait: turned away while many others do.
    pub(super) async fn write_if_calm<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &mut CurrentMenu) -> Result<T, StoreError> + Send + 'static,
    {
        if self.waiting.load(Ordering::Relaxed) >= MOST_WAITING_WHEN_CALM {
            return Err(StoreError::Overloaded);
        }
        self.write(work).await
    }

    /// Runs `work` in a transaction of its own and answers after the commit.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &mut CurrentMenu) -> Result<T, StoreError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let command = Box::new(Waiting {
            work: Some(work),
            outcome: None,
            sender,
        });
        let queue = self
            .queue
            .as_ref()
            .ok_or_else(|| StoreError::failed(Stopped))?;
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if let Err(refused) = queue.try_send(command) {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(match refused {
                TrySendError::Full(_) => StoreError::Overloaded,
                TrySendError::Disconnected(_) => StoreError::failed(Stopped),
            });
        }
        receiver.await.map_err(|_| StoreError::failed(Stopped))?
    }
}

impl Drop for Writer {
    /// Whatever was accepted into the queue is still written.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut connection: Connection, commands: &Receiver<Box<dyn Command>>, waiting: &AtomicUsize) {
    let mut menu = CurrentMenu::default();
    while let Ok(mut command) = commands.recv() {
        let fate = contained(&mut connection, |connection| {
            commit(connection, &mut menu, command.as_mut())
        });
        waiting.fetch_sub(1, Ordering::Relaxed);
        command.answer(fate);
    }
}

fn commit(
    connection: &mut Connection,
    menu: &mut CurrentMenu,
    command: &mut dyn Command,
) -> Result<(), StoreError> {
    let books = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // An early return drops the transaction, which rolls it back; so does a panic.
    command.work(&books, menu)?;
    Ok(books.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_fails_its_own_write_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        books.execute_batch("CREATE TABLE written (n)").unwrap();
        let writer = Writer::start(books, 8).unwrap();
        let insert = "INSERT INTO written VALUES (1)";
        let panicking = writer.write(move |books, _| -> Result<(), StoreError> {
            books.execute(insert, [])?;
            panic!("a child's name");
        });
        let after = writer.write(move |books, _| {
            books.execute(insert, [])?;
            Ok(books.query_row("SELECT count(*) FROM written", [], |row| {
                row.get::<_, u32>(0)
            })?)
        });
        let (panicked, after) = tokio::join!(panicking, after);
        let told = panicked.unwrap_err().to_string();
        assert_eq!(told, "the store failed: the work panicked");
        // What the first had written was rolled back.
        assert_eq!(after.unwrap(), 1);
        writer.ping().unwrap();
    }

    /// What can wait waits for what cannot.
    #[tokio::test]
    async fn a_busy_writer_turns_away_what_is_not_urgent() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        let writer = Writer::start(books, 64).unwrap();
        let (go_on, held) = std::sync::mpsc::channel::<()>();
        let first = writer.write(move |_, _| {
            let _ = held.recv();
            Ok(())
        });
        let urgent = (1..MOST_WAITING_WHEN_CALM).map(|_| writer.write(|_, _| Ok(())));
        let urgent = futures_util::future::join_all(urgent);
        let look = async {
            let refused = writer.write_if_calm(|_, _| Ok(())).await;
            assert!(matches!(refused, Err(StoreError::Overloaded)));
            go_on.send(()).unwrap();
        };
        // Polled in this order: the look comes when all others are in the queue.
        let (first, urgent, ()) = tokio::join!(first, urgent, look);
        first.unwrap();
        assert!(urgent.iter().all(Result::is_ok));
        writer.write_if_calm(|_, _| Ok(())).await.unwrap();
    }
}
