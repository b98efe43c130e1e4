use afterbell_domain::{GuardianId, MenuHash, Moment, SelectionDraft, ServiceMenu, StudentId};
use rusqlite::{Connection, params};

use crate::store::StoreError;
use crate::store::deciding::draws::{Placing, PlacingFound, placed, placing};
use crate::store::deciding::reassigning::told_of_places;
use crate::store::deciding::{Entry, Event, OFFICE};
use crate::store::draws::{OfficePlacement, PlaceChange, Placed, Placement, Publication};
use crate::store::sqlite::{
    current_menu, holdings, ledger, reassigning, roster, selections, students, waiting,
};

/// Everybody gives back first what the draw takes from it, so that no place is counted twice in
/// between; only then do the winners come in.
pub(super) fn give_out(
    books: &Connection,
    draw: u32,
    step: &Publication,
) -> Result<(), StoreError> {
    let menu = current_menu::load(books, &step.menu)?;
    waiting::forget_all(books)?;
    for placement in &step.placements {
        let kept = &placement.selection;
        let mut give_back =
            books.prepare_cached("DELETE FROM enrollment WHERE student = ?1 AND offering = ?2")?;
        for offering in students::load(books, &placement.student)?.enrolled {
            if !kept.contains(&offering) {
                give_back.execute([placement.student.as_str(), offering.as_str()])?;
            }
        }
    }
    for placement in &step.placements {
        let guardian = placement.guardian.as_ref();
        let selection = (&placement.student, &placement.selection);
        enter(
            books,
            Event::Drawn,
            (&step.menu, &menu),
            selection,
            guardian,
            step.now,
        )?;
        remember(books, draw, placement)?;
        let told = told_of_places(&placement.told);
        reassigning::tell(books, &placement.student, &told, step.now)?;
    }
    let offerings = waiting::offerings(books)?;
    waiting::settle(books, &menu, &offerings, step.now)?;
    Ok(())
}

fn remember(books: &Connection, draw: u32, placement: &Placement) -> Result<(), StoreError> {
    if let Some(report) = &placement.report {
        let mut statement = books.prepare_cached(
            "INSERT INTO draw_result (draw, student, report) VALUES (?1, ?2, ?3)",
        )?;
        statement.execute(params![draw, placement.student.as_str(), report])?;
    }
    waiting::insert(books, &placement.student, &placement.waiting)
}

fn enter(
    books: &Connection,
    event: Event,
    (hash, menu): (&MenuHash, &ServiceMenu),
    (student, selection): (&StudentId, &SelectionDraft),
    guardian: Option<&GuardianId>,
    now: Moment,
) -> Result<Entry, StoreError> {
    let office: GuardianId = OFFICE.parse()?;
    let student = students::load(books, student)?;
    let end = ledger::end(books)?;
    let entry = placed(event, end.sequence, (hash, menu), &student, selection, now);
    ledger::append(books, &entry, guardian.unwrap_or(&office), end.link)?;
    holdings::become_those_of(books, &entry)?;
    Ok(entry)
}

pub(in crate::store::sqlite) fn by_office(
    books: &Connection,
    placement: &OfficePlacement,
) -> Result<Placed, StoreError> {
    let OfficePlacement {
        student,
        offering,
        now,
        ..
    } = placement;
    let hash = current_menu::hash(books)?;
    let Some(hash) = hash.filter(|hash| *hash == placement.menu) else {
        return Ok(Placed::MenuChangedMeanwhile);
    };
    let menu = current_menu::load(books, &hash)?;
    waiting::settle(books, &menu, [offering], *now)?;
    let child = students::load(books, student)?;
    let states = super::reading::states(books)?;
    let found = PlacingFound {
        menu: (&hash, &menu),
        last: states.last(),
        student: &child,
        receipt: selections::receipt(books, student)?,
        waiting: waiting::of(books, student)?,
        taken: waiting::taken(books, offering)?,
        offers: waiting::offers(books)?,
        closed: super::closed(books)?,
        by_hand: roster::by_hand(books)?.remove(student).unwrap_or_default(),
    };
    let (next, changed, told) = match placing(placement, found)? {
        Placing::Refused(refusal) => return Ok(refusal),
        Placing::Goes {
            next,
            waiting,
            told,
        } => (next, waiting, told),
    };
    let entry = enter(
        books,
        Event::PlacedByOffice,
        (&hash, &menu),
        (student, &next),
        None,
        *now,
    )?;
    waiting::change(books, student, &changed)?;
    waiting::after(books, &menu, &entry)?;
    let lists = changed.iter().map(|one| &one.offering);
    waiting::settle(books, &menu, lists, *now)?;
    books.execute(
        "INSERT INTO placement_note (at, child, offering, reason, taken_back, term)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT term FROM school))",
        params![
            now.to_string(),
            placement.pseudonym,
            offering.as_str(),
            placement.reason.as_str(),
            placement.change == PlaceChange::TakesBack,
        ],
    )?;
    reassigning::tell(books, student, &told_of_places(&told), *now)?;
    let gave_back = entry.gives_back;
    Ok(Placed::Done { gave_back })
}
