use std::path::PathBuf;

use afterbell_domain::draw::{NumberIssue, RevealedNumber};
use afterbell_locale::text::cli::draw_office as text;

use super::{Desk, print_hash, secret};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::Revelation;

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
    let secrets = arguments.secrets.iter().map(|path| secret::read(path));
    let asked = Revelation {
        secrets: secrets.collect::<Result<_, _>>()?,
        not_published: arguments.not_published.clone(),
        number: RevealedNumber {
            issue: arguments.issue.clone(),
            values: arguments.values.clone(),
        },
    };
    let done = arguments
        .desk
        .office_does(async |office| office.reveal(asked, None).await);
    let files = done?;
    println!("{}", text::revealed(LOCALE));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    Ok(())
}
