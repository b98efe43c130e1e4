//! 候写队列: where writes wait for the one who writes. It is bounded, and whoever writes takes all
//! that wait at once, up to a batch; while a batch is being committed the next one gathers.
//!
//! It is a crate of its own so that its tests can put [shuttle]'s locks in the place of the
//! standard library's: what they explore is the very code that runs.
//!
//! [shuttle]: https://docs.rs/shuttle

use std::collections::VecDeque;
use std::sync::PoisonError;

#[cfg(test)]
use shuttle::sync::{Condvar, Mutex, MutexGuard};
#[cfg(not(test))]
use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// As many wait as may.
    Full,
    /// Nobody takes from the queue any more.
    Closed,
}

pub struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    most_waiting: usize,
}

struct State<T> {
    waiting: VecDeque<T>,
    /// Taken and not yet done with.
    in_hand: usize,
    is_closed: bool,
}

impl<T> Queue<T> {
    pub fn new(most_waiting: usize) -> Self {
        let state = State {
            waiting: VecDeque::new(),
            in_hand: 0,
            is_closed: false,
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            most_waiting: most_waiting.max(1),
        }
    }

    /// Never blocks: one too many is told so at once.
    pub fn push(&self, item: T) -> Result<(), Refused> {
        let mut state = self.lock();
        if state.is_closed {
            return Err(Refused::Closed);
        }
        if state.waiting.len() >= self.most_waiting {
            return Err(Refused::Full);
        }
        state.waiting.push_back(item);
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits until there is something and takes it, oldest first, at most so much. Taking means
    /// that the batch before is done with. Empty when the queue was closed and nothing is left.
    pub fn take(&self, most: usize) -> Vec<T> {
        let mut state = self.lock();
        state.in_hand = 0;
        while state.waiting.is_empty() && !state.is_closed {
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
        let count = state.waiting.len().min(most.max(1));
        state.in_hand = count;
        state.waiting.drain(..count).collect()
    }

    /// So many wait or are being worked on.
    pub fn busy_with(&self) -> usize {
        let state = self.lock();
        state.waiting.len() + state.in_hand
    }

    /// Takes nothing more in. What was taken in is still handed out.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Whoever took from the queue has gone: what waits is dropped, so that nobody waits for ever.
    pub fn abandon(&self) {
        let mut state = self.lock();
        state.is_closed = true;
        state.in_hand = 0;
        let forgotten = std::mem::take(&mut state.waiting);
        drop(state);
        self.changed.notify_all();
        // Outside the lock: what is dropped may wake others.
        drop(forgotten);
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
