use afterbell_domain::draw::{Closed, DrawTime, PublishedFile, Reveal, Revealed, Told, reveal};
use afterbell_locale::text::cli::draw_office as text;

use super::fault::unsound;
use super::{Desk, Files, commitment, print_hash, refuse_holding};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::{holding_beside, placements};
use crate::store::draws::Publication;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let (children, places, waiting, files) = arguments.desk.publish(|opened| {
        let committed = opened.files.committed()?;
        opened.files.refuse_again(PublishedFile::Results)?;
        commitment(&committed, &opened.books)?;
        let revealed = again(&opened.files)?;
        let missing = text::not_closed(LOCALE);
        let applicants = opened.files.needed(PublishedFile::Applicants, missing)?;
        let placements = placements(&opened.books, &committed, &applicants, &revealed.results)
            .map_err(|fault| unsound(&fault))?;
        refuse_holding(&holding_beside(&opened.books, &placements))?;
        let places: usize = placements
            .iter()
            .map(|placement| placement.selection.offerings().len())
            .sum();
        let waiting: usize = placements
            .iter()
            .map(|placement| placement.waiting.len())
            .sum();
        let files = vec![
            (PublishedFile::Results, revealed.results),
            (PublishedFile::Sums, revealed.sums),
        ];
        let told = (placements.len(), places, waiting, files.clone());
        let step = Publication {
            placements,
            ..opened.step(files)
        };
        Ok((step, told))
    })?;
    println!("{}", text::ran(LOCALE, children, places, waiting));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    Ok(())
}

/// What follows from what was revealed, byte for byte as it was published then.
fn again(files: &Files) -> Result<Revealed, Complaint> {
    let told = files.needed(PublishedFile::Reveal, text::not_revealed(LOCALE))?;
    let told: Reveal = serde_json::from_slice(&told).map_err(Complaint::internal)?;
    let missing = text::not_closed(LOCALE);
    let closed = Closed {
        applicants: files.needed(PublishedFile::Applicants, missing)?,
        closing: files.needed(PublishedFile::Closing, missing)?,
    };
    let time = DrawTime {
        at: told.revealed_at,
        was_given: told.time_was_given,
    };
    let told = Told {
        secrets: told.secrets,
        not_published: told.not_published,
        number: told.number,
        time,
    };
    reveal(&files.committed()?, &closed, told).map_err(|fault| unsound(&fault))
}
