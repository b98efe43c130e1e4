use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::written::written_as_text;
use crate::{
    AgreementHash, Invalid, Moment, Receipt, ReceiptStatus, SelectionDraft, ServiceMenu, Student,
    WishList,
};

/// 签署: a guardian's name under one version of the agreement, for one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementSignature {
    pub agreement: AgreementHash,
    pub signed_name: SignerName,
    pub signed_at: Moment,
}

impl ServiceMenu {
    /// The agreement that has to be signed before this draft is submitted; `None` when nothing
    /// stands in the way.
    ///
    /// A signature counts for the version it names and no other. Who only keeps or gives back
    /// what the school holds already, or moves a pick-up, needs none: leaving is as easy as
    /// joining.
    pub fn agreement_to_sign(
        &self,
        draft: &SelectionDraft,
        held: Option<&Receipt>,
        signature: Option<&AgreementSignature>,
    ) -> Option<&AgreementHash> {
        let agreement = self.agreement.as_ref()?;
        let is_signed = signature.is_some_and(|signature| signature.agreement == *agreement);
        (!is_signed && asks_for_more(draft, held)).then_some(agreement)
    }

    /// The agreement that has to be signed before these wishes are saved: who wins a place gets it without being
    /// asked again, so it comes before the first wish.
    pub fn agreement_to_sign_for_wishes(
        &self,
        wishes: &WishList,
        signature: Option<&AgreementSignature>,
    ) -> Option<&AgreementHash> {
        let mut asked = SelectionDraft::empty(wishes.menu().clone());
        asked.add(wishes.offerings().next()?.clone());
        self.agreement_to_sign(&asked, None, signature)
    }
}

fn asks_for_more(draft: &SelectionDraft, held: Option<&Receipt>) -> bool {
    let held = held.filter(|receipt| receipt.status == ReceiptStatus::Submitted);
    let offerings = held.map_or(&[][..], |receipt| &receipt.offerings);
    let care = held.map_or(&[][..], |receipt| &receipt.care);
    let is_held_on = |day| care.iter().any(|choice| choice.weekday == day);
    let more_courses = draft.offerings().iter().any(|id| !offerings.contains(id));
    let more_care = draft
        .care()
        .iter()
        .any(|choice| !is_held_on(choice.weekday));
    more_courses || more_care
}

/// 签署人姓名: a name as people write theirs: 2 to 40 letters or Han characters, with the marks
/// that stand within names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignerName(Arc<str>);

impl SignerName {
    pub const SHORTEST: usize = 2;
    pub const LONGEST: usize = 40;

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the child's own name, however it is spaced: a guardian signs, no child does.
    pub fn is_name_of(&self, student: &Student) -> bool {
        let letters = |name: &'_ str| -> Vec<char> {
            let letters = name.chars().filter(|c| c.is_alphabetic());
            letters.map(|c| c.to_ascii_lowercase()).collect()
        };
        letters(&self.0) == letters(student.name.as_str())
    }
}

impl fmt::Display for SignerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SignerName {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let name = text.trim();
        let length = name.chars().count();
        let within = |c: char| c.is_alphabetic() || is_mark(c);
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if (Self::SHORTEST..=Self::LONGEST).contains(&length)
            && letters >= Self::SHORTEST
            && name.starts_with(char::is_alphabetic)
            && name.chars().all(within)
        {
            Ok(Self(name.into()))
        } else {
            // A name is personal: only that it is none is told.
            Err(Invalid::new("signer_name", "…"))
        }
    }
}

/// 买买提·阿依古丽, Anne-Marie O’Neil Jr.
fn is_mark(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '-' | '\'' | '’' | '.' | ' ')
}

written_as_text!(SignerName, "马思远");
