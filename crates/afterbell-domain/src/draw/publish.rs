//! How the files of a draw are made: what is published before the close, right after it, and at the end.

use serde::Serialize;
use thiserror::Error;

use super::bytes::hash_of_bytes;
use super::published::*;
use super::results::Results;
use super::{DrawSecret, Seed, SeedInputs, Sums};
use crate::allocation::{AllocationRules, Applicant, AuditionList, Catalogue, Fault};
use crate::{Date, FileHash, Invalid, MenuHash, Moment};

/// 抽签问题: why a draw cannot be published as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DrawFault {
    #[error("the rules do not name their menu")]
    MenuMissing,
    #[error("there must be at least two public numbers")]
    TooFewNumbers,
    #[error("public numbers must have values, and issues of their own")]
    NumberUnclear,
    #[error(
        "all public numbers must be published after the day of the commitment, one after the other"
    )]
    NumberTooEarly,
    #[error("there must be at least one seal, and each must be another one")]
    SealUnclear,
    #[error("the list of applicants was made before the close or the commitment")]
    ClosedTooEarly,
    #[error("the list of applicants is not sorted by child, or names one twice")]
    NotSorted,
    #[error("the list is of {found} children, the closing of {told}")]
    OtherCount { told: u32, found: usize },
    #[error("the secrets are not the sealed ones, all of them and in their order")]
    OtherSecret,
    #[error("the secrets did not count any more from {since}")]
    SecretTooLate { since: Date },
    #[error("the public number is not published before {published_on}")]
    NumberToCome { published_on: Date },
    #[error("the public number must be {expected}")]
    OtherNumber { expected: NumberIssue },
    #[error("no public number is left: publish a new commitment")]
    NoNumberLeft,
    #[error("the public number must have {values} values")]
    OtherValues { values: u8 },
    #[error("rules or applicants cannot be allocated")]
    Allocation(Vec<Fault>),
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

/// Before the close.
#[derive(Debug, Clone)]
pub struct Committed {
    pub rules: Vec<u8>,
    pub commitment: Vec<u8>,
}

/// Right after the close.
#[derive(Debug, Clone)]
pub struct Closed {
    pub applicants: Vec<u8>,
    pub closing: Vec<u8>,
}

/// At the end.
#[derive(Debug, Clone)]
pub struct Revealed {
    pub reveal: Vec<u8>,
    pub results: Vec<u8>,
    pub sums: Vec<u8>,
}

pub fn commit(
    rules: &AllocationRules,
    seals: Vec<FileHash>,
    time: DrawTime,
    closes_at: Moment,
    numbers: Vec<PublicNumber>,
) -> Result<Committed, DrawFault> {
    Catalogue::new(rules).map_err(DrawFault::Allocation)?;
    let rules_json = json(rules)?;
    let commitment = Commitment {
        format: CommitmentFormat,
        rules: hash_of_bytes(&rules_json)?,
        menu: rules.menu.clone().ok_or(DrawFault::MenuMissing)?,
        seals,
        committed_at: time.at,
        time_was_given: time.was_given,
        closes_at,
        numbers,
    };
    commitment.check()?;
    Ok(Committed {
        rules: rules_json,
        commitment: json(&commitment)?,
    })
}

/// Applicants come in any order; they are published sorted by pseudonym. A list that could not be allocated
/// whatever is drawn is refused while it can still be mended.
pub fn close(
    committed: &Committed,
    auditions: Vec<AuditionList>,
    mut applicants: Vec<Applicant>,
    time: DrawTime,
) -> Result<Closed, DrawFault> {
    applicants.sort_by(|one, other| one.child.cmp(&other.child));
    let list = ApplicantList {
        format: ApplicantsFormat,
        auditions,
        applicants,
    };
    list.check()?;
    let rules: AllocationRules = read(&committed.rules)?;
    let trial = Seed::new([0; 32]);
    Results::of(&rules, &list, hash_of_bytes(&[])?, trial).map_err(DrawFault::Allocation)?;
    let applicants = json(&list)?;
    let children = list.applicants.len();
    let closing = Closing {
        format: ClosingFormat,
        commitment: hash_of_bytes(&committed.commitment)?,
        applicants: hash_of_bytes(&applicants)?,
        children: u32::try_from(children).map_err(|e| Invalid::new("applicants", e))?,
        closed_at: time.at,
        time_was_given: time.was_given,
    };
    closing.check(&read(&committed.commitment)?)?;
    Ok(Closed {
        applicants,
        closing: json(&closing)?,
    })
}

/// 揭晓内容: what is told at the end.
#[derive(Debug, Clone)]
pub struct Told {
    /// In the order of their seals; none when the draw is made without them.
    pub secrets: Vec<DrawSecret>,
    pub not_published: Vec<NumberIssue>,
    pub number: RevealedNumber,
    pub time: DrawTime,
}

pub fn reveal(committed: &Committed, closed: &Closed, told: Told) -> Result<Revealed, DrawFault> {
    let rules: AllocationRules = read(&committed.rules)?;
    let commitment: Commitment = read(&committed.commitment)?;
    let list: ApplicantList = read(&closed.applicants)?;
    let reveal = Reveal {
        format: RevealFormat,
        closing: hash_of_bytes(&closed.closing)?,
        revealed_at: told.time.at,
        time_was_given: told.time.was_given,
        secrets: told.secrets,
        not_published: told.not_published,
        number: told.number,
    };
    reveal.check(&commitment, &read(&closed.closing)?)?;
    let reveal_json = json(&reveal)?;
    let seed = SeedInputs {
        rules: &commitment.rules,
        menu: &commitment.menu,
        commitment: &hash_of_bytes(&committed.commitment)?,
        applicants: &hash_of_bytes(&closed.applicants)?,
        closing: &reveal.closing,
        secrets: &reveal.secrets,
        number: &reveal.number,
    };
    let results = Results::of(&rules, &list, hash_of_bytes(&reveal_json)?, seed.seed())
        .map_err(DrawFault::Allocation)?;
    let results = json(&results)?;
    let sums = Sums::of([
        &committed.rules,
        &committed.commitment,
        &closed.applicants,
        &closed.closing,
        &reveal_json,
        &results,
    ])?;
    Ok(Revealed {
        reveal: reveal_json,
        results,
        sums: sums.to_string().into_bytes(),
    })
}

impl Commitment {
    pub(super) fn check(&self) -> Result<(), DrawFault> {
        let [first, _, ..] = self.numbers.as_slice() else {
            return Err(DrawFault::TooFewNumbers);
        };
        let is_repeated = |(at, number): (usize, &PublicNumber)| {
            let mut before = self.numbers.iter().take(at);
            before.any(|other| other.issue == number.issue)
        };
        if self.numbers.iter().any(|number| number.values == 0)
            || self.numbers.iter().enumerate().any(is_repeated)
        {
            return Err(DrawFault::NumberUnclear);
        }
        let is_again = |(at, seal)| self.seals.iter().take(at).any(|other| other == seal);
        if self.seals.is_empty() || self.seals.iter().enumerate().any(is_again) {
            return Err(DrawFault::SealUnclear);
        }
        // Whoever could know a number would choose among secrets.
        let days = self.numbers.iter().map(|number| number.published_on);
        let is_unknown = first.published_on > self.committed_at.date();
        match is_unknown && days.is_sorted_by(|a, b| a < b) {
            true => Ok(()),
            false => Err(DrawFault::NumberTooEarly),
        }
    }

    pub(super) fn is_of(&self, menu: Option<&MenuHash>) -> bool {
        menu == Some(&self.menu)
    }
}

impl ApplicantList {
    pub(super) fn check(&self) -> Result<(), DrawFault> {
        let sorted = self
            .applicants
            .is_sorted_by(|one, other| one.child < other.child);
        sorted.then_some(()).ok_or(DrawFault::NotSorted)
    }
}

impl Closing {
    pub(super) fn check(&self, commitment: &Commitment) -> Result<(), DrawFault> {
        let Commitment {
            closes_at,
            committed_at,
            ..
        } = *commitment;
        let is_late_enough = self.closed_at >= closes_at && self.closed_at >= committed_at;
        is_late_enough
            .then_some(())
            .ok_or(DrawFault::ClosedTooEarly)
    }
}

impl Reveal {
    pub(super) fn check(
        &self,
        commitment: &Commitment,
        closing: &Closing,
    ) -> Result<(), DrawFault> {
        let seals: Vec<FileHash> = self
            .secrets
            .iter()
            .map(DrawSecret::seal)
            .collect::<Result<_, _>>()?;
        if !seals.is_empty() && seals != commitment.seals {
            return Err(DrawFault::OtherSecret);
        }
        let number = commitment
            .number_to_use(closing, self)
            .ok_or(DrawFault::NoNumberLeft)?;
        if self.number.issue != number.issue {
            let expected = number.issue.clone();
            return Err(DrawFault::OtherNumber { expected });
        }
        let today = self.revealed_at.in_zone(closing.closed_at.zone()).date();
        let published_on = number.published_on;
        if today < published_on {
            return Err(DrawFault::NumberToCome { published_on });
        }
        let until = commitment.secrets_count_before(number);
        if let Some(since) = until.filter(|since| !seals.is_empty() && today >= *since) {
            return Err(DrawFault::SecretTooLate { since });
        }
        match self.number.values.len() == usize::from(number.values) {
            true => Ok(()),
            false => Err(DrawFault::OtherValues {
                values: number.values,
            }),
        }
    }
}

pub(super) fn json(content: &impl Serialize) -> Result<Vec<u8>, DrawFault> {
    serde_json::to_vec(content).map_err(|e| Invalid::new("published_file", e).into())
}

fn read<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, DrawFault> {
    serde_json::from_slice(bytes).map_err(|e| Invalid::new("published_file", e).into())
}
