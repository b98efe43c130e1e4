//! 草案改动: one cell or one row of a menu draft, with what stood there before. Whoever edits
//! says what they saw; what is no longer there is not overwritten.

mod apply;
mod cells;
mod merge;
mod rows;
mod signed;

use serde::{Deserialize, Serialize};

pub use cells::{CourseCell, MenuCell, OfferingCell, PlanCell, SessionCell};

use crate::policy::{
    Acknowledgement, Breach, CourseDetail, MenuDraft, OutsideHolder, ServiceDetail,
};
use crate::{Course, CourseId, Label, Offering, OfferingId};

/// 草案改动. `before` and `after` are always of the same cell. `below` is the row above it, or
/// nothing at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DraftEdit {
    Offering {
        id: OfferingId,
        before: OfferingCell,
        after: OfferingCell,
    },
    /// A cell of one of an offering's sessions, counted from 0.
    Session {
        offering: OfferingId,
        session: usize,
        before: SessionCell,
        after: SessionCell,
    },
    AddOffering {
        offering: Box<Offering>,
        #[serde(default)]
        below: Option<OfferingId>,
    },
    RemoveOffering {
        offering: Box<Offering>,
        #[serde(default)]
        below: Option<OfferingId>,
    },
    /// From below one row to below another.
    MoveOffering {
        id: OfferingId,
        #[serde(default)]
        before: Option<OfferingId>,
        #[serde(default)]
        after: Option<OfferingId>,
    },
    Course {
        id: CourseId,
        before: CourseCell,
        after: CourseCell,
    },
    AddCourse {
        course: Box<Course>,
        #[serde(default)]
        below: Option<CourseId>,
    },
    RemoveCourse {
        course: Box<Course>,
        #[serde(default)]
        below: Option<CourseId>,
    },
    Menu {
        before: Box<MenuCell>,
        after: Box<MenuCell>,
    },
    Plan {
        before: Box<PlanCell>,
        after: Box<PlanCell>,
    },
    CourseDetail {
        course: CourseId,
        #[serde(default)]
        before: Option<Box<CourseDetail>>,
        #[serde(default)]
        after: Option<Box<CourseDetail>>,
    },
    ServiceDetail {
        service: Label,
        #[serde(default)]
        before: Option<Box<ServiceDetail>>,
        #[serde(default)]
        after: Option<Box<ServiceDetail>>,
    },
    OutsideHolder {
        holder: Label,
        #[serde(default)]
        before: Option<OutsideHolder>,
        #[serde(default)]
        after: Option<OutsideHolder>,
    },
    /// The decision about one breach.
    Acknowledgement {
        breach: Box<Breach>,
        #[serde(default)]
        before: Option<Box<Acknowledgement>>,
        #[serde(default)]
        after: Option<Box<Acknowledgement>>,
    },
}

/// 改动问题: an edit that says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditFault {
    /// `before` and `after` are two cells.
    TwoCells,
    /// A row below itself.
    BelowItself,
    /// A decision about another breach than the one it is put to.
    OtherBreach,
}

/// 冲突: somebody else has changed the cell meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditConflict {
    /// Which of the edits that were sent, counted from 0.
    pub edit: usize,
    pub yours: DraftEdit,
    /// The same edit, made from what stands there now: its `before` is theirs, and to send it is
    /// to overwrite that knowingly. Missing when the row is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<DraftEdit>,
}

/// 改动结果: what became of several edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// Those that changed something, in order.
    pub applied: Vec<DraftEdit>,
    pub conflicts: Vec<EditConflict>,
}

/// Makes each edit that can be made, and says which cannot. What somebody else has changed meanwhile in
/// another line or field of the same cell stays, and the edit that was made says so. One whose `after` stands there already
/// was made before: a lost reply can be sent again.
pub fn edit_together(draft: &mut MenuDraft, edits: Vec<DraftEdit>) -> Edited {
    let mut edited = Edited::default();
    for (at, edit) in edits.into_iter().enumerate() {
        if edit.is_done(draft) {
            continue;
        }
        match edit.apply(draft) {
            Ok(made) => edited.applied.extend(made),
            Err(theirs) => edited.conflicts.push(EditConflict {
                edit: at,
                yours: edit,
                theirs,
            }),
        }
    }
    edited
}

/// Makes edits that were made elsewhere already, in the order in which they were: what they say stands there
/// afterwards.
pub fn follow(draft: &mut MenuDraft, edits: impl IntoIterator<Item = DraftEdit>) {
    for edit in edits {
        if !edit.is_done(draft) {
            edit.repeat(draft);
        }
    }
}
