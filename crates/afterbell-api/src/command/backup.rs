use std::fs;
use std::path::{Path, PathBuf};

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
    if is_inside(data_dir, file) {
        let refused = cli::backup::inside(LOCALE, data_dir.display());
        return Err(Complaint(refused));
    }
    // What was never looked at is a hope and no backup.
    sqlite::back_up(&directory.books(), file, verify::look_at)?;
    println!("{}", cli::backup::done(LOCALE, file.display()));
    Ok(())
}

/// There it could replace the books themselves, and a copy beside them is lost with them.
fn is_inside(data_dir: &Path, file: &Path) -> bool {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    match (fs::canonicalize(data_dir), fs::canonicalize(folder)) {
        (Ok(data_dir), Ok(folder)) => folder.starts_with(data_dir),
        _ => false,
    }
}
