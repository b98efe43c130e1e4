use std::fmt;
use std::str::FromStr;

use super::bytes::hash_of_bytes;
use crate::written::written_as_text;
use crate::{FileHash, Invalid};

/// 公示文件: the files of a draw, in the order in which they are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedFile {
    Rules,
    Commitment,
    Applicants,
    Closing,
    Reveal,
    Results,
    Sums,
}

impl PublishedFile {
    pub const ALL: [Self; 7] = [
        Self::Rules,
        Self::Commitment,
        Self::Applicants,
        Self::Closing,
        Self::Reveal,
        Self::Results,
        Self::Sums,
    ];
    /// Those whose hashes are listed.
    pub const SUMMED: [Self; 6] = [
        Self::Rules,
        Self::Commitment,
        Self::Applicants,
        Self::Closing,
        Self::Reveal,
        Self::Results,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules.json",
            Self::Commitment => "commitment.json",
            Self::Applicants => "applicants.json",
            Self::Closing => "closing.json",
            Self::Reveal => "reveal.json",
            Self::Results => "results.json",
            Self::Sums => "SHA256SUMS",
        }
    }
}

impl fmt::Display for PublishedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for PublishedFile {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|file| file.name() == text);
        found.ok_or_else(|| Invalid::new("published_file", text))
    }
}

written_as_text!(PublishedFile, "rules.json");

/// 校验清单: the hashes of all other files, as `sha256sum --check` reads them. Each hash stands in one of the
/// other files as well; of three that should agree, the one that does not is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    pub rules: FileHash,
    pub commitment: FileHash,
    pub applicants: FileHash,
    pub closing: FileHash,
    pub reveal: FileHash,
    pub results: FileHash,
}

impl Sums {
    /// Of the files of [`PublishedFile::SUMMED`], in this order.
    pub fn of(files: [&[u8]; 6]) -> Result<Self, Invalid> {
        let mut files = files.into_iter();
        Self::each(|_| hash_of_bytes(files.next().unwrap_or_default()))
    }

    /// In the order of [`PublishedFile::SUMMED`].
    pub(super) fn each<E>(
        mut hash: impl FnMut(PublishedFile) -> Result<FileHash, E>,
    ) -> Result<Self, E> {
        Ok(Self {
            rules: hash(PublishedFile::Rules)?,
            commitment: hash(PublishedFile::Commitment)?,
            applicants: hash(PublishedFile::Applicants)?,
            closing: hash(PublishedFile::Closing)?,
            reveal: hash(PublishedFile::Reveal)?,
            results: hash(PublishedFile::Results)?,
        })
    }

    pub fn read(bytes: &[u8]) -> Result<Self, Invalid> {
        let text = std::str::from_utf8(bytes).map_err(|e| Invalid::new("sums", e))?;
        let mut rest = text;
        let read = Self::each(|file| {
            let (line, more) = rest.split_once('\n').unwrap_or((rest, ""));
            let hash = line
                .strip_suffix(file.name())
                .and_then(|start| start.strip_suffix("  "));
            rest = more;
            hash.ok_or_else(|| Invalid::new("sums", file.name()))?
                .parse()
        })?;
        // Nothing after the last line, and no line end left out or doubled.
        match read.to_string() == text {
            true => Ok(read),
            false => Err(Invalid::new("sums", "…")),
        }
    }

    pub fn get(&self, file: PublishedFile) -> Option<&FileHash> {
        match file {
            PublishedFile::Rules => Some(&self.rules),
            PublishedFile::Commitment => Some(&self.commitment),
            PublishedFile::Applicants => Some(&self.applicants),
            PublishedFile::Closing => Some(&self.closing),
            PublishedFile::Reveal => Some(&self.reveal),
            PublishedFile::Results => Some(&self.results),
            PublishedFile::Sums => None,
        }
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = PublishedFile::SUMMED
            .iter()
            .filter_map(|file| Some((self.get(*file)?, file)));
        lines.try_for_each(|(hash, file)| writeln!(f, "{hash}  {}", file.name()))
    }
}
