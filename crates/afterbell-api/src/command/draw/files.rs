use std::path::PathBuf;

use afterbell_domain::draw::PublishedFile;
use afterbell_locale::text::cli::draw_office as text;

use super::Desk;
use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::draw_office::Opened;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    desk: Desk,
    /// The folder to write them into; what is in it already must be the same
    #[arg(long)]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let out = &arguments.out;
    let opened = arguments.desk.office_does(async |office| {
        let opened = Opened::look(&*office.books, &office.time).await?;
        opened.files.needed(PublishedFile::Rules)?;
        Ok(opened)
    })?;
    std::fs::create_dir_all(out).map_err(|cause| Complaint::unwritable(out, &cause))?;
    for (file, content) in &opened.files.0 {
        let path = out.join(file.name());
        match std::fs::read(&path) {
            Ok(there) if there == *content => continue,
            Ok(_) => return Err(Complaint(text::other_file(LOCALE, path.display()))),
            Err(_) => {}
        }
        std::fs::write(&path, content).map_err(|cause| Complaint::unwritable(&path, &cause))?;
    }
    println!(
        "{}",
        text::files_written(LOCALE, opened.files.0.len(), out.display())
    );
    Ok(())
}
