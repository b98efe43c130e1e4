use serde::{Deserialize, Serialize};

use crate::Invalid;
use crate::written::{written_as_integer, written_as_integers};

/// 星期: written as 1 (周一) to 7 (周日), as ISO 8601 counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    pub fn new(number: u8) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|day| day.number() == number);
        found.ok_or_else(|| Invalid::new("weekday", number))
    }

    pub fn number(self) -> u8 {
        self as u8
    }
}

impl TryFrom<u8> for Weekday {
    type Error = Invalid;
    fn try_from(number: u8) -> Result<Self, Invalid> {
        Self::new(number)
    }
}

impl From<Weekday> for u8 {
    fn from(day: Weekday) -> u8 {
        day.number()
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// A non-empty set of weekdays, written in JSON as an ascending list of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Result<Self, Invalid> {
        match days
            .into_iter()
            .fold(0, |bits, day| bits | 1 << day.number())
        {
            0 => Err(Invalid::new("weekdays", "[]")),
            bits => Ok(Self(bits)),
        }
    }

    pub fn contains(self, day: Weekday) -> bool {
        self.0 & 1 << day.number() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL
            .into_iter()
            .filter(move |day| self.contains(*day))
    }
}

impl TryFrom<Vec<Weekday>> for WeekdaySet {
    type Error = Invalid;
    fn try_from(days: Vec<Weekday>) -> Result<Self, Invalid> {
        Self::of(days)
    }
}

impl From<WeekdaySet> for Vec<Weekday> {
    fn from(set: WeekdaySet) -> Self {
        set.iter().collect()
    }
}

written_as_integer!(Weekday, 1, 7);
written_as_integers!(WeekdaySet, Weekday);
