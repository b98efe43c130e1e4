use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::data_dir::owner_only;

/// Writes to `wanted`, or to `wanted-2`, `wanted-3` … when that is there already: letters
/// that were printed once cannot be made again, so they are never overwritten. Says where.
pub fn write_to_new_file(wanted: &Path, content: &str) -> io::Result<PathBuf> {
    for attempt in 1..1_000 {
        let path = numbered(wanted, attempt);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        match owner_only(&mut options).open(&path) {
            Ok(file) => return fill(file, content).map(|()| path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// On the disk before anything else happens: the codes in it exist nowhere else.
fn fill(mut file: File, content: &str) -> io::Result<()> {
    file.write_all(content.as_bytes())?;
    file.sync_all()
}

fn numbered(wanted: &Path, attempt: u32) -> PathBuf {
    if attempt == 1 {
        return wanted.to_owned();
    }
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy();
    let name = match wanted.extension() {
        Some(extension) => format!("{stem}-{attempt}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{attempt}"),
    };
    wanted.with_file_name(name)
}
