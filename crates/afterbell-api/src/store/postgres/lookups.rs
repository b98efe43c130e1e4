//! Whose token it is, asked by every request: those that wait are asked for together, so that a
//! rush costs a question for many and not a question for each.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::{GuardianId, Moment};
use deadpool_postgres::{Object, Pool};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::asking::ask;
use super::failure::Trouble;
use super::rows::{bytes, parse};
use crate::secret::Fingerprint;
use crate::store::StoreError;

const MOST_TOGETHER: usize = 256;
/// More than can be answered in the time a request has.
const MOST_WAITING: usize = 16_384;
/// A connection that broke while nobody used it costs one try.
const TRIES: u32 = 2;

/// A server that hangs must not hang all who wait behind.
const LONGEST_LOOK: Duration = Duration::from_secs(3);

const SESSIONS: &str = "SELECT token, guardian, expires_at_unix FROM session
     WHERE token = ANY($1) AND revoked_at IS NULL";

type Answer = Result<Option<GuardianId>, StoreError>;

struct Waiting {
    token: Fingerprint,
    now: Moment,
    answer: oneshot::Sender<Answer>,
}

pub(super) struct Lookups {
    queue: mpsc::Sender<Waiting>,
    task: JoinHandle<()>,
}

#[derive(Debug, thiserror::Error)]
#[error("nobody looks up sessions any more")]
struct Stopped;

#[derive(Debug, Clone)]
struct Session {
    guardian: GuardianId,
    expires_at_unix: i64,
}

impl Lookups {
    pub(super) fn start(pool: Pool) -> Self {
        let (queue, waiting) = mpsc::channel(MOST_WAITING);
        let task = tokio::spawn(serve(pool, waiting));
        Self { queue, task }
    }

    /// Fails when nobody can be recognised any more.
    pub(super) fn ping(&self) -> Result<(), StoreError> {
        match self.task.is_finished() {
            false => Ok(()),
            true => Err(StoreError::failed(Stopped)),
        }
    }

    pub(super) async fn guardian(&self, token: Fingerprint, now: Moment) -> Answer {
        let (answer, told) = oneshot::channel();
        let waiting = Waiting { token, now, answer };
        // Full, or stopped with the program.
        let asked = self.queue.try_send(waiting);
        asked.map_err(|_| StoreError::Overloaded)?;
        told.await.map_err(|_| StoreError::Overloaded)?
    }
}

async fn serve(pool: Pool, mut queue: mpsc::Receiver<Waiting>) {
    let mut waiting = Vec::new();
    while queue.recv_many(&mut waiting, MOST_TOGETHER).await > 0 {
        // Who has gone away meanwhile need not be recognised.
        waiting.retain(|waiting| !waiting.answer.is_closed());
        let found = look_up_together(&pool, &waiting).await;
        let found = found.map_err(|trouble| Arc::new(StoreError::from(trouble)));
        for Waiting { token, now, answer } in waiting.drain(..) {
            let told = match &found {
                Ok(sessions) => Ok(sessions
                    .get(&token)
                    .filter(|session| session.expires_at_unix > now.unix_seconds())
                    .map(|session| session.guardian.clone())),
                Err(error) => Err(match &**error {
                    StoreError::Overloaded => StoreError::Overloaded,
                    StoreError::Away => StoreError::Away,
                    StoreError::Full => StoreError::Full,
                    StoreError::Failed(_) => StoreError::failed(Arc::clone(error)),
                }),
            };
            // Nobody listens any more when the phone went away.
            let _ = answer.send(told);
        }
    }
}

async fn look_up_together(
    pool: &Pool,
    waiting: &[Waiting],
) -> Result<HashMap<Fingerprint, Session>, Trouble> {
    let mut tried = 0;
    loop {
        tried += 1;
        match look_up(pool, waiting).await {
            Err(Trouble::InTheWay | Trouble::Away) if tried < TRIES => {}
            done => return done,
        }
    }
}

async fn look_up(
    pool: &Pool,
    waiting: &[Waiting],
) -> Result<HashMap<Fingerprint, Session>, Trouble> {
    let tokens: Vec<&[u8]> = waiting
        .iter()
        .map(|waiting| waiting.token.bytes().as_slice())
        .collect();
    let client = pool.get().await?;
    let asked = timeout(LONGEST_LOOK, ask(&client, SESSIONS, &[&tokens])).await;
    let Ok(rows) = asked else {
        // Whoever used it next would wait behind this question.
        drop(Object::take(client));
        return Err(Trouble::Away);
    };
    let rows = rows?;
    rows.iter()
        .map(|row| {
            let session = Session {
                guardian: parse(row, 1)?,
                expires_at_unix: row.try_get(2)?,
            };
            Ok((Fingerprint::from_bytes(bytes(row, 0)?), session))
        })
        .collect()
}
