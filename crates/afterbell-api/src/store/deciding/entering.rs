//! 免登: what becomes of somebody whom a chat app names.

use afterbell_domain::{GuardianId, StudentId};
use serde::{Deserialize, Serialize};

use super::Earlier;
use crate::answer::Answer;
use crate::secret::Fingerprint;
use crate::store::{HostAnswered, HostEntered, HostEntry, StoreError, WriteRequest};

/// The keys of all hosts, and the tickets that were used.
pub const SCOPE: &str = "host";
pub const TICKETS: &str = "host_ticket";

/// What is kept of an entry's answer: no token, which is worked out again.
#[derive(Serialize, Deserialize)]
struct Kept {
    guardian: GuardianId,
    /// Of the host's account, from which the token is worked out.
    subject: [u8; 32],
}

/// What the store knows of it.
pub struct Known {
    pub earlier: Option<Earlier>,
    /// What was kept of the ticket's first use.
    pub ticket: Option<Earlier>,
    pub account: Linked,
    /// Who of the children that the directory names are at the school.
    pub children: Vec<StudentId>,
}

/// The account that the host's account opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    To(GuardianId),
    Never,
    /// It did once, until the parent ended that: only a child's code links it again.
    Ended,
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
    /// How the host's account got its link, if it gets one now.
    pub links: Option<LinkedBy>,
    /// They become the account's, where they are not.
    pub children: Vec<StudentId>,
    pub entered: HostEntered,
    pub answer: Answer,
}

/// What is kept of a ticket: the key of the request that used it. The same request may come again.
pub fn ticket_answer(entry: &HostEntry) -> Result<Answer, StoreError> {
    Ok(Answer::of(200, &Some(&entry.request.key))?)
}

/// By what a host's account was linked. In the books there may also be `session`: a phone that was signed in once gave its
/// chat app the account without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkedBy {
    Code,
    Directory,
}

impl LinkedBy {
    pub fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Directory => "directory",
        }
    }
}

pub fn decide(
    entry: &HostEntry,
    known: Known,
    new_guardian: impl FnOnce() -> Result<GuardianId, StoreError>,
) -> Result<Outcome, StoreError> {
    if let Some(earlier) = known.earlier {
        return Ok(Outcome::Told(answered(&entry.request, &earlier)?.entered));
    }
    if let Some(first) = known.ticket {
        let key: Option<String> = serde_json::from_str(&first.answer.body)?;
        if key.as_ref() != Some(&entry.request.key) {
            return Ok(Outcome::Told(HostEntered::TicketUsed));
        }
    }
    let (guardian, links) = match known.account {
        Linked::To(linked) => (Some(linked), None),
        Linked::Never if !known.children.is_empty() => (None, Some(LinkedBy::Directory)),
        Linked::Never | Linked::Ended => return Ok(Outcome::UseTicket(HostEntered::Unknown)),
    };
    let opens_account = guardian.is_none();
    let kept = Kept {
        guardian: match guardian {
            Some(guardian) => guardian,
            None => new_guardian()?,
        },
        subject: *entry.identity.subject.bytes(),
    };
    Ok(Outcome::Enter(Entering {
        guardian: kept.guardian.clone(),
        opens_account,
        links,
        children: known.children,
        answer: Answer::of(200, &kept)?,
        entered: kept.entered(),
    }))
}

/// What the same request was told before.
pub fn answered(request: &WriteRequest, earlier: &Earlier) -> Result<HostAnswered, StoreError> {
    if earlier.fingerprint != request.fingerprint {
        return Ok(HostAnswered {
            entered: HostEntered::KeyReused,
            subject: None,
        });
    }
    let kept: Kept = serde_json::from_str(&earlier.answer.body)?;
    Ok(HostAnswered {
        subject: Some(Fingerprint::from_bytes(kept.subject)),
        entered: kept.entered(),
    })
}

impl Kept {
    fn entered(self) -> HostEntered {
        HostEntered::Entered {
            guardian: self.guardian,
        }
    }
}
