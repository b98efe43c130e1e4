//! What crosses between the phone and the server, in one place; parsed once, at the edge.

pub mod drawn;
mod fault_report;
mod hosts;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{
    AgreementHash, AgreementSignature, ChildCode, Label, MenuHash, Moment, Places, Receipt,
    SelectionDraft, SignerName, Student, Verdict,
};

pub use fault_report::{FaultBuild, FaultEngine, FaultKind, FaultPage, FaultReport, FaultTrace};
pub use hosts::{
    HostSession, HostSignIn, HostTicket, HostTicketRequest, PageSignature, RelayAnswer,
    RelayRequest,
};

/// The school and the pointer to its current menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchoolView {
    pub school: Label,
    pub term: Label,
    /// Where the menu is: `/api/menus/{menu}`.
    pub menu: MenuHash,
    /// The server's time, which the phone follows instead of its own.
    pub now: Moment,
}

/// A request to bind a child to the sender's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BindRequest {
    pub code: ChildCode,
}

/// The account after a child was bound.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BindResponse {
    /// The bearer token, when this binding opened a new session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The child that was bound.
    pub child: crate::StudentId,
    pub me: Me,
}

/// A guardian's account: all children bound to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub now: Moment,
    pub children: Vec<Child>,
}

/// A child and what the school holds for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Child {
    pub student: Student,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// The signature under the current agreement, else the one given last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<AgreementSignature>,
    /// What this guardian has put together and not sent yet.
    #[serde(default)]
    pub draft: KeptDraft,
    /// 变动告知: what the school has changed of the child's places, a line each in the language that was asked
    /// for, until this guardian has read it. Plain text, since each structure costs every phone's first load.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub news: String,
    /// Of the last of them; whoever has read it has read those before.
    #[serde(default)]
    pub news_number: u32,
}

/// Up to which number a guardian has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewsRead {
    pub number: u32,
}

/// A draft as the server keeps it, for a guardian's other phones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptDraft {
    /// Grows with every change, also when a draft is let go; 0 before the first.
    pub revision: u32,
    /// Against the menu it was made from, which may be an older one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<SelectionDraft>,
}

/// A guardian's newest draft; without one the kept draft is let go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftUpdate {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<SelectionDraft>,
    /// The revision the phone knew when it was edited.
    pub base_revision: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftKept {
    pub revision: u32,
}

/// A guardian's name under the agreement of the current menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignRequest {
    pub agreement: AgreementHash,
    pub signed_name: SignerName,
}

/// Which file a phone wants to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileRequest {
    pub kind: FileKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FileKind {
    /// 日历: courses and pick-ups with their dates, as iCalendar.
    Calendar,
    /// 已签协议: the signed copy, a page to print.
    Agreement,
}

/// Where the file is for a while, open to whoever has the address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileTicket {
    pub url: String,
    pub expires_at: Moment,
}

impl FileTicket {
    /// Long enough to hand the file to another program, too short to be of use in a history.
    pub const SECONDS: i64 = 10 * 60;
}

/// Why a request was not done: RFC 9457 with a stable code and what changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/api/problems/{code}`
    #[serde(rename = "type")]
    pub kind: String,
    pub status: u16,
    pub code: ProblemCode,
    /// Where in the request the fault lies, for developers; never holds personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Wait so many seconds before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// With `selection_denied`: all reasons. Read by people and other programs; the phone,
    /// which has the same rules, judges anew with `places` and so need not carry a parser.
    // Not `skip_deserializing`: that would also leave it out of the API's description.
    #[serde(default, deserialize_with = "left_unread")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// With `selection_denied`: places as they were when it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Places>,
    /// With `menu_changed`: the version that holds now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub menu: Option<MenuHash>,
    /// With `agreement_not_signed`: the version to sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementHash>,
    /// With `draft_changed`: what another phone of this guardian has kept meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<KeptDraft>,
    /// With `draw_refused`: why.
    #[cfg(feature = "policy")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<crate::desk::DrawRefusal>,
}

fn left_unread<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Verdict>, D::Error> {
    IgnoredAny::deserialize(from).map(|_| None)
}

/// 问题代码: every way a request can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemCode {
    MalformedRequest,
    NotFound,
    MethodNotAllowed,
    BodyTooLarge,
    UnsupportedMediaType,
    SignInRequired,
    /// The student is not bound to this account (or does not exist: one answer for both).
    StudentNotYours,
    CodeUnknown,
    CodeUsed,
    TooManyAttempts,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    RequestInFlight,
    MenuUnknown,
    MenuChanged,
    AgreementUnknown,
    /// A guardian has to sign the safety agreement before anything is submitted.
    AgreementNotSigned,
    /// The child's own name stands where a guardian's is asked for.
    SignerIsStudent,
    SelectionDenied,
    NothingSubmitted,
    /// Another phone of this guardian has changed the draft meanwhile.
    DraftChanged,
    /// The ticket is none, or its time is over; or no such file of a draw was published.
    FileUnknown,
    /// Name, password and code do not fit together; which of them is not told.
    #[cfg(feature = "policy")]
    SignInRefused,
    /// The request does not come from the desk's own page.
    #[cfg(feature = "policy")]
    ForeignOrigin,
    /// Whoever asks may not do that.
    #[cfg(feature = "policy")]
    NotPermitted,
    /// The invitation is none, was used, or its time is over.
    #[cfg(feature = "policy")]
    InvitationUnknown,
    #[cfg(feature = "policy")]
    PasswordRefused,
    #[cfg(feature = "policy")]
    StaffUnknown,
    /// Somebody at the desk has this name already.
    #[cfg(feature = "policy")]
    NameTaken,
    /// Nobody else could let anybody in any more.
    #[cfg(feature = "policy")]
    LastManager,
    /// Somebody has edited the menu draft meanwhile.
    #[cfg(feature = "policy")]
    MenuDraftChanged,
    /// Nothing is posted, or objections are not taken any more.
    #[cfg(feature = "policy")]
    NoticeClosed,
    /// The plan of the draft says nothing of a public notice.
    #[cfg(feature = "policy")]
    NoticeNotPlanned,
    /// Pupils who would leave hold courses or care, or a school number is another child's.
    #[cfg(feature = "policy")]
    RosterRefused,
    /// The chat app's word on who this is does not count (any more): the page is opened anew.
    #[cfg(feature = "policy")]
    HostRefused,
    /// The chat app's account is blocked there, or is no parent's.
    #[cfg(feature = "policy")]
    HostAccountRefused,
    /// The school has not set this chat app up, or there is none of this name.
    #[cfg(feature = "policy")]
    HostNotSetUp,
    /// The chat app's own server fails, or refuses the school.
    #[cfg(feature = "policy")]
    HostFailed,
    /// The district has no such school, or has it no longer.
    #[cfg(feature = "policy")]
    SchoolUnknown,
    /// Somebody has saved another version of the district's pack meanwhile.
    #[cfg(feature = "policy")]
    PackChanged,
    /// Somebody has kept another choice for this course meanwhile.
    #[cfg(feature = "policy")]
    AuditionChanged,
    /// Somebody has changed the proposal meanwhile, or decided about it.
    #[cfg(feature = "policy")]
    ProposalChanged,
    /// The list of applicants was published: no wish counts any more.
    DrawClosed,
    /// A step of a draw, or a placement by hand, was not done; `draw` says why.
    #[cfg(feature = "policy")]
    DrawRefused,
    /// No place is on offer: it was answered, ran out, or never was.
    OfferGone,
    Overloaded,
    Timeout,
    Internal,
    /// A code this version does not know; never sent, only read.
    #[serde(other)]
    Unknown,
}
