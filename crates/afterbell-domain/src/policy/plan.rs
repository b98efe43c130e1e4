//! 课后服务方案: what a district asks about a menu and a parent's phone need not know.

mod course;
mod money;
mod notice;
mod openness;
mod outside;
mod school;
mod service;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use course::{CourseDetail, CourseFact, TemporaryGroup};
pub use money::{FeePlan, FeeStandard};
pub use notice::PublicNotice;
pub use openness::{LedgerReport, PlanDocument, SelectionMechanism};
pub use outside::{OutsideHolder, Paper};
pub use school::{PeTimetable, SchoolProfile, SeasonalEnd};
pub use service::{HolidayCare, MidTermChange, PriorityRule, ServiceDetail};

use super::vocabulary::FlowStep;
use crate::{ClockRange, CourseId, Date, Grade, Label, SafetyAgreement};

/// 课后服务方案 (一校一案). Everything in it may be left out; a check that needs it then says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServicePlan {
    pub school: SchoolProfile,
    /// What the services of the menu are, by the names they have there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub services: BTreeMap<Label, ServiceDetail>,
    /// What the courses of the menu are, by their identifiers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub courses: BTreeMap<CourseId, CourseDetail>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holiday_care: Vec<HolidayCare>,
    /// 校外人员与机构, by the names the menu has for them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub outside: BTreeMap<Label, OutsideHolder>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<TemporaryGroup>,
    /// 体育课: on which days each class has a lesson.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pe_lessons: Vec<PeTimetable>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_standard: Option<FeeStandard>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<FeePlan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_notice: Option<PublicNotice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection: Option<SelectionMechanism>,
    /// 需求征询: when families were asked last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub families_asked_on: Option<Date>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<PlanDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<LedgerReport>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<PriorityRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mid_term: Option<MidTermChange>,
    /// 协议份数: how many copies of the safety agreement there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement_copies: Option<u8>,
    /// 安全协议: the text whose name the menu has, as it was written at the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<SafetyAgreement>,
    /// 布置书面家庭作业的年级; an empty list says: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_homework_grades: Option<Vec<Grade>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seasonal_end: Option<SeasonalEnd>,
    /// 下午第四节课
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fourth_period: Option<ClockRange>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flow: Vec<FlowStep>,
}
