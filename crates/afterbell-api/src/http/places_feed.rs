//! 名额看板: one snapshot of places for all phones. It asks the store at most once a second
//! and only when something was committed, however many phones look on.

use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::{Label, MenuHash, Places, ServiceMenu};
use axum::body::Bytes;
use axum::http::HeaderValue;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::clock::Clock;
use crate::secret::Fingerprint;
use crate::store::{Overview, Store, StoreError};

const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// To tell one phone costs some twenty microseconds, most of them the system's. With many on the
/// line, news of the opening minute come half as often and cost half as much; what is decided is
/// decided on numbers of that moment anyway.
const PAUSE_AMONG_MANY: Duration = Duration::from_secs(2);
const MANY: usize = 1_000;
/// So long a phone may hear nothing before it is told that the numbers still hold.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What stands on the board, ready to be sent.
pub(super) struct Board {
    pub school: Label,
    pub term: Label,
    pub menu: MenuHash,
    /// What it was made of.
    content: Arc<ServiceMenu>,
    overview: Overview,
    pub places: Places,
    pub json: Bytes,
    pub event: Bytes,
    /// Names the numbers, not their age: unchanged numbers need not be sent again.
    pub etag: HeaderValue,
}

pub(super) struct PlacesFeed {
    board: watch::Receiver<Arc<Board>>,
    nudge: Arc<Notify>,
}

impl PlacesFeed {
    /// `None` when there is no menu yet.
    pub(super) async fn start(
        store: Arc<dyn Store>,
        clock: Clock,
        stopping: watch::Receiver<bool>,
    ) -> Result<Option<Self>, StoreError> {
        let revision = store.revision().await?;
        let Some(overview) = store.overview().await? else {
            return Ok(None);
        };
        let board = Board::read(&*store, &clock, overview, None).await?;
        let (sender, receiver) = watch::channel(Arc::new(board));
        let nudge = Arc::new(Notify::new());
        let keeper = Keeper {
            store,
            clock,
            revision,
            sender,
            told_at: Instant::now(),
        };
        tokio::spawn(keeper.run(Arc::clone(&nudge), stopping));
        let board = receiver;
        Ok(Some(Self { board, nudge }))
    }

    pub(super) fn board(&self) -> Arc<Board> {
        Arc::clone(&self.board.borrow())
    }

    pub(super) fn listen(&self) -> watch::Receiver<Arc<Board>> {
        self.board.clone()
    }

    /// Something was written: look soon rather than at the next turn.
    pub(super) fn nudge(&self) {
        self.nudge.notify_one();
    }
}

impl Board {
    /// The menu that holds now.
    pub(super) fn menu_content(&self) -> &ServiceMenu {
        &self.content
    }

    async fn read(
        store: &dyn Store,
        clock: &Clock,
        overview: Overview,
        before: Option<&Board>,
    ) -> Result<Self, StoreError> {
        let content = match before.filter(|before| before.menu == overview.menu) {
            Some(before) => Arc::clone(&before.content),
            None => Arc::new(menu_of(store, &overview.menu).await?),
        };
        let mut places = Places {
            menu: overview.menu.clone(),
            as_of: clock.now().map_err(StoreError::failed)?,
            taken: overview.taken.clone(),
            waits_for_pool: content.round.waits_for_pool(overview.was_run),
        };
        places.keep(&content, &overview.claims);
        Self::of(content, overview, &places)
    }

    fn of(
        content: Arc<ServiceMenu>,
        overview: Overview,
        places: &Places,
    ) -> Result<Self, StoreError> {
        let json = serde_json::to_string(places).map_err(StoreError::failed)?;
        let numbers = (&places.menu, &places.taken, places.waits_for_pool);
        let numbers = serde_json::to_vec(&numbers);
        let numbers = Fingerprint::of(&numbers.map_err(StoreError::failed)?);
        let name: String = numbers
            .bytes()
            .iter()
            .take(8)
            .map(|b| format!("{b:02x}"))
            .collect();
        let etag = HeaderValue::from_str(&format!("W/\"{name}\"")).map_err(StoreError::failed)?;
        Ok(Self {
            school: content.school.name.clone(),
            term: content.term.name.clone(),
            menu: places.menu.clone(),
            event: format!("data: {json}\n\n").into(),
            json: json.into(),
            etag,
            content,
            overview,
            places: places.clone(),
        })
    }
}

async fn menu_of(store: &dyn Store, hash: &MenuHash) -> Result<ServiceMenu, StoreError> {
    let content = store.menu(hash).await?.unwrap_or_default();
    serde_json::from_slice(&content).map_err(StoreError::failed)
}

fn pause_after_news(listeners: usize) -> Duration {
    match listeners {
        ..MANY => SHORTEST_PAUSE,
        _ => PAUSE_AMONG_MANY,
    }
}

enum Looked {
    /// Nothing was committed since: only the age is new.
    AtTheSame,
    /// The rows were counted again, which is not done twice in a second.
    AtNews,
}

struct Keeper {
    store: Arc<dyn Store>,
    clock: Clock,
    revision: i64,
    sender: watch::Sender<Arc<Board>>,
    told_at: Instant,
}

impl Keeper {
    async fn run(mut self, nudge: Arc<Notify>, mut stopping: watch::Receiver<bool>) {
        loop {
            tokio::select! {
                () = nudge.notified() => {}
                () = tokio::time::sleep(SHORTEST_PAUSE) => {}
                _ = stopping.changed() => return,
            }
            match self.look().await {
                Ok(Looked::AtTheSame) => continue,
                Ok(Looked::AtNews) => {}
                // The board keeps its age; the next turn tries again.
                Err(error) => tracing::warn!(%error, "places_not_read"),
            }
            tokio::select! {
                () = tokio::time::sleep(pause_after_news(self.sender.receiver_count())) => {}
                _ = stopping.changed() => return,
            }
        }
    }

    async fn look(&mut self) -> Result<Looked, StoreError> {
        let before = Arc::clone(&self.sender.borrow());
        let revision = self.store.revision().await?;
        let (looked, overview) = if revision == self.revision {
            (Looked::AtTheSame, Some(before.overview.clone()))
        } else {
            (Looked::AtNews, self.store.overview().await?)
        };
        let Some(overview) = overview else {
            return Ok(looked);
        };
        let board = Board::read(&*self.store, &self.clock, overview, Some(&before)).await?;
        self.revision = revision;
        let tell = board.etag != before.etag || self.told_at.elapsed() >= HEARTBEAT;
        if tell {
            self.told_at = Instant::now();
        }
        // Whoever asks sees the newest age; those who listen are only woken for news.
        self.sender.send_if_modified(|current| {
            *current = Arc::new(board);
            tell
        });
        Ok(looked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_listen_the_less_often_they_are_told() {
        assert_eq!(pause_after_news(1), Duration::from_secs(1));
        assert_eq!(pause_after_news(999), Duration::from_secs(1));
        assert_eq!(pause_after_news(1_000), Duration::from_secs(2));
        assert_eq!(pause_after_news(20_000), Duration::from_secs(2));
    }
}
