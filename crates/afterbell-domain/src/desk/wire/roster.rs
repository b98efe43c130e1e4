use serde::{Deserialize, Serialize};

use crate::desk::HandPlace;
use crate::{CareChoice, HomeroomClass, Label, MenuHash, Moment, OfferingId, StudentId, Waiting};

/// 名册: who holds which place, who waits for one, and who is in care until when. Of the whole school, or
/// of a class teacher's own class.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterView {
    pub now: Moment,
    /// The menu by which it is read: `/api/menus/{menu}`.
    pub menu: MenuHash,
    /// By class and school number.
    pub pupils: Vec<RosterPupil>,
}

/// 名册上的学生. Its family's phones are not kept at all.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterPupil {
    pub student: StudentId,
    pub school_number: Label,
    pub name: Label,
    pub class: HomeroomClass,
    /// What it holds.
    pub offerings: Vec<OfferingId>,
    /// 托管: the days on which it stays, and until when.
    pub care: Vec<CareChoice>,
    /// Where it waits, or has a place on offer.
    pub waiting: Vec<Waiting>,
    /// 人工安排: of what it holds, where the school has put it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<HandPlace>,
}
