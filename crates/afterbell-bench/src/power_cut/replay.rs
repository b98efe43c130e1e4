//! Cuts the power at every wait for the disk and at moments between them, and looks into the
//! books that are left.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use afterbell_api::store::sqlite::{SqliteOptions, SqliteStore, verify};
use anyhow::{Context as _, Result, ensure};
use fastrand::Rng;
use rusqlite::{Connection, OpenFlags};

use super::disk::{Disk, Files, Survivors};
use super::log::{self, Record};
use super::recording::{Recording, Told};
use crate::books::School;

#[derive(Default)]
pub struct Cuts {
    waits: usize,
    between: usize,
    disks: usize,
    answers: usize,
}

impl fmt::Display for Cuts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            waits,
            between,
            disks,
            answers,
        } = self;
        write!(
            f,
            "power cut at {waits} waits for the disk and {between} moments between them, \
             {disks} disks built, {answers} answers looked up: nothing lost, nothing given twice"
        )
    }
}

/// Between waits, the power goes at one record of so many.
const ONE_OF: usize = 64;
const SURVIVORS: [Survivors; 3] = [Survivors::Pieces, Survivors::Beginning, Survivors::Some];

pub fn replay(recording: &Recording, school: School, disks: usize, seed: u64) -> Result<Cuts> {
    let mut replay = Replay {
        folder: scratch()?,
        school,
        random: Rng::with_seed(seed),
        cuts: Cuts::default(),
    };
    let mut disk = Disk::new(recording.before.clone());
    let mut acknowledged: Vec<&Told> = Vec::new();
    for (number, life) in recording.lives.iter().enumerate() {
        disk.begin();
        let mut outbox = Outbox::new(&life.told);
        for (place, record) in log::read(&life.log)?.into_iter().enumerate() {
            // Just before it ends: all answers since the last one are out, and least is synced.
            let is_wait = matches!(record, Record::SyncEnded { .. });
            let is_between = !is_wait && replay.random.usize(..ONE_OF) == 0;
            if (is_wait || is_between) && !disk.is_settled() {
                let moment = format!("life {number}, record {place}");
                let among = if is_wait { disks } else { 1 };
                replay.cuts.waits += usize::from(is_wait);
                replay.cuts.between += usize::from(is_between);
                replay
                    .cut(&disk, &acknowledged, among)
                    .with_context(|| moment)?;
            }
            if let Record::Sent { port, length } = record {
                outbox.send(port, length, &mut acknowledged);
            }
            disk.apply(record)?;
        }
        ensure!(outbox.is_empty(), "answers were heard that were never sent");
        let after = disk.after_a_cut(Survivors::Everything, &mut replay.random)?;
        // A change that was not recorded would make all of this worth nothing.
        ensure!(after == life.after, "the recording has a gap");
    }
    Ok(replay.cuts)
}

/// What is on its way to the phones, by port, in the order in which it is sent.
struct Outbox<'a> {
    sent: HashMap<u64, u64>,
    /// The first one last.
    waiting: HashMap<u64, Vec<&'a Told>>,
}

impl<'a> Outbox<'a> {
    fn new(told: &'a [Told]) -> Self {
        let mut waiting: HashMap<u64, Vec<&Told>> = HashMap::new();
        for told in told.iter().rev() {
            waiting.entry(told.port.into()).or_default().push(told);
        }
        let sent = HashMap::new();
        Self { sent, waiting }
    }

    fn send(&mut self, port: u64, length: u64, acknowledged: &mut Vec<&'a Told>) {
        let sent = self.sent.entry(port).or_default();
        *sent += length;
        let waiting = self.waiting.entry(port).or_default();
        while let Some(told) = waiting.pop_if(|told| told.end <= *sent) {
            acknowledged.push(told);
        }
    }

    fn is_empty(&self) -> bool {
        self.waiting.values().all(Vec::is_empty)
    }
}

struct Replay {
    folder: tempfile::TempDir,
    school: School,
    random: Rng,
    cuts: Cuts,
}

impl Replay {
    fn cut(&mut self, disk: &Disk<'_>, acknowledged: &[&Told], disks: usize) -> Result<()> {
        let others = SURVIVORS.into_iter().cycle();
        let others = others.skip(self.cuts.disks % SURVIVORS.len());
        let built: Vec<_> = [Survivors::Nothing]
            .into_iter()
            .chain(others.take(disks))
            .collect();
        for survivors in built {
            let files = disk.after_a_cut(survivors, &mut self.random)?;
            self.look_at(&files, acknowledged)
                .with_context(|| format!("{survivors:?} survived of what was not synced"))?;
            self.cuts.disks += 1;
            self.cuts.answers += acknowledged.len();
        }
        Ok(())
    }

    /// Opens the books as a server does that starts again, and looks into them.
    fn look_at(&self, files: &Files, acknowledged: &[&Told]) -> Result<()> {
        let books = rebuild(self.folder.path(), files)?;
        drop(SqliteStore::open(&books, SqliteOptions::default())?);
        let found = verify(&books)?;
        found.map_err(|finding| anyhow::anyhow!("{finding:?}"))?;
        let books = Connection::open_with_flags(&books, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let most = "SELECT coalesce(max(taken), 0) FROM
            (SELECT count(*) AS taken FROM enrollment GROUP BY offering)";
        let most: u16 = books.query_row(most, [], |row| row.get(0))?;
        ensure!(most <= self.school.places, "{most} children in a course");
        let mut answer =
            books.prepare("SELECT status, body FROM idempotency WHERE scope = ?1 AND key = ?2")?;
        for told in acknowledged {
            let kept: (u16, String) = answer
                .query_row([&told.scope, &told.key], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .with_context(|| format!("the answer to {}/{} is lost", told.scope, told.key))?;
            ensure!(
                kept.0 == told.status && kept.1.as_bytes() == told.body,
                "another answer to {}/{} than was told",
                told.scope,
                told.key
            );
        }
        Ok(())
    }
}

/// In memory where there is such a place: these disks need not outlive us.
fn scratch() -> Result<tempfile::TempDir> {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    Ok(in_memory.or_else(|_| tempfile::tempdir())?)
}

/// Says where the books are.
fn rebuild(folder: &Path, files: &Files) -> Result<PathBuf> {
    let data = folder.join("data");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    fs::create_dir(&data)?;
    for (name, content) in files {
        fs::write(data.join(name), content)?;
    }
    Ok(data.join("afterbell.sqlite"))
}
