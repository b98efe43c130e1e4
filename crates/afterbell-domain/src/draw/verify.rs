//! Verifies a draw from its files: nothing is taken on trust but what was written down when it was published.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::SeedInputs;
use super::bytes::hash_of_bytes;
use super::publish::{DrawFault, json};
use super::published::*;
use super::results::{ResultOf, Results};
use super::sums::{PublishedFile, Sums};
use crate::FileHash;
use crate::allocation::{AllocationRules, ApplicantName, Instance};

/// The files of a draw, byte for byte.
#[derive(Debug, Clone, Default)]
pub struct Folder<'a> {
    bytes: BTreeMap<PublishedFile, &'a [u8]>,
    /// Those that somebody trusted has worked out already.
    hashes: BTreeMap<PublishedFile, FileHash>,
}

/// What somebody wrote down at the time. Whoever exchanges all files together is found only by this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Of `commitment.json`, from before the close.
    pub commitment: Option<FileHash>,
    /// Of `closing.json`, from before the public number was known.
    pub closing: Option<FileHash>,
}

/// 核验结果: a draw that is as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub commitment: Commitment,
    pub closing: Closing,
    pub reveal: Reveal,
    pub commitment_hash: FileHash,
    pub closing_hash: FileHash,
    /// Everything the result follows from, to tell each child's way with.
    pub instance: Instance,
    pub children: usize,
    /// Places given, all of which were compared.
    pub places: usize,
}

/// 核验不符: the file that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub file: PublishedFile,
    pub code: FindingCode,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingCode {
    Missing,
    /// It was changed after the others were made.
    Altered,
    /// It is not the file that was published at the time.
    Replaced,
    /// It is as it was made, but names another file than the one that is there.
    NamesAnother {
        file: PublishedFile,
    },
    Unreadable {
        cause: String,
    },
    /// It breaks a rule of the draw.
    Unsound(DrawFault),
    /// The result that follows is another one: of this child, or as a whole.
    DoesNotFollow {
        child: Option<ApplicantName>,
    },
}

impl FindingCode {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Altered => "altered",
            Self::Replaced => "replaced",
            Self::NamesAnother { .. } => "names_another",
            Self::Unreadable { .. } => "unreadable",
            Self::Unsound(_) => "unsound",
            Self::DoesNotFollow { .. } => "does_not_follow",
        }
    }
}

impl<'a> Folder<'a> {
    pub fn insert(&mut self, file: PublishedFile, bytes: &'a [u8]) {
        self.bytes.insert(file, bytes);
    }

    /// A file whose hash was worked out elsewhere: a browser does it many times faster than what runs in it.
    pub fn insert_hashed(&mut self, file: PublishedFile, bytes: &'a [u8], hash: FileHash) {
        self.insert(file, bytes);
        self.hashes.insert(file, hash);
    }

    fn bytes(&self, file: PublishedFile) -> Result<&'a [u8], Finding> {
        let missing = || finding(file, FindingCode::Missing);
        self.bytes.get(&file).copied().ok_or_else(missing)
    }

    fn read<T: Deserialize<'a>>(&self, file: PublishedFile) -> Result<T, Finding> {
        let read = serde_json::from_slice(self.bytes(file)?);
        read.map_err(|error| unreadable(file, error))
    }

    fn hash(&self, file: PublishedFile) -> Result<FileHash, Finding> {
        match self.hashes.get(&file) {
            Some(hash) => Ok(hash.clone()),
            None => hash_of_bytes(self.bytes(file)?)
                .map_err(|error| unreadable(PublishedFile::Sums, error)),
        }
    }

    fn sums(&self) -> Result<Sums, Finding> {
        Sums::each(|file| self.hash(file))
    }
}

fn finding(file: PublishedFile, code: FindingCode) -> Finding {
    Finding { file, code }
}

fn unreadable(file: PublishedFile, cause: impl std::fmt::Display) -> Finding {
    let cause = cause.to_string();
    finding(file, FindingCode::Unreadable { cause })
}

fn unsound(file: PublishedFile) -> impl Fn(DrawFault) -> Finding {
    move |fault| finding(file, FindingCode::Unsound(fault))
}

/// Recomputes the draw and the allocation and compares every place, or names the file that is not as it should be.
pub fn verify(folder: &Folder<'_>, anchors: &Anchors) -> Result<Verified, Finding> {
    use PublishedFile as File;
    for file in File::ALL {
        folder.bytes(file)?;
    }
    let listed = Sums::read(folder.bytes(File::Sums)?).map_err(|e| unreadable(File::Sums, e))?;
    let actual = folder.sums()?;
    find_altered(folder, &listed, &actual)?;
    let written_down = [
        (File::Commitment, &anchors.commitment, &actual.commitment),
        (File::Closing, &anchors.closing, &actual.closing),
    ];
    for (file, anchor, found) in written_down {
        if anchor.as_ref().is_some_and(|anchor| anchor != found) {
            return Err(finding(file, FindingCode::Replaced));
        }
    }

    let rules: AllocationRules = folder.read(File::Rules)?;
    let commitment: Commitment = folder.read(File::Commitment)?;
    let list: ApplicantList = folder.read(File::Applicants)?;
    let closing: Closing = folder.read(File::Closing)?;
    let reveal: Reveal = folder.read(File::Reveal)?;
    commitment.check().map_err(unsound(File::Commitment))?;
    if !commitment.is_of(rules.menu.as_ref()) {
        return Err(unsound(File::Commitment)(DrawFault::MenuMissing));
    }
    list.check().map_err(unsound(File::Applicants))?;
    let (told, found) = (closing.children, list.applicants.len());
    if usize::try_from(told).ok() != Some(found) {
        return Err(unsound(File::Closing)(DrawFault::OtherCount {
            told,
            found,
        }));
    }
    closing.check(&commitment).map_err(unsound(File::Closing))?;
    let is_in_time = reveal.check(&commitment, &closing);
    is_in_time.map_err(unsound(File::Reveal))?;

    let seed = SeedInputs {
        rules: &actual.rules,
        menu: &commitment.menu,
        commitment: &actual.commitment,
        applicants: &actual.applicants,
        closing: &actual.closing,
        secrets: &reveal.secrets,
        number: &reveal.number,
    };
    let expected = Results::of(&rules, &list, actual.reveal.clone(), seed.seed())
        .map_err(|faults| unsound(File::Applicants)(DrawFault::Allocation(faults)))?;
    compare(folder, &listed, &actual, &expected)?;
    Ok(Verified {
        commitment_hash: actual.commitment,
        closing_hash: actual.closing,
        children: list.applicants.len(),
        places: expected.children.iter().map(places).sum(),
        commitment,
        closing,
        reveal,
        instance: Instance {
            rules,
            auditions: list.auditions,
            seed: Some(expected.seed),
            applicants: list.applicants,
        },
    })
}

impl Verified {
    /// Whether any of its times was given to the program instead of read from a clock: a rehearsal, or a
    /// draw whose order nobody vouches for.
    pub fn has_given_times(&self) -> bool {
        self.commitment.time_was_given || self.closing.time_was_given || self.reveal.time_was_given
    }
}

fn places(result: &ResultOf) -> usize {
    result.places.iter().filter(|place| **place > 0).count()
}

/// Results are in no other file, since they follow from the others.
fn compare(
    folder: &Folder<'_>,
    listed: &Sums,
    actual: &Sums,
    expected: &Results,
) -> Result<(), Finding> {
    let file = PublishedFile::Results;
    let written = json(expected).map_err(unsound(file))?;
    let is_listed = listed.get(file) == actual.get(file);
    if written == folder.bytes(file)? {
        return match is_listed {
            true => Ok(()),
            false => Err(finding(PublishedFile::Sums, FindingCode::Altered)),
        };
    }
    if !is_listed {
        return Err(finding(file, FindingCode::Altered));
    }
    let told: Results = folder.read(file)?;
    let mut pairs = told.children.iter().zip(&expected.children);
    let differing = pairs.find(|(told, expected)| told != expected);
    let child = differing.map(|(_, expected)| expected.child.clone());
    Err(finding(file, FindingCode::DoesNotFollow { child }))
}

/// Every file whose hash stands in another one, and that other one.
const NAMED_BY: [(PublishedFile, PublishedFile); 5] = [
    (PublishedFile::Rules, PublishedFile::Commitment),
    (PublishedFile::Commitment, PublishedFile::Closing),
    (PublishedFile::Applicants, PublishedFile::Closing),
    (PublishedFile::Closing, PublishedFile::Reveal),
    (PublishedFile::Reveal, PublishedFile::Results),
];

/// A file's own bytes, the list of sums and the file that names it: two of three agree, and so the
/// one that was altered is known. Results are named by no file; what follows from the others decides about them.
fn find_altered(folder: &Folder<'_>, listed: &Sums, actual: &Sums) -> Result<(), Finding> {
    // A file that cannot be read names nothing; whether it was altered is known by its own hash.
    let names = |by: PublishedFile, file: PublishedFile| names(folder, by, file).ok();
    for (file, by) in NAMED_BY {
        if listed.get(file) == actual.get(file) {
            continue;
        }
        let altered = match names(by, file).as_ref() == actual.get(file) {
            true => PublishedFile::Sums,
            false => file,
        };
        return Err(finding(altered, FindingCode::Altered));
    }
    let results = PublishedFile::Results;
    if listed.get(results) != actual.get(results) && folder.read::<Results>(results).is_err() {
        return Err(finding(results, FindingCode::Altered));
    }
    for (file, by) in NAMED_BY {
        if by != results && names(by, file).is_some_and(|named| Some(&named) != actual.get(file)) {
            return Err(finding(by, FindingCode::NamesAnother { file }));
        }
    }
    Ok(())
}

/// The hash of a file as another one tells it.
fn names(folder: &Folder<'_>, by: PublishedFile, file: PublishedFile) -> Result<FileHash, Finding> {
    Ok(match (by, file) {
        (PublishedFile::Closing, PublishedFile::Applicants) => {
            folder.read::<Closing>(by)?.applicants
        }
        (PublishedFile::Closing, _) => folder.read::<Closing>(by)?.commitment,
        (PublishedFile::Reveal, _) => folder.read::<Reveal>(by)?.closing,
        (PublishedFile::Results, _) => folder.read::<Results>(by)?.reveal,
        _ => folder.read::<Commitment>(by)?.rules,
    })
}
