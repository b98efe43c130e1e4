use serde::{Deserialize, Serialize};

use crate::Invalid;
use crate::written::{written_as_integer, written_as_integers};

/// 学段: the three stages of schooling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Stage {
    Primary,
    JuniorSecondary,
    SeniorSecondary,
}

impl Stage {
    /// The grades a school of this stage has, counted from 1 through 12.
    pub fn grades(self) -> GradeSet {
        match self {
            Self::Primary => GradeSet::between(Grade(1), Grade(6)),
            Self::JuniorSecondary => GradeSet::between(Grade(7), Grade(9)),
            Self::SeniorSecondary => GradeSet::between(Grade(10), Grade(12)),
        }
    }
}

/// 年级: 1 is 一年级, 7 is 初一, 10 is 高一.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

impl Grade {
    pub const LOWEST: Self = Self(1);
    pub const HIGHEST: Self = Self(12);

    pub fn new(number: u8) -> Result<Self, Invalid> {
        match number {
            1..=12 => Ok(Self(number)),
            _ => Err(Invalid::new("grade", number)),
        }
    }

    pub fn number(self) -> u8 {
        self.0
    }

    pub fn all() -> impl Iterator<Item = Self> {
        (1..=12).map(Self)
    }

    pub fn stage(self) -> Stage {
        match self.0 {
            ..=6 => Stage::Primary,
            7..=9 => Stage::JuniorSecondary,
            _ => Stage::SeniorSecondary,
        }
    }
}

impl TryFrom<u8> for Grade {
    type Error = Invalid;
    fn try_from(number: u8) -> Result<Self, Invalid> {
        Self::new(number)
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> u8 {
        grade.0
    }
}

/// 适合年级: a non-empty set of grades, written in JSON as an ascending list of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Grade>", into = "Vec<Grade>")]
pub struct GradeSet(u16);

impl GradeSet {
    /// All grades from one to the other, whichever is the lower.
    pub fn between(one: Grade, other: Grade) -> Self {
        let (low, high) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        Self((low.0..=high.0).fold(0, |bits, number| bits | 1 << number))
    }

    /// The set of these grades; an empty list is no set.
    pub fn of(grades: impl IntoIterator<Item = Grade>) -> Result<Self, Invalid> {
        match grades
            .into_iter()
            .fold(0, |bits, grade| bits | 1 << grade.0)
        {
            0 => Err(Invalid::new("grades", "[]")),
            bits => Ok(Self(bits)),
        }
    }

    pub fn contains(self, grade: Grade) -> bool {
        self.0 & 1 << grade.0 != 0
    }

    /// The grades in both, or `None` when they have none in common.
    pub fn intersection(self, other: Self) -> Option<Self> {
        match self.0 & other.0 {
            0 => None,
            bits => Some(Self(bits)),
        }
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = Grade> {
        (1..=12)
            .map(Grade)
            .filter(move |grade| self.contains(*grade))
    }

    pub fn lowest(self) -> Grade {
        Grade(self.0.trailing_zeros().clamp(1, 12) as u8)
    }

    pub fn highest(self) -> Grade {
        Grade((15 - self.0.leading_zeros().min(14)) as u8)
    }

    /// Whether the grades follow one another without a gap.
    pub fn is_range(self) -> bool {
        self == Self::between(self.lowest(), self.highest())
    }
}

impl TryFrom<Vec<Grade>> for GradeSet {
    type Error = Invalid;
    fn try_from(grades: Vec<Grade>) -> Result<Self, Invalid> {
        Self::of(grades)
    }
}

impl From<GradeSet> for Vec<Grade> {
    fn from(set: GradeSet) -> Self {
        set.iter().collect()
    }
}

written_as_integer!(Grade, 1, 12);
written_as_integers!(GradeSet, Grade);
