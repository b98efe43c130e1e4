//! Phones that have the page open, and when they hear of a change.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::task::JoinSet;

/// A phone that has not heard by then never will.
const LONGEST: Duration = Duration::from_secs(60);
const REQUEST: &[u8] = b"GET /api/places/events HTTP/1.1\r\nhost: bench\r\n\r\n";
/// The offering that is taken; its number says which change it is.
const TAKEN: &[u8] = b"\"o0\":";

pub struct Listeners {
    phones: usize,
    shared: Arc<Shared>,
    _listening: JoinSet<()>,
}

struct Shared {
    /// The change that is waited for, and when it was answered.
    change: Mutex<(usize, Instant)>,
    /// Who has heard, in all changes together.
    heard: AtomicUsize,
    all: Notify,
    phones: usize,
    /// In ms: after the answer, and by change after the first that heard.
    delays: Mutex<Vec<(usize, f64)>>,
}

impl Listeners {
    pub async fn open(address: &str, phones: usize) -> Result<Self> {
        let shared = Arc::new(Shared {
            change: Mutex::new((0, Instant::now())),
            heard: AtomicUsize::new(0),
            all: Notify::new(),
            phones,
            delays: Mutex::default(),
        });
        let mut listening = JoinSet::new();
        for _ in 0..phones {
            let mut stream = TcpStream::connect(address).await?;
            stream.write_all(REQUEST).await?;
            // The first event: the phone is known to the server.
            let mut buffer = vec![0; 4 * 1_024];
            let read = stream.read(&mut buffer).await?;
            let head = buffer.get(..read).unwrap_or_default();
            ensure!(head.starts_with(b"HTTP/1.1 200"), "a phone was refused");
            let shared = Arc::clone(&shared);
            listening.spawn(async move { shared.listen(stream, buffer).await });
        }
        Ok(Self {
            phones,
            shared,
            _listening: listening,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.phones == 0
    }

    /// Waits until every phone has heard of a change that was answered just now.
    pub async fn wait_for(&self, number: usize) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        *lock(&self.shared.change) = (number, Instant::now());
        let all = async {
            while self.shared.heard.load(Ordering::Acquire) < number * self.phones {
                self.shared.all.notified().await;
            }
        };
        let heard = tokio::time::timeout(LONGEST, all).await;
        heard.context("a phone never heard of a change")
    }

    /// Delays after the answer, and after the first phone that heard of the same change.
    pub fn heard(&self) -> (Vec<f64>, Vec<f64>) {
        let delays = lock(&self.shared.delays);
        let all = delays.iter().map(|(_, delay)| *delay).collect();
        let first = |number: usize| {
            let same = delays.iter().filter(|(other, _)| *other == number);
            same.map(|(_, delay)| *delay).fold(f64::INFINITY, f64::min)
        };
        let last = delays.iter().map(|(number, _)| *number).max();
        let firsts: Vec<f64> = (0..=last.unwrap_or_default()).map(first).collect();
        let behind = delays.iter().map(|(number, delay)| {
            let first = firsts.get(*number).copied().unwrap_or_default();
            delay - first
        });
        (all, behind.collect())
    }
}

impl Shared {
    async fn listen(&self, mut stream: TcpStream, mut buffer: Vec<u8>) {
        let mut known = 0;
        while let Ok(read @ 1..) = stream.read(&mut buffer).await {
            let text = buffer.get(..read).unwrap_or_default();
            let Some(number) = number_after(text, TAKEN) else {
                continue;
            };
            let (change, answered) = *lock(&self.change);
            // It may be on a phone before the one who changed it has its answer.
            if number <= known {
                continue;
            }
            known = number;
            let delay = match number == change {
                true => answered.elapsed().as_secs_f64() * 1_000.0,
                false => 0.0,
            };
            lock(&self.delays).push((number, delay));
            if (self.heard.fetch_add(1, Ordering::Release) + 1).is_multiple_of(self.phones) {
                self.all.notify_one();
            }
        }
    }
}

fn number_after(text: &[u8], what: &[u8]) -> Option<usize> {
    let start = text.windows(what.len()).position(|part| part == what)?;
    let digits = text.get(start + what.len()..)?;
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(digits.get(..end)?).ok()?.parse().ok()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
