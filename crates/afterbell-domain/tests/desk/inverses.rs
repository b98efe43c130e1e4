//! Whatever is edited can be taken back, edit by edit.

use afterbell_domain::OfferingId;
use afterbell_domain::desk::{
    DraftEdit, MenuCell, OfferingCell, PlanCell, SessionCell, edit_together,
};
use afterbell_domain::policy::MenuDraft;
use proptest::prelude::*;

use super::drafts::example;

/// An edit of this draft, drawn by three numbers; all kinds of edits come.
fn edit(draft: &MenuDraft, kind: u8, row: usize, value: u16) -> Option<DraftEdit> {
    let offerings = &draft.menu.offerings;
    let at = row.checked_rem(offerings.len())?;
    let offering = &offerings[at];
    let above = |at: usize| at.checked_sub(1).map(|at| offerings[at].id.clone());
    Some(match kind % 10 {
        0 => {
            let cells = OfferingCell::all(offering);
            let donor = OfferingCell::all(&offerings[usize::from(value) % offerings.len()]);
            let cell = usize::from(value) % cells.len();
            DraftEdit::Offering {
                id: offering.id.clone(),
                before: cells[cell].clone(),
                after: donor[cell].clone(),
            }
        }
        1 => DraftEdit::Session {
            offering: offering.id.clone(),
            session: 0,
            before: SessionCell::Room(offering.sessions.first()?.room.clone()),
            after: SessionCell::Room(Some(format!("室{value}").parse().unwrap())),
        },
        2 => {
            let mut fresh = offering.clone();
            fresh.id = format!("fresh-{value}").parse().unwrap();
            let taken = offerings.iter().any(|known| known.id == fresh.id);
            (!taken).then(|| DraftEdit::AddOffering {
                offering: Box::new(fresh),
                below: above(at),
            })?
        }
        3 => DraftEdit::RemoveOffering {
            offering: Box::new(offering.clone()),
            below: above(at),
        },
        4 => {
            let target: Option<OfferingId> = above(usize::from(value) % offerings.len());
            DraftEdit::MoveOffering {
                id: offering.id.clone(),
                before: above(at),
                after: target.filter(|target| *target != offering.id),
            }
        }
        5 => {
            let mut limits = draft.menu.limits;
            limits.per_day = Some((value % 5) as u8);
            DraftEdit::Menu {
                before: Box::new(MenuCell::Limits(draft.menu.limits)),
                after: Box::new(MenuCell::Limits(limits)),
            }
        }
        6 => DraftEdit::Plan {
            before: Box::new(PlanCell::AgreementCopies(draft.plan.agreement_copies)),
            after: Box::new(PlanCell::AgreementCopies(Some((value % 5) as u8))),
        },
        // Of a course that is gone nothing can be said again.
        7 if draft.menu.courses.iter().all(|it| it.id != offering.course) => return None,
        7 => DraftEdit::CourseDetail {
            course: offering.course.clone(),
            before: draft
                .plan
                .courses
                .get(&offering.course)
                .cloned()
                .map(Box::new),
            after: None,
        },
        8 => {
            let course = &draft.menu.courses[usize::from(value) % draft.menu.courses.len()];
            let at = draft
                .menu
                .courses
                .iter()
                .position(|it| it.id == course.id)?;
            let below = at
                .checked_sub(1)
                .map(|at| draft.menu.courses[at].id.clone());
            if draft.menu.courses.len() == 1 {
                return None;
            }
            DraftEdit::RemoveCourse {
                course: Box::new(course.clone()),
                below,
            }
        }
        _ => DraftEdit::OutsideHolder {
            holder: format!("机构{}", value % 3).parse().unwrap(),
            before: None,
            after: Some(Default::default()),
        },
    })
}

proptest! {
    #[test]
    fn applying_and_taking_back_gives_the_same_draft(
        drawn in proptest::collection::vec((any::<u8>(), any::<usize>(), any::<u16>()), 1..40),
        name in prop_oneof![Just("zhoushan"), Just("ningbo"), Just("changzhi")],
    ) {
        let mut draft = example(name);
        let start = draft.clone();
        let mut done = Vec::new();
        for (kind, row, value) in drawn {
            let Some(edit) = edit(&draft, kind, row, value) else { continue };
            prop_assert_eq!(edit.fault(), None);
            let before = draft.clone();
            let edited = edit_together(&mut draft, vec![edit.clone()]);
            if kind % 10 == 9 {
                // It may be there already, which the edit did not say.
                if !edited.conflicts.is_empty() { continue }
            } else {
                prop_assert_eq!(&edited.conflicts, &vec![]);
            }
            for edit in edited.applied {
                let mut back = draft.clone();
                let undone = edit_together(&mut back, vec![edit.inverse()]);
                prop_assert_eq!(&undone.conflicts, &vec![]);
                prop_assert_eq!(&back, &before);
                prop_assert_eq!(edit.inverse().inverse(), edit.clone());
                done.push(edit);
            }
        }
        for edit in done.iter().rev() {
            let undone = edit_together(&mut draft, vec![edit.inverse()]);
            prop_assert_eq!(&undone.conflicts, &vec![]);
        }
        prop_assert_eq!(draft, start);
    }
}
