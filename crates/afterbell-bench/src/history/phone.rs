//! A phone in the opening minute: it submits, swaps, withdraws, looks, taps twice, sends old
//! requests again, and is cut off.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fastrand::Rng;
use serde::Deserialize;

use super::lane::{Lane, Sums};
use super::line::{Heard, Line, code};
use super::model::{Answer, COURSES, Courses, Slip, Wish};
use super::request::Desk;
use crate::connection::Reply;
use crate::ledger::{self, Receipt};

/// So many of its own requests a phone remembers.
const REMEMBERED: usize = 8;
/// So many calls a phone leaves open; the checker's work doubles with each.
const MOST_OPEN: usize = 1;

pub struct Phone {
    lane: Arc<Lane>,
    child: usize,
    desk: Desk,
    lines: [Line; 2],
    chance: Rng,
    keys: u32,
    remembered: Vec<Remembered>,
    /// Left open to be asked again later, and for good.
    late: Vec<Open>,
    abandoned: Vec<Open>,
}

/// A request that has its answer.
struct Remembered {
    open: Open,
    status: u16,
    body: Vec<u8>,
}

#[derive(Clone)]
struct Open {
    call: usize,
    wish: Wish,
    key: u32,
    request: Vec<u8>,
}

#[derive(Deserialize)]
struct Denial<'a> {
    #[serde(borrow)]
    places: Places<'a>,
}

#[derive(Deserialize)]
struct Places<'a> {
    #[serde(borrow)]
    taken: HashMap<&'a str, u8>,
}

impl Phone {
    pub fn new(lane: &Arc<Lane>, number: usize) -> Result<Self> {
        let child = number % lane.children.len().max(1);
        let line = |n| {
            lane.field
                .fleet
                .address(n)
                .map(Line::new)
                .context("a server")
        };
        Ok(Self {
            desk: Desk::of(lane, child, number)?,
            child,
            lines: [line(number)?, line(number + 1)?],
            // The same wishes in every run; when they arrive is up to the machine.
            chance: Rng::with_seed((lane.number * 64 + number) as u64),
            lane: Arc::clone(lane),
            // The two phones of one child must not meet in a key.
            keys: u32::try_from(number)? * 1_000_000,
            remembered: Vec::new(),
            late: Vec::new(),
            abandoned: Vec::new(),
        })
    }

    pub async fn play(mut self, steps: usize) -> Result<Self> {
        for _ in 0..steps {
            match self.chance.u8(0..100) {
                0..62 => {
                    let wish = Wish::Submit(self.some_courses());
                    self.ask(wish).await?;
                }
                62..74 => self.ask(Wish::Withdraw).await?,
                74..86 => self.ask(Wish::Read).await?,
                86..94 => self.repeat().await?,
                94..96 => self.reuse_a_key().await?,
                _ => self.tap_twice().await?,
            }
        }
        Ok(self)
    }

    /// Asks what was left open for later.
    pub async fn ask_again(mut self) -> Result<Self> {
        for open in std::mem::take(&mut self.late) {
            let reply = self.insist(&open.request).await?;
            self.hear(open, reply)?;
        }
        Ok(self)
    }

    /// Gives everything back and looks.
    pub async fn leave(mut self) -> Result<Self> {
        for wish in [Wish::Withdraw, Wish::Read] {
            let open = self.begin(wish).await?;
            let reply = self.insist(&open.request).await?;
            self.hear(open, reply)?;
        }
        Ok(self)
    }

    /// What was given up is decided after all, when nobody records it any more.
    pub async fn settle(mut self) -> Result<Self> {
        for open in std::mem::take(&mut self.abandoned) {
            let reply = self.insist(&open.request).await?;
            self.understand(open.wish, &reply)?;
        }
        Ok(self)
    }

    fn some_courses(&mut self) -> Courses {
        // One or two of the three.
        let some = [0b001, 0b010, 0b100, 0b011, 0b101, 0b110];
        Courses(self.chance.choice(some).unwrap_or(1))
    }

    /// Records a call that is about to be made.
    async fn begin(&mut self, wish: Wish) -> Result<Open> {
        self.some_line().ready().await?;
        self.keys += 1;
        let request = self.desk.request(wish, self.keys);
        let call = self.lane.asked(self.child, wish);
        Ok(Open {
            call,
            wish,
            key: self.keys,
            request,
        })
    }

    async fn ask(&mut self, wish: Wish) -> Result<()> {
        let open = self.begin(wish).await?;
        loop {
            match self.some_line().ask(&open.request).await? {
                Heard::Answer(reply) => return self.hear(open, reply),
                Heard::Later(seconds) => self.wait(seconds).await,
                Heard::CutOff if self.goes_on_without(&open) => return Ok(()),
                Heard::CutOff => {}
            }
        }
    }

    /// Either server, as whatever stands before them would choose.
    fn some_line(&mut self) -> &mut Line {
        let [one, other] = &mut self.lines;
        if self.chance.bool() { one } else { other }
    }

    /// Whether the phone leaves a call open that was cut off.
    fn goes_on_without(&mut self, open: &Open) -> bool {
        Sums::count(&self.lane.field.sums.cut_off);
        let is_full = self.late.len() + self.abandoned.len() >= MOST_OPEN;
        if open.wish == Wish::Read || is_full {
            return false;
        }
        match self.chance.u8(0..6) {
            0 => self.late.push(open.clone()),
            1 => {
                Sums::count(&self.lane.field.sums.abandoned);
                self.abandoned.push(open.clone());
            }
            _ => return false,
        }
        true
    }

    async fn wait(&self, seconds: u64) {
        Sums::count(&self.lane.field.sums.put_off);
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    /// Asks until there is an answer.
    async fn insist(&mut self, request: &[u8]) -> Result<Reply> {
        loop {
            match self.some_line().ask(request).await? {
                Heard::Answer(reply) => return Ok(reply),
                Heard::Later(seconds) => self.wait(seconds).await,
                Heard::CutOff => {}
            }
        }
    }

    /// Sends the same request on both lines at once; both must be told the same.
    async fn tap_twice(&mut self) -> Result<()> {
        let wish = Wish::Submit(self.some_courses());
        for line in &mut self.lines {
            line.ready().await?;
        }
        let open = self.begin(wish).await?;
        let [one, other] = &mut self.lines;
        let heard = tokio::join!(one.ask(&open.request), other.ask(&open.request));
        match (heard.0?, heard.1?) {
            (Heard::Answer(one), Heard::Answer(other)) => {
                let same = one.status == other.status && one.body == other.body;
                self.compare(same);
                self.hear(open, one)
            }
            (Heard::Answer(reply), _) | (_, Heard::Answer(reply)) => self.hear(open, reply),
            _ => {
                let reply = self.insist(&open.request).await?;
                self.hear(open, reply)
            }
        }
    }

    /// Sends an old request again, whatever has happened since.
    async fn repeat(&mut self) -> Result<()> {
        let Some(number) = self.some_remembered() else {
            return Ok(());
        };
        let Some(request) = self
            .remembered
            .get(number)
            .map(|old| old.open.request.clone())
        else {
            return Ok(());
        };
        let reply = self.insist(&request).await?;
        let old = self.remembered.get(number).context("a request")?;
        self.compare(reply.status == old.status && reply.body == old.body);
        Ok(())
    }

    /// Sends another request under an old key, which does nothing.
    async fn reuse_a_key(&mut self) -> Result<()> {
        let Some(number) = self.some_remembered() else {
            return Ok(());
        };
        let old = self.remembered.get(number).context("a request")?;
        let other = match old.open.wish {
            Wish::Submit(Courses(0b001)) => Wish::Submit(Courses(0b010)),
            _ => Wish::Submit(Courses(0b001)),
        };
        let request = self.desk.request(other, old.open.key);
        let reply = self.insist(&request).await?;
        let is_refused = reply.status == 422 && code(&reply.body)? == "idempotency_key_reused";
        self.compare(is_refused);
        Ok(())
    }

    fn some_remembered(&mut self) -> Option<usize> {
        let count = self.remembered.len();
        (count > 0).then(|| self.chance.usize(0..count))
    }

    fn compare(&self, is_same: bool) {
        let sums = &self.lane.field.sums;
        Sums::count(&sums.repeated);
        if !is_same {
            Sums::count(&sums.changed);
        }
    }

    /// An answer: recorded, and remembered when it can be asked for again.
    fn hear(&mut self, open: Open, reply: Reply) -> Result<()> {
        let answer = self.understand(open.wish, &reply)?;
        self.lane.answered(open.call, answer);
        if open.wish == Wish::Read {
            return Ok(());
        }
        if self.remembered.len() >= REMEMBERED {
            let oldest = self.chance.usize(0..REMEMBERED);
            self.remembered.swap_remove(oldest);
        }
        self.remembered.push(Remembered {
            open,
            status: reply.status,
            body: reply.body,
        });
        Ok(())
    }

    fn understand(&self, wish: Wish, reply: &Reply) -> Result<Answer> {
        match (wish, reply.status) {
            (Wish::Submit(_), 201) | (Wish::Withdraw | Wish::Read, 200) => {
                let slip = self.slip(&reply.body)?;
                let told = &self.lane.field.told;
                let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
                told.add(&reply.body)?;
                Ok(Answer::Receipt(slip))
            }
            (Wish::Submit(_), 409) if code(&reply.body)? == "selection_denied" => {
                let denial: Denial<'_> = serde_json::from_slice(&reply.body)?;
                let taken = self.lane.offerings.each_ref().map(|offering| {
                    denial
                        .places
                        .taken
                        .get(offering.as_str())
                        .copied()
                        .unwrap_or(0)
                });
                Ok(Answer::Denied(taken))
            }
            (Wish::Withdraw | Wish::Read, 404) if code(&reply.body)? == "nothing_submitted" => {
                Ok(Answer::NothingSubmitted)
            }
            (_, status) => bail!("{status}: {}", String::from_utf8_lossy(&reply.body)),
        }
    }

    fn slip(&self, body: &[u8]) -> Result<Slip> {
        let receipt = Receipt::read(body)?;
        let child = self.lane.children.get(self.child).context("a child")?;
        ensure!(receipt.student == child.student, "another child's receipt");
        let offerings = &self.lane.offerings;
        let courses = (0..COURSES)
            .zip(offerings)
            .fold(0, |courses, (n, offering)| {
                let has = receipt.offerings.contains(&offering.as_str());
                courses | (u8::from(has) << n)
            });
        let courses = Courses(courses);
        let strange = receipt.offerings.len() != courses.numbers().count();
        ensure!(!strange, "a receipt of courses that nobody chose");
        Ok(Slip {
            withdrawn: receipt.status == "withdrawn",
            courses,
            print: Some(ledger::print(body)),
        })
    }
}
