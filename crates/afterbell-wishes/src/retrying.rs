//! When a request without a certain answer is sent again, and what is told until then.

use std::time::Duration;

use afterbell_parent::api::Failure;
use afterbell_parent::background::dice;
use afterbell_parent::outbox::pause;
use afterbell_parent::progress::Progress;
use afterbell_parent::sending::{is_passing, may_have_arrived};
use leptos::prelude::untrack;

use crate::wishing::Wishing;

/// An answer that makes no sense so often will not make any.
const MOST_TRIES: u32 = 5;

pub fn goes_on(tries: u32, failure: &Failure) -> bool {
    may_have_arrived(failure) && (tries < MOST_TRIES || is_passing(failure))
}

/// After which pause it is sent again.
pub fn next(wishing: Wishing, tries: u32, failure: &Failure) -> (Duration, Progress) {
    let asked = match failure {
        Failure::Refused(problem) => problem.retry_after_seconds,
        Failure::Offline | Failure::Unreadable => None,
    };
    let pause = pause(tries, asked, dice());
    let seconds = i64::try_from(pause.as_secs()).unwrap_or_default();
    let again_at = untrack(|| wishing.parent.clock.now()).map(|now| now.plus_seconds(seconds));
    let waiting = Progress::Waiting {
        is_offline: *failure == Failure::Offline,
        again_at,
    };
    (pause, waiting)
}

/// For what an earlier page left unanswered, when the school cannot be asked about it.
pub fn later() -> (Duration, Progress) {
    let waiting = Progress::Waiting {
        is_offline: true,
        again_at: None,
    };
    (pause(2, None, dice()), waiting)
}
