//! The server's clock. Everybody follows it, so it can be set: to rehearse the opening
//! evening, and to test every moment of it.

use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use afterbell_domain::{Invalid, Moment, Zone};

#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    #[error("the clock file cannot be read: {0}")]
    File(#[from] std::io::Error),
    #[error("the clock shows no moment: {0}")]
    NoMoment(#[from] Invalid),
}

#[derive(Debug, Clone)]
pub enum TimeSource {
    System,
    /// Started at a moment of our choice and running on.
    Rehearsal {
        from: Moment,
        since: Instant,
    },
    /// Read at every use, so that a test can stop the time and move it.
    File(PathBuf),
}

#[derive(Debug, Clone)]
pub struct Clock {
    source: TimeSource,
    zone: Zone,
}

impl Clock {
    pub fn new(source: TimeSource, zone: Zone) -> Self {
        Self { source, zone }
    }

    /// Now, told in the school's zone, whatever zone the machine is in.
    pub fn now(&self) -> Result<Moment, ClockError> {
        let seconds = match &self.source {
            TimeSource::System => match SystemTime::now().duration_since(UNIX_EPOCH) {
                Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
                // A machine whose clock stands before 1970 gets a time no window is in.
                Err(_) => 0,
            },
            TimeSource::Rehearsal { from, since } => {
                let passed = i64::try_from(since.elapsed().as_secs()).unwrap_or(0);
                from.plus_seconds(passed).unix_seconds()
            }
            TimeSource::File(file) => {
                let text = std::fs::read_to_string(file)?;
                text.trim().parse::<Moment>()?.unix_seconds()
            }
        };
        Ok(Moment::from_unix(seconds, self.zone)?)
    }
}
