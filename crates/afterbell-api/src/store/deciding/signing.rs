//! 签署: a name under the agreement that holds now, once for a child and version.

use afterbell_domain::AgreementSignature;

use super::{Change, Facts, Outcome};
use crate::answer::Answer;
use crate::store::{Signing, StoreError};

pub(super) fn sign(facts: &mut impl Facts, signing: &Signing) -> Result<Outcome, StoreError> {
    let (hash, menu) = facts.menu()?;
    if menu.agreement.as_ref() != Some(&signing.agreement) {
        return Ok(Outcome::unchanged(Answer::menu_changed(hash)?));
    }
    let signed = facts.signature(&signing.student)?;
    if let Some(signature) = signed.filter(|signed| signed.agreement == signing.agreement) {
        // The other guardian was faster: the child's copy is that one.
        return Ok(Outcome::unchanged(Answer::of(200, &signature)?));
    }
    let student = facts.student(&signing.student)?;
    if signing.signed_name.is_name_of(&student) {
        return Ok(Outcome::unchanged(Answer::signer_is_student()?));
    }
    let signature = AgreementSignature {
        agreement: signing.agreement.clone(),
        signed_name: signing.signed_name.clone(),
        signed_at: signing.now,
    };
    Ok(Outcome::New {
        answer: Answer::of(201, &signature)?,
        change: Some(Change::Signature(signature)),
    })
}
