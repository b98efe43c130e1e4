//! A disk as it is behind the page cache: what was synced stays, of everything after that some
//! is there when the power comes back and some is not, in whatever pieces.

mod file;

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context as _, Result};
use fastrand::Rng;

use super::log::Record;
use file::{Change, File};

/// What survives of that which was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survivors {
    Nothing,
    /// As after `kill -9`.
    Everything,
    /// In each file the first so many changes, and a piece of the next.
    Beginning,
    /// Some changes, each of them whole.
    Some,
    /// Some sectors of some changes, and rubbish in place of others.
    Pieces,
}

/// Where it ended up, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

#[derive(Default)]
pub struct Disk<'a> {
    /// A file that nobody names any more may still be written to.
    files: Vec<File<'a>>,
    by_inode: HashMap<u64, usize>,
    folder: Folder,
    folder_inode: Option<u64>,
    /// Waits that are under way: which file, and how many of its changes had been made.
    syncing: HashMap<u64, (u64, usize)>,
}

#[derive(Default)]
struct Folder {
    synced: BTreeMap<String, usize>,
    settled: usize,
    pending: Vec<Naming>,
}

enum Naming {
    Named(String, usize),
    Unlinked(String),
    Renamed(String, String),
}

impl<'a> Disk<'a> {
    /// With these files, all of them synced.
    pub fn new(files: Files) -> Self {
        let mut disk = Self::default();
        for (name, synced) in files {
            disk.folder.synced.insert(name, disk.files.len());
            disk.files.push(File::new(synced));
        }
        disk
    }

    /// Another process begins; waits of the one before that never ended never will.
    pub fn begin(&mut self) {
        self.syncing.clear();
    }

    pub fn apply(&mut self, record: Record<'a>) -> Result<()> {
        match record {
            Record::Opened {
                inode,
                emptied,
                name,
            } => self.open(inode, emptied, name)?,
            Record::Written {
                inode,
                offset,
                data,
            } => {
                let offset = usize::try_from(offset)?;
                self.file(inode)?.change(Change::Write { offset, data });
            }
            Record::Cut { inode, length } => {
                let length = usize::try_from(length)?;
                self.file(inode)?.change(Change::Cut { length });
            }
            Record::SyncBegun { inode, number } => {
                let changes = match self.folder_inode == Some(inode) {
                    true => self.folder.settled + self.folder.pending.len(),
                    false => self.file(inode)?.changes(),
                };
                self.syncing.insert(number, (inode, changes));
            }
            Record::SyncEnded { number } => {
                let begun = self.syncing.remove(&number);
                let (inode, changes) = begun.context("a wait that never began")?;
                match self.folder_inode == Some(inode) {
                    true => self.folder.settle(changes),
                    false => self.file(inode)?.settle(changes),
                }
            }
            Record::Unlinked { name } => {
                let gone = Naming::Unlinked(name.to_owned());
                self.folder.pending.push(gone);
            }
            Record::Renamed { from, to } => {
                let moved = Naming::Renamed(from.to_owned(), to.to_owned());
                self.folder.pending.push(moved);
            }
            Record::Sent { .. } => {}
        }
        Ok(())
    }

    fn open(&mut self, inode: u64, emptied: bool, name: &str) -> Result<()> {
        if name.is_empty() {
            self.folder_inode = Some(inode);
            return Ok(());
        }
        let place = match self.folder.now().get(name) {
            Some(place) => *place,
            None => {
                let place = self.files.len();
                self.files.push(File::default());
                let named = Naming::Named(name.to_owned(), place);
                self.folder.pending.push(named);
                place
            }
        };
        self.by_inode.insert(inode, place);
        if emptied {
            self.file(inode)?.change(Change::Cut { length: 0 });
        }
        Ok(())
    }

    fn file(&mut self, inode: u64) -> Result<&mut File<'a>> {
        let place = self.by_inode.get(&inode);
        let file = place.and_then(|place| self.files.get_mut(*place));
        file.context("a file that was never opened")
    }

    /// Whether anything was done that could be lost.
    pub fn is_settled(&self) -> bool {
        self.folder.pending.is_empty() && self.files.iter().all(File::is_settled)
    }

    /// What is there when the power comes back.
    pub fn after_a_cut(&self, survivors: Survivors, random: &mut Rng) -> Result<Files> {
        let mut names = self.folder.synced.clone();
        // A file system keeps a journal of names: those that survive are the first ones.
        let pending = &self.folder.pending;
        let survived = match survivors {
            Survivors::Nothing => 0,
            Survivors::Everything => pending.len(),
            _ => random.usize(..=pending.len()),
        };
        for naming in pending.iter().take(survived) {
            naming.apply(&mut names);
        }
        let content = |(name, place): (String, usize)| {
            let file = self.files.get(place).context("a name of no file")?;
            Ok((name, file.after_a_cut(survivors, random)))
        };
        names.into_iter().map(content).collect()
    }
}

impl Folder {
    fn now(&self) -> BTreeMap<String, usize> {
        let mut names = self.synced.clone();
        for naming in &self.pending {
            naming.apply(&mut names);
        }
        names
    }

    fn settle(&mut self, changes: usize) {
        let fresh = changes.saturating_sub(self.settled);
        for naming in self.pending.drain(..fresh) {
            naming.apply(&mut self.synced);
        }
        self.settled += fresh;
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Named(name, place) => {
                names.insert(name.clone(), *place);
            }
            Self::Unlinked(name) => {
                names.remove(name);
            }
            Self::Renamed(from, to) => {
                if let Some(place) = names.remove(from) {
                    names.insert(to.clone(), place);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written, waited for and named, each in its turn; and what a cut leaves after each.
    #[test]
    fn only_what_was_waited_for_is_sure() {
        let opened = |inode, name| Record::Opened {
            inode,
            emptied: false,
            name,
        };
        let written = |data| Record::Written {
            inode: 7,
            offset: 1,
            data,
        };
        let begun = |inode, number| Record::SyncBegun { inode, number };
        let steps = [
            (opened(1, ""), None),
            (opened(7, "log"), None),
            (written(b"ab"), None),
            (begun(7, 1), None),
            // After the wait began, so it is not waited for.
            (written(b"c"), None),
            (Record::SyncEnded { number: 1 }, None),
            (begun(1, 2), None),
            (Record::SyncEnded { number: 2 }, Some(&b"\0ab"[..])),
            (Record::Unlinked { name: "log" }, Some(b"\0ab")),
        ];
        let mut random = Rng::with_seed(0);
        let mut disk = Disk::new(Files::new());
        for (record, expected) in steps {
            disk.apply(record).unwrap();
            let left = disk.after_a_cut(Survivors::Nothing, &mut random).unwrap();
            let left = left.get("log").map(Vec::as_slice);
            assert_eq!(left, expected, "{record:?}");
        }
        let kept = disk.after_a_cut(Survivors::Everything, &mut random);
        assert!(kept.unwrap().is_empty());
    }
}
