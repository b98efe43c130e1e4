//! 密钥文件: where a key lies beside the books.
//! It takes its name only once it is whole and on the disk: rows that are sealed with a key which a power cut then takes are
//! closed for good.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use super::keys::{KEY_BYTES, KeyFault, read_key, write_key};
use crate::data_dir::owner_only;
use crate::secret::random_bytes;

/// The key in this file, which is made where there is none.
pub fn key_of_file(path: &Path) -> Result<[u8; KEY_BYTES], KeyFault> {
    match written(path)? {
        Some(text) => read_key(&text),
        None => made(path),
    }
}

/// An empty file is none: versions that gave it its name first left one when they were cut off, before they sealed anything.
fn written(path: &Path) -> io::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Written under another name first. Whoever holds that file makes the key; whoever waits for it reads what was made.
fn made(path: &Path) -> Result<[u8; KEY_BYTES], KeyFault> {
    let mut unfinished = OsString::from(path);
    unfinished.push(".new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let mut file = owner_only(&mut options).open(&unfinished)?;
    file.lock()?;
    if let Some(text) = written(path)? {
        // One of our own, when the other had finished before it was opened; theirs has another name by now.
        let _ = std::fs::remove_file(&unfinished);
        return read_key(&text);
    }
    // Somebody who was cut off may have begun.
    file.set_len(0)?;
    let key = random_bytes::<KEY_BYTES>()?;
    file.write_all(write_key(key).as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    keep_names(path)?;
    Ok(key)
}

/// A new name is kept only once its folder is.
#[cfg(unix)]
fn keep_names(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system sees to it.
#[cfg(not(unix))]
fn keep_names(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let files = std::fs::read_dir(folder).unwrap();
        files.map(|file| file.unwrap().file_name()).collect()
    }

    #[test]
    fn a_key_is_made_once_and_read_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("staff.key");
        let key = key_of_file(&path).unwrap();
        assert_eq!(key_of_file(&path).unwrap(), key);
        assert_eq!(std::fs::read_to_string(&path).unwrap().len(), 43);
        assert_eq!(names(folder.path()), ["staff.key"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_no_key_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("staff.key");
        for text in ["short", "\n"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(key_of_file(&path), Err(KeyFault::Shape)));
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn what_was_cut_off_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("staff.key");
        // Under its own name by an older version, under the other by this one.
        std::fs::write(&path, "").unwrap();
        std::fs::write(folder.path().join("staff.key.new"), "x".repeat(50)).unwrap();
        let key = key_of_file(&path).unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            write_key(key),
            "and nothing of what was begun"
        );
        assert_eq!(key_of_file(&path).unwrap(), key);
        assert_eq!(names(folder.path()), ["staff.key"]);
    }

    #[test]
    fn whoever_starts_at_once_has_one_key() {
        for begun in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("staff.key");
            if begun {
                std::fs::write(&path, "").unwrap();
            }
            let together = Barrier::new(8);
            let keys: Vec<_> = thread::scope(|scope| {
                let start = || {
                    together.wait();
                    key_of_file(&path).unwrap()
                };
                let all: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect()
            });
            let kept = key_of_file(&path).unwrap();
            assert!(keys.iter().all(|key| *key == kept));
            assert_eq!(names(folder.path()), ["staff.key"]);
        }
    }
}
