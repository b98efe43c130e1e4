//! Answers as they are stored and sent again: a status and the bytes of a body.

use afterbell_domain::wire::{Problem, ProblemCode};
use afterbell_domain::{AgreementHash, MenuHash, Places, Receipt, Verdict};
use serde::Serialize;

/// A write's answer. Stored with the write, so that a repeated request gets the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    /// A new submission was accepted.
    pub fn accepted(receipt: &Receipt) -> Result<Self, serde_json::Error> {
        Self::of(201, receipt)
    }

    pub fn withdrawn(receipt: &Receipt) -> Result<Self, serde_json::Error> {
        Self::of(200, receipt)
    }

    pub fn denied(verdict: Verdict, places: Places) -> Result<Self, serde_json::Error> {
        Self::problem(&Problem {
            verdict: Some(verdict),
            places: Some(places),
            ..problem(ProblemCode::SelectionDenied)
        })
    }

    pub fn menu_changed(menu: MenuHash) -> Result<Self, serde_json::Error> {
        Self::problem(&Problem {
            menu: Some(menu),
            ..problem(ProblemCode::MenuChanged)
        })
    }

    pub fn agreement_not_signed(agreement: &AgreementHash) -> Result<Self, serde_json::Error> {
        Self::problem(&Problem {
            agreement: Some(agreement.clone()),
            ..problem(ProblemCode::AgreementNotSigned)
        })
    }

    pub fn signer_is_student() -> Result<Self, serde_json::Error> {
        Self::problem(&problem(ProblemCode::SignerIsStudent))
    }

    /// Anything that is no problem.
    pub fn of(status: u16, content: &impl Serialize) -> Result<Self, serde_json::Error> {
        let body = serde_json::to_string(content)?;
        Ok(Self { status, body })
    }

    pub fn problem(problem: &Problem) -> Result<Self, serde_json::Error> {
        Self::of(problem.status, problem)
    }

    pub fn is_problem(&self) -> bool {
        self.status >= 400
    }
}

/// A problem that says no more than its code.
pub fn problem(code: ProblemCode) -> Problem {
    Problem {
        kind: format!("/api/problems/{}", name_of(code)),
        status: status_of(code),
        code,
        detail: None,
        retry_after_seconds: None,
        verdict: None,
        places: None,
        menu: None,
        agreement: None,
        draft: None,
        draw: None,
    }
}

/// The name a code has in JSON.
pub fn name_of(code: ProblemCode) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => "unknown".to_owned(),
    }
}

/// The HTTP status a code goes out with, always the same one.
pub fn status_of(code: ProblemCode) -> u16 {
    match code {
        ProblemCode::MalformedRequest | ProblemCode::IdempotencyKeyMissing => 400,
        ProblemCode::SignInRequired | ProblemCode::SignInRefused | ProblemCode::HostRefused => 401,
        ProblemCode::ForeignOrigin
        | ProblemCode::NotPermitted
        | ProblemCode::HostAccountRefused => 403,
        ProblemCode::NotFound
        | ProblemCode::StudentNotYours
        | ProblemCode::CodeUnknown
        | ProblemCode::MenuUnknown
        | ProblemCode::AgreementUnknown
        | ProblemCode::NothingSubmitted
        | ProblemCode::FileUnknown
        | ProblemCode::InvitationUnknown
        | ProblemCode::StaffUnknown
        | ProblemCode::SchoolUnknown
        | ProblemCode::HostNotSetUp => 404,
        ProblemCode::MethodNotAllowed => 405,
        ProblemCode::CodeUsed
        | ProblemCode::RequestInFlight
        | ProblemCode::MenuChanged
        | ProblemCode::DraftChanged
        | ProblemCode::AgreementNotSigned
        | ProblemCode::SignerIsStudent
        | ProblemCode::NameTaken
        | ProblemCode::LastManager
        | ProblemCode::MenuDraftChanged
        | ProblemCode::NoticeClosed
        | ProblemCode::NoticeNotPlanned
        | ProblemCode::RosterRefused
        | ProblemCode::PackChanged
        | ProblemCode::AuditionChanged
        | ProblemCode::ProposalChanged
        | ProblemCode::DrawClosed
        | ProblemCode::DrawRefused
        | ProblemCode::OfferGone
        | ProblemCode::SelectionDenied => 409,
        ProblemCode::BodyTooLarge => 413,
        ProblemCode::UnsupportedMediaType => 415,
        ProblemCode::IdempotencyKeyReused | ProblemCode::PasswordRefused => 422,
        ProblemCode::TooManyAttempts => 429,
        ProblemCode::Overloaded | ProblemCode::Timeout | ProblemCode::HostFailed => 503,
        ProblemCode::Internal | ProblemCode::Unknown => 500,
    }
}
