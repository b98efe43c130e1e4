//! Fewer edits that come to the same. What is sent may have to be sent again without knowing whether
//! it arrived, and only a cell that is changed once, to what it is in the end, is then seen to be
//! done.

use afterbell_domain::desk::{CourseCell, DraftEdit, OfferingCell};
use afterbell_domain::policy::MenuDraft;

/// Edits that were made one after the other and led from one draft to the other.
pub(super) fn compact(edits: Vec<DraftEdit>, from: &MenuDraft, to: &MenuDraft) -> Vec<DraftEdit> {
    let mut kept: Vec<DraftEdit> = Vec::new();
    for edit in edits.into_iter().filter(|edit| !is_of_row(edit)) {
        match kept.iter_mut().find(|earlier| is_same_cell(earlier, &edit)) {
            Some(earlier) => go_on(earlier, edit),
            None => kept.push(edit),
        }
    }
    kept.retain(|edit| !says_nothing(edit));
    let mut all = new_rows(from, to);
    all.extend(cells(from, to));
    all.extend(kept);
    all.extend(removed_rows(from, to));
    all
}

/// Rows and their cells are told by how they ended.
fn is_of_row(edit: &DraftEdit) -> bool {
    matches!(
        edit,
        DraftEdit::Offering { .. }
            | DraftEdit::Session { .. }
            | DraftEdit::Course { .. }
            | DraftEdit::AddOffering { .. }
            | DraftEdit::RemoveOffering { .. }
            | DraftEdit::AddCourse { .. }
            | DraftEdit::RemoveCourse { .. }
    )
}

fn new_rows(from: &MenuDraft, to: &MenuDraft) -> Vec<DraftEdit> {
    let mut edits = Vec::new();
    let mut below = None;
    for course in &to.menu.courses {
        if !from.menu.courses.iter().any(|it| it.id == course.id) {
            edits.push(DraftEdit::AddCourse {
                course: Box::new(course.clone()),
                below,
            });
        }
        below = Some(course.id.clone());
    }
    let mut below = None;
    for offering in &to.menu.offerings {
        if !from.menu.offerings.iter().any(|it| it.id == offering.id) {
            edits.push(DraftEdit::AddOffering {
                offering: Box::new(offering.clone()),
                below,
            });
        }
        below = Some(offering.id.clone());
    }
    edits
}

fn cells(from: &MenuDraft, to: &MenuDraft) -> Vec<DraftEdit> {
    let mut edits = Vec::new();
    for course in &to.menu.courses {
        let Some(earlier) = from.menu.courses.iter().find(|it| it.id == course.id) else {
            continue;
        };
        let cells = CourseCell::all(earlier)
            .into_iter()
            .zip(CourseCell::all(course));
        let changed = cells.filter(|(before, after)| before != after);
        edits.extend(changed.map(|(before, after)| DraftEdit::Course {
            id: course.id.clone(),
            before,
            after,
        }));
    }
    for offering in &to.menu.offerings {
        let Some(earlier) = from.menu.offerings.iter().find(|it| it.id == offering.id) else {
            continue;
        };
        let cells = OfferingCell::all(earlier)
            .into_iter()
            .zip(OfferingCell::all(offering));
        let changed = cells.filter(|(before, after)| before != after);
        edits.extend(changed.map(|(before, after)| DraftEdit::Offering {
            id: offering.id.clone(),
            before,
            after,
        }));
    }
    edits
}

fn removed_rows(from: &MenuDraft, to: &MenuDraft) -> Vec<DraftEdit> {
    let mut edits = Vec::new();
    let mut below = None;
    for offering in &from.menu.offerings {
        if !to.menu.offerings.iter().any(|it| it.id == offering.id) {
            edits.push(DraftEdit::RemoveOffering {
                offering: Box::new(offering.clone()),
                below,
            });
        }
        below = Some(offering.id.clone());
    }
    let mut below = None;
    for course in &from.menu.courses {
        if !to.menu.courses.iter().any(|it| it.id == course.id) {
            edits.push(DraftEdit::RemoveCourse {
                course: Box::new(course.clone()),
                below,
            });
        }
        below = Some(course.id.clone());
    }
    edits
}

fn is_same_cell(one: &DraftEdit, other: &DraftEdit) -> bool {
    match (one, other) {
        (DraftEdit::Menu { before, .. }, DraftEdit::Menu { before: cell, .. }) => {
            before.is_same_cell(cell)
        }
        (DraftEdit::Plan { before, .. }, DraftEdit::Plan { before: cell, .. }) => {
            before.is_same_cell(cell)
        }
        (DraftEdit::CourseDetail { course, .. }, DraftEdit::CourseDetail { course: same, .. }) => {
            course == same
        }
        (
            DraftEdit::ServiceDetail { service, .. },
            DraftEdit::ServiceDetail { service: same, .. },
        ) => service == same,
        (
            DraftEdit::Acknowledgement { breach, .. },
            DraftEdit::Acknowledgement { breach: same, .. },
        ) => breach == same,
        _ => false,
    }
}

/// The earlier edit goes on to where the later one leads.
fn go_on(earlier: &mut DraftEdit, edit: DraftEdit) {
    match (earlier, edit) {
        (DraftEdit::Menu { after, .. }, DraftEdit::Menu { after: last, .. }) => *after = last,
        (DraftEdit::Plan { after, .. }, DraftEdit::Plan { after: last, .. }) => *after = last,
        (DraftEdit::CourseDetail { after, .. }, DraftEdit::CourseDetail { after: last, .. }) => {
            *after = last;
        }
        (DraftEdit::ServiceDetail { after, .. }, DraftEdit::ServiceDetail { after: last, .. }) => {
            *after = last;
        }
        (
            DraftEdit::Acknowledgement { after, .. },
            DraftEdit::Acknowledgement { after: last, .. },
        ) => *after = last,
        _ => {}
    }
}

fn says_nothing(edit: &DraftEdit) -> bool {
    match edit {
        DraftEdit::Menu { before, after } => before == after,
        DraftEdit::Plan { before, after } => before == after,
        DraftEdit::CourseDetail { before, after, .. } => before == after,
        DraftEdit::ServiceDetail { before, after, .. } => before == after,
        DraftEdit::Acknowledgement { before, after, .. } => before == after,
        _ => false,
    }
}
