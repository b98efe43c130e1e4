//! 导入: from what was understood to what changes in the books.

mod menu_difference;
mod roster;

pub use menu_difference::{MenuDifference, OfferingAspect};
pub use roster::{NotALabel, RosterError, RosterPlan};

use afterbell_domain::{Invalid, MenuHash, SafetyAgreement, ServiceMenu};

use crate::store::{AgreementVersion, MenuChange, Stored};

/// What becomes of the menu.
pub enum MenuPlan {
    /// The files have no courses: the menu stays as it is.
    NotInFiles,
    Same,
    Changed {
        change: MenuChange,
        difference: MenuDifference,
    },
}

impl MenuPlan {
    /// A new version only if the canonical menu is another one.
    pub fn of(
        stored: &Stored,
        new: Option<&ServiceMenu>,
        agreement: Option<&SafetyAgreement>,
    ) -> Result<Self, Invalid> {
        let Some(new) = new else {
            return Ok(Self::NotInFiles);
        };
        let canonical_json = new.canonical_json()?;
        let hash: MenuHash = afterbell_domain::hash_of(&canonical_json)?;
        let old = stored.menu.as_ref();
        if old.is_some_and(|(old, _)| *old == hash) {
            return Ok(Self::Same);
        }
        let agreement = agreement.map(|agreement| {
            Ok(AgreementVersion {
                hash: agreement.hash()?,
                canonical_json: agreement.canonical_json()?,
            })
        });
        let places = new.offerings.iter();
        let change = MenuChange {
            hash,
            canonical_json,
            places: places.map(|o| (o.id.clone(), o.places)).collect(),
            agreement: agreement.transpose()?,
        };
        let difference = MenuDifference::between(old.map(|(_, menu)| menu), new);
        Ok(Self::Changed { change, difference })
    }

    pub fn change(&self) -> Option<&MenuChange> {
        match self {
            Self::Changed { change, .. } => Some(change),
            Self::NotInFiles | Self::Same => None,
        }
    }
}
