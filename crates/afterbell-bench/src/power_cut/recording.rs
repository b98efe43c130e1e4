//! A few lives of a server under load, all it did to its files, and all it told its phones.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use tokio::task::JoinSet;

use super::Arguments;
use super::disk::Files;
use crate::books::{Child, Prepared, School};
use crate::connection::{Connection, submission};
use crate::preload;
use crate::server::Server;

pub struct Recording {
    /// The books before the first life.
    pub before: Files,
    pub lives: Vec<Life>,
}

pub struct Life {
    pub log: Vec<u8>,
    pub told: Vec<Told>,
    /// The files at its end, with all that the page cache holds.
    pub after: Files,
}

/// An answer as a phone heard it.
pub struct Told {
    pub scope: String,
    pub key: String,
    pub status: u16,
    pub body: Vec<u8>,
    pub port: u16,
    /// So much had been sent to this port when all of it was.
    pub end: u64,
}

/// How a life ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Pages are carried to the books, and the log goes.
    Stopped,
    /// The log stays, and the next life begins with it.
    Killed,
}

const ENDS: [End; 3] = [End::Killed, End::Stopped, End::Killed];

impl Recording {
    pub fn make(arguments: &Arguments, school: School) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let recorder = include_str!("recorder.c");
        let recorder = preload::build(folder.path(), "recorder", recorder)?;
        let data = folder.path().canonicalize()?.join("data");
        let school = Arc::new(school.prepare(&data)?);
        let before = files(&data)?;
        let runtime = tokio::runtime::Runtime::new()?;
        let mut lives = Vec::new();
        for (number, end) in ENDS.into_iter().enumerate() {
            let log = folder.path().join(format!("log-{number}"));
            let server = start(arguments, &recorder, &data, &log)?;
            let working = work(&server.address, &school, number, arguments.submissions);
            let told = runtime.block_on(working)?;
            match end {
                End::Stopped => server.stop()?,
                // Every phone has its answer: nothing is under way that a record could miss.
                End::Killed => drop(server),
            }
            lives.push(Life {
                log: fs::read(&log)?,
                told,
                after: files(&data)?,
            });
        }
        Ok(Self { before, lives })
    }

    fn count(&self, status: u16) -> usize {
        let told = self.lives.iter().flat_map(|life| &life.told);
        told.filter(|told| told.status == status).count()
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (receipts, denials) = (self.count(201), self.count(409));
        write!(f, "{receipts} receipts and {denials} denials were told")
    }
}

fn start(arguments: &Arguments, recorder: &Path, data: &Path, log: &Path) -> Result<Server> {
    let left_out = arguments.leave_out.unwrap_or(0).to_string();
    Server::start_with(
        &arguments.server,
        [OsStr::new("--data-dir"), data.as_os_str()],
        &[],
        &[
            ("LD_PRELOAD", recorder.as_os_str()),
            ("AFTERBELL_RECORD_LOG", log.as_os_str()),
            ("AFTERBELL_RECORD_FOLDER", data.as_os_str()),
            ("AFTERBELL_RECORD_LEAVE_OUT", OsStr::new(&left_out)),
        ],
    )
}

/// All files but the one in shared memory, which is gone with the power.
fn files(data: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(data)? {
        let path: PathBuf = entry?.path();
        let name = path.file_name().and_then(OsStr::to_str).context("a name")?;
        if !name.ends_with("-shm") {
            files.insert(name.to_owned(), fs::read(&path)?);
        }
    }
    Ok(files)
}

async fn work(
    address: &str,
    school: &Arc<Prepared>,
    life: usize,
    submissions: usize,
) -> Result<Vec<Told>> {
    let mut phones = JoinSet::new();
    for (place, child) in school.children.iter().cloned().enumerate() {
        // All are connected before any asks: no port is used twice.
        let connection = Connection::open(address).await?;
        let school = Arc::clone(school);
        phones.spawn(async move {
            let keys = life * submissions..(life + 1) * submissions;
            submit(connection, &school, place, &child, keys).await
        });
    }
    let mut told = Vec::new();
    while let Some(heard) = phones.join_next().await {
        told.extend(heard??);
    }
    // A phone may hear an answer before it is recorded that it was sent. What is sent after that
    // waits for the record.
    let mut last = Connection::open(address).await?;
    let health = b"GET /healthz HTTP/1.1\r\nhost: bench\r\n\r\n";
    ensure!(
        last.ask(health).await?.status == 204,
        "the server is not well"
    );
    Ok(told)
}

/// Swaps to and fro among courses that others want as well.
async fn submit(
    mut connection: Connection,
    school: &Prepared,
    place: usize,
    child: &Child,
    keys: std::ops::Range<usize>,
) -> Result<Vec<Told>> {
    let port = connection.port()?;
    let mut told = Vec::new();
    for number in keys {
        let key = number.to_string();
        let request = submission(school, child, place + number, &key);
        let reply = connection.ask(&request).await?;
        let status = reply.status;
        ensure!(matches!(status, 201 | 409), "an answer of {status}");
        told.push(Told {
            scope: format!("{}/{}", child.guardian, child.student),
            key,
            status,
            body: reply.body,
            port,
            end: connection.received(),
        });
    }
    Ok(told)
}
