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

use afterbell_domain::FileHash;
use afterbell_domain::draw::PublishedFile;
use afterbell_locale::text::cli::draw_office as text;

use super::LOCALE;
use super::books::{Load, Place, WhichBooks};
use super::complaint::{Complaint, block_on};
use crate::clock::TimeSource;
use crate::draw_office::{Office, StepFault};
use crate::store::desk::Actor;

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

impl Desk {
    async fn office(&self) -> Result<(Place, Office), Complaint> {
        let place = self.books.place()?;
        let books = place.open(Load::default()).await?;
        let time = match &self.clock_file {
            Some(file) => TimeSource::File(file.clone()),
            None => TimeSource::System,
        };
        let by = Actor::CommandLine;
        Ok((place, Office { books, by, time }))
    }

    /// Lets the office do something, and words why it was not done.
    fn office_does<T>(
        &self,
        act: impl AsyncFnOnce(&Office) -> Result<T, StepFault>,
    ) -> Result<T, Complaint> {
        block_on(async {
            let (place, office) = self.office().await?;
            let done = act(&office).await;
            done.map_err(|fault| fault::worded(&place, fault))
        })
    }
}

fn print_hash(file: PublishedFile, content: &[u8]) -> Result<(), Complaint> {
    let hash: FileHash = afterbell_domain::hash_of(content).map_err(Complaint::internal)?;
    println!("{}", text::hash(LOCALE, file.name(), &hash));
    Ok(())
}
