//! How often may be asked: by one session, then by one address. A school or a mobile network is
//! one address to us, so an address may ask as much as thousands of families do in the opening
//! minute; a session is one family, and no phone asks so fast.
//!
//! Each has a bucket that fills at a steady rate. Only the moment at which it would be full
//! again is kept: one moment a bucket, and nothing to do in between.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::time::Instant;

use super::app::App;
use super::attempts::household;
use super::refusal::Refusal;
use super::session::{Bearer, ClientAddress};
use crate::secret::Fingerprint;

/// What a bucket holds, and how long one more takes.
#[derive(Debug, Clone, Copy)]
struct Rate {
    burst: u32,
    refill: Duration,
}

/// A phone asks a handful of times when it starts and once a tap after that.
const SESSION: Rate = Rate {
    burst: 200,
    refill: Duration::from_millis(200),
};
/// Three thousand families who all open the page, sign in and submit within a minute ask some
/// sixty thousand times.
const ADDRESS: Rate = Rate {
    burst: 120_000,
    refill: Duration::from_micros(500),
};
/// Beyond this, buckets that are full again are swept out; then the newest are let through.
const MOST_REMEMBERED: usize = 200_000;
const SWEEP_PAUSE: Duration = Duration::from_secs(1);

struct Buckets<K> {
    rate: Rate,
    state: Mutex<Remembered<K>>,
}

struct Remembered<K> {
    full_again: HashMap<K, Instant>,
    swept_at: Option<Instant>,
}

impl<K: Hash + Eq> Buckets<K> {
    fn new(rate: Rate) -> Self {
        Self {
            rate,
            state: Mutex::new(Remembered {
                full_again: HashMap::new(),
                swept_at: None,
            }),
        }
    }

    /// Takes one out, or says how long it takes until there is one.
    fn take(&self, who: K, now: Instant) -> Result<(), Duration> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Remembered {
            full_again: buckets,
            swept_at,
        } = &mut *state;
        if buckets.len() >= MOST_REMEMBERED {
            // Once a second at most: a flood must not make us sweep without end.
            if swept_at.is_none_or(|at| now.duration_since(at) >= SWEEP_PAUSE) {
                buckets.retain(|_, full_again| *full_again > now);
                *swept_at = Some(now);
            }
            if buckets.len() >= MOST_REMEMBERED && !buckets.contains_key(&who) {
                return Ok(());
            }
        }
        let full_again = buckets.entry(who).or_insert(now);
        let then = (*full_again).max(now) + self.rate.refill;
        let room = self.rate.refill * self.rate.burst;
        match then.duration_since(now).checked_sub(room) {
            Some(over) if !over.is_zero() => Err(over),
            _ => {
                *full_again = then;
                Ok(())
            }
        }
    }
}

pub(super) struct Rates {
    sessions: Buckets<Fingerprint>,
    addresses: Buckets<IpAddr>,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            sessions: Buckets::new(SESSION),
            addresses: Buckets::new(ADDRESS),
        }
    }
}

/// Lets a request through, or tells it when to come again.
pub(super) async fn limit(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let now = Instant::now();
    let (mut parts, body) = request.into_parts();
    let session = Bearer::from_request_parts(&mut parts, &app).await.ok();
    let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(&mut parts, &app).await;
    let session = session.map_or(Ok(()), |Bearer(token)| {
        app.rates.sessions.take(token.fingerprint(), now)
    });
    // A token that was made up costs its address as much as a right one; one phone that has used up
    // its own share takes nothing from those that share its address.
    let allowed = session.and_then(|()| app.rates.addresses.take(household(address), now));
    match allowed {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => {
            let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
            let shortest = seconds.saturating_add(1);
            Refusal::new(ProblemCode::Overloaded)
                .with_status(StatusCode::TOO_MANY_REQUESTS)
                .retry_within(shortest, shortest.saturating_add(2))
                .into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_emptied_at_once_and_fills_slowly() {
        let buckets = Buckets::new(Rate {
            burst: 3,
            refill: Duration::from_secs(2),
        });
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        for _ in 0..3 {
            assert_eq!(buckets.take("a", at(0)), Ok(()));
        }
        assert_eq!(buckets.take("a", at(0)), Err(Duration::from_secs(2)));
        assert_eq!(buckets.take("b", at(0)), Ok(()));
        assert_eq!(buckets.take("a", at(2)), Ok(()));
        assert_eq!(buckets.take("a", at(2)), Err(Duration::from_secs(2)));
        for _ in 0..3 {
            assert_eq!(buckets.take("a", at(100)), Ok(()));
        }
        assert!(buckets.take("a", at(100)).is_err());
    }

    /// 3,000 families behind one address, twenty requests each, within the opening minute.
    #[test]
    fn a_school_behind_one_address_is_not_limited() {
        let addresses = Buckets::new(ADDRESS);
        let start = Instant::now();
        for number in 0..60_000_u32 {
            let now = start + Duration::from_millis(u64::from(number));
            assert_eq!(addresses.take("school", now), Ok(()));
        }
    }

    #[test]
    fn a_flood_of_names_does_not_fill_the_memory() {
        let buckets = Buckets::new(SESSION);
        let start = Instant::now();
        for name in 0..MOST_REMEMBERED * 2 {
            assert_eq!(buckets.take(name, start), Ok(()));
        }
        assert_eq!(
            buckets.state.lock().unwrap().full_again.len(),
            MOST_REMEMBERED
        );
        let later = start + SWEEP_PAUSE;
        assert_eq!(buckets.take(0, later), Ok(()));
        assert_eq!(buckets.state.lock().unwrap().full_again.len(), 1);
    }
}
