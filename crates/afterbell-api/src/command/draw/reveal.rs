use std::path::PathBuf;

use afterbell_domain::draw::{Closed, NumberIssue, PublishedFile, RevealedNumber, Told, reveal};
use afterbell_locale::text::cli::draw_office as text;

use super::fault::unsound;
use super::{Desk, commitment, print_hash, secret};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
    /// The committee's secret, or each of several in the order of their seals; without them the draw is made as
    /// was fixed for that case
    #[arg(long = "secret", value_name = "FILE")]
    secrets: Vec<PathBuf>,
    /// The issue of the number that was drawn in public
    #[arg(long)]
    issue: NumberIssue,
    /// Its values, in the order that was fixed before
    #[arg(long, value_delimiter = ',', required = true)]
    values: Vec<u32>,
    /// An issue that never came
    #[arg(long)]
    not_published: Vec<NumberIssue>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let content = arguments.desk.publish(|opened| {
        let committed = opened.files.committed()?;
        let missing = text::not_closed(LOCALE);
        let closed = Closed {
            applicants: opened.files.needed(PublishedFile::Applicants, missing)?,
            closing: opened.files.needed(PublishedFile::Closing, missing)?,
        };
        opened.files.refuse_again(PublishedFile::Reveal)?;
        commitment(&committed, &opened.books)?;
        let secrets = arguments.secrets.iter().map(|path| secret::read(path));
        let told = Told {
            secrets: secrets.collect::<Result<_, _>>()?,
            not_published: arguments.not_published.clone(),
            number: RevealedNumber {
                issue: arguments.issue.clone(),
                values: arguments.values.clone(),
            },
            time: opened.time,
        };
        let revealed = reveal(&committed, &closed, told).map_err(|fault| unsound(&fault))?;
        let files = vec![(PublishedFile::Reveal, revealed.reveal.clone())];
        Ok((opened.step(files), revealed.reveal))
    })?;
    println!("{}", text::revealed(LOCALE));
    print_hash(PublishedFile::Reveal, &content)
}
