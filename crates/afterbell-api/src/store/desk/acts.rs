use afterbell_domain::desk::{
    AuditionChoice, ChangeDecision, DraftEdit, DrawStep, EditConflict, FreeTime, NotDecided,
    Permission, Proposal, Role,
};
use afterbell_domain::policy::OutsideHolder;
use afterbell_domain::{
    CareChoice, CourseId, GroupId, Label, Moment, OfferingId, StaffId, StudentId,
};

use super::rows::NoticeRow;
use crate::policy_pack::PackVersion;
use crate::secret::Fingerprint;
use crate::store::draws::{OfficePlacement, Placed, Publication, Published};
use crate::store::{Applied, CodeIssue, SchoolChange};

/// 操作: who does what, when.
#[derive(Debug, Clone)]
pub struct DeskAct {
    pub by: Actor,
    pub deed: Deed,
    pub now: Moment,
}

#[derive(Debug, Clone)]
pub enum Actor {
    /// Whoever has this session.
    Session(Fingerprint),
    /// Whoever has this invitation.
    Invitation(Fingerprint),
    /// Somebody who has shown password and code.
    SigningIn(StaffId),
    /// Whoever may type commands on the server, and the server itself.
    CommandLine,
}

#[derive(Debug, Clone)]
pub enum Deed {
    Invite {
        id: StaffId,
        name: Label,
        role: Role,
        invitation: Fingerprint,
        expires_at: Moment,
    },
    InviteAgain {
        id: StaffId,
        invitation: Fingerprint,
        expires_at: Moment,
    },
    Accept {
        password: String,
        authenticator: Vec<u8>,
    },
    /// A code of this step was shown for the invitation's authenticator.
    Confirm {
        step: i64,
    },
    SignIn {
        token: Fingerprint,
        step: i64,
        /// Failures that are forgiven.
        forgiven: Fingerprint,
    },
    SignOut,
    Revoke {
        id: StaffId,
    },
    ChangeRole {
        id: StaffId,
        role: Role,
    },
    EditDraft {
        edits: Vec<DraftEdit>,
    },
    KeepRegister {
        holder: Label,
        /// Taken from the register when there is none.
        record: Option<OutsideHolder>,
    },
    PostNotice {
        revision: u32,
    },
    /// The draft of this revision was judged and can be published as this change.
    Publish {
        revision: u32,
        change: Box<SchoolChange>,
        decisions: Vec<ChangeDecision>,
        /// Ended pick-up times whose families, as somebody has said, are told.
        told: Vec<CareChoice>,
        /// By which it was judged, where the school has a pack.
        pack: Option<PackVersion>,
    },
    Import {
        edits: Vec<DraftEdit>,
        change: Option<Box<SchoolChange>>,
    },
    /// The office's sheets, taken in by the command line: a menu, a roster, or both.
    TakeIn {
        change: Box<SchoolChange>,
        /// By which its menu was judged, if it was.
        pack: Option<PackVersion>,
    },
    /// The district has another pack, by which the school judges from now on.
    TakePack {
        address: String,
        text: String,
        pack: PackVersion,
    },
    /// A child has done a course, or has not after all.
    RecordCompletion {
        student: StudentId,
        course: CourseId,
        completed: bool,
    },
    /// Whoever asks has been found to have these children's classes.
    IssueCodes {
        codes: Vec<CodeIssue>,
    },
    RevokeCodes {
        students: Vec<StudentId>,
    },
    /// The office has seen evidence that a child belongs to a group, or to none any more.
    RecordGroup {
        student: StudentId,
        group: Option<GroupId>,
        /// For the office alone: it stands in no log and in nothing that is published.
        reason: Label,
    },
    /// Ends the key that was given to the same district before.
    IssueDistrictKey {
        name: Label,
        key: Fingerprint,
    },
    RevokeDistrictKey {
        name: Label,
    },
    /// A step of a draw was worked out and can be published.
    PublishDraw {
        step: DrawStep,
        publication: Box<Publication>,
    },
    PlaceByHand {
        placement: Box<OfficePlacement>,
    },
    /// Keeps whom a teacher has chosen for a course, made from a revision of it.
    KeepAudition {
        offering: OfferingId,
        revision: u32,
        choice: AuditionChoice,
        publishes: bool,
    },
    /// When one has time to teach.
    KeepFreeTimes {
        times: Vec<FreeTime>,
    },
    Propose {
        proposal: Box<Proposal>,
    },
    /// One's own, made from a revision of it; without a proposal it is taken back.
    ChangeProposal {
        number: u32,
        revision: u32,
        proposal: Option<Box<Proposal>>,
    },
    /// As a row of the draft, under these names.
    TakeProposalOver {
        number: u32,
        revision: u32,
        course: CourseId,
        offering: OfferingId,
    },
    DeclineProposal {
        number: u32,
        revision: u32,
        reason: Label,
    },
}

impl Deed {
    /// What one needs to be allowed; nothing for what concerns only oneself.
    pub fn permission(&self) -> Option<Permission> {
        match self {
            Self::Invite { .. }
            | Self::InviteAgain { .. }
            | Self::Revoke { .. }
            | Self::ChangeRole { .. }
            | Self::IssueDistrictKey { .. }
            | Self::RevokeDistrictKey { .. } => Some(Permission::ManageStaff),
            Self::Accept { .. } | Self::Confirm { .. } | Self::SignIn { .. } | Self::SignOut => {
                None
            }
            Self::EditDraft { .. } => Some(Permission::EditDraft),
            Self::KeepRegister { .. } => Some(Permission::KeepRegister),
            Self::PostNotice { .. } => Some(Permission::PostNotice),
            // The server takes a pack by itself; nobody at the desk can ask it to.
            Self::Publish { .. } | Self::TakePack { .. } => Some(Permission::Publish),
            // Who keeps the roster keeps this, too.
            Self::Import { .. }
            | Self::TakeIn { .. }
            | Self::RecordCompletion { .. }
            | Self::RecordGroup { .. } => Some(Permission::Import),
            Self::IssueCodes { .. } | Self::RevokeCodes { .. } => Some(Permission::IssueCodes),
            Self::PublishDraw { .. } | Self::PlaceByHand { .. } => Some(Permission::RunDraw),
            Self::KeepAudition { .. } => Some(Permission::ChooseApplicants),
            Self::KeepFreeTimes { .. } | Self::Propose { .. } | Self::ChangeProposal { .. } => {
                Some(Permission::Propose)
            }
            Self::TakeProposalOver { .. } | Self::DeclineProposal { .. } => {
                Some(Permission::EditDraft)
            }
        }
    }

    /// Whether it is judged by the published menu, or told by it.
    pub fn needs_menu(&self) -> bool {
        matches!(
            self,
            Self::Publish { .. } | Self::KeepAudition { .. } | Self::PlaceByHand { .. }
        )
    }

    /// Whether it changes who is at the school, and in which class.
    pub fn changes_roster(&self) -> bool {
        let change = match self {
            Self::Import { change, .. } => change.as_deref(),
            Self::TakeIn { change, .. } => Some(change.as_ref()),
            _ => None,
        };
        change.is_some_and(|it| !it.pupils.is_empty() || !it.left.is_empty())
    }

    pub fn needs_draft(&self) -> bool {
        matches!(
            self,
            Self::EditDraft { .. }
                | Self::KeepRegister { .. }
                | Self::PostNotice { .. }
                | Self::Publish { .. }
                | Self::Import { .. }
                | Self::TakeProposalOver { .. }
        )
    }

    /// The children whose codes it is about.
    pub fn children_of_codes(&self) -> Vec<&str> {
        match self {
            Self::IssueCodes { codes } => {
                codes.iter().map(|issue| issue.student.as_str()).collect()
            }
            Self::RevokeCodes { students } => students.iter().map(StudentId::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The proposal that it is about.
    pub fn proposal(&self) -> Option<u32> {
        match self {
            Self::ChangeProposal { number, .. }
            | Self::TakeProposalOver { number, .. }
            | Self::DeclineProposal { number, .. } => Some(*number),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskOutcome {
    Done,
    NotSignedIn,
    NotPermitted,
    StaffUnknown,
    NameTaken,
    /// Nobody else could let anybody in any more.
    LastManager,
    /// There is no such role where they work.
    RoleUnknown,
    InvitationUnknown,
    /// A code of this step, or of a later one, was taken before.
    CodeUsed,
    /// No district of this name has a key that is not revoked.
    DistrictUnknown,
    Edited {
        revision: u32,
        applied: usize,
        conflicts: Vec<EditConflict>,
    },
    DraftChanged,
    NoticeNotPlanned,
    Posted(Box<NoticeRow>),
    NotDecided(Vec<NotDecided>),
    /// The menu has no course with an audition of this name.
    OfferingUnknown,
    /// A child is not at the school.
    StudentUnknown,
    /// Somebody has kept another choice meanwhile.
    AuditionChanged,
    /// There is none of this number, or it is another's.
    ProposalUnknown,
    /// Somebody has changed it meanwhile, or decided about it.
    ProposalChanged,
    /// It does not say what a proposal has to say.
    ProposalUnfinished,
    /// The draw has published its lists, and no results yet.
    DrawUnderWay,
    /// What the books said to a new menu or roster, when it was not [`Applied::Done`].
    Refused(Applied),
    /// What the books said to a step of a draw, when it was not [`Published::Done`].
    NotPublished(Published),
    /// What the books said to a placement by hand.
    Placed(Placed),
}
