//! What is on its way to the school: kept with its key until there is a certain answer,
//! however often the network fails or the page is closed. One request a child.

use afterbell_domain::wire::Child;
use afterbell_domain::{Moment, ReceiptStatus, SelectionDraft, StudentId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::drafts::held;
use crate::progress::Progress;
use crate::storage;

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

/// What the account says of a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compared {
    /// Nothing yet: it has to be sent.
    Open,
    Answered,
    /// The school holds something else meanwhile.
    Overtaken,
}

#[derive(Default)]
pub struct Outbox(Vec<Sending>);

/// A place for each child, so that two open pages do not write over each other's requests.
fn place(child: &StudentId) -> String {
    ["outbox.", child.as_str()].concat()
}

impl Outbox {
    /// Takes over what an earlier page left unanswered or another one has taken; with `drops`
    /// also lets go of what another one has stopped.
    pub fn follow_storage(&mut self, children: &[Child], drops: bool) {
        for Child { student, .. } in children {
            let kept = storage::read::<Request>(&place(&student.id));
            let own = self.of(&student.id);
            let is_same = own.is_some_and(|own| match &kept {
                Some(kept) => own.request.key == kept.key,
                None => !drops || own.progress.message().is_some(),
            });
            if is_same || own.is_some_and(|own| own.progress.is_sending()) {
                continue;
            }
            self.0.retain(|one| one.request.child != student.id);
            self.0.extend(kept.map(|request| Sending {
                request,
                progress: Progress::Waiting {
                    is_offline: true,
                    again_at: None,
                },
                tries: 0,
            }));
        }
    }

    pub fn of(&self, child: &StudentId) -> Option<&Sending> {
        self.0.iter().find(|one| one.request.child == *child)
    }

    fn with_key(&mut self, key: &str) -> Option<&mut Sending> {
        self.0.iter_mut().find(|one| one.request.key == key)
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
        storage::write(&place(id), &request);
        self.0.retain(|one| one.request.child != *id);
        self.0.push(Sending {
            request,
            progress: Progress::Idle,
            tries: 0,
        });
    }

    /// Hands out the child's request to be sent and which try it is, unless it is on its way,
    /// was refused, or has to wait until later than `now`.
    pub fn send(&mut self, child: &StudentId, now: Option<Moment>) -> Option<(Request, u32)> {
        let mut all = self.0.iter_mut();
        let one = all.find(|one| one.request.child == *child)?;
        let is_due = match &one.progress {
            Progress::Idle => true,
            Progress::Waiting { again_at, .. } => *again_at <= now,
            Progress::Sending | Progress::Failed(_) => false,
        };
        if !is_due {
            return None;
        }
        one.progress = Progress::Sending;
        one.tries += 1;
        Some((one.request.clone(), one.tries))
    }

    /// What waits, and for no time of its own.
    pub fn due(&self) -> Vec<Request> {
        let is_due =
            |one: &&Sending| matches!(one.progress, Progress::Waiting { again_at: None, .. });
        let due = self.0.iter().filter(is_due);
        due.map(|one| one.request.clone()).collect()
    }

    /// How often a request was sent, if it still stands.
    pub fn tries(&mut self, key: &str) -> Option<u32> {
        self.with_key(key).map(|one| one.tries)
    }

    /// Counts a try that did not come as far as sending.
    pub fn count_try(&mut self, key: &str) {
        if let Some(one) = self.with_key(key) {
            one.tries += 1;
        }
    }

    pub fn set(&mut self, key: &str, progress: Progress) {
        if let Some(one) = self.with_key(key) {
            if progress.message().is_some() {
                forget_kept(&one.request.child, key);
            }
            one.progress = progress;
        }
    }

    /// Has what waits sent at the next look, whatever it was told to wait.
    pub fn hurry(&mut self, which: impl Fn(&Sending) -> bool) {
        for one in self.0.iter_mut().filter(|one| which(one)) {
            if let Progress::Waiting { again_at, .. } = &mut one.progress {
                *again_at = None;
            }
        }
    }

    pub fn forget(&mut self, key: &str) {
        if let Some(one) = self.with_key(key) {
            forget_kept(&one.request.child, key);
        }
        self.0.retain(|one| one.request.key != key);
    }

    pub fn forget_refusal(&mut self, child: &StudentId) {
        let is_refused =
            |one: &Sending| one.request.child == *child && one.progress.message().is_some();
        self.0.retain(|one| !is_refused(one));
    }

    /// What the account says of a child's request that is not on its way.
    pub fn compare(&self, child: &Child) -> Option<(String, Compared)> {
        let one = self.of(&child.student.id)?;
        if one.progress.is_sending() || one.progress.message().is_some() {
            return None;
        }
        let compared = match (mark(child) == one.request.held, &one.request.draft) {
            (true, _) => Compared::Open,
            (false, Some(draft)) if held(child).is_some_and(|held| held.chooses_same_as(draft)) => {
                Compared::Answered
            }
            (false, None) if held(child).is_none() => Compared::Answered,
            (false, _) => Compared::Overtaken,
        };
        Some((one.request.key.clone(), compared))
    }
}

/// Lets go of a kept request, but not of one that another page has taken meanwhile.
fn forget_kept(child: &StudentId, key: &str) {
    let place = place(child);
    if storage::read::<Request>(&place).is_some_and(|kept| kept.key == key) {
        storage::remove(&place);
    }
}

/// What the school holds for a child, in a word.
fn mark(child: &Child) -> String {
    let held = child.receipt.as_ref().map(|receipt| {
        let status = match receipt.status {
            ReceiptStatus::Submitted => "+",
            ReceiptStatus::Withdrawn | ReceiptStatus::Ended => "-",
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
