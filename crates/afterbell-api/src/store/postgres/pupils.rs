//! Children as the rules see them, many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use afterbell_domain::{
    AgreementSignature, GuardianId, Invalid, OfferingId, Receipt, Student, StudentId,
};
use deadpool_postgres::GenericClient;
use tokio::try_join;
use tokio_postgres::Row;

use super::asking::{About, ask};
use super::failure::Trouble;
use super::rows::{class, count, json, parse, signature};

/// A child that is at the school, with all that a decision about it may ask.
pub(super) struct Pupil {
    pub student: Student,
    pub guardians: BTreeSet<GuardianId>,
    /// Which seat it holds in which offering.
    pub seats: BTreeMap<OfferingId, u32>,
    pub receipt: Option<Receipt>,
    /// Under the current version, else the one given last.
    pub signature: Option<AgreementSignature>,
}

pub(super) type Pupils = BTreeMap<StudentId, Pupil>;

const PUPILS: &str =
    "SELECT id, name, grade, class FROM student WHERE id = ANY($1) AND left_at IS NULL";
const GUARDIANS: &str = "SELECT student, guardian FROM guardian_student WHERE student = ANY($1)";
const COMPLETED: &str = "SELECT student, course FROM completion WHERE student = ANY($1)";
const AUDITIONS: &str = "SELECT student, offering FROM audition_passed
     WHERE student = ANY($1) AND term = (SELECT term FROM school)";
const SEATS: &str = "SELECT student, offering, seat FROM enrollment WHERE student = ANY($1)";
const RECEIPTS: &str = "SELECT DISTINCT ON (student) student, receipt FROM ledger
     WHERE student = ANY($1) ORDER BY student, sequence DESC";
const SIGNATURES: &str = "SELECT DISTINCT ON (student) student, agreement, signed_name, signed_at
     FROM agreement_signature WHERE student = ANY($1)
     ORDER BY student, (agreement = (SELECT agreement FROM school)) IS TRUE DESC, sequence DESC";

/// All that `load` asks, so that it can be parsed before a transaction begins.
pub(super) const QUESTIONS: [&str; 7] = [
    PUPILS, GUARDIANS, COMPLETED, AUDITIONS, SEATS, RECEIPTS, SIGNATURES,
];

/// The children of these names. All questions are asked at once: one way to the server and back.
pub(super) async fn load(books: &impl GenericClient, ids: &[&str]) -> Result<Pupils, Trouble> {
    let them: About<'_> = &[&ids];
    let (pupils, guardians, completed, auditions, seats, receipts, signatures) = try_join!(
        biased;
        ask(books, PUPILS, them),
        ask(books, GUARDIANS, them),
        ask(books, COMPLETED, them),
        ask(books, AUDITIONS, them),
        ask(books, SEATS, them),
        ask(books, RECEIPTS, them),
        ask(books, SIGNATURES, them),
    )?;
    let mut guardians = grouped(&guardians)?;
    let mut completed = grouped(&completed)?;
    let mut auditions = grouped(&auditions)?;
    let mut seats = seats_of(&seats)?;
    let mut receipts = one_each(&receipts, |row| json(row, 1))?;
    let mut signatures = one_each(&signatures, |row| signature(row, 1))?;
    let mut found = Pupils::new();
    for row in &pupils {
        let id: StudentId = parse(row, 0)?;
        let seats: BTreeMap<OfferingId, u32> = seats.remove(&id).unwrap_or_default();
        let sorted = |set: Option<BTreeSet<_>>| set.unwrap_or_default().into_iter().collect();
        let student = Student {
            id: id.clone(),
            name: parse(row, 1)?,
            class: class(row, 2)?,
            completed: completed
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .collect(),
            auditions_passed: sorted(auditions.remove(&id)),
            enrolled: seats.keys().cloned().collect(),
        };
        let pupil = Pupil {
            student,
            guardians: guardians.remove(&id).unwrap_or_default(),
            seats,
            receipt: receipts.remove(&id),
            signature: signatures.remove(&id),
        };
        found.insert(id, pupil);
    }
    Ok(found)
}

fn grouped<T>(rows: &[Row]) -> Result<BTreeMap<StudentId, BTreeSet<T>>, Trouble>
where
    T: FromStr<Err = Invalid> + Ord,
{
    let mut groups: BTreeMap<StudentId, BTreeSet<T>> = BTreeMap::new();
    for row in rows {
        groups
            .entry(parse(row, 0)?)
            .or_default()
            .insert(parse(row, 1)?);
    }
    Ok(groups)
}

fn seats_of(rows: &[Row]) -> Result<BTreeMap<StudentId, BTreeMap<OfferingId, u32>>, Trouble> {
    let mut seats: BTreeMap<StudentId, BTreeMap<OfferingId, u32>> = BTreeMap::new();
    for row in rows {
        let seat = count(row.try_get::<_, i32>(2)?.into())?;
        let mine = seats.entry(parse(row, 0)?).or_default();
        mine.insert(parse(row, 1)?, seat);
    }
    Ok(seats)
}

fn one_each<T>(
    rows: &[Row],
    read: impl Fn(&Row) -> Result<T, Trouble>,
) -> Result<BTreeMap<StudentId, T>, Trouble> {
    rows.iter()
        .map(|row| Ok((parse(row, 0)?, read(row)?)))
        .collect()
}
