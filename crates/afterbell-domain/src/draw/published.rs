//! The files of a draw. Each names the one before it by its hash, so that none can be exchanged later.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::DrawSecret;
use crate::allocation::{Applicant, AuditionList};
use crate::written::{written_as_text, written_format};
use crate::{Date, FileHash, Invalid, Label, MenuHash, Moment};

written_format!(
    /// Says how a commitment is written.
    CommitmentFormat,
    "afterbell-commitment/1"
);
written_format!(
    /// Says how a list of applicants is written.
    ApplicantsFormat,
    "afterbell-applicants/1"
);
written_format!(
    /// Says how a closing is written.
    ClosingFormat,
    "afterbell-closing/1"
);
written_format!(
    /// Says how a reveal is written.
    RevealFormat,
    "afterbell-reveal/1"
);

/// 承诺: published before a round closes, while nobody can know what numbers will come of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    pub format: CommitmentFormat,
    /// Of `rules.json`.
    pub rules: FileHash,
    pub menu: MenuHash,
    /// 封签: the hash of the secret.
    pub secret: FileHash,
    pub closes_at: Moment,
    /// 揭晓期限: a secret that is told later does not count.
    pub reveal_until: Moment,
    /// The first is used; the others stand in for it, in order.
    pub numbers: Vec<PublicNumber>,
}

/// 公开号码: one that others will draw in public, and on which the school has no influence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicNumber {
    /// Who draws it, and how its values are to be read off.
    pub source: Label,
    pub issue: NumberIssue,
    pub published_on: Date,
    /// How many values it has.
    pub values: u8,
}

/// 期号: names one public number of a source, 1 to 40 letters, digits and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberIssue(Arc<str>);

impl fmt::Display for NumberIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for NumberIssue {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.into()))
        } else {
            let found: String = text.chars().take(20).collect();
            Err(Invalid::new("number_issue", found))
        }
    }
}

written_as_text!(NumberIssue, "2026101");

/// 申请名单: everybody who wished for something, under pseudonyms and sorted by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicantList {
    pub format: ApplicantsFormat,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub auditions: Vec<AuditionList>,
    pub applicants: Vec<Applicant>,
}

/// 截止公告: published right after the close, before the public number is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    pub format: ClosingFormat,
    /// Of `commitment.json`.
    pub commitment: FileHash,
    /// Of `applicants.json`.
    pub applicants: FileHash,
    pub children: u32,
}

/// 揭晓
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    pub format: RevealFormat,
    /// Of `closing.json`.
    pub closing: FileHash,
    /// None when it was not told in time.
    pub secret: Option<DrawSecret>,
    /// Those of the named numbers that were never published.
    pub not_published: Vec<NumberIssue>,
    pub number: RevealedNumber,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevealedNumber {
    pub issue: NumberIssue,
    pub values: Vec<u32>,
}

impl Commitment {
    /// The number that has to be used. A committee that keeps its secret back has seen the first number;
    /// so then the next one is used, which nobody could know by then, and keeping back gains nothing.
    pub fn number_to_use(&self, reveal: &Reveal) -> Option<&PublicNumber> {
        let is_there = |number: &&PublicNumber| !reveal.not_published.contains(&number.issue);
        let mut published = self.numbers.iter().filter(is_there);
        match reveal.secret {
            Some(_) => published.next(),
            None => published.nth(1),
        }
    }
}
