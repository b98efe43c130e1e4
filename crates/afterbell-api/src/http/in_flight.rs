//! Requests being worked on, so that a double tap is told to wait for its own first answer.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use afterbell_domain::wire::ProblemCode;

use super::refusal::Refusal;

#[derive(Default, Clone)]
pub(super) struct InFlight {
    names: Arc<Mutex<HashSet<String>>>,
}

/// As long as it lives, the same request is turned away.
pub(super) struct Slot {
    name: String,
    in_flight: InFlight,
}

impl InFlight {
    pub(super) fn enter(&self, name: String) -> Result<Slot, Refusal> {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if !names.insert(name.clone()) {
            return Err(Refusal::new(ProblemCode::RequestInFlight).retry_after(1));
        }
        let in_flight = self.clone();
        Ok(Slot { name, in_flight })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let names = self.in_flight.names.lock();
        names
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.name);
    }
}
