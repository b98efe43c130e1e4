use std::path::Path;

use afterbell_locale::text::cli;

use super::LOCALE;
use super::books::{Place, WhichBooks};
use super::complaint::{Complaint, block_on};
use crate::data_dir::DataDir;
use crate::store::verifying::{Fault, Finding, Verified};
use crate::store::{postgres, sqlite};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    books: WhichBooks,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    match arguments.books.place()? {
        Place::Directory(path) => {
            let directory = DataDir::existing(&path);
            let directory = directory.map_err(|error| Complaint::data_dir(&path, error))?;
            look_at(&directory.books())
        }
        Place::Database(url) => {
            let looked = async { Ok(postgres::verify(&url).await?) };
            tell(block_on(looked)?)
        }
    }
}

pub(super) fn look_at(books: &Path) -> Result<(), Complaint> {
    tell(sqlite::verify(books)?)
}

fn tell(looked: Result<Verified, Finding>) -> Result<(), Complaint> {
    let verified = looked.map_err(|finding| Complaint(worded(&finding)))?;
    let text = cli::verify::fits;
    println!(
        "{}",
        text(
            LOCALE,
            verified.entries,
            verified.places_taken,
            verified.signatures,
        )
    );
    let (ledger, signatures) = (verified.ledger, verified.agreement_signature);
    println!("{}", cli::verify::chain(LOCALE, ledger, signatures));
    let (acts, audit) = (verified.acts, verified.audit);
    println!("{}", cli::verify::acts(LOCALE, acts, audit));
    if verified.wishes > 0 {
        let told = cli::verify::wishes(LOCALE, verified.wish, verified.wishes);
        println!("{told}");
    }
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
        Fault::Unguarded => cli::verify::unguarded,
    };
    cli::verify::finding(LOCALE, fault(LOCALE), &finding.row, finding.table)
}
