//! Rows that have an identifier and stand in an order.

use crate::{Course, CourseId, Offering, OfferingId};

pub(super) trait Row: Clone + PartialEq {
    type Id: Clone + PartialEq;
    fn id(&self) -> &Self::Id;
}

impl Row for Offering {
    type Id = OfferingId;
    fn id(&self) -> &OfferingId {
        &self.id
    }
}

impl Row for Course {
    type Id = CourseId;
    fn id(&self) -> &CourseId {
        &self.id
    }
}

pub(super) fn find<'a, R: Row>(rows: &'a [R], id: &R::Id) -> Option<&'a R> {
    rows.iter().find(|row| row.id() == id)
}

pub(super) fn find_mut<'a, R: Row>(rows: &'a mut [R], id: &R::Id) -> Option<&'a mut R> {
    rows.iter_mut().find(|row| row.id() == id)
}

/// The row above, or nothing at the top; the outer `None` when there is no such row.
pub(super) fn above<R: Row>(rows: &[R], id: &R::Id) -> Option<Option<R::Id>> {
    let at = rows.iter().position(|row| row.id() == id)?;
    let above = at.checked_sub(1).and_then(|at| rows.get(at));
    Some(above.map(|row| row.id().clone()))
}

/// Below a row that is gone means at the end.
pub(super) fn insert<R: Row>(rows: &mut Vec<R>, row: R, below: Option<&R::Id>) {
    let at = match below {
        None => 0,
        Some(id) => {
            let above = rows.iter().position(|row| row.id() == id);
            above.map_or(rows.len(), |at| at + 1)
        }
    };
    rows.insert(at, row);
}

pub(super) fn remove<R: Row>(rows: &mut Vec<R>, id: &R::Id) -> Option<R> {
    let at = rows.iter().position(|row| row.id() == id)?;
    Some(rows.remove(at))
}
