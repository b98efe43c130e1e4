//! 取件凭证: addresses that open one file for ten minutes. Phones open files by address, and
//! a session's token must not stand in one. A ticket says itself what it opens and carries the
//! servers' seal, so that whichever server is asked opens it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use afterbell_domain::wire::{FileKind, FileTicket, ProblemCode};
use afterbell_domain::{GuardianId, Moment, StudentId};
use afterbell_locale::Locale;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::secret::{ServerSecret, random_bytes};

/// So many of an account's requests are known again; older ones get another ticket.
const MOST_PER_ACCOUNT: usize = 8;
/// Beyond this the accounts whose tickets are all over are swept out.
const MOST_ACCOUNTS: usize = 1_000;

/// Which file a ticket opens, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opens {
    pub guardian: GuardianId,
    pub student: StudentId,
    pub kind: FileKind,
    pub locale: Locale,
}

/// What stands in a ticket. The names are opaque ones, and no two tickets are the same.
#[derive(Serialize, Deserialize)]
struct Written {
    guardian: GuardianId,
    student: StudentId,
    kind: FileKind,
    language: String,
    issued_at: Moment,
    number: u64,
}

struct Issued {
    key: String,
    ticket: String,
    opens: Opens,
    issued_at: Moment,
}

#[derive(Default)]
struct Known {
    by_account: HashMap<GuardianId, VecDeque<Issued>>,
    swept_at: Option<Moment>,
}

/// Only which request got which ticket is kept, in memory: after a restart, or at another
/// server, the same request gets another ticket for the same file.
pub(super) struct Tickets {
    secret: ServerSecret,
    known: Mutex<Known>,
}

impl Tickets {
    pub(super) fn new(secret: ServerSecret) -> Self {
        Self {
            secret,
            known: Mutex::default(),
        }
    }

    /// The ticket of a request; the same one when the request comes again while it is valid.
    pub(super) fn issue(
        &self,
        opens: Opens,
        key: &str,
        now: Moment,
    ) -> Result<(String, Moment), Refusal> {
        let mut known = self.lock();
        known.forget_what_is_over(&opens.guardian, now);
        let mut mine = known.by_account.get(&opens.guardian).into_iter().flatten();
        if let Some(earlier) = mine.find(|issued| issued.key == key) {
            if earlier.opens != opens {
                return Err(Refusal::new(ProblemCode::IdempotencyKeyReused));
            }
            return Ok((earlier.ticket.clone(), expires_at(earlier.issued_at)));
        }
        let written = Written {
            guardian: opens.guardian.clone(),
            student: opens.student.clone(),
            kind: opens.kind,
            language: opens.locale.tag().to_owned(),
            issued_at: now,
            number: u64::from_ne_bytes(random_bytes()?),
        };
        let ticket = self.secret.seal(&serde_json::to_vec(&written)?)?;
        let mine = known.by_account.entry(opens.guardian.clone()).or_default();
        mine.push_back(Issued {
            key: key.to_owned(),
            ticket: ticket.clone(),
            opens,
            issued_at: now,
        });
        if mine.len() > MOST_PER_ACCOUNT {
            mine.pop_front();
        }
        Ok((ticket, expires_at(now)))
    }

    /// What a ticket opens now.
    pub(super) fn opens(&self, ticket: &str, now: Moment) -> Option<Opens> {
        let content = self.secret.unseal(ticket).ok()?;
        let written: Written = serde_json::from_slice(&content).ok()?;
        is_valid(written.issued_at, now).then_some(())?;
        Some(Opens {
            guardian: written.guardian,
            student: written.student,
            kind: written.kind,
            locale: written.language.parse().ok()?,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        let locked = self.known.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

fn expires_at(issued_at: Moment) -> Moment {
    issued_at.plus_seconds(FileTicket::SECONDS)
}

/// Clocks of two servers differ by so much, and a ticket is opened at another one at once.
const LARGEST_CLOCK_DIFFERENCE: i64 = 60;

/// Hardly before it was issued either: a clock that is set back makes nothing last longer.
fn is_valid(issued_at: Moment, now: Moment) -> bool {
    (-LARGEST_CLOCK_DIFFERENCE..FileTicket::SECONDS).contains(&issued_at.seconds_until(now))
}

impl Known {
    fn forget_what_is_over(&mut self, guardian: &GuardianId, now: Moment) {
        let sweep = |issued: &mut VecDeque<Issued>| {
            issued.retain(|issued| is_valid(issued.issued_at, now));
            !issued.is_empty()
        };
        // Once a second at most: a rush must not make us sweep without end.
        if self.by_account.len() >= MOST_ACCOUNTS && self.swept_at != Some(now) {
            self.swept_at = Some(now);
            self.by_account.retain(|_, issued| sweep(issued));
        } else if let Some(mine) = self.by_account.get_mut(guardian) {
            sweep(mine);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(second: i64) -> Moment {
        let zone = "+08:00".parse().unwrap();
        Moment::from_unix(1_788_000_000 + second, zone).unwrap()
    }

    fn opens(guardian: &str) -> Opens {
        Opens {
            guardian: guardian.parse().unwrap(),
            student: "s".parse().unwrap(),
            kind: FileKind::Calendar,
            locale: Locale::ZhHans,
        }
    }

    fn tickets(secret: u8) -> Tickets {
        Tickets::new(ServerSecret::new([secret; 32]))
    }

    #[test]
    fn a_ticket_opens_its_file_for_ten_minutes_at_every_server_of_the_school() {
        let (ticket, expires_at) = tickets(1).issue(opens("a"), "1", moment(0)).unwrap();
        assert_eq!(expires_at, moment(600));
        for (second, valid) in [
            (0, true),
            (599, true),
            (600, false),
            (-60, true),
            (-61, false),
        ] {
            let found = tickets(1).opens(&ticket, moment(second));
            assert_eq!(found, valid.then(|| opens("a")), "{second}");
        }
        assert_eq!(tickets(2).opens(&ticket, moment(0)), None);
    }

    #[test]
    fn a_ticket_that_was_changed_opens_nothing() {
        let tickets = tickets(1);
        let (ticket, _) = tickets.issue(opens("a"), "1", moment(0)).unwrap();
        for place in 0..ticket.len() {
            let mut forged = ticket.clone().into_bytes();
            forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(tickets.opens(&forged, moment(0)), None, "{place}");
        }
        for made_up in ["", ".", "e30.", &ticket[..ticket.len() / 2]] {
            assert_eq!(tickets.opens(made_up, moment(0)), None, "{made_up}");
        }
    }

    #[test]
    fn a_request_that_comes_again_gets_the_same_ticket() {
        let tickets = tickets(1);
        let first = tickets.issue(opens("a"), "1", moment(0)).unwrap();
        assert!(tickets.issue(opens("a"), "1", moment(9)).unwrap() == first);
        assert!(tickets.issue(opens("a"), "2", moment(0)).unwrap() != first);
        assert!(tickets.issue(opens("b"), "1", moment(9)).unwrap() != first);
        let other = Opens {
            kind: FileKind::Agreement,
            ..opens("a")
        };
        assert!(tickets.issue(other, "1", moment(9)).is_err());
        assert!(tickets.issue(opens("a"), "1", moment(600)).unwrap() != first);
    }

    #[test]
    fn neither_an_account_nor_many_fill_the_memory() {
        let tickets = tickets(1);
        for key in 0..100 {
            let key = key.to_string();
            tickets.issue(opens("a"), &key, moment(0)).unwrap();
        }
        let count = |known: &Known| known.by_account.values().map(VecDeque::len).sum::<usize>();
        assert_eq!(count(&tickets.lock()), MOST_PER_ACCOUNT);
        for guardian in 0..MOST_ACCOUNTS {
            let opens = opens(&guardian.to_string());
            tickets.issue(opens, "0", moment(1)).unwrap();
        }
        tickets.issue(opens("late"), "0", moment(601)).unwrap();
        assert_eq!(count(&tickets.lock()), 1);
    }
}
