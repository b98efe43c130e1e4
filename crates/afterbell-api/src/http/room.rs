//! How many connections may be open, and how many of them by one address: one visitor alone must
//! not fill the house.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::attempts::household;

/// How many connections may be open.
#[derive(Debug, Clone, Copy)]
pub struct MostConnections {
    pub all: usize,
    /// By one address; behind a proxy all connections are the proxy's.
    pub per_address: Option<usize>,
}

pub(super) struct Room {
    free: Arc<Semaphore>,
    per_address: Option<usize>,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One connection's place, until it is dropped.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Room {
    pub(super) fn new(most: MostConnections) -> Self {
        Self {
            free: Arc::new(Semaphore::new(most.all.min(Semaphore::MAX_PERMITS))),
            per_address: most.per_address,
            open: Arc::default(),
        }
    }

    pub(super) fn enter(&self, address: IpAddr) -> Option<Place> {
        let permit = Arc::clone(&self.free).try_acquire_owned().ok()?;
        let address = household(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if self.per_address.is_some_and(|most| *count >= most) {
            return None;
        }
        *count += 1;
        Some(Place {
            _permit: permit,
            address,
            open: Arc::clone(&self.open),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_its_share_and_leaves_the_rest_to_others() {
        let room = Room::new(MostConnections {
            all: 3,
            per_address: Some(2),
        });
        let enter = |address: &str| room.enter(address.parse().unwrap());
        let one = enter("192.0.2.1").unwrap();
        // The same machine, seen through IPv6.
        let _two = enter("::ffff:192.0.2.1").unwrap();
        assert!(enter("192.0.2.1").is_none());
        let other = enter("192.0.2.2").unwrap();
        // The house is full.
        assert!(enter("192.0.2.3").is_none());
        drop(other);
        assert!(enter("192.0.2.1").is_none());
        drop(one);
        let _again = enter("192.0.2.1").unwrap();
        assert_eq!(room.open.lock().unwrap().len(), 1);
    }
}
