//! One transaction for many intents: lock, look up, decide, write, commit. `docs/SUBMIT.md`
//! argues why nothing can go wrong between these.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use afterbell_domain::{MenuHash, ServiceMenu};
use deadpool_postgres::Object;
use tokio::try_join;
use tokio_postgres::Row;

use super::asking::{About, ask, ask_for_one};
use super::failure::Trouble;
use super::inside::{Inside, Last};
use super::rows::{bytes, count, fingerprint, parse};
use super::seats::{self, Seats};
use super::wishes::WishRow;
use super::writes::{AnswerRow, LedgerRow, Seat, SignatureRow, Writes};
use super::{pupils, waiting, wishes, writes};
use crate::answer::Answer;
use crate::store::deciding::draws::leaves;
use crate::store::deciding::{self, Change, Earlier, Entry, Event, Intent, Outcome};
use crate::store::ledger_chain::{LedgerEntry, Link};
use crate::store::{Decision, StoreError};

/// What one batch leaves to the next. Wrong memories cannot come about: it is dropped whenever
/// a batch fails, and what others have changed is read anew.
#[derive(Default)]
pub(super) struct Memory {
    menu: Option<(MenuHash, Arc<ServiceMenu>)>,
    places: Option<Places>,
}

struct Places {
    edition: i64,
    last: Last,
    seats: Seats,
}

const LOCK: &str = "SELECT menu, edition FROM school WHERE id = 1 FOR UPDATE";
const LAST: &str = "SELECT sequence, link FROM ledger ORDER BY sequence DESC LIMIT 1";
const LAST_SIGNATURE: &str =
    "SELECT sequence, link FROM agreement_signature ORDER BY sequence DESC LIMIT 1";
const EARLIER: &str = "SELECT idempotency.scope, idempotency.key, fingerprint, status,
         coalesce(body, receipt)
     FROM unnest($1::text[], $2::text[]) AS asked (scope, key)
     JOIN idempotency ON idempotency.scope = asked.scope AND idempotency.key = asked.key
     LEFT JOIN ledger ON ledger.sequence = idempotency.entry";
const MENU: &str = "SELECT content FROM menu WHERE hash = $1";

/// What a panic said may hold personal data, so it is not repeated.
#[derive(Debug, thiserror::Error)]
#[error("the work panicked")]
struct Panicked;

type Told = Result<Decision, StoreError>;

pub(super) async fn settle(
    books: &Object,
    memory: &mut Memory,
    intents: &[Intent],
) -> Result<Vec<Told>, Trouble> {
    get_ready(books).await?;
    let mut inside = enter(books, memory, intents).await?;
    let mut writes = Writes::default();
    let told = intents
        .iter()
        .map(|intent| decided(&mut inside, &mut writes, intent))
        .collect::<Result<_, _>>()?;
    commit(books, &inside, writes).await?;
    memory.menu = inside.menu;
    memory.places = Some(Places {
        edition: inside.edition,
        last: inside.last,
        seats: inside.seats,
    });
    Ok(told)
}

/// Whose places are drawn has lists of those who wait: what a change does to them is looked up once it
/// is written.
async fn commit(books: &Object, inside: &Inside, writes: Writes) -> Result<(), Trouble> {
    if !writes.is_of_draw() {
        return writes.commit(books).await;
    }
    writes.write(books).await?;
    wishes::append(books, &writes.wishes).await?;
    if let Some((_, menu)) = &inside.menu {
        waiting::follow(books, menu, &writes).await?;
    }
    Ok(books.batch_execute("COMMIT").await?)
}

/// What is asked in one breath must be parsed before, or the parsing would change the order.
async fn get_ready(books: &Object) -> Result<(), Trouble> {
    let all = [LOCK, LAST, LAST_SIGNATURE, EARLIER, MENU].into_iter();
    let all = all.chain(pupils::QUESTIONS).chain(seats::QUESTIONS);
    for statement in all.chain(writes::ORDERS) {
        books.prepare_cached(statement).await?;
    }
    Ok(())
}

/// Begins, takes the lock, and looks everything up. The server works through it in this order,
/// and every look comes after the lock, at what was committed then.
async fn enter(books: &Object, memory: &mut Memory, intents: &[Intent]) -> Result<Inside, Trouble> {
    let students: BTreeSet<&str> = intents.iter().map(|i| i.student().as_str()).collect();
    let students: Vec<&str> = students.into_iter().collect();
    let scopes: Vec<String> = intents.iter().map(Intent::scope).collect();
    let keys: Vec<&str> = intents.iter().map(|i| i.request().key.as_str()).collect();
    let remembered = memory.places.take();
    let (remembered_last, remembered_edition) = match &remembered {
        Some(places) => (i64::from(places.last.sequence), places.edition),
        None => (i64::MAX, -1),
    };
    let asked: About<'_> = &[&scopes, &keys];
    let begin = async {
        let begun = books.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED");
        Ok::<_, Trouble>(begun.await?)
    };
    let (_, school, entry, signature, pupils, earlier, touched) = try_join!(
        biased;
        begin,
        ask_for_one(books, LOCK, &[]),
        ask_for_one(books, LAST, &[]),
        ask_for_one(books, LAST_SIGNATURE, &[]),
        pupils::load(books, &students),
        ask(books, EARLIER, asked),
        Seats::touched_after(books, remembered_last),
    )?;
    let school = school.ok_or_else(|| StoreError::failed(NoSchool))?;
    let edition = school.try_get(1)?;
    let last_entry = last(entry.as_ref())?;
    let seats = match remembered {
        Some(places) if remembered_edition == edition && places.last.is_before(last_entry) => {
            let mut seats = places.seats;
            seats.replace(&touched)?;
            seats
        }
        _ => Seats::load(books).await?,
    };
    let menu = current_menu(books, memory, &school).await?;
    let round = menu.as_ref().map(|(_, menu)| &menu.round);
    Ok(Inside {
        wished: wishes::looked_up(books, intents, round).await?,
        menu,
        edition,
        last: last_entry,
        last_signature: last(signature.as_ref())?,
        pupils,
        earlier: earlier.iter().map(answered).collect::<Result<_, _>>()?,
        seats,
    })
}

pub(super) fn last(row: Option<&Row>) -> Result<Last, Trouble> {
    let Some(row) = row else {
        return Ok(Last::NONE);
    };
    Ok(Last {
        sequence: count(row.try_get(0)?)?,
        link: Link::new(bytes(row, 1)?),
    })
}

#[derive(Debug, thiserror::Error)]
#[error("the school's row is missing")]
struct NoSchool;

fn answered(row: &Row) -> Result<((String, String), Earlier), Trouble> {
    let status: i16 = row.try_get(3)?;
    let answer = Answer {
        status: u16::try_from(status).unwrap_or_default(),
        body: row.try_get(4)?,
    };
    let fingerprint = fingerprint(row, 2)?;
    let earlier = Earlier {
        fingerprint,
        answer,
    };
    Ok(((row.try_get(0)?, row.try_get(1)?), earlier))
}

/// Parsed once per version.
async fn current_menu(
    books: &Object,
    memory: &mut Memory,
    school: &Row,
) -> Result<Option<(MenuHash, Arc<ServiceMenu>)>, Trouble> {
    if school.try_get::<_, Option<&str>>(0)?.is_none() {
        return Ok(None);
    }
    let hash: MenuHash = parse(school, 0)?;
    let remembered = memory.menu.take().filter(|(known, _)| *known == hash);
    if remembered.is_some() {
        return Ok(remembered);
    }
    let Some(row) = ask_for_one(books, MENU, &[&hash.as_str()]).await? else {
        return Ok(None);
    };
    let menu: ServiceMenu = serde_json::from_slice(row.try_get(0)?)?;
    Ok(Some((hash, Arc::new(menu))))
}

/// A panic may have left half of an intent among what is to be written, so nothing of the batch
/// is; settled alone, only that intent fails.
fn decided(inside: &mut Inside, writes: &mut Writes, intent: &Intent) -> Result<Told, Trouble> {
    let decided = catch_unwind(AssertUnwindSafe(|| decide(inside, writes, intent)));
    decided.map_err(|_| StoreError::failed(Panicked).into())
}

/// One that cannot be decided fails alone.
fn decide(inside: &mut Inside, writes: &mut Writes, intent: &Intent) -> Told {
    let (answer, change) = match deciding::decide(inside, intent)? {
        Outcome::Told(decision) => return Ok(decision),
        Outcome::New { answer, change } => (answer, change),
    };
    let entry = match change {
        None => None,
        Some(Change::Entry(entry)) => {
            let receipt = &answer.body;
            Some(record(inside, writes, intent, *entry, receipt)?)
        }
        Some(Change::Signature(signature)) => {
            inside.pupil(intent.student())?.signature = Some(signature.clone());
            let row = SignatureRow::after(inside.last_signature, intent, signature);
            inside.last_signature = row.last();
            writes.signatures.push(row);
            None
        }
        Some(Change::Wishes {
            sequence,
            receipt,
            entry,
        }) => {
            let last = inside.wished.last.unwrap_or(Last::NONE);
            let row = WishRow::after(last, sequence, intent.guardian(), &receipt)?;
            inside.wished.last = Some(row.last());
            let student = intent.student().clone();
            inside.wished.lasting.insert(student, receipt.wishes);
            writes.wishes.push(row);
            beside_wishes(inside, writes, intent, entry, &answer)?
        }
        Some(Change::Offer { waiting, entry }) => {
            let student = intent.student();
            writes.settles_at = Some(intent.now());
            for one in waiting {
                writes.settles.insert(one.offering.clone());
                inside.wished.becomes(student, &one);
                writes.waiting.push((student.clone(), one));
            }
            match entry {
                Some(entry) => Some(record(inside, writes, intent, *entry, &answer.body)?),
                None => None,
            }
        }
    };
    let row = AnswerRow::of(intent, &answer, entry);
    let earlier = Earlier {
        fingerprint: intent.request().fingerprint,
        answer: answer.clone(),
    };
    inside
        .earlier
        .insert((row.scope.clone(), row.key.clone()), earlier);
    writes.answers.push(row);
    Ok(Decision::Answered(answer))
}

/// The entry that was answered with its own receipt, if it was: whoever saved wishes was told of them.
fn beside_wishes(
    inside: &mut Inside,
    writes: &mut Writes,
    intent: &Intent,
    entry: Option<Box<Entry>>,
    answer: &Answer,
) -> Result<Option<i64>, StoreError> {
    let Some(entry) = entry else {
        return Ok(None);
    };
    if entry.event.is_answered() {
        return Ok(Some(record(inside, writes, intent, *entry, &answer.body)?));
    }
    let receipt = serde_json::to_string(&entry.receipt)?;
    record(inside, writes, intent, *entry, &receipt)?;
    Ok(None)
}

/// Makes an entry part of what the batch knows and of what it will write.
fn record(
    inside: &mut Inside,
    writes: &mut Writes,
    intent: &Intent,
    entry: Entry,
    receipt_text: &str,
) -> Result<i64, StoreError> {
    let Entry {
        sequence,
        event,
        receipt,
        gives_back,
        takes,
    } = entry;
    let number = i64::from(sequence);
    let student = receipt.student.clone();
    let (_, menu) = deciding::Facts::menu(inside)?;
    let pupil = inside.pupils.get_mut(&student);
    let pupil = pupil.ok_or_else(|| StoreError::failed(Panicked))?;
    let touched: Vec<&str> = gives_back
        .iter()
        .chain(&takes)
        .map(|id| id.as_str())
        .collect();
    let touched = touched.join(",");
    if inside.wished.has_lists {
        writes.settles.extend(gives_back.iter().cloned());
        writes.settles_at = Some(intent.now());
        if event == Event::SelectionWithdrawn {
            writes.leaves.insert(student.clone());
            // Whoever left has no offer to accept any more, later in the same batch.
            let known = inside.wished.waiting.get(&student).cloned();
            for left in leaves(event, known.unwrap_or_default()) {
                inside.wished.becomes(&student, &left);
            }
            inside.wished.offers.retain(|one| one.student != student);
        }
    }
    for offering in gives_back {
        if let Some(seat) = pupil.seats.remove(&offering) {
            inside.seats.give_back(&offering, seat);
        }
        let change = writes.seats.entry((student.clone(), offering)).or_default();
        // A place that this batch has given has no row yet.
        change.held_before |= change.holds.take().is_none();
    }
    for offering in takes {
        let places = menu
            .offering(&offering)
            .map_or(0, |offering| offering.places);
        let seat = inside.seats.take(&offering);
        pupil.seats.insert(offering.clone(), seat);
        let change = writes.seats.entry((student.clone(), offering)).or_default();
        change.holds = Some(Seat {
            entry: number,
            seat: i32::try_from(seat).unwrap_or(i32::MAX),
            places: i32::from(places),
        });
    }
    pupil.student.enrolled = pupil.seats.keys().cloned().collect();
    let before = pupil.receipt.replace(receipt.clone());
    let is_written = writes.care.insert(student.clone(), receipt.care).is_some();
    if !is_written && before.is_some_and(|before| !before.care.is_empty()) {
        writes.forgotten_care.insert(student.clone());
    }
    let guardian = intent.guardian().clone();
    if event.is_of_draft() {
        let draft = (guardian.clone(), student.clone());
        writes.drafts_let_go.insert(draft, intent.now());
    }
    let at = receipt.accepted_at.to_string();
    let linked = LedgerEntry {
        sequence,
        event: event.code(),
        student: student.as_str(),
        guardian: guardian.as_str(),
        at: &at,
        receipt: receipt_text,
    };
    let link = linked.link_after(inside.last.link);
    inside.last = Last { sequence, link };
    writes.entries.push(LedgerRow {
        sequence: number,
        event,
        student,
        guardian,
        at,
        receipt: receipt_text.to_owned(),
        touched,
        link,
    });
    Ok(number)
}
