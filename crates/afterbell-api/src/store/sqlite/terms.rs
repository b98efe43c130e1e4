//! 学期: of which one wishes, draws, waiting lists and groups are. What is asked for says
//! `term = (SELECT term FROM school)`.

use afterbell_domain::desk::{HeldInTerm, TermChange};
use afterbell_domain::{GuardianId, Moment, StudentId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::rows::parse;
use super::{current_menu, drafts, draws, holdings, ledger, students, waiting};
use crate::store::deciding::OFFICE;
use crate::store::deciding::terms::{KnownTerm, ended, step_to, term_of};
use crate::store::{MenuChange, StoreError};

/// The number of the term that holds.
pub(super) fn current(books: &Connection) -> Result<Option<u32>, StoreError> {
    let mut statement = books.prepare_cached("SELECT term FROM school")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

pub(super) fn of_menu(books: &Connection, menu: &MenuChange) -> Result<KnownTerm, StoreError> {
    let mut all = books.prepare_cached("SELECT number, first_day, last_day FROM term")?;
    let all = all.query_map([], |row| {
        Ok(KnownTerm {
            number: row.get(0)?,
            first_day: parse(row, 1)?,
            last_day: parse(row, 2)?,
        })
    })?;
    let all: Vec<KnownTerm> = all.collect::<Result<_, _>>()?;
    term_of(menu, &all, current(books)?.unwrap_or(0))
}

/// What a menu of this term would do to the one that holds, if it has to be asked for.
pub(super) fn change(
    books: &Connection,
    menu: &MenuChange,
    term: &KnownTerm,
    now: Moment,
) -> Result<Option<TermChange>, StoreError> {
    let Some(hash) = current_menu::hash(books)? else {
        return Ok(None);
    };
    let holds = current_menu::load(books, &hash)?;
    let is_same = current(books)?.is_none_or(|current| current == term.number);
    let Some((step, to)) = step_to(&holds, menu, is_same)? else {
        return Ok(None);
    };
    let mut counts = books.prepare_cached(
        "SELECT (SELECT count(*) FROM (SELECT student FROM enrollment UNION SELECT student FROM care)),
             (SELECT count(*) FROM enrollment), (SELECT count(*) FROM care)",
    )?;
    let draw_under_way = draws::is_under_way(books)?;
    let held = counts.query_row([], |row| {
        Ok(HeldInTerm {
            children: row.get(0)?,
            places: row.get(1)?,
            care_days: row.get(2)?,
            draw_under_way,
        })
    })?;
    let today = now.date();
    Ok(Some(TermChange::of(step, &holds.term, &to, held, today)))
}

/// Ends what children hold of the term, what they wait for, and what they would have liked of it.
pub(super) fn end(books: &Connection, now: Moment) -> Result<(), StoreError> {
    let Some(hash) = current_menu::hash(books)? else {
        return Ok(());
    };
    let menu = current_menu::load(books, &hash)?;
    let office: GuardianId = OFFICE.parse()?;
    for student in holding(books)? {
        let student = students::load(books, &student)?;
        let last = ledger::end(books)?;
        let entry = ended(last.sequence, (&hash, &menu), &student, now);
        ledger::append(books, &entry, &office, last.link)?;
        holdings::become_those_of(books, &entry)?;
    }
    waiting::end(books, &waiting::offerings(books)?)?;
    drafts::let_go_all(books, now)
}

/// Children at the school whose selection has not ended yet.
fn holding(books: &Connection) -> Result<Vec<StudentId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT selection.student FROM selection JOIN ledger ON ledger.sequence = selection.entry
         JOIN student ON student.id = selection.student
         WHERE left_at IS NULL AND event NOT IN ('selection_withdrawn', 'term_ended')
         ORDER BY selection.student",
    )?;
    let rows = statement.query_map([], |row| parse(row, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// From now on it holds, with the days that its newest menu gives it.
pub(super) fn hold(books: &Connection, term: &KnownTerm) -> Result<(), StoreError> {
    let (first, last) = (term.first_day.to_string(), term.last_day.to_string());
    books.execute(
        "INSERT INTO term (number, first_day, last_day) VALUES (?1, ?2, ?3)
         ON CONFLICT (number) DO UPDATE SET first_day = excluded.first_day,
             last_day = excluded.last_day",
        params![term.number, first, last],
    )?;
    books.execute("UPDATE school SET term = ?1", [term.number])?;
    Ok(())
}
