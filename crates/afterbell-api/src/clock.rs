//! The server's clock. Everybody follows it, so it can be set: to rehearse the opening
//! evening, and to test every moment of it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

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

    pub fn source(&self) -> &TimeSource {
        &self.source
    }

    /// The time on people's own phones, by which authenticators make their codes: the real one, also while a
    /// rehearsal runs at another. A clock that is stopped for a test is everybody's.
    pub fn of_phones(&self) -> Result<Moment, ClockError> {
        match &self.source {
            TimeSource::Rehearsal { .. } => Ok(Moment::from_unix(real_seconds(), self.zone)?),
            TimeSource::System | TimeSource::File(_) => self.now(),
        }
    }

    /// Now, told in the school's zone, whatever zone the machine is in.
    pub fn now(&self) -> Result<Moment, ClockError> {
        let seconds = match &self.source {
            TimeSource::System => real_seconds(),
            TimeSource::Rehearsal { from, since } => {
                let passed = i64::try_from(since.elapsed().as_secs()).unwrap_or(0);
                from.plus_seconds(passed).unix_seconds()
            }
            TimeSource::File(file) => read(file)?.unix_seconds(),
        };
        Ok(Moment::from_unix(seconds, self.zone)?)
    }
}

fn real_seconds() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        // A machine whose clock stands before 1970 gets a time no window is in.
        Err(_) => 0,
    }
}

/// Whoever moves the clock may be in the middle of writing, so a file that says nothing
/// sensible is read again before it is believed.
fn read(file: &Path) -> Result<Moment, ClockError> {
    const TRIES: u32 = 5;
    let mut tried = 1;
    loop {
        match std::fs::read_to_string(file)?.trim().parse() {
            Ok(moment) => return Ok(moment),
            Err(error) if tried == TRIES => return Err(ClockError::NoMoment(error)),
            Err(_) => tried += 1,
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_told_in_the_school_s_zone() {
        let zone: Zone = "+08:00".parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        std::fs::write(&file, "2026-09-08T12:00:00Z\n").unwrap();
        let frozen = Clock::new(TimeSource::File(file), zone);
        assert_eq!(frozen.of_phones().unwrap(), frozen.now().unwrap());
        assert_eq!(
            frozen.now().unwrap().to_string(),
            "2026-09-08T20:00:00+08:00"
        );
        let from = "2026-09-08T12:00:00Z".parse().unwrap();
        let since = Instant::now();
        let rehearsal = Clock::new(TimeSource::Rehearsal { from, since }, zone);
        let now = rehearsal.now().unwrap();
        assert!(now >= from && now.zone() == zone);
        let system = Clock::new(TimeSource::System, zone);
        // A rehearsal in September rehearses no authenticators.
        assert!(now < system.now().unwrap());
        assert!(rehearsal.of_phones().unwrap() >= system.now().unwrap());
        assert_eq!(system.now().unwrap().zone(), zone);
    }

    #[test]
    fn a_clock_file_that_is_not_there_or_says_nothing_is_an_error() {
        let zone: Zone = "Z".parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clock");
        let clock = Clock::new(TimeSource::File(file.clone()), zone);
        assert!(matches!(clock.now(), Err(ClockError::File(_))));
        std::fs::write(&file, "eight o'clock").unwrap();
        assert!(matches!(clock.now(), Err(ClockError::NoMoment(_))));
    }
}
