//! What the books hold against what phones were told, receipt by receipt: sums can be right where
//! one answer is lost and another one is doubled.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use futures_util::TryStreamExt as _;
use serde::Deserialize;

/// Receipts by their numbers; each with what stands for all its bytes.
#[derive(Debug, Default)]
pub struct Told {
    receipts: HashMap<Box<str>, u64>,
    /// Numbers that two different receipts had.
    twice: usize,
}

/// What of a receipt is looked at.
#[derive(Debug, Deserialize)]
pub struct Receipt<'a> {
    pub number: &'a str,
    pub student: &'a str,
    pub status: &'a str,
    pub offerings: Vec<&'a str>,
}

impl<'a> Receipt<'a> {
    pub fn read(body: &'a [u8]) -> Result<Self> {
        serde_json::from_slice(body).context("a receipt")
    }
}

/// Stands for every byte of an answer.
pub fn print(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}

impl Told {
    /// A receipt as a phone got it; the same one may come again.
    pub fn add(&mut self, body: &[u8]) -> Result<()> {
        let receipt = Receipt::read(body)?;
        let before = self.receipts.insert(receipt.number.into(), print(body));
        self.twice += usize::from(before.is_some_and(|before| before != print(body)));
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.receipts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.receipts.is_empty()
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    /// Entries after which a course had more children than places.
    pub oversold: usize,
    /// Receipts that were told and are not in the books, byte for byte.
    pub lost: usize,
    /// Entries of the books that nobody was told of, and numbers that two receipts had.
    pub doubled: usize,
}

impl Findings {
    pub fn add(&mut self, other: Self) {
        self.oversold += other.oversold;
        self.lost += other.lost;
        self.doubled += other.doubled;
    }
}

/// Reads the ledger from its beginning to its end.
pub struct Audit<'a> {
    told: &'a Told,
    places: usize,
    held: HashMap<String, Vec<String>>,
    taken: HashMap<String, usize>,
    seen: HashSet<String>,
    findings: Findings,
}

impl<'a> Audit<'a> {
    /// Of a school whose courses all have so many places.
    pub fn new(told: &'a Told, places: usize) -> Self {
        Self {
            told,
            places,
            held: HashMap::new(),
            taken: HashMap::new(),
            seen: HashSet::new(),
            findings: Findings {
                doubled: told.twice,
                ..Findings::default()
            },
        }
    }

    /// The next entry.
    pub fn read(&mut self, body: &str) -> Result<()> {
        let receipt = Receipt::read(body.as_bytes())?;
        let student = receipt.student.to_owned();
        for offering in self.held.remove(&student).unwrap_or_default() {
            if let Some(taken) = self.taken.get_mut(&offering) {
                *taken = taken.saturating_sub(1);
            }
        }
        let holds: Vec<String> = receipt.offerings.iter().map(ToString::to_string).collect();
        let mut is_oversold = false;
        for offering in &holds {
            let taken = self.taken.entry(offering.clone()).or_default();
            *taken += 1;
            is_oversold |= *taken > self.places;
        }
        self.held.insert(student, holds);
        self.findings.oversold += usize::from(is_oversold);
        let told = self.told.receipts.get(receipt.number);
        // An entry with other bytes than those told makes that answer a lost one as well.
        let is_told = told.is_some_and(|told| *told == print(body.as_bytes()));
        let is_first = is_told && self.seen.insert(receipt.number.to_owned());
        self.findings.doubled += usize::from(!is_first);
        Ok(())
    }

    pub fn end(mut self) -> Findings {
        self.findings.lost = self.told.len() - self.seen.len();
        self.findings
    }

    /// The ledger of the books in a file.
    pub fn of_sqlite(mut self, books: &Path) -> Result<Findings> {
        let books = rusqlite::Connection::open(books)?;
        let mut entries = books.prepare("SELECT receipt FROM ledger ORDER BY sequence")?;
        let mut rows = entries.query([])?;
        while let Some(row) = rows.next()? {
            self.read(row.get_ref(0)?.as_str()?)?;
        }
        Ok(self.end())
    }

    /// The ledger of the books in a database.
    pub async fn of_postgres(mut self, address: &str) -> Result<Findings> {
        let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls).await?;
        let talking = tokio::spawn(connection);
        let question = "SELECT receipt FROM ledger ORDER BY sequence";
        let nothing: [&str; 0] = [];
        let rows = client.query_raw(question, nothing).await?;
        let mut rows = std::pin::pin!(rows);
        while let Some(row) = rows.try_next().await? {
            self.read(row.try_get(0)?)?;
        }
        drop(client);
        talking.await??;
        Ok(self.end())
    }
}
