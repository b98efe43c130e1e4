//! 免登: what becomes of somebody whom a chat app names.

use afterbell_domain::{GuardianId, StudentId};
use serde::{Deserialize, Serialize};

use super::Earlier;
use crate::answer::Answer;
use crate::store::{HostEntered, HostEntry, StoreError};

/// The keys of all hosts, and the tickets that were used.
pub const SCOPE: &str = "host";
pub const TICKETS: &str = "host_ticket";

/// What is kept of an entry's answer: no token, which is worked out again.
#[derive(Serialize, Deserialize)]
struct Kept {
    guardian: GuardianId,
    opened_session: bool,
}

/// What the store knows of it.
pub struct Known {
    pub earlier: Option<Earlier>,
    pub ticket_used: bool,
    /// The account that the host's account opens.
    pub linked: Option<GuardianId>,
    /// Who of the children that the directory names are at the school.
    pub children: Vec<StudentId>,
}

pub enum Outcome {
    /// Nothing is to be written.
    Told(HostEntered),
    /// Only that the ticket was used.
    UseTicket(HostEntered),
    Enter(Entering),
}

/// What an entry writes beside its answer.
pub struct Entering {
    pub guardian: GuardianId,
    pub opens_account: bool,
    pub opens_session: bool,
    /// How the host's account got its link, if it gets one now.
    pub links: Option<LinkedBy>,
    /// They become the account's, where they are not.
    pub children: Vec<StudentId>,
    pub entered: HostEntered,
    pub answer: Answer,
}

/// By what a host's account was linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkedBy {
    Code,
    Directory,
    /// By a phone that was signed in.
    Session,
}

impl LinkedBy {
    pub fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Directory => "directory",
            Self::Session => "session",
        }
    }
}

pub fn decide(
    entry: &HostEntry,
    known: Known,
    new_guardian: impl FnOnce() -> Result<GuardianId, StoreError>,
) -> Result<Outcome, StoreError> {
    if let Some(earlier) = known.earlier {
        return Ok(Outcome::Told(
            match earlier.fingerprint == entry.request.fingerprint {
                true => serde_json::from_str::<Kept>(&earlier.answer.body)?.entered(),
                false => HostEntered::KeyReused,
            },
        ));
    }
    if known.ticket_used {
        return Ok(Outcome::Told(HostEntered::TicketUsed));
    }
    let (guardian, links) = match (&entry.guardian, known.linked) {
        // Two families, one chat app: the phone stays whose it is, and the link as well.
        (Some(signed_in), Some(linked)) if *signed_in != linked => {
            let guardian = signed_in.clone();
            let opened_session = false;
            return Ok(Outcome::UseTicket(HostEntered::Entered {
                guardian,
                opened_session,
            }));
        }
        (_, Some(linked)) => (Some(linked), None),
        (Some(signed_in), None) => (Some(signed_in.clone()), Some(LinkedBy::Session)),
        (None, None) if known.children.is_empty() => {
            return Ok(Outcome::UseTicket(HostEntered::Unknown));
        }
        (None, None) => (None, Some(LinkedBy::Directory)),
    };
    let opens_account = guardian.is_none();
    let kept = Kept {
        guardian: match guardian {
            Some(guardian) => guardian,
            None => new_guardian()?,
        },
        opened_session: entry.guardian.is_none(),
    };
    Ok(Outcome::Enter(Entering {
        guardian: kept.guardian.clone(),
        opens_account,
        opens_session: kept.opened_session,
        links,
        children: known.children,
        answer: Answer::of(200, &kept)?,
        entered: kept.entered(),
    }))
}

impl Kept {
    fn entered(self) -> HostEntered {
        HostEntered::Entered {
            guardian: self.guardian,
            opened_session: self.opened_session,
        }
    }
}
