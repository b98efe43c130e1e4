use std::collections::BTreeMap;

use afterbell_domain::desk::{
    AuditAction, AuditEntry, AuditionChoice, Bystander, ChangeDecision, FreeTime, Holder, Plan,
    Proposal, ProposalState, Reassigning, Role, StaffState,
};
use afterbell_domain::draw::{PublishedFile, Untimely};
use afterbell_domain::policy::{MenuDraft, PublicNotice};
use afterbell_domain::{
    Label, MenuContent, MenuHash, Moment, OfferingId, ServiceMenu, StaffId, StudentId, WishList,
};
use serde::{Deserialize, Serialize};

use crate::secret::Fingerprint;
use crate::store::StoreError;
use crate::store::draws::DrawState;

/// 人员, as they are stored. Never leaves the server as a whole.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRow {
    pub id: StaffId,
    pub name: Label,
    pub role: Role,
    pub state: StaffState,
    /// In the form of PHC strings.
    pub password: Option<String>,
    pub authenticator: Option<Vec<u8>>,
    /// The step of time of the last code that was taken.
    pub last_step: Option<i64>,
    /// The hash of an invitation that waits, and its end.
    pub invitation: Option<(Fingerprint, i64)>,
}

/// Secrets belong into no log.
impl std::fmt::Debug for StaffRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StaffRow({}, {:?})", self.id, self.state)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    pub revision: u32,
    pub draft: MenuDraft,
    pub edited_by: Option<Label>,
    pub edited_at: Option<Moment>,
}

impl DraftRow {
    /// Before anybody has edited.
    pub fn of_published(menu: MenuContent) -> Self {
        Self {
            revision: 0,
            draft: MenuDraft {
                menu,
                plan: Default::default(),
                acknowledgements: Vec::new(),
            },
            edited_by: None,
            edited_at: None,
        }
    }
}

/// 申报, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    pub number: u32,
    pub revision: u32,
    pub by: StaffId,
    pub teacher: Label,
    pub proposal: Proposal,
    pub state: ProposalState,
    pub at: Moment,
    pub decided_by: Option<Label>,
}

/// Whose free times these are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeTimesRow {
    pub by: StaffId,
    pub teacher: Label,
    pub times: Vec<FreeTime>,
}

/// Everything that teachers have said, by number and by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalBooks {
    pub proposals: Vec<ProposalRow>,
    pub free_times: Vec<FreeTimesRow>,
}

/// 占名额的学生: whom a publication touches, all of one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HolderBooks {
    pub holders: Vec<Holder>,
    pub taken: BTreeMap<OfferingId, u32>,
    /// Children who wait, or to whom a place is offered.
    pub claims: BTreeMap<OfferingId, u32>,
    /// Whether the term's draw was run, and no other is under way.
    pub was_run: bool,
    /// What the draw that holds has closed.
    pub closed: Vec<OfferingId>,
    /// Everybody else of whom a version may take something.
    pub bystanders: Vec<Bystander>,
}

impl HolderBooks {
    /// What decisions about them come to.
    pub fn plan(
        &self,
        published: &MenuContent,
        menu: (&MenuHash, &ServiceMenu),
        decisions: &[ChangeDecision],
        now: Moment,
    ) -> Result<Plan, StoreError> {
        let reassigning = Reassigning {
            published,
            menu,
            holders: &self.holders,
            taken: &self.taken,
            claims: &self.claims,
            is_draw_to_come: Untimely::to_place(&menu.1.round, self.was_run).is_some(),
            closed: &self.closed,
            now,
        };
        Ok(reassigning.plan(decisions)?)
    }
}

/// 公示, as it was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    pub number: u32,
    pub posted_at: Moment,
    pub content: NoticeContent,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeContent {
    pub notice: PublicNotice,
    pub menu: MenuContent,
}

/// 绑定码的使用
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CodeUse {
    pub is_waiting: bool,
    pub guardians: u32,
}

/// 面试结果 of a course, as it is stored; the default before anybody has kept one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditionRow {
    pub revision: u32,
    pub choice: AuditionChoice,
    /// Whether the choice is the list that holds.
    pub is_published: bool,
    pub saved_at: Option<Moment>,
    pub saved_by: Option<Label>,
    /// The list that holds, the best first.
    pub published: Vec<StudentId>,
}

impl AuditionRow {
    /// From before choices were kept, when every child was recorded by itself.
    pub fn of_recorded(published: Vec<StudentId>) -> Result<Self, StoreError> {
        Ok(Self {
            choice: AuditionChoice::of_picked(published.clone())?,
            is_published: true,
            published,
            ..Self::default()
        })
    }
}

/// What teachers choose by, all of one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditionBooks {
    pub auditions: BTreeMap<OfferingId, AuditionRow>,
    /// Children whose families wish for an offering, at whatever rank.
    pub applied: BTreeMap<OfferingId, Vec<StudentId>>,
    /// Children that hold a place in it.
    pub holding: BTreeMap<OfferingId, Vec<StudentId>>,
    /// Whether the last draw has published its applicants, and its results.
    pub last_draw: (bool, bool),
}

impl AuditionBooks {
    /// Of the draw that is under way, or was run last.
    pub(in crate::store) fn progress(last: Option<&DrawState>) -> (bool, bool) {
        let has = |file| last.is_some_and(|draw| draw.has(file));
        (has(PublishedFile::Applicants), has(PublishedFile::Results))
    }

    pub(in crate::store) fn applications<'a>(
        wished: impl Iterator<Item = (&'a StudentId, &'a WishList)>,
    ) -> BTreeMap<OfferingId, Vec<StudentId>> {
        let mut applied: BTreeMap<OfferingId, Vec<StudentId>> = BTreeMap::new();
        for (student, wishes) in wished {
            for offering in wishes.offerings() {
                applied
                    .entry(offering.clone())
                    .or_default()
                    .push(student.clone());
            }
        }
        applied
    }
}

/// 操作记录, exactly as it is stored and chained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub number: u32,
    pub at: String,
    /// Empty for what was done on the command line.
    pub staff: String,
    pub name: String,
    pub action: String,
    pub subject: String,
    /// JSON, or empty.
    pub before: String,
    pub after: String,
}

#[derive(Debug, thiserror::Error)]
#[error("an entry of the log cannot be read")]
struct Unreadable;

impl AuditRow {
    pub fn entry(&self) -> Result<AuditEntry, StoreError> {
        let json = |text: &str| match text {
            "" => Ok(None),
            text => serde_json::from_str(text).map(Some),
        };
        let action = AuditAction::of_code(&self.action);
        Ok(AuditEntry {
            number: self.number,
            at: self.at.parse()?,
            by: match self.name.as_str() {
                "" => None,
                name => Some(name.parse()?),
            },
            action: action.ok_or_else(|| StoreError::failed(Unreadable))?,
            subject: self.subject.clone(),
            before: json(&self.before)?,
            after: json(&self.after)?,
        })
    }
}
