//! What a step of a draw starts from.

use afterbell_domain::desk::{DrawObstacle, DrawStep};
use afterbell_domain::draw::{Closed, Closing, Commitment, Committed, DrawTime, PublishedFile};
use afterbell_domain::{FileHash, Invalid};
use serde::de::DeserializeOwned;

use super::fault::StepFault;
use super::hashes;
use crate::clock::{Clock, TimeSource};
use crate::store::Books;
use crate::store::draws::{DrawBooks, DrawState, Publication};

/// The books of one moment, with the files that were published.
pub struct Opened {
    pub books: DrawBooks,
    /// Of the draw that is under way.
    pub files: Files,
    /// Of all draws, those of other terms first and the one under way as well.
    pub commitments: Vec<Commitment>,
    pub time: DrawTime,
}

impl Opened {
    pub async fn look(store: &dyn Books, source: &TimeSource) -> Result<Self, StepFault> {
        let books = store.draw_books().await?.ok_or(StepFault::NoBooks)?;
        let time = DrawTime {
            at: Clock::new(source.clone(), books.menu.1.school.zone).now()?,
            was_given: !matches!(source, TimeSource::System),
        };
        let mut commitments = Vec::new();
        let all = books.earlier.iter().chain(&books.draws);
        for hash in all.filter_map(commitment_of) {
            let content = store.draw_file(hash).await?.unwrap_or_default();
            commitments.push(read(&content)?);
        }
        let files = Files::of(store, books.draws.last()).await?;
        Ok(Self {
            books,
            files,
            commitments,
            time,
        })
    }

    pub fn draw(&self) -> u32 {
        self.books.draws.last().map_or(0, |draw| draw.number)
    }

    /// Refuses a step whose turn it is not.
    pub(super) fn in_turn(&self, step: DrawStep) -> Result<(), StepFault> {
        match step.out_of_turn(&self.files.published()) {
            Some(obstacle) => Err(obstacle.into()),
            None => Ok(()),
        }
    }

    /// What was committed to, while it is of the menu that holds.
    pub(super) fn commitment(&self) -> Result<(Committed, Commitment), StepFault> {
        let committed = Committed {
            rules: self.files.needed(PublishedFile::Rules)?,
            commitment: self.files.needed(PublishedFile::Commitment)?,
        };
        let commitment: Commitment = read(&committed.commitment)?;
        match commitment.menu == self.books.menu.0 {
            true => Ok((committed, commitment)),
            false => Err(DrawObstacle::OtherMenu.into()),
        }
    }

    pub(super) fn closed(&self) -> Result<Closed, StepFault> {
        Ok(Closed {
            applicants: self.files.needed(PublishedFile::Applicants)?,
            closing: self.files.needed(PublishedFile::Closing)?,
        })
    }

    /// A further step of the draw that is under way.
    pub(super) fn publication(&self, files: Vec<(PublishedFile, Vec<u8>)>) -> Publication {
        Publication {
            number: self.draw(),
            reason: None,
            menu: self.books.menu.0.clone(),
            expected: hashes(&self.books),
            wishes: self.books.wishes,
            entries: self.books.entries,
            groups: self.books.groups,
            auditions: self.books.auditions.clone(),
            files,
            placements: Vec::new(),
            now: self.time.at,
        }
    }
}

fn commitment_of(draw: &DrawState) -> Option<&FileHash> {
    let mut files = draw.files.iter();
    let found = files.find(|one| one.file == PublishedFile::Commitment);
    found.map(|one| &one.hash)
}

/// Published files, byte for byte.
#[derive(Default)]
pub struct Files(pub Vec<(PublishedFile, Vec<u8>)>);

impl Files {
    pub async fn of(store: &dyn Books, draw: Option<&DrawState>) -> Result<Self, StepFault> {
        Self::some(store, draw, &PublishedFile::ALL).await
    }

    /// Only these of a draw's files.
    pub async fn some(
        store: &dyn Books,
        draw: Option<&DrawState>,
        wanted: &[PublishedFile],
    ) -> Result<Self, StepFault> {
        let mut files = Self::default();
        let all = draw.map_or(&[][..], |draw| &draw.files).iter();
        for file in all.filter(|file| wanted.contains(&file.file)) {
            let content = store.draw_file(&file.hash).await?;
            files.0.push((file.file, content.unwrap_or_default()));
        }
        Ok(files)
    }

    pub fn get(&self, file: PublishedFile) -> Option<&[u8]> {
        let found = self.0.iter().find(|(one, _)| *one == file);
        found.map(|(_, content)| content.as_slice())
    }

    pub fn published(&self) -> Vec<PublishedFile> {
        self.0.iter().map(|(file, _)| *file).collect()
    }

    pub fn commitment(&self) -> Result<Option<Commitment>, StepFault> {
        self.get(PublishedFile::Commitment).map(read).transpose()
    }

    pub fn closing(&self) -> Result<Option<Closing>, StepFault> {
        self.get(PublishedFile::Closing).map(read).transpose()
    }

    /// A file of an earlier step, without which this one cannot be taken.
    pub fn needed(&self, file: PublishedFile) -> Result<Vec<u8>, StepFault> {
        let found = self.get(file).map(<[u8]>::to_vec);
        found.ok_or_else(|| match file {
            PublishedFile::Rules | PublishedFile::Commitment => DrawObstacle::NotCommitted.into(),
            PublishedFile::Applicants | PublishedFile::Closing => DrawObstacle::NotClosed.into(),
            _ => DrawObstacle::NotRevealed.into(),
        })
    }
}

pub(super) fn read<T: DeserializeOwned>(content: &[u8]) -> Result<T, StepFault> {
    let read = serde_json::from_slice(content);
    read.map_err(|error| StepFault::Unsound(Invalid::new("published_file", error).into()))
}
