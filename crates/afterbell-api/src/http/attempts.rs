//! Wrong codes, counted per address and per account. Eighty random bits cannot be guessed;
//! the limit keeps somebody from trying at our cost. Many families share the address of one
//! mobile network, so only failures count and an address may have many.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use afterbell_domain::Moment;
use afterbell_domain::wire::ProblemCode;

use super::refusal::Refusal;
use crate::store::GuardianId;

const WINDOW_SECONDS: i64 = 10 * 60;
const MOST_PER_ADDRESS: u32 = 50;
const MOST_PER_ACCOUNT: u32 = 10;
/// Beyond this the windows that are over are swept out.
const MOST_REMEMBERED: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Address(IpAddr),
    Account(GuardianId),
}

impl Who {
    /// A household has a whole /64 of IPv6 addresses to itself.
    pub(super) fn address(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
        })
    }

    fn most(&self) -> u32 {
        match self {
            Self::Address(_) => MOST_PER_ADDRESS,
            Self::Account(_) => MOST_PER_ACCOUNT,
        }
    }
}

struct Window {
    since: Moment,
    failures: u32,
}

#[derive(Default)]
pub(super) struct Attempts {
    windows: Mutex<HashMap<Who, Window>>,
}

impl Attempts {
    pub(super) fn allow(&self, who: &Who, now: Moment) -> Result<(), Refusal> {
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        match windows.get(who) {
            Some(window) if window.failures >= who.most() && is_current(window, now) => {
                let wait = WINDOW_SECONDS - window.since.seconds_until(now);
                let wait = u32::try_from(wait).unwrap_or(1).max(1);
                Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(wait))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn failed(&self, who: Who, now: Moment) {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MOST_REMEMBERED {
            windows.retain(|_, window| is_current(window, now));
        }
        let fresh = || Window {
            since: now,
            failures: 0,
        };
        let window = windows.entry(who).or_insert_with(fresh);
        if !is_current(window, now) {
            *window = fresh();
        }
        window.failures = window.failures.saturating_add(1);
    }
}

/// A clock that was set back must not lock anybody out for longer than a window.
fn is_current(window: &Window, now: Moment) -> bool {
    (0..WINDOW_SECONDS).contains(&window.since.seconds_until(now))
}
