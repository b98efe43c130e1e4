//! What a school decides once for all of its courses, and each course says for itself.

use crate::desk::{CourseCell, DraftEdit, OfferingCell};
use crate::policy::MenuDraft;

/// 开班人数 for every offering that has none, as far as it has so many places. Those that have one keep it.
pub fn set_minimum(draft: &MenuDraft, least: u16) -> Vec<DraftEdit> {
    let open = draft.menu.offerings.iter();
    let open = open.filter(|it| it.minimum.is_none() && it.places >= least);
    open.map(|offering| DraftEdit::Offering {
        id: offering.id.clone(),
        before: OfferingCell::Minimum(None),
        after: OfferingCell::Minimum(Some(least)),
    })
    .collect()
}

/// 每门课一学期只能选一次, or as often as there are offerings, for every course.
pub fn set_once_per_term(draft: &MenuDraft, once: bool) -> Vec<DraftEdit> {
    let others = draft.menu.courses.iter();
    let others = others.filter(|course| course.once_per_term != once);
    others
        .map(|course| DraftEdit::Course {
            id: course.id.clone(),
            before: CourseCell::OncePerTerm(!once),
            after: CourseCell::OncePerTerm(once),
        })
        .collect()
}
