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
}

pub enum Outcome {
    /// Nothing is to be written.
    Told(Bound),
    /// Only the answer is to be kept.
    Keep { bound: Bound, answer: Answer },
    /// The code is used up: the account gets the child, and a session when it is a new one.
    Use {
        guardian: GuardianId,
        bound: Bound,
        answer: Answer,
    },
}

/// Keeps the keys of different accounts apart.
pub fn scope(binding: &Binding) -> String {
    match &binding.guardian {
        Some(guardian) => format!("bind/{guardian}"),
        None => "bind".to_owned(),
    }
}

pub fn decide(
    binding: &Binding,
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
    if let Some(guardian) = binding.guardian.as_ref().filter(|_| code.bound) {
        let kept = Kept {
            guardian: guardian.clone(),
            student: code.student,
            opened_session: false,
            newly: false,
        };
        let answer = kept.answer()?;
        let bound = kept.bound();
        return Ok(Outcome::Keep { bound, answer });
    }
    if code.used {
        return Ok(Outcome::Told(Bound::CodeUsed));
    }
    let opened_session = binding.guardian.is_none();
    let guardian = match &binding.guardian {
        Some(guardian) => guardian.clone(),
        None => new_guardian()?,
    };
    let kept = Kept {
        guardian: guardian.clone(),
        student: code.student,
        opened_session,
        newly: true,
    };
    Ok(Outcome::Use {
        guardian,
        answer: kept.answer()?,
        bound: kept.bound(),
    })
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
