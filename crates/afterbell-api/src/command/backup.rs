use std::path::PathBuf;

use afterbell_locale::text::cli;

use super::LOCALE;
use super::complaint::Complaint;
use super::verify;
use crate::data_dir::DataDir;
use crate::store::sqlite;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    data_dir: PathBuf,
    /// The copy; one that is there already is replaced
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let Arguments { data_dir, file } = arguments;
    let directory = DataDir::existing(data_dir);
    let directory = directory.map_err(|error| Complaint::data_dir(data_dir, error))?;
    sqlite::back_up(&directory.books(), file)?;
    println!("{}", cli::backup::done(LOCALE, file.display()));
    // What was never looked at is a hope and no backup.
    verify::look_at(file)
}
