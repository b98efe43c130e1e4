//! The one task that gives places. While one batch is on its way, the next one gathers in a
//! bounded queue; each waiter is answered after the commit that holds its answer.

use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};

use super::PostgresOptions;
use super::batch::{self, Memory};
use super::failure::Trouble;
use crate::store::deciding::Intent;
use crate::store::{Decision, StoreError};

/// So many writes may wait before those that are not urgent are turned away.
const MOST_WAITING_WHEN_CALM: usize = 32;
/// So long a batch is tried again when others are in the way or the server is away. A phone
/// that is then told to come back does so with its key, whatever became of the last try.
const LONGEST_TRY: Duration = Duration::from_secs(6);
/// The same when the last batch was not answered either: those who wait behind each other for a
/// server that hangs must not wait for each other's six seconds as well.
const LONGEST_TRY_WHEN_AWAY: Duration = Duration::from_secs(2);
const LONGEST_FAREWELL: Duration = Duration::from_secs(1);
const SHORTEST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

struct Waiting {
    intent: Intent,
    answer: oneshot::Sender<Result<Decision, StoreError>>,
}

pub(super) struct Writer {
    queue: mpsc::Sender<Waiting>,
    /// In the queue, or being worked on.
    waiting: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

#[derive(Debug, thiserror::Error)]
#[error("the writer has stopped")]
struct Stopped;

impl Writer {
    pub(super) fn start(pool: Pool, options: PostgresOptions) -> Self {
        let (queue, intents) = mpsc::channel(options.most_waiting.max(1));
        let waiting = Arc::new(AtomicUsize::new(0));
        let desk = Desk {
            pool,
            most_together: options.most_together.max(1),
            session: None,
            is_away: false,
        };
        let task = tokio::spawn(serve(desk, intents, Arc::clone(&waiting)));
        Self {
            queue,
            waiting,
            task,
        }
    }

    /// Fails when nothing can be written any more.
    pub(super) fn ping(&self) -> Result<(), StoreError> {
        match self.task.is_finished() {
            false => Ok(()),
            true => Err(StoreError::failed(Stopped)),
        }
    }

    /// Few wait, so that what can wait need not.
    pub(super) fn is_calm(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) < MOST_WAITING_WHEN_CALM
    }

    pub(super) async fn settle(&self, intent: Intent) -> Result<Decision, StoreError> {
        let (answer, told) = oneshot::channel();
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if let Err(refused) = self.queue.try_send(Waiting { intent, answer }) {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(match refused {
                mpsc::error::TrySendError::Full(_) => StoreError::Overloaded,
                mpsc::error::TrySendError::Closed(_) => StoreError::failed(Stopped),
            });
        }
        told.await.map_err(|_| StoreError::failed(Stopped))?
    }
}

async fn serve(mut desk: Desk, mut queue: mpsc::Receiver<Waiting>, waiting: Arc<AtomicUsize>) {
    let mut batch = Vec::new();
    while queue.recv_many(&mut batch, desk.most_together).await > 0 {
        let (intents, answers): (Vec<_>, Vec<_>) = batch
            .drain(..)
            .map(|Waiting { intent, answer }| (intent, answer))
            .unzip();
        let told = desk.settle(&intents).await;
        waiting.fetch_sub(intents.len(), Ordering::Relaxed);
        for (answer, told) in answers.into_iter().zip(told) {
            // Nobody listens any more when the phone went away; the write stands all the same.
            let _ = answer.send(told);
        }
    }
}

struct Desk {
    pool: Pool,
    most_together: usize,
    session: Option<Session>,
    /// The last batch was not answered.
    is_away: bool,
}

/// A connection, and what was seen through it. Another one may lead to another server, which
/// took over without the last commits: there, seats that were taken are free.
struct Session {
    client: Object,
    memory: Memory,
}

impl Desk {
    /// As many answers as intents.
    async fn settle(&mut self, intents: &[Intent]) -> Vec<Result<Decision, StoreError>> {
        match self.settle_together(intents).await {
            Ok(told) => told,
            Err(Trouble::InTheWay) => {
                let overloaded = || Err(StoreError::Overloaded);
                intents.iter().map(|_| overloaded()).collect()
            }
            Err(Trouble::Away) => intents.iter().map(|_| Err(StoreError::Away)).collect(),
            Err(Trouble::Refused(_) | Trouble::Failed(_)) if intents.len() > 1 => {
                self.settle_apart(intents).await
            }
            Err(trouble) => vec![Err(trouble.into())],
        }
    }

    /// Something among them is refused by the database: whatever it is, it fails alone.
    async fn settle_apart(&mut self, intents: &[Intent]) -> Vec<Result<Decision, StoreError>> {
        tracing::warn!(count = intents.len(), "batch_taken_apart");
        let mut told = Vec::with_capacity(intents.len());
        for intent in intents {
            // With the server away, each of the others would wait as long as this one did.
            if matches!(told.last(), Some(Err(StoreError::Away))) {
                told.push(Err(StoreError::Away));
                continue;
            }
            let alone = self.settle_together(slice::from_ref(intent)).await;
            told.push(match alone {
                Ok(mut told) => told.pop().unwrap_or(Err(StoreError::Overloaded)),
                Err(trouble) => Err(trouble.into()),
            });
        }
        told
    }

    /// Again and again until it is known what became of it. A commit whose answer was lost is
    /// found by its keys: the second try repeats what the first one decided.
    async fn settle_together(
        &mut self,
        intents: &[Intent],
    ) -> Result<Vec<Result<Decision, StoreError>>, Trouble> {
        let patience = match self.is_away {
            false => LONGEST_TRY,
            true => LONGEST_TRY_WHEN_AWAY,
        };
        let give_up = Instant::now() + patience;
        let mut pause = SHORTEST_PAUSE;
        loop {
            let done = self.settle_once(intents, give_up).await;
            self.is_away = matches!(done, Err(Trouble::Away));
            match done {
                Err(Trouble::InTheWay | Trouble::Away) if Instant::now() + pause < give_up => {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                done => return done,
            }
        }
    }

    async fn settle_once(
        &mut self,
        intents: &[Intent],
        give_up: Instant,
    ) -> Result<Vec<Result<Decision, StoreError>>, Trouble> {
        // A closed one makes room in the pool before another is asked for.
        let open = self.session.take().filter(|it| !it.client.is_closed());
        let mut session = match open {
            Some(session) => session,
            None => Session {
                client: self.pool.get().await?,
                memory: Memory::default(),
            },
        };
        let settling = batch::settle(&session.client, &mut session.memory, intents);
        let done = timeout_at(give_up, settling).await;
        let is_answered = done.is_ok();
        let done = done.unwrap_or(Err(Trouble::Away));
        if done.is_err() {
            session.memory = Memory::default();
            // A connection that cannot even do this is not used again.
            let rolled_back = is_answered && roll_back(&session.client).await;
            if !rolled_back {
                drop(Object::take(session.client));
                return done;
            }
        }
        self.session = Some(session);
        done
    }
}

async fn roll_back(client: &Object) -> bool {
    let rolled_back = client.batch_execute("ROLLBACK");
    matches!(timeout(LONGEST_FAREWELL, rolled_back).await, Ok(Ok(())))
}
