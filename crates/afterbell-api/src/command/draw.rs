//! `afterbell draw`: the steps of a draw, as docs/DRAW.md tells them, each in one transaction.

mod close;
mod commit;
mod dry_run;
mod fault;
mod files;
mod offers;
mod place;
mod reveal;
mod run;
mod secret;

use std::path::PathBuf;

use afterbell_domain::draw::{Commitment, Committed, DrawTime, PublishedFile};
use afterbell_domain::{FileHash, StudentId};
use afterbell_locale::text::cli::draw_office as text;

use super::LOCALE;
use super::books::{Load, Place, WhichBooks};
use super::complaint::{Complaint, block_on};
use crate::clock::{Clock, TimeSource};
use crate::draw_office::hashes;
use crate::store::Books;
use crate::store::draws::{DrawBooks, DrawState, Publication, Published};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    step: Step,
}

#[derive(clap::Subcommand)]
enum Step {
    /// Make the committee's secret; keep it sealed until the reveal
    Secret(secret::Arguments),
    /// Before the close: publish the rules, the sealed secret and the numbers that will be used
    Commit(commit::Arguments),
    /// What the draw would come to on the wishes as they are now; nothing is written
    DryRun(dry_run::Arguments),
    /// Right after the close: publish the list of applicants
    Close(close::Arguments),
    /// When the number is known: publish secret and number
    Reveal(reveal::Arguments),
    /// Give the places out, once, and publish the results
    Run(run::Arguments),
    /// Write the published files into a folder, for `verify-draw`
    Files(files::Arguments),
    /// End offers nobody took and offer free places to the next
    Offers(offers::Arguments),
    /// Put a child into a course by hand; the reason is public
    Place(place::Arguments),
}

/// Where the books are and what time it is.
#[derive(clap::Args)]
struct Desk {
    #[command(flatten)]
    books: WhichBooks,
    /// Read a frozen moment from this file, to rehearse; what is published says so
    #[arg(long)]
    clock_file: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    match &arguments.step {
        Step::Secret(arguments) => secret::run(arguments),
        Step::Commit(arguments) => commit::run(arguments),
        Step::DryRun(arguments) => dry_run::run(arguments),
        Step::Close(arguments) => close::run(arguments),
        Step::Reveal(arguments) => reveal::run(arguments),
        Step::Run(arguments) => run::run(arguments),
        Step::Files(arguments) => files::run(arguments),
        Step::Offers(arguments) => offers::run(arguments),
        Step::Place(arguments) => place::run(arguments),
    }
}

/// What a step starts from.
struct Opened {
    books: DrawBooks,
    /// Of the draw that is under way.
    files: Files,
    /// Of all draws, the one under way as well.
    commitments: Vec<Commitment>,
    time: DrawTime,
}

impl Desk {
    async fn open(&self) -> Result<(Place, std::sync::Arc<dyn Books>), Complaint> {
        let place = self.books.place()?;
        let store = place.open(Load::default()).await?;
        Ok((place, store))
    }

    async fn look(&self, place: &Place, store: &dyn Books) -> Result<Opened, Complaint> {
        let books = store.draw_books().await?;
        let books = books.ok_or_else(|| {
            Complaint(afterbell_locale::text::cli::error::no_books(LOCALE, place))
        })?;
        let source = match &self.clock_file {
            Some(file) => TimeSource::File(file.clone()),
            None => TimeSource::System,
        };
        let now = Clock::new(source, books.menu.1.school.zone).now()?;
        let time = DrawTime {
            at: now,
            was_given: self.clock_file.is_some(),
        };
        let mut commitments = Vec::new();
        for hash in books.draws.iter().filter_map(commitment_of) {
            let content = store.draw_file(hash).await?.unwrap_or_default();
            commitments.push(serde_json::from_slice(&content).map_err(Complaint::internal)?);
        }
        let mut files = Files::default();
        let draw = books.draws.last();
        for file in draw.map_or(&[][..], |draw| &draw.files) {
            let content = store.draw_file(&file.hash).await?;
            files.0.push((file.file, content.unwrap_or_default()));
        }
        Ok(Opened {
            books,
            files,
            commitments,
            time,
        })
    }

    /// Publishes what `make` makes of the books. When a family was faster it is made anew.
    fn publish<T>(
        &self,
        make: impl Fn(&Opened) -> Result<(Publication, T), Complaint>,
    ) -> Result<T, Complaint> {
        const TRIES: u32 = 20;
        block_on(async {
            let (place, store) = self.open().await?;
            let mut tried = 1;
            loop {
                let opened = self.look(&place, &*store).await?;
                let (step, told) = make(&opened)?;
                let is_last = tried == TRIES;
                match store.publish(step).await? {
                    Published::Done => return Ok(told),
                    Published::BooksChangedMeanwhile if !is_last => tried += 1,
                    _ => return Err(Complaint(text::changed_meanwhile(LOCALE).to_owned())),
                }
            }
        })
    }
}

fn commitment_of(draw: &DrawState) -> Option<&FileHash> {
    let mut files = draw.files.iter();
    let found = files.find(|one| one.file == PublishedFile::Commitment);
    found.map(|one| &one.hash)
}

impl Opened {
    /// A further step of the draw that is under way.
    fn step(&self, files: Vec<(PublishedFile, Vec<u8>)>) -> Publication {
        Publication {
            number: self.books.draws.last().map_or(0, |draw| draw.number),
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

/// Published files, byte for byte.
#[derive(Default)]
struct Files(Vec<(PublishedFile, Vec<u8>)>);

impl Files {
    fn get(&self, file: PublishedFile) -> Option<&[u8]> {
        let found = self.0.iter().find(|(one, _)| *one == file);
        found.map(|(_, content)| content.as_slice())
    }

    /// A file of an earlier step, without which this one cannot be taken.
    fn needed(&self, file: PublishedFile, missing: &str) -> Result<Vec<u8>, Complaint> {
        let found = self.get(file).map(<[u8]>::to_vec);
        found.ok_or_else(|| Complaint(missing.to_owned()))
    }

    fn committed(&self) -> Result<Committed, Complaint> {
        let missing = text::not_committed(LOCALE);
        Ok(Committed {
            rules: self.needed(PublishedFile::Rules, missing)?,
            commitment: self.needed(PublishedFile::Commitment, missing)?,
        })
    }

    /// Each step is taken once.
    fn refuse_again(&self, file: PublishedFile) -> Result<(), Complaint> {
        match self.get(file) {
            None => Ok(()),
            Some(_) => Err(Complaint(text::published_before(LOCALE, file.name()))),
        }
    }
}

fn commitment(committed: &Committed, books: &DrawBooks) -> Result<Commitment, Complaint> {
    let commitment: Commitment =
        serde_json::from_slice(&committed.commitment).map_err(Complaint::internal)?;
    match commitment.menu == books.menu.0 {
        true => Ok(commitment),
        false => Err(Complaint(text::other_menu(LOCALE).to_owned())),
    }
}

/// Whoever holds a place that a draw would give to another is told of before anything is published.
fn refuse_holding(holding: &[&StudentId]) -> Result<(), Complaint> {
    match holding.len() {
        0 => Ok(()),
        count => Err(Complaint(text::holding(LOCALE, count))),
    }
}

fn print_hash(file: PublishedFile, content: &[u8]) -> Result<(), Complaint> {
    let hash: FileHash = afterbell_domain::hash_of(content).map_err(Complaint::internal)?;
    println!("{}", text::hash(LOCALE, file.name(), &hash));
    Ok(())
}
