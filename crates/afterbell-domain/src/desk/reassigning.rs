//! 变动处理: whoever publishes a version decides for each change that touches children what becomes of
//! them: they keep their place, they are moved to another offering, or their place ends. Each child is
//! looked at, so that nobody gets a place there is not, or two at one time.

mod planning;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    CareChoice, Label, MenuContent, MenuHash, Moment, OfferingId, SelectionDraft, ServiceMenu,
    Student, StudentId,
};

use super::{NotDecided, ToldCourse};

/// 变动决定: what becomes of the children in an offering that changes. A course that is gone touches all of
/// them; fewer places touch those who came last; other grades touch those who are not of them any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeDecision {
    pub offering: OfferingId,
    pub fate: Fate,
    /// Whoever cannot stay, or be moved, loses the place; else nothing is published.
    #[serde(default)]
    pub ends_others: bool,
    /// 原因, as families read it; needed unless everybody stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Label>,
}

/// 去留
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Fate {
    /// 保留名额
    Keep,
    /// 换到另一班, which has room for them
    MoveTo(OfferingId),
    /// 结束名额
    End,
}

impl ChangeDecision {
    pub fn lacks_reason(&self) -> bool {
        self.reason.is_none() && (self.fate != Fate::Keep || self.ends_others)
    }
}

/// 占名额的学生: a child that holds a place in something that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub student: Student,
    pub care: Vec<CareChoice>,
    /// With which entry of the ledger each of its places came.
    pub since: BTreeMap<OfferingId, u32>,
}

/// What is looked at. All children are those who hold a place in an offering that is decided about.
#[derive(Debug, Clone, Copy)]
pub struct Reassigning<'a> {
    pub published: &'a MenuContent,
    pub menu: (&'a MenuHash, &'a ServiceMenu),
    pub holders: &'a [Holder],
    pub taken: &'a BTreeMap<OfferingId, u32>,
    /// Children who wait, or to whom a place is offered: so many free places are theirs.
    pub claims: &'a BTreeMap<OfferingId, u32>,
    /// Places of this menu are drawn, and the draw was not run yet.
    pub is_draw_to_come: bool,
    /// What the draw that holds has closed: it has no lessons, so nobody is moved there.
    pub closed: &'a [OfferingId],
    pub now: Moment,
}

/// Where nobody is moved to: the draw that holds has closed it, so that it has no lessons.
pub fn closed_to_moves<'a>(menu: &MenuContent, closed: &'a [OfferingId]) -> &'a [OfferingId] {
    match menu.round.has_draw() {
        true => closed,
        false => &[],
    }
}

/// 处理结果: what the decisions come to, child by child.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub children: Vec<Reassigned>,
    /// In the order of the changes.
    pub counts: Vec<DecidedChange>,
    /// What keeps it from being done.
    pub open: Vec<NotDecided>,
}

/// 变动后的学生
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassigned {
    pub student: StudentId,
    /// Places that it gives back.
    pub leaves: Vec<OfferingId>,
    /// Places that it gets.
    pub takes: Vec<OfferingId>,
    /// What it holds from now on, when that, or what it costs, is something else than before.
    pub selection: Option<SelectionDraft>,
    /// What its family is told.
    pub told: Vec<ToldCourse>,
}

/// 各项变动的人数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecidedChange {
    pub offering: OfferingId,
    pub kept: u32,
    pub moved: u32,
    pub ended: u32,
}
