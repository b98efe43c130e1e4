//! `cargo xtask bench crash`: the server is killed in the middle of its work, again and again.
//! After every restart each answer a phone has got is given once more, byte for byte; what was not
//! answered is asked again under its key; nothing is oversold and `verify` finds nothing.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use afterbell_api::store::sqlite::verify;
use anyhow::{Context as _, Result, ensure};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::books::{Child, Prepared, School};
use crate::connection::{Connection, receipt, submission};
use crate::server::Server;

#[derive(clap::Args)]
pub struct Arguments {
    /// The server to kill
    #[arg(long)]
    pub server: PathBuf,
    #[arg(long, default_value_t = 100)]
    pub kills: usize,
}

const CHILDREN: usize = 64;
/// Few places, so that they are fought for: a quarter of the children finds one.
const SCHOOL: School = School {
    children: CHILDREN,
    courses: 8,
    places: 2,
};

/// In one life of the server: more of one session, looked up again, is told to slow down.
const MOST_ASKED: usize = 80;

/// What was looked at after all kills.
#[derive(Debug, Default, Clone, Copy)]
pub struct Survived {
    pub answers: usize,
    pub receipts: usize,
    /// Requests that a kill had left without an answer.
    pub open: usize,
}

/// Counts the answers of one life of the server, up to the one after which it is killed.
struct Countdown {
    left: AtomicUsize,
    over: Notify,
}

/// A phone, what it was told, and what it asked and was not told.
struct Phone {
    /// Which of the phones it is: each begins at another course.
    place: usize,
    child: Child,
    asked: usize,
    told: Vec<(Vec<u8>, u16, Vec<u8>)>,
    unanswered: Option<Vec<u8>>,
    last_receipt: Option<Vec<u8>>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let Survived {
        answers,
        receipts,
        open,
    } = survive(arguments)?;
    println!(
        "{} kills, {answers} answers looked up again, {receipts} of them receipts; {open} requests \
         asked again: nothing lost",
        arguments.kills
    );
    Ok(())
}

/// Fails at the first answer that is not there any more.
pub fn survive(arguments: &Arguments) -> Result<Survived> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let school = Arc::new(SCHOOL.prepare(&data)?);
    let books = [OsStr::new("--data-dir"), data.as_os_str()];
    let runtime = tokio::runtime::Runtime::new()?;
    let children = school.children.iter().cloned();
    let mut phones: Vec<_> = children.enumerate().map(Phone::of).collect();
    let mut survived = Survived::default();
    for kill in 0..arguments.kills {
        let server = Server::start(&arguments.server, books, &[], None)?;
        phones = runtime.block_on(check(&server.address, phones))?;
        survived.count(&phones);
        let address = server.address.clone();
        // At another moment each time, from before the first commit to well after many.
        let countdown = Arc::new(Countdown::from(kill * 37 % 400));
        phones = runtime.block_on(async {
            let working = work(address, Arc::clone(&school), Arc::clone(&countdown), phones);
            let working = tokio::spawn(working);
            countdown.over.notified().await;
            drop(server);
            working.await?
        })?;
        let open = phones.iter().filter(|phone| phone.unanswered.is_some());
        survived.open += open.count();
        let found = verify(&data.join("afterbell.sqlite"))?;
        found.map_err(|finding| anyhow::anyhow!("after kill {kill}: {finding:?}"))?;
    }
    let server = Server::start(&arguments.server, books, &[], None)?;
    phones = runtime.block_on(check(&server.address, phones))?;
    survived.count(&phones);
    Ok(survived)
}

impl Survived {
    fn count(&mut self, phones: &[Phone]) {
        self.answers += phones.iter().map(|phone| phone.told.len()).sum::<usize>();
        self.receipts += phones.iter().map(Phone::accepted).sum::<usize>();
    }
}

impl Countdown {
    fn from(answers: usize) -> Self {
        let countdown = Self {
            left: AtomicUsize::new(answers),
            over: Notify::new(),
        };
        if answers == 0 {
            countdown.over.notify_one();
        }
        countdown
    }

    fn answered(&self) {
        // Wraps after the last one, when nobody counts any more.
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.over.notify_one();
        }
    }
}

impl Phone {
    fn of((place, child): (usize, Child)) -> Self {
        Self {
            place,
            child,
            asked: 0,
            told: Vec::new(),
            unanswered: None,
            last_receipt: None,
        }
    }

    fn accepted(&self) -> usize {
        self.told
            .iter()
            .filter(|(_, status, _)| *status == 201)
            .count()
    }

    fn heard(&mut self, request: Vec<u8>, status: u16, body: Vec<u8>) -> Result<()> {
        ensure!(matches!(status, 201 | 409), "an answer of {status}");
        if status == 201 {
            self.last_receipt = Some(body.clone());
        }
        self.told.push((request, status, body));
        Ok(())
    }

    /// Submits until the connection breaks.
    async fn submit(
        mut self,
        address: &str,
        school: &Prepared,
        countdown: &Countdown,
    ) -> Result<Self> {
        let Ok(mut connection) = Connection::open(address).await else {
            return Ok(self);
        };
        self.told.clear();
        for _ in 0..MOST_ASKED {
            self.asked += 1;
            // Swapping to and fro among courses that others want as well.
            let course = self.place + self.asked;
            let key = self.asked.to_string();
            let request = submission(school, &self.child, course, &key);
            match connection.ask(&request).await {
                Ok(reply) => {
                    self.heard(request, reply.status, reply.body)?;
                    countdown.answered();
                }
                Err(_) => {
                    self.unanswered = Some(request);
                    break;
                }
            }
        }
        Ok(self)
    }

    /// Whether the server still knows all it has told.
    async fn check(mut self, address: &str) -> Result<Self> {
        let mut connection = Connection::open(address).await?;
        for (request, status, body) in &self.told {
            let again = connection.ask(request).await?;
            ensure!(
                again.status == *status,
                "{} instead of {status}",
                again.status
            );
            ensure!(again.body == *body, "another answer than before");
        }
        if let Some(request) = self.unanswered.take() {
            let reply = connection.ask(&request).await?;
            self.heard(request, reply.status, reply.body)?;
        }
        if let Some(expected) = &self.last_receipt {
            let held = connection.ask(&receipt(&self.child)).await?;
            ensure!(held.status == 200, "no receipt: {}", held.status);
            ensure!(
                held.body == *expected,
                "another receipt than the last one told"
            );
        }
        Ok(self)
    }
}

async fn work(
    address: String,
    school: Arc<Prepared>,
    countdown: Arc<Countdown>,
    phones: Vec<Phone>,
) -> Result<Vec<Phone>> {
    let mut working = JoinSet::new();
    for phone in phones {
        let (address, school) = (address.clone(), Arc::clone(&school));
        let countdown = Arc::clone(&countdown);
        working.spawn(async move { phone.submit(&address, &school, &countdown).await });
    }
    gather(working).await
}

async fn check(address: &str, phones: Vec<Phone>) -> Result<Vec<Phone>> {
    let mut checking = JoinSet::new();
    for phone in phones {
        let address = address.to_owned();
        checking.spawn(async move { phone.check(&address).await });
    }
    gather(checking).await.context("after a restart")
}

async fn gather(mut tasks: JoinSet<Result<Phone>>) -> Result<Vec<Phone>> {
    let mut phones = Vec::new();
    while let Some(done) = tasks.join_next().await {
        phones.push(done??);
    }
    Ok(phones)
}
