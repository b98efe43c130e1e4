use afterbell_domain::desk::DrawRan;
use afterbell_locale::text::cli::draw_office as text;

use super::{Desk, print_hash};
use crate::command::LOCALE;
use crate::command::complaint::Complaint;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let done = arguments
        .desk
        .office_does(async |office| office.run(None).await);
    let (ran, files) = done?;
    let DrawRan {
        children,
        places,
        waiting,
    } = ran;
    println!("{}", text::ran(LOCALE, children, places, waiting));
    for (file, content) in &files {
        print_hash(*file, content)?;
    }
    Ok(())
}
