use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use afterbell_locale::text::cli;

use super::LOCALE;
use super::complaint::Complaint;
use super::verify;
use crate::data_dir::{DataDir, owner_only};
use crate::store::Unreadable;
use crate::store::sqlite::{self, SqliteOptions, SqliteStore};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    data_dir: PathBuf,
    /// A copy made with `afterbell backup`
    file: PathBuf,
    /// Give up the books that are there
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Complaint> {
    let Arguments { data_dir, file, .. } = arguments;
    let complain = |error| Complaint::data_dir(data_dir, error);
    let of_files = |cause: &std::io::Error| Complaint::unwritable(data_dir, cause);
    let directory = DataDir::create(data_dir).map_err(complain)?;
    let _lock = directory.lock_for_serving().map_err(complain)?;
    let has_books = directory.has_books().map_err(|cause| of_files(&cause))?;
    if has_books && !arguments.replace {
        let refused = cli::restore::has_books(LOCALE, data_dir.display());
        return Err(Complaint(refused));
    }
    // Looked at before anything is given up; a copy of an older program is brought up to date.
    let trial = directory.join("restoring.sqlite");
    let tried = look_at_copy(file, &trial).and_then(|()| put_in_place(&trial, data_dir));
    for rest in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(directory.join(&format!("restoring.sqlite{rest}")));
    }
    tried?;
    println!("{}", cli::restore::done(LOCALE, file.display()));
    Ok(())
}

/// Over the books that are there; damaged ones cannot even be overwritten and are put aside.
fn put_in_place(trial: &Path, data_dir: &Path) -> Result<(), Complaint> {
    let complain = |error| Complaint::data_dir(data_dir, error);
    let directory = DataDir::existing(data_dir).map_err(complain)?;
    let books = directory.books();
    // Looked at first: an attempt to write would carry a log that is left into the damaged file.
    let restored = sqlite::can_be_read(&books).and_then(|()| sqlite::restore(trial, &books));
    match restored {
        Err(error) if Unreadable::behind(&error) == Some(Unreadable::Damaged) => {}
        done => return Ok(done?),
    }
    let aside = directory.put_books_aside();
    let aside = aside.map_err(|cause| Complaint::unwritable(data_dir, &cause))?;
    println!("{}", cli::restore::aside(LOCALE, aside.display()));
    let directory = DataDir::create(data_dir).map_err(complain)?;
    Ok(sqlite::restore(trial, &directory.books())?)
}

fn look_at_copy(file: &Path, trial: &Path) -> Result<(), Complaint> {
    if let Err(cause) = fs::metadata(file) {
        return Err(Complaint::unreadable(file, cause));
    }
    let mut options = OpenOptions::new();
    owner_only(options.write(true).create(true).truncate(true))
        .open(trial)
        .map_err(|cause| Complaint::unwritable(trial, &cause))?;
    sqlite::restore(file, trial)?;
    drop(SqliteStore::open(trial, SqliteOptions::default())?);
    verify::look_at(trial)
}
