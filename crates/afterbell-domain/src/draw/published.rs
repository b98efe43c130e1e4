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
    /// 封签: the hashes of the secrets, each kept by somebody else. All must be told.
    pub seals: Vec<FileHash>,
    pub committed_at: Moment,
    /// The time above was given to the program instead of read from a clock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub time_was_given: bool,
    pub closes_at: Moment,
    /// The first that is published after the day of the closing is used; the others stand in for it, in order.
    pub numbers: Vec<PublicNumber>,
}

/// 时刻: when a step of a draw was taken, in the school's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawTime {
    pub at: Moment,
    /// By whoever rehearses: it is published with the files, since a clock did not say it.
    pub was_given: bool,
}

/// 公开号码: one that others will draw in public, and on which the school has no influence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    pub closed_at: Moment,
    /// The time above was given to the program instead of read from a clock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub time_was_given: bool,
}

/// 揭晓
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    pub format: RevealFormat,
    /// Of `closing.json`.
    pub closing: FileHash,
    pub revealed_at: Moment,
    /// The time above was given to the program instead of read from a clock.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub time_was_given: bool,
    /// In the order of their seals; none when one of them was not told in time.
    pub secrets: Vec<DrawSecret>,
    /// Those of the named numbers that were never published.
    pub not_published: Vec<NumberIssue>,
    pub number: RevealedNumber,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealedNumber {
    pub issue: NumberIssue,
    pub values: Vec<u32>,
}

impl Commitment {
    /// The number that has to be used: the first that was published, after the day on which the applicants
    /// were, so that nobody knew it while the list could still be changed. Whoever keeps a secret back has
    /// seen that one; so then the next one is used.
    pub fn number_to_use(&self, closing: &Closing, reveal: &Reveal) -> Option<&PublicNumber> {
        let closed_on = closing.closed_at.date();
        let mut usable = self.numbers.iter().filter(|number| {
            number.published_on > closed_on && !reveal.not_published.contains(&number.issue)
        });
        match reveal.secrets.is_empty() {
            false => usable.next(),
            true => usable.nth(1),
        }
    }

    /// 揭晓期限: the day from which the secrets do not count any more, since the next number is out.
    pub fn secrets_count_before(&self, number: &PublicNumber) -> Option<Date> {
        let mut later = self
            .numbers
            .iter()
            .filter(|other| other.published_on > number.published_on);
        later.next().map(|next| next.published_on)
    }
}
