use std::str::FromStr;

use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::draw::{EarlierDraw, PublicNumber, PublishedFile, Untimely, commit};
use afterbell_domain::{FileHash, Label};
use afterbell_locale::text::cli::draw_office as text;

use super::fault::{unsound, untimely};
use super::{Desk, Opened, print_hash, refuse_holding};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::holding_without_wishes;
use crate::store::draws::{DrawState, Publication};

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
    let files = arguments
        .desk
        .publish(|opened| publication(arguments, opened))?;
    println!("{}", text::committed(LOCALE));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    println!("{}", text::post_commitment(LOCALE));
    Ok(())
}

type Published = Vec<(PublishedFile, Vec<u8>)>;

fn publication(
    arguments: &Arguments,
    opened: &Opened,
) -> Result<(Publication, Published), Complaint> {
    let (hash, menu) = &opened.books.menu;
    let last = opened.books.draws.last();
    if last.is_some() && arguments.reason.is_none() {
        return Err(Complaint(text::reason_needed(LOCALE).to_owned()));
    }
    let was_run = |draw: &DrawState| draw.has(PublishedFile::Results);
    if opened.books.draws.iter().any(was_run)
        && let Some(fault) = Untimely::to_draw_again(&menu.round)
    {
        return Err(untimely(fault));
    }
    let earlier = last.zip(opened.commitments.last());
    let earlier = earlier.map(|(draw, commitment)| EarlierDraw {
        commitment,
        is_closed: draw.has(PublishedFile::Closing),
        was_run: draw.has(PublishedFile::Results),
    });
    let fault = Untimely::to_commit(&menu.round, opened.time.at, earlier)
        .or_else(|| Untimely::to_seal(&arguments.seals, &opened.commitments));
    if let Some(fault) = fault {
        return Err(untimely(fault));
    }
    refuse_holding(&holding_without_wishes(&opened.books))?;
    let closes_at = menu
        .round
        .wishes_close_at()
        .ok_or_else(|| untimely(Untimely::NotDrawn))?;
    let rules = AllocationRules::of_menu(menu).map_err(Complaint::internal)?;
    let numbers = arguments.numbers.iter().map(|number| number.0.clone());
    let committed = commit(
        &rules,
        arguments.seals.clone(),
        opened.time,
        closes_at,
        numbers.collect(),
    )
    .map_err(|fault| unsound(&fault))?;
    let files = vec![
        (PublishedFile::Rules, committed.rules),
        (PublishedFile::Commitment, committed.commitment),
    ];
    let step = Publication {
        number: last.map_or(0, |draw| draw.number).saturating_add(1),
        // A reason for the first draw would be one for nothing.
        reason: arguments.reason.clone().filter(|_| last.is_some()),
        menu: hash.clone(),
        expected: Vec::new(),
        ..opened.step(files.clone())
    };
    Ok((step, files))
}
