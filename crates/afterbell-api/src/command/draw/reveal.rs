use std::path::PathBuf;

use afterbell_domain::draw::{
    Closed, NumberIssue, PublishedFile, RevealedNumber, Untimely, reveal,
};
use afterbell_locale::text::cli::draw_office as text;

use super::fault::{unsound, untimely};
use super::{Desk, commitment, print_hash, secret};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
    /// The committee's secret; without it the draw is made as was fixed for that case
    #[arg(long, value_name = "FILE")]
    secret: Option<PathBuf>,
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
        let commitment = commitment(&committed, &opened.books)?;
        let secret = arguments.secret.as_deref().map(secret::read).transpose()?;
        let number = commitment
            .numbers
            .iter()
            .find(|number| number.issue == arguments.issue);
        if let Some(number) = number {
            let has_secret = secret.is_some();
            let fault =
                Untimely::to_reveal(&commitment, has_secret, number.published_on, opened.now);
            if let Some(fault) = fault {
                return Err(untimely(fault));
            }
        }
        let number = RevealedNumber {
            issue: arguments.issue.clone(),
            values: arguments.values.clone(),
        };
        let not_published = arguments.not_published.clone();
        let revealed = reveal(&committed, &closed, secret, not_published, number)
            .map_err(|fault| unsound(&fault))?;
        let files = vec![(PublishedFile::Reveal, revealed.reveal.clone())];
        Ok((opened.step(files), revealed.reveal))
    })?;
    println!("{}", text::revealed(LOCALE));
    print_hash(PublishedFile::Reveal, &content)
}
