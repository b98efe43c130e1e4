//! The safety agreement (安全协议): what a guardian signs before anything is submitted.

mod signature;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

pub use signature::{AgreementSignature, SignerName};

use crate::menu::{canonical_json, hash_of};
use crate::written::written_as_text;
use crate::{AgreementHash, Invalid, Label};

/// 安全协议: a title and numbered clauses in the school's own words; text, never markup.
///
/// Short enough that it is read on a phone and printed on one sheet of A4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct SafetyAgreement {
    title: Label,
    clauses: Vec<Clause>,
}

impl SafetyAgreement {
    pub const MOST_CLAUSES: usize = 16;
    /// In all clauses together.
    pub const MOST_CHARACTERS: usize = 1_500;

    /// Refuses an agreement that says nothing, or too much for one sheet.
    pub fn new(title: Label, clauses: Vec<Clause>) -> Result<Self, Invalid> {
        if !(1..=Self::MOST_CLAUSES).contains(&clauses.len()) {
            return Err(Invalid::new("agreement_clauses", clauses.len()));
        }
        let characters: usize = clauses.iter().map(Clause::characters).sum();
        if characters > Self::MOST_CHARACTERS {
            return Err(Invalid::new("agreement_characters", characters));
        }
        Ok(Self { title, clauses })
    }

    pub fn title(&self) -> &Label {
        &self.title
    }

    /// In their order, without numbers.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The bytes that are hashed, stored and sent, as those of a menu are.
    pub fn canonical_json(&self) -> Result<Vec<u8>, Invalid> {
        canonical_json("agreement", self)
    }

    /// The name of this version: the SHA-256 of its canonical JSON.
    pub fn hash(&self) -> Result<AgreementHash, Invalid> {
        hash_of(&self.canonical_json()?)
    }
}

/// 条款: one paragraph, trimmed, without line breaks and other controls.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clause(Arc<str>);

impl Clause {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Clause {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let is_short = text.chars().count() <= SafetyAgreement::MOST_CHARACTERS;
        if !text.is_empty() && is_short && !text.chars().any(breaks) {
            Ok(Self(text.into()))
        } else {
            let found: String = text.chars().take(20).collect();
            Err(Invalid::new("clause", found))
        }
    }
}

written_as_text!(Clause, "请按约定的时间接孩子。");

/// The JSON of an agreement.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = SafetyAgreement))]
pub struct Written {
    title: Label,
    clauses: Vec<Clause>,
}

impl TryFrom<Written> for SafetyAgreement {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        Self::new(written.title, written.clauses)
    }
}

impl From<SafetyAgreement> for Written {
    fn from(agreement: SafetyAgreement) -> Self {
        Self {
            title: agreement.title,
            clauses: agreement.clauses,
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for SafetyAgreement {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Written::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for SafetyAgreement {
    fn schemas(
        schemas: &mut Vec<(
            String,
            utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
        )>,
    ) {
        Written::schemas(schemas);
    }
}
