use afterbell_domain::desk::{DrawRefusal, UnsoundDraw};
use afterbell_domain::wire::ProblemCode;

use crate::draw_office::StepFault;
use crate::http::refusal::Refusal;
use crate::store::Applied;
use crate::store::desk::DeskOutcome;

/// What an act is told that was not done; what has an answer of its own is handled before.
pub(in crate::http) fn refusal(outcome: DeskOutcome) -> Refusal {
    Refusal::new(match outcome {
        DeskOutcome::NotSignedIn => ProblemCode::SignInRequired,
        DeskOutcome::NotPermitted => ProblemCode::NotPermitted,
        DeskOutcome::StaffUnknown => ProblemCode::StaffUnknown,
        DeskOutcome::NameTaken => ProblemCode::NameTaken,
        DeskOutcome::LastManager => ProblemCode::LastManager,
        DeskOutcome::InvitationUnknown => ProblemCode::InvitationUnknown,
        DeskOutcome::CodeUsed => ProblemCode::SignInRefused,
        DeskOutcome::DraftChanged | DeskOutcome::NotDecided(_) => ProblemCode::MenuDraftChanged,
        DeskOutcome::OfferingUnknown | DeskOutcome::ProposalUnknown => ProblemCode::NotFound,
        DeskOutcome::ProposalChanged => ProblemCode::ProposalChanged,
        DeskOutcome::ProposalUnfinished | DeskOutcome::RoleUnknown => ProblemCode::MalformedRequest,
        DeskOutcome::StudentUnknown => ProblemCode::StudentNotYours,
        DeskOutcome::AuditionChanged => ProblemCode::AuditionChanged,
        DeskOutcome::DrawUnderWay => ProblemCode::DrawClosed,
        DeskOutcome::NoticeNotPlanned => ProblemCode::NoticeNotPlanned,
        DeskOutcome::Refused(Applied::PupilsHold(_) | Applied::RosterChangedMeanwhile) => {
            ProblemCode::RosterRefused
        }
        DeskOutcome::Refused(_) => ProblemCode::MenuDraftChanged,
        DeskOutcome::NotPublished(_) => ProblemCode::DrawRefused,
        // Asked on the command line only.
        DeskOutcome::DistrictUnknown
        | DeskOutcome::Done
        | DeskOutcome::Edited { .. }
        | DeskOutcome::Posted(_)
        | DeskOutcome::Placed(_) => ProblemCode::Internal,
    })
}

pub(in crate::http) fn unless_done(outcome: DeskOutcome) -> Result<(), Refusal> {
    match outcome {
        DeskOutcome::Done => Ok(()),
        other => Err(refusal(other)),
    }
}

impl From<StepFault> for Refusal {
    fn from(fault: StepFault) -> Self {
        match fault {
            StepFault::Obstacle(found) => Self::of_draw(DrawRefusal::Obstacle(found)),
            StepFault::Untimely(found) => Self::of_draw(DrawRefusal::Untimely(found)),
            StepFault::Unsound(fault) => {
                let told = UnsoundDraw::from(&fault);
                if told == UnsoundDraw::Rules {
                    // What is wrong with them names fields, and children by pseudonyms only.
                    tracing::error!(%fault, "draw_unsound");
                }
                Self::of_draw(DrawRefusal::Unsound(told))
            }
            StepFault::NoBooks => Self::new(ProblemCode::MenuUnknown),
            StepFault::Denied(outcome) => refusal(*outcome),
            StepFault::Store(error) => error.into(),
            StepFault::Clock(error) => error.into(),
        }
    }
}
