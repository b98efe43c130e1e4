use afterbell_domain::allocation::Reserved;
use afterbell_domain::{
    CourseId, Label, MenuGroup, Offering, OfferingId, Provider, Session, reading,
};

use super::AssemblyFault;
use super::words::Words;
use crate::heading::Column;
use crate::understood::CourseRow;

/// What a row makes of an offering. `before` is the offering as it was, with the row that an export
/// writes for it: what a row says no differently stays as it was.
///
/// `None` when a text of the row is no label, which is then among the faults.
pub(super) fn offering(
    row: &CourseRow,
    id: &OfferingId,
    course: &CourseId,
    before: Option<(&Offering, &CourseRow)>,
    groups: &[MenuGroup],
    words: &mut Words,
) -> Option<Offering> {
    let same = |is_same: fn(&CourseRow, &CourseRow) -> bool| {
        let before = before.filter(|(_, own)| is_same(own, row));
        before.map(|(offering, _)| offering)
    };
    let teachers = match same(|own, row| own.teachers == row.teachers) {
        Some(before) => before.teachers.clone(),
        None => labels(row, Column::Teachers, &row.teachers, words)?,
    };
    let is_same_provider = |own: &CourseRow, row: &CourseRow| {
        (own.outside, &own.institution) == (row.outside, &row.institution)
    };
    let provider = match same(is_same_provider) {
        Some(before) => before.provider.clone(),
        None => {
            let institution = row.institution.as_slice();
            let institution = labels(row, Column::Institution, institution, words)?.pop();
            match row.outside {
                true => Provider::Outside { institution },
                false => Provider::School,
            }
        }
    };
    let sessions = match same(|own, row| (&own.times, &own.rooms) == (&row.times, &row.rooms)) {
        Some(before) => before.sessions.clone(),
        None => sessions(row, words)?,
    };
    let remark = match same(|own, row| own.remark == row.remark) {
        Some(before) => before.remark.clone(),
        None => {
            let remark = row.remark.as_deref();
            remark.and_then(|remark| words.line(&row.place, remark))
        }
    };
    let eligibility = match same(|own, row| own.eligibility == row.eligibility) {
        Some(before) => before.eligibility.clone(),
        None => row.eligibility.clone(),
    };
    let reserved = match same(|own, row| row.reserved.is_none() || own.reserved == row.reserved) {
        Some(before) => before.reserved.clone(),
        None => reserved(row, groups, words)?,
    };
    Some(Offering {
        id: id.clone(),
        course: course.clone(),
        sessions,
        places: row.places,
        minimum: row.minimum,
        eligibility,
        teachers,
        provider,
        fee_fen: row.fee,
        audition: match same(|own, row| own.audition == row.audition) {
            Some(before) => before.audition,
            None => row.audition,
        },
        remark,
        reserved,
    })
}

/// A table without the column says nothing of it.
fn reserved(row: &CourseRow, groups: &[MenuGroup], words: &mut Words) -> Option<Vec<Reserved>> {
    let written = row.reserved.as_deref().unwrap_or_default();
    let read = reading::reserved(written, groups);
    let told = read.map_err(|_| {
        words.faults.push(AssemblyFault::ReservedNotUnderstood {
            place: row.place.clone(),
            found: written.to_owned(),
        });
    });
    told.ok()
}

fn sessions(row: &CourseRow, words: &mut Words) -> Option<Vec<Session>> {
    let held = row.times.as_slice().iter().zip(&row.rooms);
    let sessions = held.map(|(time, room)| {
        let room = labels(row, Column::Room, room.as_slice(), words)?.pop();
        Some(Session {
            weekday: time.weekday,
            time: time.range,
            room,
        })
    });
    sessions.collect()
}

fn labels(
    row: &CourseRow,
    column: Column,
    texts: &[String],
    words: &mut Words,
) -> Option<Vec<Label>> {
    let labels = texts
        .iter()
        .map(|text| words.label(&row.place, column, text));
    labels.collect()
}
