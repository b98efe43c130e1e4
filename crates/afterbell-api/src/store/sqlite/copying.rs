//! 备份与恢复: a copy of the books as they were at one moment, and back again.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::{migrations, settle};
use crate::data_dir::owner_only;
use crate::store::{StoreError, Unreadable};

/// Writes a copy while others go on reading and writing. The file stands under its own name only
/// when all of it is on the disk and `look_at` has found nothing in it: what was there before is
/// the last good copy.
pub fn back_up<E: From<StoreError>>(
    books: &Path,
    copy: &Path,
    look_at: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let mut unfinished = copy.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = Path::new(&unfinished);
    write_copy(books, unfinished)?;
    look_at(unfinished)?;
    let written = || {
        File::open(unfinished)?.sync_all()?;
        std::fs::rename(unfinished, copy)?;
        sync_folder_of(copy)
    };
    Ok(written().map_err(StoreError::failed)?)
}

fn write_copy(books: &Path, unfinished: &Path) -> Result<(), StoreError> {
    // Made here rather than by SQLite, which would let others of the machine read it; and empty,
    // since what an interrupted backup left is no beginning.
    let mut options = OpenOptions::new();
    owner_only(options.write(true).create(true).truncate(true))
        .open(unfinished)
        .map_err(StoreError::failed)?;
    let source = Connection::open_with_flags(books, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    settle(&source)?;
    let name = unfinished.to_str().ok_or(Unreadable::NameIsNoText)?;
    source.execute("VACUUM INTO ?1", [name])?;
    Ok(())
}

/// Whether a file can be opened at all, without changing anything in it.
pub fn can_be_read(books: &Path) -> Result<(), StoreError> {
    let books = Connection::open_with_flags(books, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(books.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)
}

/// Puts a copy in the place of the books, in one transaction of SQLite's own: whatever happens in
/// the middle, the books are the old ones or the new ones.
pub fn restore(copy: &Path, books: &Path) -> Result<(), StoreError> {
    let source = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    migrations::require_known(&source)?;
    let mut target = Connection::open(books)?;
    target.pragma_update(None, "synchronous", "FULL")?;
    let restoring = Backup::new(&source, &mut target)?;
    // All pages at once: nobody may see half of them.
    for _ in 0..TRIES {
        match restoring.step(-1)? {
            StepResult::Done => return Ok(()),
            // Somebody else holds the books.
            _ => std::thread::sleep(PAUSE),
        }
    }
    Err(StoreError::Overloaded)
}

const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// A name is on the disk when its folder is.
fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
