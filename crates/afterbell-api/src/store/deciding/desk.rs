//! 工作台: decides what becomes of an act at the desk, without SQL. What it needs was read in the
//! act's own transaction, and what it answers is written there.

mod audition;
mod draft;
mod draws;
mod pack;
mod people;
mod proposal;
mod pupils;
mod roster;

pub use draws::log_of_placing;

use std::collections::BTreeSet;

use afterbell_domain::desk::{AuditAction, AuditionChoice, DraftEdit, Reassigned, Told, Workplace};
use afterbell_domain::{
    CourseId, GroupId, Label, Moment, OfferingId, ServiceMenu, StaffId, StudentId,
};
use serde::Serialize;
use serde_json::json;

use crate::secret::Fingerprint;
use crate::store::desk::{
    Actor, AuditRow, AuditionRow, Deed, DeskAct, DeskOutcome, DraftRow, FreeTimesRow, HolderBooks,
    NoticeRow, ProposalRow, StaffRow,
};
use crate::store::draws::{DrawState, OfficePlacement, Publication};
use crate::store::ledger_chain::Link;
use crate::store::{CodeIssue, EnrolledPupil, SchoolChange, StoreError};

/// What the books say.
pub struct DeskFacts {
    /// Whose books they are.
    pub workplace: Workplace,
    pub staff: Vec<StaffRow>,
    /// Whose session the act names.
    pub signed_in: Option<StaffId>,
    /// Read when [`Deed::needs_draft`]; the published menu before the first edit.
    pub draft: Option<DraftRow>,
    /// Read when [`Deed::needs_menu`].
    pub menu: Option<ServiceMenu>,
    /// Read when the deed is to publish.
    pub holders: HolderBooks,
    /// The last that was posted, and the number of it.
    pub notice: Option<NoticeRow>,
    pub notices: u32,
    /// Of the children whose codes the deed is about those with a code that nobody has used.
    pub with_codes: Vec<StudentId>,
    /// Whether the child has done the course that the deed is about.
    pub has_completed: bool,
    /// When whoever acts had time to teach, as they said before.
    pub free_times: Option<FreeTimesRow>,
    /// In which group the child is recorded whose group the deed records.
    pub group: Option<GroupId>,
    /// Whether the district whose key the deed is about has one that is not revoked.
    pub has_key: bool,
    /// The draw that is under way, or was run last, when the deed is to publish one.
    pub draw: Option<DrawState>,
    /// The proposal that the deed is about, and the number of the last.
    pub proposal: Option<ProposalRow>,
    pub last_proposal: u32,
    /// Who is at the school, when the deed changes that ([`Deed::changes_roster`]).
    pub pupils: Vec<EnrolledPupil>,
    /// 区县政策包 that was taken last: from where, and its text; read when the deed is to take one.
    pub pack_copy: Option<(String, String)>,
    /// Read when the deed is to keep an audition.
    pub audition: Option<AuditionFacts>,
    pub last_audit: (u32, Link),
}

/// What is known of a course whose applicants are chosen from.
pub struct AuditionFacts {
    pub row: AuditionRow,
    /// Those of the choice who are at the school.
    pub known: BTreeSet<StudentId>,
    /// Whether the last draw has published its applicants, and its results.
    pub last_draw: (bool, bool),
}

/// What is to be written, in this order.
pub enum DeskWrite {
    /// First of all, since the books may still refuse it; then nothing else is written.
    School {
        change: Box<SchoolChange>,
        /// What becomes of children whose places it changes.
        reassigned: Vec<Reassigned>,
        /// What it does to all others; looked for when it is written, unless it was decided about.
        told: Option<Told>,
    },
    /// The same holds for a step of a draw and for a placement by hand.
    Draw(Box<Publication>),
    /// Its row in the log is written with it ([`log_of_placing`]): only then it is known what was given back.
    Place(Box<OfficePlacement>),
    PackCopy {
        address: String,
        text: String,
    },
    Staff(StaffRow),
    OpenSession {
        token: Fingerprint,
        staff: StaffId,
    },
    EndSession(Fingerprint),
    EndSessionsOf(StaffId),
    ForgetFailures(Fingerprint),
    Draft(Box<DraftRow>),
    DraftChange {
        revision: u32,
        by: Label,
        edits: String,
    },
    Notice(Box<NoticeRow>),
    IssueCodes(Vec<CodeIssue>),
    RevokeCodes(Vec<StudentId>),
    Completion {
        student: StudentId,
        course: CourseId,
        completed: bool,
    },
    Group {
        student: StudentId,
        group: Option<GroupId>,
        reason: Label,
    },
    IssueDistrictKey {
        name: Label,
        key: Fingerprint,
    },
    RevokeDistrictKey(Label),
    Audition {
        offering: OfferingId,
        revision: u32,
        choice: AuditionChoice,
        publishes: bool,
        by: Option<Label>,
    },
    Proposal(Box<ProposalRow>),
    FreeTimes(FreeTimesRow),
    Audit {
        row: AuditRow,
        link: Link,
    },
}

pub struct Decided {
    pub outcome: DeskOutcome,
    pub writes: Vec<DeskWrite>,
}

impl Decided {
    fn refused(outcome: DeskOutcome) -> Self {
        let writes = Vec::new();
        Self { outcome, writes }
    }
}

pub fn decide(facts: &DeskFacts, act: &DeskAct) -> Result<Decided, StoreError> {
    let actor = facts.actor(act);
    if actor.is_none() && !matches!(act.by, Actor::CommandLine) {
        return Ok(Decided::refused(match act.by {
            Actor::Invitation(_) => DeskOutcome::InvitationUnknown,
            _ => DeskOutcome::NotSignedIn,
        }));
    }
    if let (Some(permission), Some(actor)) = (act.deed.permission(), actor)
        && !facts.workplace.may(actor.role, permission)
    {
        return Ok(Decided::refused(DeskOutcome::NotPermitted));
    }
    let deciding = Deciding { facts, act, actor };
    match &act.deed {
        Deed::EditDraft { .. }
        | Deed::KeepRegister { .. }
        | Deed::PostNotice { .. }
        | Deed::Publish { .. }
        | Deed::Import { .. } => draft::decide(&deciding),
        Deed::TakeIn { .. }
        | Deed::IssueCodes { .. }
        | Deed::RevokeCodes { .. }
        | Deed::RecordGroup { .. }
        | Deed::RecordCompletion { .. } => pupils::decide(&deciding),
        Deed::IssueDistrictKey { name, key } => {
            let before = facts.has_key.then(|| json!({ "has_key": true }));
            let after = json!({ "has_key": true });
            let action = AuditAction::DistrictKeyIssued;
            let log = deciding.log(action, name.as_str(), &before, &after)?;
            let (name, key) = (name.clone(), *key);
            let write = DeskWrite::IssueDistrictKey { name, key };
            Ok(done(vec![write, log]))
        }
        Deed::RevokeDistrictKey { .. } if !facts.has_key => {
            Ok(Decided::refused(DeskOutcome::DistrictUnknown))
        }
        Deed::RevokeDistrictKey { name } => {
            let before = json!({ "has_key": true });
            let action = AuditAction::DistrictKeyRevoked;
            let log = deciding.log(action, name.as_str(), &before, &())?;
            Ok(done(vec![DeskWrite::RevokeDistrictKey(name.clone()), log]))
        }
        Deed::PublishDraw { step, publication } => draws::publish(&deciding, *step, publication),
        Deed::PlaceByHand { placement } => {
            let place = DeskWrite::Place(placement.clone());
            Ok(done(vec![place]))
        }
        Deed::TakePack {
            address,
            text,
            pack,
        } => pack::take(&deciding, (address, text), pack),
        Deed::KeepAudition { .. } => audition::decide(&deciding),
        Deed::KeepFreeTimes { .. }
        | Deed::Propose { .. }
        | Deed::ChangeProposal { .. }
        | Deed::TakeProposalOver { .. }
        | Deed::DeclineProposal { .. } => proposal::decide(&deciding),
        _ => people::decide(&deciding),
    }
}

fn done(writes: Vec<DeskWrite>) -> Decided {
    let outcome = DeskOutcome::Done;
    Decided { outcome, writes }
}

impl DeskFacts {
    /// Nobody by name for what is done on the command line.
    fn actor(&self, act: &DeskAct) -> Option<&StaffRow> {
        match &act.by {
            Actor::CommandLine => None,
            Actor::Session(_) => self.signed_in.as_ref().and_then(|id| self.find(id)),
            Actor::SigningIn(id) => self.find(id),
            Actor::Invitation(invitation) => self.invited(*invitation, act.now),
        }
    }

    fn find(&self, id: &StaffId) -> Option<&StaffRow> {
        self.staff.iter().find(|staff| staff.id == *id)
    }

    fn invited(&self, invitation: Fingerprint, now: Moment) -> Option<&StaffRow> {
        let mut staff = self.staff.iter();
        staff.find(|staff| {
            staff.invitation.is_some_and(|(hash, expires_at)| {
                hash == invitation && now.unix_seconds() < expires_at
            })
        })
    }
}

/// A row of the log and its link. `()` is nothing to tell.
pub(super) fn audit_row(
    (last, link): (u32, Link),
    now: Moment,
    by: Option<&StaffRow>,
    action: AuditAction,
    subject: &str,
    before: &impl Serialize,
    after: &impl Serialize,
) -> Result<(AuditRow, Link), StoreError> {
    let text = |value: &str| match value {
        "null" => String::new(),
        json => json.to_owned(),
    };
    let row = AuditRow {
        number: last.saturating_add(1),
        at: now.to_string(),
        staff: by.map(|actor| actor.id.to_string()).unwrap_or_default(),
        name: by.map(|actor| actor.name.to_string()).unwrap_or_default(),
        action: action.code().to_owned(),
        subject: subject.to_owned(),
        before: text(&serde_json::to_string(before)?),
        after: text(&serde_json::to_string(after)?),
    };
    let link = row.link_after(link);
    Ok((row, link))
}

struct Deciding<'a> {
    facts: &'a DeskFacts,
    act: &'a DeskAct,
    actor: Option<&'a StaffRow>,
}

#[derive(Debug, thiserror::Error)]
#[error("nothing was imported yet")]
struct NoMenu;

impl Deciding<'_> {
    /// The one row in the log that each act leaves.
    fn log(
        &self,
        action: AuditAction,
        subject: &str,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<DeskWrite, StoreError> {
        let (last, now) = (self.facts.last_audit, self.act.now);
        let (row, link) = audit_row(last, now, self.actor, action, subject, before, after)?;
        Ok(DeskWrite::Audit { row, link })
    }

    fn draft(&self) -> Result<&DraftRow, StoreError> {
        let draft = self.facts.draft.as_ref();
        draft.ok_or_else(|| StoreError::failed(NoMenu))
    }

    /// By whom a draft is edited; edits come from the desk only.
    fn name(&self) -> Result<Label, StoreError> {
        let name = self.actor.map(|actor| actor.name.clone());
        name.ok_or_else(|| StoreError::failed(NoMenu))
    }

    /// The draft after some edits, and what is written for it.
    fn changed(
        &self,
        draft: DraftRow,
        applied: &[DraftEdit],
    ) -> Result<Vec<DeskWrite>, StoreError> {
        let (by, revision) = (self.name()?, draft.revision);
        let edits = serde_json::to_string(applied)?;
        Ok(vec![
            DeskWrite::Draft(Box::new(draft)),
            DeskWrite::DraftChange {
                revision,
                by,
                edits,
            },
        ])
    }
}
