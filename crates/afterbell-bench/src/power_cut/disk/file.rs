//! One file behind the page cache.

use fastrand::Rng;

use super::Survivors;

/// What a disk writes as a whole, or not.
const SECTOR: usize = 512;

#[derive(Default)]
pub(super) struct File<'a> {
    synced: Vec<u8>,
    /// How many changes are in it.
    settled: usize,
    pending: Vec<Change<'a>>,
}

#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    Write { offset: usize, data: &'a [u8] },
    Cut { length: usize },
}

impl<'a> File<'a> {
    pub fn new(synced: Vec<u8>) -> Self {
        Self {
            synced,
            ..Self::default()
        }
    }

    /// All that were ever made.
    pub fn changes(&self) -> usize {
        self.settled + self.pending.len()
    }

    pub fn is_settled(&self) -> bool {
        self.pending.is_empty()
    }

    pub fn change(&mut self, change: Change<'a>) {
        self.pending.push(change);
    }

    /// So many changes, counted from the first one ever, are on the disk.
    pub fn settle(&mut self, changes: usize) {
        let fresh = changes.saturating_sub(self.settled);
        for change in self.pending.drain(..fresh) {
            change.apply(&mut self.synced);
        }
        self.settled += fresh;
    }

    pub fn after_a_cut(&self, survivors: Survivors, random: &mut Rng) -> Vec<u8> {
        let mut content = self.synced.clone();
        let beginning = random.usize(..=self.pending.len());
        for (number, change) in self.pending.iter().enumerate() {
            match survivors {
                Survivors::Nothing => return content,
                Survivors::Everything => change.apply(&mut content),
                Survivors::Beginning if number < beginning => change.apply(&mut content),
                Survivors::Beginning => {
                    change.apply_torn(&mut content, random, false);
                    return content;
                }
                Survivors::Some if random.bool() => change.apply(&mut content),
                Survivors::Some => {}
                Survivors::Pieces => change.apply_torn(&mut content, random, true),
            }
        }
        content
    }
}

impl Change<'_> {
    fn apply(self, content: &mut Vec<u8>) {
        match self {
            Self::Write { offset, data } => write(content, offset, data),
            Self::Cut { length } => content.resize(length, 0),
        }
    }

    fn apply_torn(self, content: &mut Vec<u8>, random: &mut Rng, with_rubbish: bool) {
        let Self::Write { offset, data } = self else {
            if random.bool() {
                self.apply(content);
            }
            return;
        };
        let mut at = offset;
        let mut rest = data;
        while !rest.is_empty() {
            // Up to where the next sector of the disk begins.
            let piece = rest.len().min(SECTOR - at % SECTOR);
            let (data, after) = rest.split_at(piece);
            match random.u8(..8) {
                0..4 => write(content, at, data),
                4 if with_rubbish => {
                    let rubbish: Vec<u8> = data.iter().map(|_| random.u8(..)).collect();
                    write(content, at, &rubbish);
                }
                _ => {}
            }
            at += piece;
            rest = after;
        }
    }
}

fn write(content: &mut Vec<u8>, offset: usize, data: &[u8]) {
    let end = offset + data.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    if let Some(place) = content.get_mut(offset..end) {
        place.copy_from_slice(data);
    }
}
