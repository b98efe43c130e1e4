//! The columns, in their order on the screen.

use afterbell_domain::Session;
use afterbell_domain::desk::{CourseCell, DraftEdit, OfferingCell};
use afterbell_domain::policy::CourseDetail;

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
    Reserved,
    Prerequisite,
    /// What a district asks about a course, and no family reads, begins here.
    Content,
    Series,
    ForGifted,
    Form,
    Level,
    Activities,
}

impl Column {
    pub const ALL: [Self; 20] = [
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
        Self::Reserved,
        Self::Prerequisite,
        Self::Content,
        Self::Series,
        Self::ForGifted,
        Self::Form,
        Self::Level,
        Self::Activities,
    ];
    pub const LAST: usize = Self::ALL.len() - 1;

    pub fn at(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    pub fn index(self) -> usize {
        self as usize
    }

    /// Where an edit is shown; nothing when it is of no cell of the sheet.
    pub fn of(edit: &DraftEdit) -> Option<Self> {
        match edit {
            DraftEdit::Offering { before, after, .. } => Some(Self::of_cell(before, after)),
            DraftEdit::Course { after, .. } => Some(match after {
                CourseCell::Category(_) => Self::Category,
                CourseCell::Prerequisite(_) => Self::Prerequisite,
                _ => Self::Course,
            }),
            DraftEdit::CourseDetail { before, after, .. } => {
                Some(Self::of_detail(before.as_deref(), after.as_deref()))
            }
            _ => None,
        }
    }

    /// The first field in which they differ.
    fn of_detail(before: Option<&CourseDetail>, after: Option<&CourseDetail>) -> Self {
        let of = |it: Option<&CourseDetail>| it.cloned().unwrap_or_default();
        let (before, after) = (of(before), of(after));
        let differ = [
            (before.content != after.content, Self::Content),
            (before.series != after.series, Self::Series),
            (before.for_gifted != after.for_gifted, Self::ForGifted),
            (before.form != after.form, Self::Form),
            (before.level != after.level, Self::Level),
        ];
        let first = differ.into_iter().find(|(differs, _)| *differs);
        first.map_or(Self::Activities, |(_, column)| column)
    }

    pub fn of_cell(before: &OfferingCell, after: &OfferingCell) -> Self {
        match after {
            OfferingCell::Course(_) => Self::Course,
            OfferingCell::Sessions(sessions) if is_about_rooms(before, sessions) => Self::Room,
            OfferingCell::Sessions(_) => Self::Times,
            OfferingCell::Places(_) => Self::Places,
            OfferingCell::Minimum(_) => Self::Minimum,
            OfferingCell::Eligibility(_) => Self::Grades,
            OfferingCell::Teachers(_) => Self::Teachers,
            OfferingCell::Provider(_) => Self::Provider,
            OfferingCell::FeeFen(_) => Self::Fee,
            OfferingCell::Audition(_) => Self::Audition,
            OfferingCell::Remark(_) => Self::Remark,
            OfferingCell::Reserved(_) => Self::Reserved,
        }
    }

    /// Numbers stand at the right, so that their digits stand below one another.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Places | Self::Minimum | Self::Fee)
    }
}

/// Times and rooms are one cell of the draft and two on the screen.
fn is_about_rooms(before: &OfferingCell, after: &[Session]) -> bool {
    let times = |sessions: &[Session]| -> Vec<_> {
        let times = sessions.iter().map(|it| (it.weekday, it.time));
        times.collect()
    };
    matches!(before, OfferingCell::Sessions(before) if times(before) == times(after))
}
