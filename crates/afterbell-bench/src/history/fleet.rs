//! The servers that phones talk to, killed and started again in the middle of it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result};
use tokio::sync::{Notify, watch};

use crate::server::Server;

/// How a server is started, again after each kill.
pub struct Recipe {
    pub binary: PathBuf,
    pub books: [String; 2],
}

impl Recipe {
    fn start(&self) -> Result<Server> {
        let books = self.books.each_ref().map(AsRef::as_ref);
        // Each phone comes from an address of its own, as phones do.
        Server::start(&self.binary, books, &["--behind-proxy"], None)
    }
}

/// What phones know of the servers.
pub struct Fleet {
    addresses: Vec<watch::Receiver<String>>,
    asked: AtomicU64,
    /// A server is killed whenever so many more calls were asked.
    kill_every: Option<u64>,
    due: Notify,
}

/// The servers themselves.
pub struct Hangman {
    recipe: Recipe,
    servers: Vec<Server>,
    tell: Vec<watch::Sender<String>>,
}

pub fn start(recipe: Recipe, servers: usize, kill_every: Option<u64>) -> Result<(Fleet, Hangman)> {
    let servers = (0..servers).map(|_| recipe.start());
    let servers: Vec<Server> = servers.collect::<Result<_>>()?;
    let channels = servers
        .iter()
        .map(|server| watch::channel(server.address.clone()));
    let (tell, addresses) = channels.unzip();
    let fleet = Fleet {
        addresses,
        asked: AtomicU64::new(0),
        kill_every,
        due: Notify::new(),
    };
    let hangman = Hangman {
        recipe,
        servers,
        tell,
    };
    Ok((fleet, hangman))
}

impl Fleet {
    pub fn servers(&self) -> usize {
        self.addresses.len()
    }

    /// Where the `n`-th server is, now and later.
    pub fn address(&self, n: usize) -> Option<watch::Receiver<String>> {
        self.addresses.get(n % self.addresses.len().max(1)).cloned()
    }

    /// A call is about to be made.
    pub fn asking(&self) {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        if self
            .kill_every
            .is_some_and(|every| asked.is_multiple_of(every))
        {
            self.due.notify_one();
        }
    }
}

impl Hangman {
    /// Kills one after the other, whenever it is due; does not end by itself.
    pub async fn work(&mut self, fleet: &Fleet, kills: &AtomicU64) -> Result<()> {
        for next in (0..self.servers.len()).cycle() {
            fleet.due.notified().await;
            let server = self.servers.get_mut(next).context("a server")?;
            server.kill();
            *server = tokio::task::block_in_place(|| self.recipe.start())?;
            kills.fetch_add(1, Ordering::Relaxed);
            let tell = self.tell.get(next).context("who hears of it")?;
            tell.send_replace(server.address.clone());
        }
        Ok(())
    }
}
