use serde::{Deserialize, Serialize};

use super::Coverage;
use crate::desk::{Role, StaffState};
use crate::policy::{Breach, Judgement, MenuDraft, Pack, Severity};
use crate::{Date, FileHash, Label, MenuContent, MenuHash, Moment};

/// 督导报告: all that a district learns from a school's server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OversightReport {
    /// The school's time.
    pub at: Moment,
    /// 已发布的菜单 with the plan that stands beside it now. Decisions are those that answer a finding, and the school's.
    pub published: MenuDraft,
    pub menu: MenuHash,
    /// Every version ever published, the newest first.
    pub versions: Vec<PublishedVersion>,
    /// Missing when the school is under no pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<OverseenJudgement>,
    pub coverage: Coverage,
    /// Whom to call: those who let others in at the school, by name. A school whose program is older does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrators: Option<Vec<Administrator>>,
}

/// 学校管理员 who was not let go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Administrator {
    pub name: Label,
    /// 已邀请 until the account was opened.
    pub state: StaffState,
}

impl Administrator {
    /// Of everybody at a school, whatever they are there.
    pub fn among(staff: impl IntoIterator<Item = (Label, Role, StaffState)>) -> Vec<Self> {
        let staff = staff.into_iter();
        let administrators = staff
            .filter(|(_, role, state)| *role == Role::SchoolAdmin && *state != StaffState::Revoked);
        administrators
            .map(|(name, _, state)| Self { name, state })
            .collect()
    }
}

/// 菜单版本
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedVersion {
    pub menu: MenuHash,
    pub published_at: Moment,
}

/// 学校的审核结论: what the school's own pack finds in what it has published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverseenJudgement {
    pub pack: Label,
    /// Of the pack's text and its word lists.
    pub version: FileHash,
    /// So many contradictions in the plan itself.
    pub faults: usize,
    pub findings: Vec<OverseenFinding>,
}

/// A finding with what the pack says about it, so that it can be read without the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverseenFinding {
    pub breach: Breach,
    pub severity: Severity,
    /// The title of the document that the clause is of.
    pub document: Label,
    pub section: String,
    pub mend: String,
    /// 理由 of a decision that it can be lived with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
}

impl OverseenFinding {
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error || self.reason.is_none()
    }
}

impl OverseenJudgement {
    pub fn of(judgement: &Judgement, pack: &Pack, version: FileHash) -> Self {
        let findings = judgement.findings.iter().map(|finding| {
            let document = pack.documents.get(&finding.clause.document);
            let decision = finding.acknowledged.as_ref();
            OverseenFinding {
                breach: finding.breach.clone(),
                severity: finding.severity,
                // A pack with a clause of no document is not read at all.
                document: document.map_or_else(|| pack.name.clone(), |it| it.title.clone()),
                section: finding.clause.section.clone(),
                mend: finding.mend.clone(),
                reason: decision.map(|it| it.reason.clone()),
                decided_on: decision.map(|it| it.decided_on),
            }
        });
        Self {
            pack: judgement.pack.clone(),
            version,
            faults: judgement.faults.len(),
            findings: findings.collect(),
        }
    }
}

impl MenuDraft {
    /// What is published, with what the draft's plan says of it now: papers are kept and documents
    /// written all term long, also while the next menu is being made. What the plan says of courses
    /// and services that are not published is left out, and so is the text of an agreement: it may be one that never was.
    pub fn beside_published(self, published: MenuContent) -> Self {
        let Self {
            mut plan,
            acknowledgements,
            ..
        } = self;
        let services = &published.base_care.services;
        plan.services
            .retain(|name, _| services.iter().any(|service| service.name == *name));
        plan.agreement = None;
        plan.courses
            .retain(|id, _| published.courses.iter().any(|course| course.id == *id));
        Self {
            menu: published,
            plan,
            acknowledgements,
        }
    }

    /// What a district is told of it: the decisions that answer a finding, as the school's. The others are about the next
    /// menu and would tell what is in it, and which colleague decided is not the district's.
    pub fn as_told(mut self, judgement: Option<&Judgement>) -> Self {
        let findings = judgement.map_or(&[][..], |judgement| &judgement.findings);
        let answered = findings.iter().filter(|it| it.acknowledged.is_some());
        let answered: Vec<_> = answered.map(|finding| &finding.breach).collect();
        self.acknowledgements
            .retain(|decision| answered.contains(&&decision.breach));
        for decision in &mut self.acknowledgements {
            decision.decided_by = self.menu.school.name.clone();
        }
        self
    }
}
