use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::Invalid;
use crate::written::written_as_text;

/// 钟点: a time of day at the school, to the minute, written `15:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    minutes: u16,
}

impl ClockTime {
    pub fn new(hour: u8, minute: u8) -> Result<Self, Invalid> {
        if hour < 24 && minute < 60 {
            Ok(Self {
                minutes: u16::from(hour) * 60 + u16::from(minute),
            })
        } else {
            Err(Invalid::new(
                "clock_time",
                format_args!("{hour}:{minute:02}"),
            ))
        }
    }

    /// The clock time so many minutes into any day.
    pub(crate) fn of_day(minutes: u32) -> Self {
        Self {
            minutes: (minutes % (24 * 60)) as u16,
        }
    }

    pub fn hour(self) -> u8 {
        (self.minutes / 60) as u8
    }

    pub fn minute(self) -> u8 {
        (self.minutes % 60) as u8
    }

    pub fn minutes_since_midnight(self) -> u16 {
        self.minutes
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for ClockTime {
    type Err = Invalid;
    /// Reads the written form only; what offices type is read by [`crate::reading`].
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("clock_time", text);
        let (hour, minute) = text.split_once(':').ok_or_else(invalid)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return Err(invalid());
        }
        let number = |part: &str| part.parse::<u8>().map_err(|_| invalid());
        Self::new(number(hour)?, number(minute)?).map_err(|_| invalid())
    }
}

written_as_text!(ClockTime, "15:30");

/// 时段: from one clock time to a later one on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockRange {
    start: ClockTime,
    end: ClockTime,
}

impl ClockRange {
    /// Refuses a range that ends at or before its start.
    pub fn new(start: ClockTime, end: ClockTime) -> Result<Self, Invalid> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(Invalid::new("clock_range", format_args!("{start}-{end}")))
        }
    }

    pub fn start(self) -> ClockTime {
        self.start
    }

    pub fn end(self) -> ClockTime {
        self.end
    }

    /// Whether both take place at the same moment; touching ends do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// `15:30-17:00`
impl fmt::Display for ClockRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl FromStr for ClockRange {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (start, end) = text
            .split_once('-')
            .ok_or_else(|| Invalid::new("clock_range", text))?;
        Self::new(start.parse()?, end.parse()?)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    start: ClockTime,
    end: ClockTime,
}

impl TryFrom<Written> for ClockRange {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        Self::new(written.start, written.end)
    }
}

impl From<ClockRange> for Written {
    fn from(range: ClockRange) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}
