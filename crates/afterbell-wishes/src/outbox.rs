//! Wishes on their way to the school: kept with their key until there is a certain answer, so that a
//! lost reply neither loses nor doubles them. One request a child.

use afterbell_domain::{StudentId, WishList, WishReceipt};
use afterbell_parent::storage;
use serde::{Deserialize, Serialize};

use crate::ranking::ranks_same;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    pub key: String,
    pub wishes: WishList,
    /// The number of the receipt that the school had given before; once it gives another one, the
    /// request was answered or overtaken and must not be sent again.
    held: String,
}

/// What a receipt says of a request whose answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Nothing yet: it has to be sent again.
    Open,
    Answered,
    /// Another phone has saved other wishes meanwhile.
    Overtaken,
}

impl Request {
    pub fn new(key: String, wishes: WishList, held: Option<&WishReceipt>) -> Self {
        let held = number(held);
        Self { key, wishes, held }
    }

    pub fn compare(&self, receipt: Option<&WishReceipt>) -> Compared {
        match receipt {
            _ if number(receipt) == self.held => Compared::Open,
            Some(receipt) if ranks_same(&receipt.wishes, &self.wishes) => Compared::Answered,
            _ => Compared::Overtaken,
        }
    }

    pub fn keep(&self, child: &StudentId) {
        storage::write(&place(child), self);
    }
}

fn number(receipt: Option<&WishReceipt>) -> String {
    receipt.map_or_else(String::new, |receipt| receipt.number.to_string())
}

fn place(child: &StudentId) -> String {
    ["wishes-outbox.", child.as_str()].concat()
}

/// What an earlier page left unanswered.
pub fn kept(child: &StudentId) -> Option<Request> {
    storage::read(&place(child))
}

/// Lets go of a kept request, but not of one that another page has taken meanwhile.
pub fn forget(child: &StudentId, key: &str) {
    if kept(child).is_some_and(|kept| kept.key == key) {
        storage::remove(&place(child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterbell_domain::ReceiptNumber;

    fn list(offerings: &[&str]) -> WishList {
        let mut list = WishList::empty("0".repeat(64).parse().unwrap());
        let ranked = offerings.iter().map(|id| id.parse().unwrap());
        list.rank("d2-1530".parse().unwrap(), ranked.collect());
        list
    }

    fn receipt(sequence: u32, wishes: WishList) -> WishReceipt {
        WishReceipt {
            number: ReceiptNumber::of_sequence(&"HT".parse().unwrap(), sequence),
            student: "s1".parse().unwrap(),
            saved_at: "2026-09-09T20:00:00+08:00".parse().unwrap(),
            wishes,
        }
    }

    #[test]
    fn a_request_is_open_until_the_school_has_another_receipt() {
        let before = receipt(1, list(&["a"]));
        let request = Request::new("k".into(), list(&["b", "a"]), Some(&before));
        assert_eq!(request.compare(Some(&before)), Compared::Open);
        let same = receipt(2, list(&["b", "a"]));
        assert_eq!(request.compare(Some(&same)), Compared::Answered);
        let other = receipt(2, list(&["a", "b"]));
        assert_eq!(request.compare(Some(&other)), Compared::Overtaken);
    }

    #[test]
    fn the_first_request_of_all_is_open_while_nothing_was_received() {
        let request = Request::new("k".into(), list(&[]), None);
        assert_eq!(request.compare(None), Compared::Open);
        assert_eq!(
            request.compare(Some(&receipt(1, list(&["a"])))),
            Compared::Overtaken
        );
    }
}
