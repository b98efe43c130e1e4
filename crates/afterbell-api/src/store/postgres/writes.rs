//! What a batch writes: one order per table, whatever the number of rows. Only the difference
//! between before and after is written, so that two submissions of one child are one change.

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::{
    AgreementSignature, CareChoice, GuardianId, Moment, OfferingId, StudentId, Waiting,
};
use deadpool_postgres::{GenericClient, Object};
use tokio::join;

use super::asking::{About, order};
use super::failure::Trouble;
use super::inside::Last;
use super::wishes::WishRow;
use crate::answer::Answer;
use crate::store::deciding::{Event, Intent};
use crate::store::ledger_chain::{Link, SignatureEntry};

#[derive(Default)]
pub(super) struct Writes {
    pub entries: Vec<LedgerRow>,
    pub signatures: Vec<SignatureRow>,
    pub answers: Vec<AnswerRow>,
    pub seats: BTreeMap<(StudentId, OfferingId), SeatChange>,
    /// The care of children that have none yet, or whose rows are in `forgotten_care`.
    pub care: BTreeMap<StudentId, Vec<CareChoice>>,
    pub forgotten_care: BTreeSet<StudentId>,
    pub drafts_let_go: BTreeMap<(GuardianId, StudentId), Moment>,
    pub wishes: Vec<WishRow>,
    /// How children wait from now on.
    pub waiting: Vec<(StudentId, Waiting)>,
    /// Offerings whose free places go to those who wait, as of this moment.
    pub settles: BTreeSet<OfferingId>,
    pub settles_at: Option<Moment>,
    /// Children that left the selection and wait no longer.
    pub leaves: BTreeSet<StudentId>,
}

pub(super) struct LedgerRow {
    pub sequence: i64,
    pub event: Event,
    pub student: StudentId,
    pub guardian: GuardianId,
    pub at: String,
    pub receipt: String,
    pub touched: String,
    pub link: Link,
}

pub(super) struct SignatureRow {
    sequence: u32,
    student: StudentId,
    guardian: GuardianId,
    signature: AgreementSignature,
    signed_at: String,
    link: Link,
}

impl SignatureRow {
    pub(super) fn after(last: Last, intent: &Intent, signature: AgreementSignature) -> Self {
        let (student, guardian) = (intent.student().clone(), intent.guardian().clone());
        let signed_at = signature.signed_at.to_string();
        let entry = SignatureEntry {
            sequence: last.next(),
            student: student.as_str(),
            guardian: guardian.as_str(),
            agreement: signature.agreement.as_str(),
            signed_name: signature.signed_name.as_str(),
            signed_at: &signed_at,
        };
        Self {
            sequence: entry.sequence,
            link: entry.link_after(last.link),
            student,
            guardian,
            signature,
            signed_at,
        }
    }

    pub(super) fn last(&self) -> Last {
        Last {
            sequence: self.sequence,
            link: self.link,
        }
    }
}

pub(super) struct AnswerRow {
    pub scope: String,
    pub key: String,
    pub fingerprint: [u8; 32],
    pub status: i16,
    /// None when it is the receipt of the entry.
    pub body: Option<String>,
    pub entry: Option<i64>,
    pub at: Moment,
}

#[derive(Default)]
pub(super) struct SeatChange {
    /// There is a row of before the batch.
    pub held_before: bool,
    pub holds: Option<Seat>,
}

pub(super) struct Seat {
    pub entry: i64,
    pub seat: i32,
    pub places: i32,
}

impl AnswerRow {
    pub(super) fn of(intent: &Intent, answer: &Answer, entry: Option<i64>) -> Self {
        let request = intent.request();
        Self {
            scope: intent.scope(),
            key: request.key.clone(),
            fingerprint: *request.fingerprint.bytes(),
            status: i16::try_from(answer.status).unwrap_or(i16::MAX),
            body: entry.is_none().then(|| answer.body.clone()),
            entry,
            at: intent.now(),
        }
    }
}

const LEDGER: &str =
    "INSERT INTO ledger (sequence, event, student, guardian, at, receipt, touched, link)
     SELECT sequence, event, student, guardian, at, receipt, string_to_array(touched, ','), link
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                 $7::text[], $8::bytea[])
         AS fresh (sequence, event, student, guardian, at, receipt, touched, link)";
const GIVE_BACK: &str = "DELETE FROM enrollment USING unnest($1::text[], $2::text[])
         AS given (student, offering)
     WHERE enrollment.student = given.student AND enrollment.offering = given.offering";
const TAKE: &str = "INSERT INTO enrollment (student, offering, entry, seat, places)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::integer[])";
const FORGET_CARE: &str = "DELETE FROM care WHERE student = ANY($1)";
const CARE: &str = "INSERT INTO care (student, weekday, pick_up)
     SELECT * FROM unnest($1::text[], $2::smallint[], $3::text[])";
const LET_GO: &str = "UPDATE draft SET content = NULL, revision = revision + 1, edited_at = sent.at
     FROM unnest($1::text[], $2::text[], $3::text[]) AS sent (guardian, student, at)
     WHERE draft.guardian = sent.guardian AND draft.student = sent.student
         AND content IS NOT NULL";
const SIGN: &str = "INSERT INTO agreement_signature
         (sequence, student, guardian, agreement, signed_name, signed_at, link)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                          $7::bytea[])";
const ANSWER: &str =
    "INSERT INTO idempotency (scope, key, fingerprint, status, body, entry, answered_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::smallint[], $5::text[],
                          $6::bigint[], $7::text[])";
const REVISE: &str = "UPDATE school SET revision = revision + 1 WHERE id = 1";

/// All that `commit` orders, so that it can be parsed before a transaction begins.
pub(super) const ORDERS: [&str; 9] = [
    LEDGER,
    GIVE_BACK,
    TAKE,
    FORGET_CARE,
    CARE,
    LET_GO,
    SIGN,
    ANSWER,
    REVISE,
];

/// One column of rows.
fn column<'a, R, C>(rows: impl IntoIterator<Item = &'a R>, of: impl Fn(&'a R) -> C) -> Vec<C>
where
    R: 'a,
{
    rows.into_iter().map(of).collect()
}

/// An order about no row is not given.
async fn order_for(
    books: &impl GenericClient,
    rows: usize,
    what: &str,
    about: About<'_>,
) -> Result<(), Trouble> {
    if rows > 0 {
        order(books, what, about).await?;
    }
    Ok(())
}

impl Writes {
    /// Everything goes out at once, the commit last: one way to the server and back. What comes
    /// after an order that failed fails too, and the commit then is a rollback.
    pub(super) async fn commit(self, books: &Object) -> Result<(), Trouble> {
        let commit = async { Ok::<_, Trouble>(books.batch_execute("COMMIT").await?) };
        let (written, committed) = join!(biased; self.write(books), commit);
        written.and(committed)
    }

    /// Whether anything is left to be done before it is committed.
    pub(super) fn is_of_draw(&self) -> bool {
        !(self.wishes.is_empty()
            && self.waiting.is_empty()
            && self.settles.is_empty()
            && self.leaves.is_empty())
    }

    /// All but what wishes and waiting lists are about.
    pub(super) async fn write(&self, books: &impl GenericClient) -> Result<(), Trouble> {
        let (ledger, holdings) = join!(biased; self.history(books), self.holdings(books));
        ledger.and(holdings)
    }

    async fn history(&self, books: &impl GenericClient) -> Result<(), Trouble> {
        let (entries, count) = (&self.entries, self.entries.len());
        order_for(
            books,
            count,
            LEDGER,
            &[
                &column(entries, |row| row.sequence),
                &column(entries, |row| row.event.code()),
                &column(entries, |row| row.student.as_str()),
                &column(entries, |row| row.guardian.as_str()),
                &column(entries, |row| row.at.as_str()),
                &column(entries, |row| row.receipt.as_str()),
                &column(entries, |row| row.touched.as_str()),
                &column(entries, |row| row.link.bytes().as_slice()),
            ],
        )
        .await
    }

    async fn holdings(&self, books: &impl GenericClient) -> Result<(), Trouble> {
        let given = self.seats.iter().filter(|(_, change)| change.held_before);
        let given: Vec<_> = given.map(|(key, _)| key).collect();
        let taken = self.seats.iter();
        let taken: Vec<_> = taken
            .filter_map(|(key, change)| Some((key, change.holds.as_ref()?)))
            .collect();
        let forgotten = column(&self.forgotten_care, StudentId::as_str);
        let care = self.care.iter();
        let care: Vec<_> = care
            .flat_map(|(student, care)| care.iter().map(move |choice| (student, choice)))
            .collect();
        let let_go: Vec<_> = self.drafts_let_go.iter().collect();
        let (signatures, answers) = (&self.signatures, &self.answers);
        let given_students = column(&given, |(student, _)| student.as_str());
        let given_offerings = column(&given, |(_, offering)| offering.as_str());
        let taken_students = column(&taken, |((student, _), _)| student.as_str());
        let taken_offerings = column(&taken, |((_, offering), _)| offering.as_str());
        let (entries, seats, places) = (
            column(&taken, |(_, seat)| seat.entry),
            column(&taken, |(_, seat)| seat.seat),
            column(&taken, |(_, seat)| seat.places),
        );
        let care_students = column(&care, |(student, _)| student.as_str());
        let weekdays = column(&care, |(_, choice)| i16::from(choice.weekday.number()));
        let pick_ups = column(&care, |(_, choice)| choice.pick_up.to_string());
        let senders = column(&let_go, |((guardian, _), _)| guardian.as_str());
        let sent_for = column(&let_go, |((_, student), _)| student.as_str());
        let sent_at = column(&let_go, |(_, at)| at.to_string());
        let numbers = column(signatures, |row| i64::from(row.sequence));
        let signed_for = column(signatures, |row| row.student.as_str());
        let signed_by = column(signatures, |row| row.guardian.as_str());
        let versions = column(signatures, |row| row.signature.agreement.as_str());
        let names = column(signatures, |row| row.signature.signed_name.as_str());
        let signed_at = column(signatures, |row| row.signed_at.as_str());
        let links = column(signatures, |row| row.link.bytes().as_slice());
        let scopes = column(answers, |row| row.scope.as_str());
        let keys = column(answers, |row| row.key.as_str());
        let fingerprints = column(answers, |row| row.fingerprint.as_slice());
        let statuses = column(answers, |row| row.status);
        let bodies = column(answers, |row| row.body.as_deref());
        let told_by = column(answers, |row| row.entry);
        let told_at = column(answers, |row| row.at.to_string());
        let give_back: About<'_> = &[&given_students, &given_offerings];
        let take: About<'_> = &[&taken_students, &taken_offerings, &entries, &seats, &places];
        let keep_care: About<'_> = &[&care_students, &weekdays, &pick_ups];
        let forget: About<'_> = &[&forgotten];
        let sent: About<'_> = &[&senders, &sent_for, &sent_at];
        let signed: About<'_> = &[
            &numbers,
            &signed_for,
            &signed_by,
            &versions,
            &names,
            &signed_at,
            &links,
        ];
        let told: About<'_> = &[
            &scopes,
            &keys,
            &fingerprints,
            &statuses,
            &bodies,
            &told_by,
            &told_at,
        ];
        let done = join!(
            biased;
            order_for(books, given.len(), GIVE_BACK, give_back),
            order_for(books, taken.len(), TAKE, take),
            order_for(books, forgotten.len(), FORGET_CARE, forget),
            order_for(books, care.len(), CARE, keep_care),
            order_for(books, let_go.len(), LET_GO, sent),
            order_for(books, signatures.len(), SIGN, signed),
            order_for(books, answers.len(), ANSWER, told),
            order_for(books, self.entries.len(), REVISE, &[]),
        );
        [
            done.0, done.1, done.2, done.3, done.4, done.5, done.6, done.7,
        ]
        .into_iter()
        .collect()
    }
}
