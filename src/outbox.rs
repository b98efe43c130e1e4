//! What is on its way to the school: kept with its key until there is a certain answer,
//! however often the network fails or the page is closed. One request a child.

use afterbell_domain::wire::Child;
use afterbell_domain::{ReceiptStatus, SelectionDraft, StudentId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::progress::Progress;
use crate::storage;

const OUTBOX: &str = "outbox";
const FIRST_PAUSE_SECONDS: f64 = 2.0;
const LONGEST_PAUSE_SECONDS: f64 = 60.0;

#[derive(Clone, Serialize, Deserialize)]
pub struct Request {
    pub child: StudentId,
    pub key: String,
    /// `None` gives everything back.
    pub draft: Option<SelectionDraft>,
    /// What the school held when it was first sent. Once it holds something else, the request
    /// was answered or overtaken, and must not be sent again.
    held: String,
}

/// A request and how it fares.
pub struct Sending {
    pub request: Request,
    pub progress: Progress,
    /// How often it was sent by this page; 0 when it comes from an earlier one.
    tries: u32,
}

#[derive(Default)]
pub struct Outbox(Vec<Sending>);

impl Outbox {
    /// What an earlier page left unanswered.
    pub fn kept() -> Self {
        let requests = storage::read::<Vec<Request>>(OUTBOX).unwrap_or_default();
        let sending = requests.into_iter().map(|request| Sending {
            request,
            progress: Progress::Idle,
            tries: 0,
        });
        Self(sending.collect())
    }

    fn keep(&self) {
        let unanswered = |one: &&Sending| !matches!(one.progress, Progress::Failed(_));
        let requests = self.0.iter().filter(unanswered).map(|one| &one.request);
        storage::write(OUTBOX, &requests.collect::<Vec<_>>());
    }

    pub fn of(&self, child: &StudentId) -> Option<&Sending> {
        self.0.iter().find(|one| one.request.child == *child)
    }

    /// Takes a request. The same again keeps its key; another takes its place, but not while
    /// it is on its way.
    pub fn take(&mut self, child: &Child, draft: Option<SelectionDraft>, new_key: fn() -> String) {
        let id = &child.student.id;
        if let Some(earlier) = self.of(id)
            && (earlier.progress.is_sending()
                || (earlier.request.draft == draft && earlier.progress.message().is_none()))
        {
            return;
        }
        let request = Request {
            child: id.clone(),
            key: new_key(),
            draft,
            held: mark(child),
        };
        self.0.retain(|one| one.request.child != *id);
        self.0.push(Sending {
            request,
            progress: Progress::Idle,
            tries: 0,
        });
        self.keep();
    }

    /// Hands out the child's request to be sent, unless it is on its way or was refused.
    pub fn send(&mut self, child: &StudentId) -> Option<Request> {
        let mut all = self.0.iter_mut();
        let one = all.find(|one| one.request.child == *child)?;
        if one.progress.is_sending() || one.progress.message().is_some() {
            return None;
        }
        one.progress = Progress::Sending;
        one.tries += 1;
        Some(one.request.clone())
    }

    /// How often a request was sent, if it still stands.
    pub fn tries(&self, key: &str) -> Option<u32> {
        let mut all = self.0.iter();
        all.find(|one| one.request.key == key).map(|one| one.tries)
    }

    pub fn set(&mut self, key: &str, progress: Progress) {
        let mut all = self.0.iter_mut();
        if let Some(one) = all.find(|one| one.request.key == key) {
            one.progress = progress;
        }
        self.keep();
    }

    pub fn forget(&mut self, key: &str) {
        self.0.retain(|one| one.request.key != key);
        self.keep();
    }

    pub fn forget_refusal(&mut self, child: &StudentId) {
        let is_refused =
            |one: &Sending| one.request.child == *child && one.progress.message().is_some();
        self.0.retain(|one| !is_refused(one));
    }

    /// Lets go of requests that the account shows to be answered. Whether there were any.
    pub fn compare(&mut self, children: &[Child]) -> bool {
        let before = self.0.len();
        self.0.retain(|one| {
            let mut all = children.iter();
            let child = all.find(|child| child.student.id == one.request.child);
            one.progress.is_sending() || child.is_some_and(|child| mark(child) == one.request.held)
        });
        self.keep();
        self.0.len() < before
    }
}

/// What the school holds for a child, in a word.
fn mark(child: &Child) -> String {
    let held = child.receipt.as_ref().map(|receipt| {
        let status = match receipt.status {
            ReceiptStatus::Submitted => "+",
            ReceiptStatus::Withdrawn => "-",
        };
        [receipt.number.to_string().as_str(), status].concat()
    });
    held.unwrap_or_default()
}

/// How long to wait before the next try: twice as long each time, and spread by `dice` (0 to
/// 1), so that the phones of a school do not all come back in the same second. What the
/// server asks for is the least.
pub fn pause(tries: u32, asked_seconds: Option<u32>, dice: f64) -> Duration {
    let grown = FIRST_PAUSE_SECONDS * f64::from(1u32 << tries.clamp(1, 6).saturating_sub(1));
    let seconds = match asked_seconds {
        Some(asked) => f64::from(asked) * (1.0 + dice / 2.0),
        None => grown.min(LONGEST_PAUSE_SECONDS) * (0.5 + dice / 2.0),
    };
    Duration::from_millis((seconds * 1000.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_grow_and_are_spread() {
        let seconds = |tries, dice| pause(tries, None, dice).as_secs_f64();
        assert_eq!([seconds(1, 0.0), seconds(1, 1.0)], [1.0, 2.0]);
        assert_eq!([seconds(3, 0.0), seconds(3, 1.0)], [4.0, 8.0]);
        assert_eq!([seconds(99, 0.0), seconds(99, 1.0)], [30.0, 60.0]);
    }

    #[test]
    fn the_server_is_obeyed() {
        assert_eq!(pause(1, Some(30), 0.0).as_secs(), 30);
        assert_eq!(pause(9, Some(2), 1.0).as_secs(), 3);
    }
}
