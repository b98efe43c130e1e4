use serde::{Deserialize, Serialize};

use super::draft::DraftFault;
use super::pack::{Clause, Severity};
use super::violation::Violation;
use super::vocabulary::Season;
use crate::id::CheckId;
use crate::{CourseId, Date, Grade, HomeroomClass, Label, OfferingId, Weekday};

/// 审核结论: everything that a pack finds in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    pub pack: Label,
    pub faults: Vec<DraftFault>,
    pub findings: Vec<Finding>,
}

impl Judgement {
    /// Whether the menu may not be published: it is inconsistent, breaks a rule, or somebody has
    /// still to decide about a warning.
    pub fn is_blocked(&self) -> bool {
        !self.faults.is_empty() || self.findings.iter().any(Finding::blocks)
    }
}

/// 审核发现: one breach of one check, with what the pack says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    #[serde(flatten)]
    pub breach: Breach,
    /// The word of the vocabulary by which it was found.
    pub rule: &'static str,
    pub severity: Severity,
    pub clause: Clause,
    /// How to mend it, in the district's words.
    pub mend: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledgement>,
}

impl Finding {
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error || self.acknowledged.is_none()
    }
}

/// 违反之处: which check, where, and the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Breach {
    pub check: CheckId,
    pub location: Location,
    #[serde(flatten)]
    pub violation: Violation,
}

/// 确认: somebody decided that a warning can be lived with, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    pub breach: Breach,
    pub reason: Label,
    /// Whoever decided, or their office, such as 教导处. At the desk the server writes both.
    pub decided_by: Label,
    pub decided_on: Date,
}

/// 位置: where a breach is; the menu as a whole when nothing is named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offering: Option<OfferingId>,
    /// Which of the offering's sessions, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<usize>,
    /// Which of the menu's services, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holiday: Option<Season>,
    /// Which of the plan's temporary groups, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<HomeroomClass>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

impl Location {
    pub(super) fn weekday(weekday: Weekday) -> Self {
        Self::default().on(weekday)
    }

    pub(super) fn grade(grade: Grade) -> Self {
        Self::default().of_grade(grade)
    }

    pub(super) fn field(field: Field) -> Self {
        Self {
            field: Some(field),
            ..Self::default()
        }
    }

    pub(super) fn on(self, weekday: Weekday) -> Self {
        Self {
            weekday: Some(weekday),
            ..self
        }
    }

    pub(super) fn of_grade(self, grade: Grade) -> Self {
        Self {
            grade: Some(grade),
            ..self
        }
    }
}

/// 栏目: a part of the draft, as it is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Field {
    #[serde(rename = "menu.agreement")]
    Agreement,
    #[serde(rename = "plan.agreement_copies")]
    AgreementCopies,
    #[serde(rename = "plan.documents")]
    Documents,
    #[serde(rename = "plan.families_asked_on")]
    FamiliesAskedOn,
    #[serde(rename = "plan.fee_standard")]
    FeeStandard,
    #[serde(rename = "plan.fees")]
    Fees,
    #[serde(rename = "plan.flow")]
    Flow,
    #[serde(rename = "plan.fourth_period")]
    FourthPeriod,
    #[serde(rename = "plan.groups")]
    Groups,
    #[serde(rename = "plan.holiday_care")]
    HolidayCare,
    #[serde(rename = "plan.ledger")]
    Ledger,
    #[serde(rename = "plan.mid_term")]
    MidTerm,
    #[serde(rename = "plan.pe_lessons")]
    PeLessons,
    #[serde(rename = "plan.priority")]
    Priority,
    #[serde(rename = "plan.public_notice")]
    PublicNotice,
    #[serde(rename = "plan.school.area")]
    Area,
    #[serde(rename = "plan.school.boarding")]
    Boarding,
    #[serde(rename = "plan.school.ownership")]
    Ownership,
    #[serde(rename = "plan.school.work_ends")]
    WorkEnds,
    #[serde(rename = "plan.seasonal_end")]
    SeasonalEnd,
    #[serde(rename = "plan.selection")]
    Selection,
    #[serde(rename = "plan.written_homework_grades")]
    WrittenHomeworkGrades,
}

/// What one check has found so far.
#[derive(Default)]
pub(super) struct Found(Vec<(Location, Violation)>);

impl Found {
    pub(super) fn add(&mut self, location: Location, violation: Violation) {
        self.0.push((location, violation));
    }

    /// What a check needs and the plan does not say.
    pub(super) fn not_stated(&mut self, field: Field) {
        self.add(Location::field(field), Violation::NotStated {});
    }

    pub(super) fn into_breaches(self, check: &CheckId) -> impl Iterator<Item = Breach> {
        self.0.into_iter().map(|(location, violation)| Breach {
            check: check.clone(),
            location,
            violation,
        })
    }
}
