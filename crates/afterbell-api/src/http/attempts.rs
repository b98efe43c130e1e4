//! Wrong codes, counted per address and per account. Eighty random bits cannot be guessed, at
//! whatever rate; the limit keeps somebody from trying at our cost. Many families share the
//! address of one mobile network or school, so only failures count, and a right code opens
//! whatever a neighbour has done.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use afterbell_domain::{GuardianId, Moment};

use crate::secret::Fingerprint;

const WINDOW_SECONDS: i64 = 10 * 60;
const MOST_PER_ADDRESS: u32 = 50;
const MOST_PER_ACCOUNT: u32 = 10;
const MOST_PER_HOST_ACCOUNT: u32 = 60;
/// A whole province's phones come by one.
const MOST_PER_GATEWAY: u32 = 5_000;
/// Beyond this the windows that are over are swept out.
const MOST_REMEMBERED: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Address(IpAddr),
    Account(GuardianId),
    /// 网关, which sends others' requests on.
    Gateway(IpAddr),
    /// A chat app's account, which signs in by opening a page.
    HostAccount(Fingerprint),
}

/// A household has a whole /64 of IPv6 addresses to itself.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
    }
}

impl Who {
    pub(super) fn address(address: IpAddr) -> Self {
        Self::Address(household(address))
    }

    fn most(&self) -> u32 {
        match self {
            Self::Address(_) => MOST_PER_ADDRESS,
            Self::Account(_) => MOST_PER_ACCOUNT,
            Self::Gateway(_) => MOST_PER_GATEWAY,
            Self::HostAccount(_) => MOST_PER_HOST_ACCOUNT,
        }
    }
}

struct Window {
    since: Moment,
    failures: u32,
    /// When one was last looked at all the same.
    looked_at: Option<Moment>,
}

#[derive(Default)]
struct Remembered {
    windows: HashMap<Who, Window>,
    swept_at: Option<Moment>,
}

#[derive(Default)]
pub(super) struct Attempts {
    remembered: Mutex<Remembered>,
}

impl Attempts {
    /// So many seconds until a wrong code is looked at again; `None` when it is looked at now.
    pub(super) fn wait(&self, who: &Who, now: Moment) -> Option<u32> {
        let remembered = self.lock();
        let window = remembered.windows.get(who)?;
        let is_over_limit = window.failures >= who.most() && is_current(window, now);
        is_over_limit.then(|| {
            let wait = WINDOW_SECONDS - window.since.seconds_until(now);
            u32::try_from(wait).unwrap_or(1).max(1)
        })
    }

    /// Like `wait`, but over the limit one a second is looked at: who fails over and over must not shut out who shares the
    /// address.
    pub(super) fn wait_for_turn(&self, who: &Who, now: Moment) -> Option<u32> {
        let mut remembered = self.lock();
        let window = remembered.windows.get_mut(who)?;
        if window.failures < who.most() || !is_current(window, now) {
            return None;
        }
        if window.looked_at == Some(now) {
            return Some(1);
        }
        window.looked_at = Some(now);
        None
    }

    pub(super) fn failed(&self, who: Who, now: Moment) {
        let mut remembered = self.lock();
        let Remembered { windows, swept_at } = &mut *remembered;
        // Once a second at most: a flood must not make us sweep without end.
        if windows.len() >= MOST_REMEMBERED && *swept_at != Some(now) {
            windows.retain(|_, window| is_current(window, now));
            *swept_at = Some(now);
        }
        // Somebody with ten thousand addresses cannot be kept from guessing, nor guess.
        if windows.len() >= MOST_REMEMBERED && !windows.contains_key(&who) {
            return;
        }
        let fresh = || Window {
            since: now,
            failures: 0,
            looked_at: None,
        };
        let window = windows.entry(who).or_insert_with(fresh);
        if !is_current(window, now) {
            *window = fresh();
        }
        window.failures = window.failures.saturating_add(1);
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        let locked = self.remembered.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clock that was set back must not lock anybody out for longer than a window.
fn is_current(window: &Window, now: Moment) -> bool {
    (0..WINDOW_SECONDS).contains(&window.since.seconds_until(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(second: i64) -> Moment {
        let zone = "+08:00".parse().unwrap();
        Moment::from_unix(1_788_000_000 + second, zone).unwrap()
    }

    fn address(text: &str) -> Who {
        Who::address(text.parse().unwrap())
    }

    #[test]
    fn a_household_is_one_address() {
        assert_eq!(address("2001:db8::1"), address("2001:db8::ffff:0:2"));
        assert_ne!(address("2001:db8::1"), address("2001:db8:0:1::1"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let attempts = Attempts::default();
        let who = address("192.0.2.1");
        for _ in 0..MOST_PER_ADDRESS {
            assert_eq!(attempts.wait(&who, moment(1_000)), None);
            attempts.failed(who.clone(), moment(1_000));
        }
        assert_eq!(attempts.wait(&who, moment(1_001)), Some(599));
        assert_eq!(attempts.wait(&who, moment(1_600)), None);
        assert_eq!(attempts.wait(&who, moment(0)), None);
    }

    #[test]
    fn over_the_limit_one_a_second_is_looked_at() {
        let attempts = Attempts::default();
        let who = address("192.0.2.1");
        for _ in 0..MOST_PER_ADDRESS {
            assert_eq!(attempts.wait_for_turn(&who, moment(0)), None);
            attempts.failed(who.clone(), moment(0));
        }
        for second in [0, 1, 599] {
            let turns = [(); 3].map(|()| attempts.wait_for_turn(&who, moment(second)));
            assert_eq!(turns, [None, Some(1), Some(1)], "{second}");
        }
        let turns = [(); 2].map(|()| attempts.wait_for_turn(&who, moment(600)));
        assert_eq!(turns, [None, None]);
    }

    #[test]
    fn a_flood_of_addresses_does_not_fill_the_memory() {
        let attempts = Attempts::default();
        for n in 0..20_000u32 {
            attempts.failed(Who::address(IpAddr::from(n.to_be_bytes())), moment(0));
        }
        assert_eq!(attempts.lock().windows.len(), MOST_REMEMBERED);
        let late = address("192.0.2.1");
        attempts.failed(late.clone(), moment(WINDOW_SECONDS));
        assert_eq!(attempts.lock().windows.len(), 1);
    }
}
