//! The one task that gives places. While one batch is on its way, the next one gathers in a
//! bounded queue; each waiter is answered after the commit that holds its answer.

use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

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
            memory: Memory::default(),
            most_together: options.most_together.max(1),
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
        let give_up = Instant::now() + LONGEST_TRY;
        let mut pause = SHORTEST_PAUSE;
        loop {
            match self.settle_once(intents).await {
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
    ) -> Result<Vec<Result<Decision, StoreError>>, Trouble> {
        let client = self.pool.get().await?;
        let done = batch::settle(&client, &mut self.memory, intents).await;
        if done.is_err() {
            self.memory = Memory::default();
            // A connection that cannot even do this is not used again.
            if client.batch_execute("ROLLBACK").await.is_err() {
                drop(Object::take(client));
            }
        }
        done
    }
}
