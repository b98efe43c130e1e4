use std::str::FromStr;

use afterbell_domain::draw::PublicNumber;
use afterbell_domain::{FileHash, Label};
use afterbell_locale::text::cli::draw_office as text;

use super::{Desk, print_hash};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::Commission;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
    /// The seal of a secret, as `draw secret` printed it; whoever keeps a secret keeps its file. Given once for
    /// each of several, whose order counts
    #[arg(long = "seal", value_name = "HEX", required = true)]
    seals: Vec<FileHash>,
    /// A public number, first the one to be used: its issue, day, count of values, and who draws it
    #[arg(
        long = "number",
        value_name = "ISSUE,DAY,VALUES,SOURCE",
        required = true
    )]
    numbers: Vec<Number>,
    /// Why there is another draw, when one was begun before
    #[arg(long)]
    reason: Option<Label>,
}

#[derive(Debug, Clone)]
struct Number(PublicNumber);

impl FromStr for Number {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(4, ',').map(str::trim);
        let mut next = |what| parts.next().ok_or_else(|| format!("no {what}"));
        let said = |error: afterbell_domain::Invalid| error.to_string();
        Ok(Self(PublicNumber {
            issue: next("issue")?.parse().map_err(said)?,
            published_on: next("day")?.parse().map_err(said)?,
            values: next("count of values")?
                .parse()
                .map_err(|error: std::num::ParseIntError| error.to_string())?,
            source: next("source")?.parse().map_err(said)?,
        }))
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let numbers = arguments.numbers.iter().map(|number| number.0.clone());
    let asked = Commission {
        seals: arguments.seals.clone(),
        numbers: numbers.collect(),
        reason: arguments.reason.clone(),
        draw: None,
    };
    let done = arguments
        .desk
        .office_does(async |office| office.commit(asked).await);
    let files = done?;
    println!("{}", text::committed(LOCALE));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    println!("{}", text::post_commitment(LOCALE));
    Ok(())
}
