//! 绑定: adding a child to an account with the code of the school's letter.

use afterbell_domain::{GuardianId, StudentId};
use serde::{Deserialize, Serialize};

use super::Earlier;
use crate::answer::Answer;
use crate::store::{Binding, Bound, StoreError};

/// What is kept of a binding's answer: no token and no name. Both are worked out again when
/// the same request comes again.
#[derive(Serialize, Deserialize)]
struct Kept {
    guardian: GuardianId,
    student: StudentId,
    opened_session: bool,
    newly: bool,
}

/// A code as the store knows it.
pub struct Code {
    pub student: StudentId,
    pub used: bool,
    /// The child belongs to the asking account already.
    pub bound: bool,
    /// Only because the school's directory names it.
    pub by_directory: bool,
}

pub enum Outcome {
    /// Nothing is to be written.
    Told(Bound),
    Write(Writing),
}

/// What a binding writes beside its answer.
pub struct Writing {
    pub guardian: GuardianId,
    pub opens_account: bool,
    pub opens_session: bool,
    /// The code is used up: the account gets the child, or keeps it for good.
    pub uses_code: bool,
    pub student: StudentId,
    /// The host's account opens this one from now on.
    pub links_host: bool,
    pub bound: Bound,
    pub answer: Answer,
}

/// Keeps the keys of different accounts apart.
pub fn scope(binding: &Binding) -> String {
    match &binding.guardian {
        Some(guardian) => format!("bind/{guardian}"),
        None => "bind".to_owned(),
    }
}

/// `linked` is the account that the host's account opens already.
pub fn decide(
    binding: &Binding,
    linked: Option<GuardianId>,
    earlier: Option<Earlier>,
    code: Option<Code>,
    new_guardian: impl FnOnce() -> Result<GuardianId, StoreError>,
) -> Result<Outcome, StoreError> {
    if let Some(earlier) = earlier {
        return Ok(Outcome::Told(
            match earlier.fingerprint == binding.request.fingerprint {
                true => again(&earlier.answer)?,
                false => Bound::KeyReused,
            },
        ));
    }
    // Failures are not kept: a stranger must not be able to fill the books, and the same
    // code gets the same answer anyway.
    let Some(code) = code else {
        return Ok(Outcome::Told(Bound::CodeUnknown));
    };
    if code.used && !code.bound {
        return Ok(Outcome::Told(Bound::CodeUsed));
    }
    let links_host = binding.host.is_some() && linked.is_none();
    let account = account(binding, linked);
    let opens_account = account.is_none();
    let uses_code = !code.used && (!code.bound || code.by_directory);
    let kept = Kept {
        guardian: match account {
            Some(guardian) => guardian,
            None => new_guardian()?,
        },
        student: code.student,
        opened_session: binding.guardian.is_none(),
        newly: !code.bound,
    };
    Ok(Outcome::Write(Writing {
        guardian: kept.guardian.clone(),
        opens_account,
        opens_session: kept.opened_session,
        uses_code,
        student: kept.student.clone(),
        links_host,
        answer: kept.answer()?,
        bound: kept.bound(),
    }))
}

/// Who gets the child: the session's account, else the one that the host's account opens.
pub fn account(binding: &Binding, linked: Option<GuardianId>) -> Option<GuardianId> {
    binding.guardian.clone().or(linked)
}

impl Kept {
    fn answer(&self) -> Result<Answer, StoreError> {
        Ok(Answer::of(201, self)?)
    }

    fn bound(self) -> Bound {
        Bound::Bound {
            guardian: self.guardian,
            student: self.student,
            opened_session: self.opened_session,
            newly: self.newly,
        }
    }
}

fn again(answer: &Answer) -> Result<Bound, StoreError> {
    let kept: Kept = serde_json::from_str(&answer.body)?;
    Ok(kept.bound())
}
