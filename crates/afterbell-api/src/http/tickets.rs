//! 取件凭证: addresses that open one file for ten minutes. Phones open files by address, and
//! a session's token must not stand in one.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use afterbell_domain::wire::{FileKind, FileTicket, ProblemCode};
use afterbell_domain::{GuardianId, Moment, StudentId};
use afterbell_locale::Locale;

use super::refusal::Refusal;
use crate::secret::{Fingerprint, Ticket};

/// An account's tickets beyond this end early, the oldest first.
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

struct Issued {
    key: String,
    ticket: Ticket,
    opens: Opens,
    issued_at: Moment,
}

#[derive(Default)]
struct Known {
    by_account: HashMap<GuardianId, VecDeque<Issued>>,
    accounts: HashMap<Fingerprint, GuardianId>,
    swept_at: Option<Moment>,
}

/// Kept in memory only: after a restart a phone asks for another one.
#[derive(Default)]
pub(super) struct Tickets {
    known: Mutex<Known>,
}

impl Tickets {
    /// The ticket of a request; the same one when the request comes again while it is valid.
    pub(super) fn issue(
        &self,
        opens: Opens,
        key: &str,
        now: Moment,
    ) -> Result<(Ticket, Moment), Refusal> {
        let mut known = self.lock();
        known.forget_what_is_over(&opens.guardian, now);
        let mut mine = known.by_account.get(&opens.guardian).into_iter().flatten();
        if let Some(earlier) = mine.find(|issued| issued.key == key) {
            if earlier.opens != opens {
                return Err(Refusal::new(ProblemCode::IdempotencyKeyReused));
            }
            return Ok((earlier.ticket.clone(), earlier.expires_at()));
        }
        let ticket = Ticket::new()?;
        let guardian = opens.guardian.clone();
        known
            .accounts
            .insert(ticket.fingerprint(), guardian.clone());
        let issued = Issued {
            key: key.to_owned(),
            ticket: ticket.clone(),
            opens,
            issued_at: now,
        };
        let expires_at = issued.expires_at();
        let mine = known.by_account.entry(guardian).or_default();
        mine.push_back(issued);
        let oldest = (mine.len() > MOST_PER_ACCOUNT).then(|| mine.pop_front());
        if let Some(oldest) = oldest.flatten() {
            known.accounts.remove(&oldest.ticket.fingerprint());
        }
        Ok((ticket, expires_at))
    }

    /// What a ticket opens now.
    pub(super) fn opens(&self, ticket: &Ticket, now: Moment) -> Option<Opens> {
        let known = self.lock();
        let guardian = known.accounts.get(&ticket.fingerprint())?;
        let mut issued = known.by_account.get(guardian)?.iter();
        let issued = issued.find(|issued| issued.ticket == *ticket)?;
        issued.is_valid(now).then(|| issued.opens.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        let locked = self.known.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Issued {
    fn expires_at(&self) -> Moment {
        self.issued_at.plus_seconds(FileTicket::SECONDS)
    }

    /// Not before it was issued either: a clock that is set back makes nothing last longer.
    fn is_valid(&self, now: Moment) -> bool {
        (0..FileTicket::SECONDS).contains(&self.issued_at.seconds_until(now))
    }
}

impl Known {
    fn forget_what_is_over(&mut self, guardian: &GuardianId, now: Moment) {
        let Self {
            by_account,
            accounts,
            swept_at,
        } = self;
        let mut sweep = |issued: &mut VecDeque<Issued>| {
            issued.retain(|issued| {
                let is_valid = issued.is_valid(now);
                if !is_valid {
                    accounts.remove(&issued.ticket.fingerprint());
                }
                is_valid
            });
            !issued.is_empty()
        };
        // Once a second at most: a rush must not make us sweep without end.
        if by_account.len() >= MOST_ACCOUNTS && *swept_at != Some(now) {
            *swept_at = Some(now);
            by_account.retain(|_, issued| sweep(issued));
        } else if let Some(mine) = by_account.get_mut(guardian) {
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

    #[test]
    fn a_ticket_opens_its_file_for_ten_minutes() {
        let tickets = Tickets::default();
        let (ticket, expires_at) = tickets.issue(opens("a"), "1", moment(0)).unwrap();
        assert_eq!(expires_at, moment(600));
        for (second, valid) in [(0, true), (599, true), (600, false), (-1, false)] {
            let found = tickets.opens(&ticket, moment(second));
            assert_eq!(found, valid.then(|| opens("a")), "{second}");
        }
        assert_eq!(tickets.opens(&Ticket::new().unwrap(), moment(0)), None);
    }

    #[test]
    fn a_request_that_comes_again_gets_the_same_ticket() {
        let tickets = Tickets::default();
        let first = tickets.issue(opens("a"), "1", moment(0)).unwrap();
        assert!(tickets.issue(opens("a"), "1", moment(9)).unwrap() == first);
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
        let tickets = Tickets::default();
        let (first, _) = tickets.issue(opens("a"), "0", moment(0)).unwrap();
        for key in 1..100 {
            tickets
                .issue(opens("a"), &key.to_string(), moment(0))
                .unwrap();
        }
        assert_eq!(tickets.opens(&first, moment(0)), None);
        assert_eq!(tickets.lock().accounts.len(), MOST_PER_ACCOUNT);
        for guardian in 0..MOST_ACCOUNTS {
            let opens = opens(&guardian.to_string());
            tickets.issue(opens, "0", moment(1)).unwrap();
        }
        tickets.issue(opens("late"), "0", moment(601)).unwrap();
        let known = tickets.lock();
        assert_eq!((known.by_account.len(), known.accounts.len()), (1, 1));
    }
}
