use std::collections::BTreeMap;

use afterbell_domain::desk::Reassigned;
use afterbell_domain::{
    GuardianId, MenuHash, Moment, OfferingId, SelectionDraft, ServiceMenu, StudentId, Waiting,
};
use deadpool_postgres::{GenericClient, Transaction};

use super::{lock, menu};
use crate::store::StoreError;
use crate::store::deciding::draws::{Placing, PlacingFound, placed, placing};
use crate::store::deciding::reassigning::{entry_of, told_of_places};
use crate::store::deciding::terms::ended;
use crate::store::deciding::{Entry, Event, OFFICE};
use crate::store::draws::{OfficePlacement, PlaceChange, Placed, Publication};
use crate::store::ledger_chain::LedgerEntry;
use crate::store::postgres::asking::{ask, ask_for_one, order};
use crate::store::postgres::batch::last;
use crate::store::postgres::drafts;
use crate::store::postgres::failure::Trouble;
use crate::store::postgres::inside::Last;
use crate::store::postgres::pupils::{self, Pupil};
use crate::store::postgres::seats::Seats;
use crate::store::postgres::writes::{self, LedgerRow, Seat, Writes};
use crate::store::postgres::{reassigning, roster, waiting, wishes};

/// What is written of a draw, seat by seat.
struct Giving<'a> {
    menu: (&'a MenuHash, &'a ServiceMenu),
    seats: Seats,
    last: Last,
    writes: Writes,
    now: Moment,
}

impl<'a> Giving<'a> {
    async fn begin(
        books: &impl GenericClient,
        menu: (&'a MenuHash, &'a ServiceMenu),
        now: Moment,
    ) -> Result<Self, Trouble> {
        // What goes out in one breath must be parsed before, or the parsing would change the order.
        for order in writes::ORDERS {
            books.prepare_cached(order).await?;
        }
        let end = "SELECT sequence, link FROM ledger ORDER BY sequence DESC LIMIT 1";
        Ok(Self {
            menu,
            seats: Seats::load(books).await?,
            last: last(ask_for_one(books, end, &[]).await?.as_ref())?,
            writes: Writes::default(),
            now,
        })
    }

    fn gives_back(&mut self, pupil: &Pupil, keeps: impl Fn(&OfferingId) -> bool) {
        for (offering, seat) in pupil.seats.iter().filter(|(offering, _)| !keeps(offering)) {
            self.seats.give_back(offering, *seat);
            let key = (pupil.student.id.clone(), offering.clone());
            self.writes.seats.entry(key).or_default().held_before = true;
        }
    }

    fn enters(
        &mut self,
        pupil: &Pupil,
        entry: Entry,
        guardian: &GuardianId,
    ) -> Result<(), StoreError> {
        let student = pupil.student.id.clone();
        let (number, link) = (i64::from(entry.sequence), self.last.link);
        let (at, receipt) = (
            entry.receipt.accepted_at.to_string(),
            serde_json::to_string(&entry.receipt)?,
        );
        let touched = entry.gives_back.iter().chain(&entry.takes);
        let touched: Vec<&str> = touched.map(|id| id.as_str()).collect();
        for offering in &entry.takes {
            let places = self.menu.1.offering(offering).map_or(0, |one| one.places);
            let seat = self.seats.take(offering);
            let key = (student.clone(), offering.clone());
            self.writes.seats.entry(key).or_default().holds = Some(Seat {
                entry: number,
                seat: i32::try_from(seat).unwrap_or(i32::MAX),
                places: i32::from(places),
            });
        }
        let linked = LedgerEntry {
            sequence: entry.sequence,
            event: entry.event.code(),
            student: student.as_str(),
            guardian: guardian.as_str(),
            at: &at,
            receipt: &receipt,
        };
        let link = linked.link_after(link);
        let sequence = entry.sequence;
        self.last = Last { sequence, link };
        let touched = touched.join(",");
        if pupil.receipt.as_ref().is_some_and(|it| !it.care.is_empty()) {
            self.writes.forgotten_care.insert(student.clone());
        }
        self.writes
            .care
            .insert(student.clone(), entry.receipt.care.clone());
        self.writes.entries.push(LedgerRow {
            sequence: number,
            event: entry.event,
            student,
            guardian: guardian.clone(),
            at,
            receipt,
            touched,
            link,
        });
        Ok(())
    }

    fn entry(&self, event: Event, pupil: &Pupil, selection: &SelectionDraft) -> Entry {
        let next = self.last.next();
        placed(event, next, self.menu, &pupil.student, selection, self.now)
    }
}

/// Everybody gives back first what the draw takes from it, so that no seat is wanted twice; only then
/// do the winners come in.
pub(super) async fn give_out(
    books: &Transaction<'_>,
    draw: i32,
    step: &Publication,
) -> Result<(), Trouble> {
    let menu = menu(books, &step.menu).await?;
    let office: GuardianId = OFFICE.parse()?;
    let ids: Vec<&str> = step
        .placements
        .iter()
        .map(|it| it.student.as_str())
        .collect();
    let pupils = pupils::load(books, &ids).await?;
    let mut placing = Giving::begin(books, (&step.menu, &menu), step.now).await?;
    let placements = step
        .placements
        .iter()
        .filter_map(|placement| Some((placement, pupils.get(&placement.student)?)));
    let placements: Vec<_> = placements.collect();
    for (placement, pupil) in &placements {
        placing.gives_back(pupil, |offering| placement.selection.contains(offering));
    }
    for (placement, pupil) in &placements {
        let entry = placing.entry(Event::Drawn, pupil, &placement.selection);
        placing.enters(pupil, entry, placement.guardian.as_ref().unwrap_or(&office))?;
    }
    placing.writes.write(books).await?;
    let forget = "DELETE FROM waiting WHERE term = (SELECT term FROM school)";
    order(books, forget, &[]).await?;
    let waiting = placements.iter().flat_map(|(placement, _)| {
        let rows = placement.waiting.iter();
        rows.map(|one| (&placement.student, one))
    });
    waiting::insert(books, &waiting.collect::<Vec<_>>()).await?;
    let reports: BTreeMap<&StudentId, &str> = placements
        .iter()
        .filter_map(|(placement, _)| Some((&placement.student, placement.report.as_deref()?)))
        .collect();
    remember(books, draw, &reports).await?;
    let told = placements.iter();
    let told = told.map(|(it, _)| (&it.student, told_of_places(&it.told)));
    reassigning::tell(books, told, step.now).await?;
    let offerings = waiting::offerings(books).await?;
    waiting::settle(books, &menu, &offerings, step.now).await?;
    Ok(())
}

/// Ends what children hold of the term of this menu, what they wait for, and what they would have liked of it.
pub(in crate::store::postgres) async fn end_term(
    books: &Transaction<'_>,
    hash: &MenuHash,
    now: Moment,
) -> Result<(), Trouble> {
    let menu = menu(books, hash).await?;
    let office: GuardianId = OFFICE.parse()?;
    let question = "SELECT student FROM (
             SELECT DISTINCT ON (student) student, event FROM ledger ORDER BY student, sequence DESC
         ) AS held WHERE event NOT IN ('selection_withdrawn', 'term_ended')";
    let rows = ask(books, question, &[]).await?;
    let ids = rows.iter().map(|row| row.try_get(0));
    let ids: Vec<&str> = ids.collect::<Result<_, _>>()?;
    let pupils = pupils::load(books, &ids).await?;
    let mut ending = Giving::begin(books, (hash, &menu), now).await?;
    for pupil in pupils.values() {
        ending.gives_back(pupil, |_| false);
        let entry = ended(ending.last.next(), (hash, &menu), &pupil.student, now);
        ending.enters(pupil, entry, &office)?;
    }
    ending.writes.write(books).await?;
    waiting::end(books, &waiting::offerings(books).await?).await?;
    drafts::let_go_all(books, now).await
}

async fn remember(
    books: &impl GenericClient,
    draw: i32,
    reports: &BTreeMap<&StudentId, &str>,
) -> Result<(), Trouble> {
    let students: Vec<&str> = reports.keys().map(|student| student.as_str()).collect();
    let reports: Vec<&str> = reports.values().copied().collect();
    order(
        books,
        "INSERT INTO draw_result (draw, student, report)
         SELECT $1, student, report FROM unnest($2::text[], $3::text[]) AS fresh (student, report)",
        &[&draw, &students, &reports],
    )
    .await?;
    Ok(())
}

/// Children whose places a publication has changed, once the menu is that one and they have given back what
/// they leave.
pub(in crate::store::postgres) async fn enter_reassigned(
    books: &Transaction<'_>,
    hash: &MenuHash,
    children: &[Reassigned],
    now: Moment,
) -> Result<(), Trouble> {
    if children.is_empty() {
        return Ok(());
    }
    let menu = menu(books, hash).await?;
    let office: GuardianId = OFFICE.parse()?;
    let ids: Vec<&str> = children.iter().map(|it| it.student.as_str()).collect();
    let pupils = pupils::load(books, &ids).await?;
    let whole = (hash, &menu);
    let mut work = Giving::begin(books, whole, now).await?;
    for child in children {
        let Some(pupil) = pupils.get(&child.student) else {
            continue;
        };
        if let Some(entry) = entry_of(child, work.last.next(), whole, &pupil.student, now) {
            work.enters(pupil, entry, &office)?;
        }
        for taken in &child.takes {
            let own = waiting::of(books, &child.student).await?;
            for one in Waiting::once_taken(own, taken) {
                waiting::change(books, &child.student, &one).await?;
            }
        }
    }
    work.writes.write(books).await?;
    reassigning::let_drafts_go(books, children, now).await?;
    let told = children.iter();
    let told = told.map(|it| (&it.student, told_of_places(&it.told)));
    reassigning::tell(books, told, now).await
}

pub(in crate::store::postgres) async fn by_office(
    books: &Transaction<'_>,
    placement: &OfficePlacement,
) -> Result<Placed, Trouble> {
    let OfficePlacement {
        student,
        offering,
        now,
        ..
    } = placement;
    let hash = lock(books).await?;
    let Some(hash) = hash.filter(|hash| *hash == placement.menu) else {
        return Ok(Placed::MenuChangedMeanwhile);
    };
    let menu = menu(books, &hash).await?;
    let mut pupils = pupils::load(books, &[student.as_str()]).await?;
    let Some(pupil) = pupils.remove(student) else {
        return Ok(Placed::MenuChangedMeanwhile);
    };
    waiting::settle(books, &menu, [offering], *now).await?;
    let whole = (&hash, &menu);
    let states = super::reading::states(books).await?;
    let found = PlacingFound {
        menu: whole,
        last: states.last(),
        student: &pupil.student,
        receipt: pupil.receipt.clone(),
        waiting: waiting::of(books, student).await?,
        taken: waiting::taken(books, offering).await?,
        offers: waiting::offers(books).await?,
        closed: wishes::closed(books, true).await?,
        by_hand: roster::by_hand(books)
            .await?
            .remove(student)
            .unwrap_or_default(),
    };
    let (next, changed, told) = match placing(placement, found)? {
        Placing::Refused(refusal) => return Ok(refusal),
        Placing::Goes {
            next,
            waiting,
            told,
        } => (next, waiting, told),
    };
    let mut work = Giving::begin(books, whole, *now).await?;
    let entry = work.entry(Event::PlacedByOffice, &pupil, &next);
    let gave_back = entry.gives_back.clone();
    work.gives_back(&pupil, |held| next.contains(held));
    work.enters(&pupil, entry, &OFFICE.parse()?)?;
    work.writes.write(books).await?;
    for one in &changed {
        waiting::change(books, student, one).await?;
    }
    let mut touched = gave_back.clone();
    touched.extend(changed.into_iter().map(|one| one.offering));
    waiting::settle(books, &menu, &touched, *now).await?;
    order(
        books,
        "INSERT INTO placement_note (at, child, offering, reason, taken_back, term)
         VALUES ($1, $2, $3, $4, $5, (SELECT term FROM school))",
        &[
            &now.to_string(),
            &placement.pseudonym,
            &offering.as_str(),
            &placement.reason.as_str(),
            &(placement.change == PlaceChange::TakesBack),
        ],
    )
    .await?;
    let told = [(student, told_of_places(&told))];
    reassigning::tell(books, told, *now).await?;
    Ok(Placed::Done { gave_back })
}
