//! The one thread that writes. It owns the connection; commands reach it through a bounded
//! queue, so that an opening minute fills a queue and not the memory. Commands that wait share
//! one transaction and one fsync; each is answered after the commit that holds it.

use std::sync::Arc;
use std::thread::JoinHandle;

use afterbell_queue::{Queue, Refused};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::group_commit::{Command, write_together};
use super::memory::Memory;
use crate::store::StoreError;

/// So many writes may wait before those that are not urgent are turned away. In a calm school
/// hardly one does.
const MOST_WAITING_WHEN_CALM: usize = 32;

struct Waiting<T, F> {
    work: F,
    outcome: Option<T>,
    sender: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Command for Waiting<T, F>
where
    T: Send,
    F: FnMut(&Connection, &mut Memory) -> Result<T, StoreError> + Send,
{
    fn work(&mut self, books: &Connection, memory: &mut Memory) -> Result<(), StoreError> {
        self.outcome = Some((self.work)(books, memory)?);
        Ok(())
    }

    fn answer(self: Box<Self>, fate: Result<(), StoreError>) {
        let outcome = self.outcome.ok_or(StoreError::Overloaded);
        // Nobody listens any more when the phone went away; the write stands all the same.
        let _ = self.sender.send(fate.and(outcome));
    }
}

type Commands = Queue<Box<dyn Command>>;

pub(super) struct Writer {
    queue: Arc<Commands>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the writer has stopped")]
struct Stopped;

impl Writer {
    pub(super) fn start(
        connection: Connection,
        most_waiting: usize,
        most_together: usize,
    ) -> Result<Self, StoreError> {
        let queue = Arc::new(Commands::new(most_waiting));
        let commands = Taking(Arc::clone(&queue));
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || serve(connection, &commands, most_together))
            .map_err(StoreError::failed)?;
        Ok(Self {
            queue,
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
        F: FnMut(&Connection, &mut Memory) -> Result<T, StoreError> + Send + 'static,
    {
        if self.queue.busy_with() >= MOST_WAITING_WHEN_CALM {
            return Err(StoreError::Overloaded);
        }
        self.write(work).await
    }

    /// Runs `work` in a transaction, all of it or none, and answers after the commit. It is run
    /// again when it, or another that shares its transaction, has failed and was taken back.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnMut(&Connection, &mut Memory) -> Result<T, StoreError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let command = Box::new(Waiting {
            work,
            outcome: None,
            sender,
        });
        self.queue.push(command).map_err(|refused| match refused {
            Refused::Full => StoreError::Overloaded,
            Refused::Closed => StoreError::failed(Stopped),
        })?;
        receiver.await.map_err(|_| StoreError::failed(Stopped))?
    }
}

impl Drop for Writer {
    /// Whatever was accepted into the queue is still written.
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// However the thread ends, nobody is left waiting for it.
struct Taking(Arc<Commands>);

impl Drop for Taking {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

fn serve(connection: Connection, Taking(commands): &Taking, most_together: usize) {
    let mut memory = Memory::default();
    loop {
        let batch = commands.take(most_together);
        if batch.is_empty() {
            return;
        }
        write_together(&connection, &mut memory, batch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Waits once, however often it is run.
    fn held_up(
        held: std::sync::mpsc::Receiver<()>,
    ) -> impl FnMut(&Connection, &mut Memory) -> Result<(), StoreError> {
        let mut held = Some(held);
        move |_, _| {
            let _ = held.take().map(|held| held.recv());
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_write_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        books.execute_batch("CREATE TABLE written (n)").unwrap();
        let writer = Writer::start(books, 8, 8).unwrap();
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
        let writer = Writer::start(books, 64, 16).unwrap();
        let (go_on, held) = std::sync::mpsc::channel::<()>();
        let first = writer.write(held_up(held));
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

    /// The failing one is in the middle of a batch; what it wrote is gone, and only that.
    #[tokio::test]
    async fn neighbours_of_a_bad_write_share_its_batch_and_not_its_fate() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        books
            .execute_batch("CREATE TABLE written (n UNIQUE)")
            .unwrap();
        let writer = Writer::start(books, 64, 64).unwrap();
        let (go_on, held) = std::sync::mpsc::channel::<()>();
        let first = writer.write(held_up(held));
        let batch = (0..9).map(|n| {
            writer.write(move |books, _| {
                books.execute("INSERT INTO written VALUES (?1)", [n])?;
                match n {
                    3 => panic!("a child's name"),
                    // A second time: the database itself refuses.
                    5 => books.execute("INSERT INTO written VALUES (?1)", [n])?,
                    _ => 0,
                };
                let count = "SELECT count(*) FROM written";
                Ok(books.query_row(count, [], |row| row.get::<_, u32>(0))?)
            })
        });
        let batch = futures_util::future::join_all(batch);
        let begin = async { go_on.send(()).unwrap() };
        let (first, batch, ()) = tokio::join!(first, batch, begin);
        first.unwrap();
        let seen: Vec<_> = batch.into_iter().map(|count| count.ok()).collect();
        // Each sees what those before it have written.
        let expected = [
            Some(1),
            Some(2),
            Some(3),
            None,
            Some(4),
            None,
            Some(5),
            Some(6),
            Some(7),
        ];
        assert_eq!(seen, expected);
    }

    /// A rule of the database that speaks only at the end fails the commit itself.
    #[tokio::test]
    async fn a_commit_that_fails_is_told_to_all_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let books = Connection::open(folder.path().join("books.sqlite")).unwrap();
        books
            .execute_batch(
                "PRAGMA foreign_keys = true; CREATE TABLE a (n PRIMARY KEY);
                 CREATE TABLE b (n REFERENCES a DEFERRABLE INITIALLY DEFERRED)",
            )
            .unwrap();
        let writer = Writer::start(books, 64, 64).unwrap();
        let (go_on, held) = std::sync::mpsc::channel::<()>();
        let first = writer.write(held_up(held));
        let good = writer.write(|books, _| Ok(books.execute("INSERT INTO a VALUES (1)", [])?));
        let bad = writer.write(|books, _| Ok(books.execute("INSERT INTO b VALUES (2)", [])?));
        let begin = async { go_on.send(()).unwrap() };
        // The first may have been taken alone or together with the others.
        let (_, good, bad, ()) = tokio::join!(first, good, bad, begin);
        assert!(good.is_err() && bad.is_err());
        let left = writer.write(|books, _| {
            Ok(books.query_row("SELECT count(*) FROM a", [], |row| row.get::<_, u32>(0))?)
        });
        assert_eq!(left.await.unwrap(), 0);
    }
}
