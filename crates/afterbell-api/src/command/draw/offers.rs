use afterbell_locale::text::cli::draw_office as text;

use super::Desk;
use crate::command::LOCALE;
use crate::command::complaint::{Complaint, block_on};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    block_on(async {
        let (place, store) = arguments.desk.open().await?;
        let opened = arguments.desk.look(&place, &*store).await?;
        let changed = store.settle_waiting(opened.time.at).await?;
        println!("{}", text::offers_settled(LOCALE, changed));
        Ok(())
    })
}
