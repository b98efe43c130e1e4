//! The columns, in their order on the screen.

/// 列: one property of an offering or of its course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Course,
    Category,
    Grades,
    Times,
    Room,
    Teachers,
    Provider,
    Places,
    Minimum,
    Fee,
    Audition,
    Remark,
}

impl Column {
    pub const ALL: [Self; 12] = [
        Self::Course,
        Self::Category,
        Self::Grades,
        Self::Times,
        Self::Room,
        Self::Teachers,
        Self::Provider,
        Self::Places,
        Self::Minimum,
        Self::Fee,
        Self::Audition,
        Self::Remark,
    ];
    pub const LAST: usize = Self::ALL.len() - 1;

    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    pub fn index(self) -> usize {
        self as usize
    }

    /// Numbers stand at the right, so that their digits stand below one another.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Places | Self::Minimum | Self::Fee)
    }
}
