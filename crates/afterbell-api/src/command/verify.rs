use std::path::{Path, PathBuf};

use afterbell_locale::text::cli;

use super::LOCALE;
use super::complaint::Complaint;
use crate::data_dir::DataDir;
use crate::store::sqlite;
use crate::store::verifying::{Fault, Finding};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    data_dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let path = &arguments.data_dir;
    let directory = DataDir::existing(path);
    let directory = directory.map_err(|error| Complaint::data_dir(path, error))?;
    look_at(&directory.books())
}

pub(super) fn look_at(books: &Path) -> Result<(), Complaint> {
    let verified = sqlite::verify(books)?.map_err(|finding| Complaint(worded(&finding)))?;
    let text = cli::verify::fits;
    println!(
        "{}",
        text(
            LOCALE,
            verified.entries,
            verified.places_taken,
            verified.signatures
        )
    );
    let (ledger, signatures) = (verified.ledger, verified.agreement_signature);
    println!("{}", cli::verify::chain(LOCALE, ledger, signatures));
    Ok(())
}

fn worded(finding: &Finding) -> String {
    let fault = match finding.fault {
        Fault::Damaged => cli::verify::damaged,
        Fault::Dangling => cli::verify::dangling,
        Fault::Renamed => cli::verify::renamed,
        Fault::Unchained => cli::verify::unchained,
        Fault::Contradictory => cli::verify::contradictory,
        Fault::Unfounded => cli::verify::unfounded,
        Fault::Missing => cli::verify::missing,
        Fault::Oversold => cli::verify::oversold,
    };
    cli::verify::finding(LOCALE, fault(LOCALE), &finding.row, finding.table)
}
