//! The ceiling: the same rows into the same tables, in batches with one fsync each, without HTTP,
//! without sign-in, without rules, without looking anything up.

use std::path::Path;
use std::time::Instant;

use afterbell_api::store::ledger_chain::{LedgerEntry, Link};
use anyhow::Result;
use rusqlite::{Connection, params};

use crate::books::Prepared;

pub fn rate(books: &Path, school: &Prepared, batch: usize) -> Result<f64> {
    let books = Connection::open(books.join("afterbell.sqlite"))?;
    books.pragma_update(None, "journal_mode", "WAL")?;
    books.pragma_update(None, "synchronous", "FULL")?;
    books.pragma_update(None, "foreign_keys", true)?;
    // As the server has it.
    books.pragma_update(None, "cache_size", -64 * 1_024)?;
    books.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    let began = Instant::now();
    let mut sequence = 0;
    let mut link = Link::START;
    for children in school.children.chunks(batch) {
        books.execute_batch("BEGIN IMMEDIATE")?;
        let mut ledger = books.prepare_cached(
            "INSERT INTO ledger (sequence, event, student, guardian, at, receipt, link)
             VALUES (?1, 'selection_submitted', ?2, ?3, '2026-09-09T10:00:00+08:00', ?4, ?5)",
        )?;
        let mut selection = books.prepare_cached("INSERT INTO selection VALUES (?1, ?2)")?;
        let mut enrollment = books.prepare_cached("INSERT INTO enrollment VALUES (?1, ?2, ?3)")?;
        let mut care = books.prepare_cached("INSERT INTO care VALUES (?1, 1, '18:30')")?;
        let mut answer = books.prepare_cached(
            "INSERT INTO idempotency VALUES (?1, 'key', ?2, 201, ?3, '2026-09-09T10:00:00+08:00')",
        )?;
        for child in children {
            sequence += 1;
            let course = sequence as usize % school.offerings.len();
            let offering = school.offerings.get(course);
            let student = &child.student;
            let receipt = receipt(school, student, sequence);
            link = LedgerEntry {
                sequence,
                event: "selection_submitted",
                student,
                guardian: &child.guardian,
                at: "2026-09-09T10:00:00+08:00",
                receipt: &receipt,
            }
            .link_after(link);
            ledger.execute(params![
                sequence,
                student,
                child.guardian,
                receipt,
                link.bytes()
            ])?;
            selection.execute(params![student, sequence])?;
            enrollment.execute(params![offering, student, sequence])?;
            care.execute(params![student])?;
            let scope = format!("{}/{student}", child.guardian);
            answer.execute(params![scope, link.bytes(), receipt])?;
        }
        books.execute_batch("COMMIT")?;
    }
    Ok(f64::from(sequence) / began.elapsed().as_secs_f64())
}

/// As long as a real one.
fn receipt(school: &Prepared, student: &str, sequence: u32) -> String {
    format!(
        "{{\"number\":\"SY-{sequence:06}\",\"student\":\"{student}\",\"status\":\"submitted\",\
         \"accepted_at\":\"2026-09-09T10:00:00+08:00\",\"menu\":\"{}\",\"offerings\":[\"o1\"],\
         \"care\":[{{\"weekday\":1,\"pick_up\":\"18:30\"}}],\"fees\":{{\"lines\":[],\"total_fen\":0}}}}",
        school.menu
    )
}
