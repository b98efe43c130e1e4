use afterbell_domain::wire::ProblemCode;

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
        DeskOutcome::InvitationUnknown => ProblemCode::InvitationUnknown,
        DeskOutcome::CodeUsed => ProblemCode::SignInRefused,
        DeskOutcome::DraftChanged | DeskOutcome::NotDecided(_) => ProblemCode::MenuDraftChanged,
        DeskOutcome::NoticeNotPlanned => ProblemCode::NoticeNotPlanned,
        DeskOutcome::Refused(Applied::PupilsHold(_) | Applied::RosterChangedMeanwhile) => {
            ProblemCode::RosterRefused
        }
        DeskOutcome::Refused(_) => ProblemCode::MenuDraftChanged,
        // Asked on the command line only.
        DeskOutcome::DistrictUnknown
        | DeskOutcome::Done
        | DeskOutcome::Edited { .. }
        | DeskOutcome::Posted(_) => ProblemCode::Internal,
    })
}

pub(in crate::http) fn unless_done(outcome: DeskOutcome) -> Result<(), Refusal> {
    match outcome {
        DeskOutcome::Done => Ok(()),
        other => Err(refusal(other)),
    }
}
