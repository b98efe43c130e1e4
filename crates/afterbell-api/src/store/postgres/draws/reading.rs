use std::collections::BTreeMap;

use afterbell_domain::draw::PublishedFile;
use afterbell_domain::{FileHash, GuardianId, Label, OfferingId, StudentId, WishReceipt};
use deadpool_postgres::{GenericClient, Object};
use tokio_postgres::Row;

use super::{entries, lock, menu, term_key};
use crate::store::draws::{
    DrawBooks, DrawChild, DrawFile, DrawState, Draws, OwnResult, PlacementNote,
};
use crate::store::postgres::asking::{ask, ask_for_one};
use crate::store::postgres::failure::Trouble;
use crate::store::postgres::rows::{count, json, parse};
use crate::store::postgres::{auditions, bindings, groups, pupils, waiting, wishes};

pub(super) async fn draws(books: &impl GenericClient) -> Result<Draws, Trouble> {
    let question = "SELECT at, child, offering, reason, taken_back FROM placement_note
                    WHERE term = (SELECT term FROM school) ORDER BY sequence";
    let note = |row: &Row| {
        Ok::<_, Trouble>(PlacementNote {
            at: parse(row, 0)?,
            child: row.try_get(1)?,
            offering: parse(row, 2)?,
            reason: parse(row, 3)?,
            taken_back: row.try_get(4)?,
        })
    };
    let notes = ask(books, question, &[]).await?;
    Ok(Draws {
        draws: states(books).await?,
        earlier: earlier(books).await?,
        notes: notes.iter().map(note).collect::<Result<_, _>>()?,
    })
}

/// Of the term, each under its number there. One question, so that all is of one moment.
pub(super) async fn states(books: &impl GenericClient) -> Result<Vec<DrawState>, Trouble> {
    of_terms(
        books,
        "SELECT dense_rank() OVER (ORDER BY number), reason, file, hash, published_at, number FROM draw
         LEFT JOIN draw_file ON draw_file.draw = draw.number
         WHERE term = (SELECT term FROM school) ORDER BY number, file",
    )
    .await
}

/// Of other terms, one after the other.
async fn earlier(books: &impl GenericClient) -> Result<Vec<DrawState>, Trouble> {
    of_terms(
        books,
        "SELECT dense_rank() OVER (PARTITION BY term ORDER BY number), reason, file, hash,
             published_at, number
         FROM draw LEFT JOIN draw_file ON draw_file.draw = draw.number
         WHERE term <> (SELECT term FROM school) ORDER BY term, number, file",
    )
    .await
}

async fn of_terms(
    books: &impl GenericClient,
    question: &'static str,
) -> Result<Vec<DrawState>, Trouble> {
    let rows = ask(books, question, &[]).await?;
    let mut all: Vec<DrawState> = Vec::new();
    let mut last = None;
    for row in &rows {
        let number = count(row.try_get(0)?)?;
        let in_books: i32 = row.try_get(5)?;
        if last.replace(in_books) != Some(in_books) {
            let reason: Option<&str> = row.try_get(1)?;
            let reason: Option<Label> = reason.map(|_| parse(row, 1)).transpose()?;
            let files = Vec::new();
            all.push(DrawState {
                number,
                reason,
                files,
            });
        }
        let place: Option<i16> = row.try_get(2)?;
        let place = place.and_then(|place| usize::try_from(place).ok()?.checked_sub(1));
        let file = place.and_then(|place| PublishedFile::ALL.get(place).copied());
        if let (Some(file), Some(draw)) = (file, all.last_mut()) {
            draw.files.push(DrawFile {
                file,
                hash: parse(row, 3)?,
                published_at: parse(row, 4)?,
            });
        }
    }
    Ok(all)
}

pub(super) async fn file(
    books: &impl GenericClient,
    hash: &FileHash,
) -> Result<Option<Vec<u8>>, Trouble> {
    let question = "SELECT content FROM draw_file WHERE hash = $1 LIMIT 1";
    let row = ask_for_one(books, question, &[&hash.as_str()]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

pub(super) async fn own_result(
    books: &impl GenericClient,
    guardian: &GuardianId,
    student: &StudentId,
) -> Result<OwnResult, Trouble> {
    if !bindings::is_bound(books, guardian, student).await? {
        return Ok(OwnResult::StudentNotYours);
    }
    // The last draw that was run: one that is only prepared has no results yet.
    let row = ask_for_one(
        books,
        "SELECT (SELECT count(*) FROM draw
                 WHERE term = (SELECT term FROM school) AND number <= run.draw), report
         FROM (SELECT max(draw) AS draw FROM draw_result
               JOIN draw ON draw.number = draw_result.draw
               WHERE term = (SELECT term FROM school)) AS run
         LEFT JOIN draw_result ON draw_result.draw = run.draw AND student = $1
         WHERE run.draw IS NOT NULL",
        &[&student.as_str()],
    )
    .await?;
    let (draw, report): (Option<i64>, Option<String>) = match &row {
        Some(row) => (row.try_get(0)?, row.try_get(1)?),
        None => (None, None),
    };
    Ok(OwnResult::Result {
        draw: draw.and_then(|draw| u32::try_from(draw).ok()),
        report,
        waiting: waiting::of(books, student).await?,
        group: groups::of(books, student).await?,
    })
}

/// Under the lock, so that all is of one moment.
pub(super) async fn all(client: &mut Object) -> Result<Option<DrawBooks>, Trouble> {
    let books = client.transaction().await?;
    let Some(hash) = lock(&books).await? else {
        return Ok(None);
    };
    let menu = menu(&books, &hash).await?;
    // Ends come first: what is recorded in between, by whoever does not take the lock, is then found by
    // its number when the step is published.
    let (last_wish, last_entry) = (wishes::end(&books).await?.sequence, entries(&books).await?);
    let last_group = groups::end(&books).await?;
    let wished = wished(&books).await?;
    let recorded = groups::all(&books).await?;
    let placed = placed_by_hand(&books).await?;
    let rows = ask(
        &books,
        "SELECT id FROM student WHERE left_at IS NULL AND (
             EXISTS (SELECT 1 FROM wish
                     WHERE wish.student = id AND wish.term = (SELECT term FROM school))
             OR EXISTS (SELECT 1 FROM ledger WHERE ledger.student = id))",
        &[],
    )
    .await?;
    let ids: Vec<&str> = rows
        .iter()
        .map(|row| row.try_get(0))
        .collect::<Result<_, _>>()?;
    let pupils = pupils::load(&books, &ids).await?;
    let children = pupils.into_values();
    let children = children.map(|pupil| {
        let (guardian, receipt) = wished.get(&pupil.student.id).cloned().unzip();
        DrawChild {
            group: recorded.get(&pupil.student.id).map(|one| one.group.clone()),
            placed_by_hand: placed.get(&pupil.student.id).cloned().unwrap_or_default(),
            student: pupil.student,
            guardian,
            wished_at: receipt.as_ref().map(|receipt| receipt.saved_at),
            wishes: receipt.map(|receipt: WishReceipt| receipt.wishes),
            receipt: pupil.receipt,
        }
    });
    let found = DrawBooks {
        key: term_key(&books).await?,
        draws: states(&books).await?,
        earlier: earlier(&books).await?,
        wishes: last_wish,
        entries: last_entry,
        groups: last_group,
        children: children.collect(),
        auditions: auditions::published(&books).await?,
        menu: (hash, menu),
    };
    books.commit().await?;
    Ok(Some(found))
}

/// Children at the school whose last list of wishes has any.
pub(super) async fn wishing(books: &impl GenericClient) -> Result<u32, Trouble> {
    let question = "SELECT DISTINCT ON (wish.student) receipt FROM wish
                    JOIN student ON student.id = wish.student
                    WHERE left_at IS NULL AND wish.term = (SELECT term FROM school)
                    ORDER BY wish.student, sequence DESC";
    let rows = ask(books, question, &[]).await?;
    let saved: Vec<WishReceipt> = rows
        .iter()
        .map(|row| json(row, 0))
        .collect::<Result<_, _>>()?;
    let wishing = saved.iter().filter(|it| !it.wishes.slots().is_empty());
    Ok(u32::try_from(wishing.count()).unwrap_or(u32::MAX))
}

/// Places that children still hold because the school has put them there: one by one, or in a change of its menu.
async fn placed_by_hand(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, Vec<OfferingId>>, Trouble> {
    let question = "SELECT enrollment.student, offering FROM enrollment
                    JOIN ledger ON ledger.sequence = enrollment.entry
                    WHERE event IN ('placed_by_office', 'menu_changed') ORDER BY offering";
    let mut placed: BTreeMap<StudentId, Vec<OfferingId>> = BTreeMap::new();
    for row in ask(books, question, &[]).await? {
        let (student, offering) = (parse(&row, 0)?, parse(&row, 1)?);
        placed.entry(student).or_default().push(offering);
    }
    Ok(placed)
}

pub(in crate::store::postgres) async fn wished(
    books: &impl GenericClient,
) -> Result<BTreeMap<StudentId, (GuardianId, WishReceipt)>, Trouble> {
    let question = "SELECT DISTINCT ON (student) student, guardian, receipt FROM wish
                    WHERE term = (SELECT term FROM school) ORDER BY student, sequence DESC";
    let rows = ask(books, question, &[]).await?;
    let one = |row: &Row| Ok((parse(row, 0)?, (parse(row, 1)?, json(row, 2)?)));
    rows.iter().map(one).collect()
}
