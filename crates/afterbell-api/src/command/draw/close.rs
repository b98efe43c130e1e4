use afterbell_domain::allocation::AllocationRules;
use afterbell_domain::draw::{PublishedFile, Untimely, close};
use afterbell_locale::text::cli::draw_office as text;

use super::fault::{unsound, untimely};
use super::{Desk, commitment, print_hash, refuse_holding};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::{applications, holding_without_wishes};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let (children, files) = arguments.desk.publish(|opened| {
        let committed = opened.files.committed()?;
        opened.files.refuse_again(PublishedFile::Applicants)?;
        let commitment = commitment(&committed, &opened.books)?;
        if let Some(fault) = Untimely::to_close(&commitment, opened.time.at) {
            return Err(untimely(fault));
        }
        refuse_holding(&holding_without_wishes(&opened.books))?;
        let rules: AllocationRules =
            serde_json::from_slice(&committed.rules).map_err(Complaint::internal)?;
        let applied = applications(&opened.books, &rules).map_err(|fault| unsound(&fault))?;
        let children = applied.applicants.len();
        let closed = close(
            &committed,
            applied.auditions,
            applied.applicants,
            opened.time,
        )
        .map_err(|fault| unsound(&fault))?;
        let files = vec![
            (PublishedFile::Applicants, closed.applicants),
            (PublishedFile::Closing, closed.closing),
        ];
        Ok((opened.step(files.clone()), (children, files)))
    })?;
    println!("{}", text::closed(LOCALE, children));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    println!("{}", text::post_closing(LOCALE));
    Ok(())
}
