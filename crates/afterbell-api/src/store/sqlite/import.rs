//! An import's changes in one transaction. What children hold is looked at here, where
//! nobody can take a place in between.

use afterbell_domain::desk::{Reassigned, Told};
use afterbell_domain::{Moment, StudentId, kept_places};
use rusqlite::{Connection, params};

use super::office::issue;
use super::{agreements, current_menu, reassigning, selections, terms, waiting};
use crate::store::deciding::import::{
    Objections, ends_term, give_way, is_dropped, refusal, taken_after,
};
use crate::store::{Applied, CodeIssue, MenuChange, PupilChange, SchoolChange, StoreError};

pub(super) fn apply(
    books: &Connection,
    change: &SchoolChange,
    reassigned: &[Reassigned],
    told: &Told,
) -> Result<Applied, StoreError> {
    if current_menu::hash(books)? != change.expected_menu {
        return Ok(Applied::MenuChangedMeanwhile);
    }
    let term = change.menu.as_ref();
    let term = term.map(|menu| terms::of_menu(books, menu)).transpose()?;
    let turn = match (&change.menu, &term) {
        (Some(menu), Some(term)) => terms::change(books, menu, term, change.now)?,
        _ => None,
    };
    let ends = ends_term(turn.as_ref());
    let number_taken = is_any_number_taken(books, &change.pupils)?;
    let taken = taken_after(selections::taken(books)?, reassigned);
    let mut on_offer = kept_places(&waiting::offers(books)?, None, change.now);
    let put_back = give_way(change, &taken, &mut on_offer, reassigned);
    let objections = match ends {
        true => Objections {
            term: turn,
            number_taken,
            ..Objections::default()
        },
        false => Objections {
            term: turn,
            taken,
            on_offer,
            holding: pupils_holding(books, &change.left)?,
            number_taken,
        },
    };
    if let Some(refusal) = refusal(change, objections) {
        return Ok(refusal);
    }
    if ends {
        terms::end(books, change.now)?;
    }
    if let Some(menu) = &change.menu {
        waiting::put_back(books, &put_back)?;
        let lists = waiting::offerings(books)?.into_iter();
        let dropped: Vec<_> = lists.filter(|id| is_dropped(menu, id)).collect();
        waiting::end(books, &dropped)?;
        reassigning::give_back(books, reassigned)?;
        publish(books, menu, change.now)?;
        if let Some(term) = &term {
            terms::hold(books, term)?;
        }
        reassigning::enter(books, &menu.hash, reassigned, change.now)?;
        // What ends with a term is told by every receipt.
        for (student, told) in told.iter().filter(|_| !ends) {
            reassigning::tell(books, student, told, change.now)?;
        }
        settle(books, menu, change.now)?;
    }
    for student in &change.left {
        leave(books, student, change.now)?;
    }
    enter(books, &change.pupils, change.now)?;
    Ok(Applied::Done)
}

fn publish(books: &Connection, menu: &MenuChange, now: Moment) -> Result<(), StoreError> {
    // An earlier version may come back: its content is the same, so it is kept as it is.
    if current_menu::content(books, &menu.hash)?.is_none() {
        books.execute(
            "INSERT INTO menu (hash, content, published_at) VALUES (?1, ?2, ?3)",
            params![menu.hash.as_str(), menu.canonical_json, now.to_string()],
        )?;
    }
    let agreement = menu.agreement.as_ref();
    if let Some(agreement) = agreement {
        agreements::publish(books, agreement, now)?;
    }
    books.execute(
        "INSERT INTO school (id, menu, agreement) VALUES (1, ?1, ?2)
         ON CONFLICT (id) DO UPDATE SET menu = excluded.menu, agreement = excluded.agreement",
        params![
            menu.hash.as_str(),
            agreement.map(|agreement| agreement.hash.as_str())
        ],
    )?;
    // Offerings nobody holds go and come; the others are only updated.
    books.execute(
        "DELETE FROM offering WHERE id NOT IN (SELECT offering FROM enrollment)",
        [],
    )?;
    let mut offer = books.prepare_cached(
        "INSERT INTO offering (id, places) VALUES (?1, ?2)
         ON CONFLICT (id) DO UPDATE SET places = excluded.places",
    )?;
    for (offering, places) in &menu.places {
        offer.execute(params![offering.as_str(), places])?;
    }
    Ok(())
}

/// Places that the menu adds go to those who wait, at once.
fn settle(books: &Connection, menu: &MenuChange, now: Moment) -> Result<(), StoreError> {
    let offerings = waiting::offerings(books)?;
    if !offerings.is_empty() {
        let menu = current_menu::load(books, &menu.hash)?;
        waiting::settle(books, &menu, &offerings, now)?;
    }
    Ok(())
}

/// Who of these holds a course or a day of care.
fn pupils_holding(
    books: &Connection,
    students: &[StudentId],
) -> Result<Vec<StudentId>, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM enrollment WHERE student = ?1)
             OR EXISTS (SELECT 1 FROM care WHERE student = ?1)",
    )?;
    let mut holding = Vec::new();
    for student in students {
        if statement.query_row([student.as_str()], |row| row.get(0))? {
            holding.push(student.clone());
        }
    }
    Ok(holding)
}

/// Whether a school number belongs to another child than the change takes it for.
fn is_any_number_taken(books: &Connection, pupils: &[PupilChange]) -> Result<bool, StoreError> {
    let mut statement = books.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM student WHERE school_number = ?1 AND id <> ?2)",
    )?;
    for PupilChange { pupil, .. } in pupils {
        let named = [pupil.school_number.as_str(), pupil.id.as_str()];
        if statement.query_row(named, |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn leave(books: &Connection, student: &StudentId, now: Moment) -> Result<(), StoreError> {
    books.execute(
        "UPDATE student SET left_at = ?2 WHERE id = ?1",
        params![student.as_str(), now.to_string()],
    )?;
    books.execute(
        "DELETE FROM child_code WHERE student = ?1 AND used_by IS NULL",
        [student.as_str()],
    )?;
    Ok(())
}

fn enter(books: &Connection, pupils: &[PupilChange], now: Moment) -> Result<(), StoreError> {
    let mut statement = books.prepare_cached(
        "INSERT INTO student (id, school_number, name, grade, class) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET school_number = excluded.school_number,
             name = excluded.name, grade = excluded.grade, class = excluded.class,
             left_at = NULL",
    )?;
    let mut codes = Vec::new();
    for PupilChange { pupil, code } in pupils {
        statement.execute(params![
            pupil.id.as_str(),
            pupil.school_number.as_str(),
            pupil.name.as_str(),
            pupil.class.grade().number(),
            pupil.class.number()
        ])?;
        codes.extend(code.map(|code| CodeIssue {
            student: pupil.id.clone(),
            code,
        }));
    }
    issue(books, &codes, now)
}
