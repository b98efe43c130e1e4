use serde::{Deserialize, Serialize};

use crate::{Grade, Invalid};

/// 行政班: the class a child belongs to all day, such as 三(2)班.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HomeroomClass {
    grade: Grade,
    number: u8,
}

impl HomeroomClass {
    /// `number` counts the classes of a grade from 1 to 99.
    pub fn new(grade: Grade, number: u8) -> Result<Self, Invalid> {
        match number {
            1..=99 => Ok(Self { grade, number }),
            _ => Err(Invalid::new("homeroom_class", number)),
        }
    }

    pub fn grade(self) -> Grade {
        self.grade
    }

    pub fn number(self) -> u8 {
        self.number
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    grade: Grade,
    number: u8,
}

impl TryFrom<Written> for HomeroomClass {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        Self::new(written.grade, written.number)
    }
}

impl From<HomeroomClass> for Written {
    fn from(class: HomeroomClass) -> Self {
        Self {
            grade: class.grade,
            number: class.number,
        }
    }
}
