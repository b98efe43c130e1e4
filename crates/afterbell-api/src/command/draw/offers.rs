use afterbell_locale::text::cli::draw_office as text;

use super::Desk;
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::Opened;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let changed = arguments.desk.office_does(async |office| {
        let opened = Opened::look(&*office.books, &office.time).await?;
        Ok(office.books.settle_waiting(opened.time.at).await?)
    })?;
    println!("{}", text::offers_settled(LOCALE, changed));
    Ok(())
}
