use afterbell_domain::desk::{DraftEdit, EditFault, OfferingCell, SessionCell, edit_together};
use afterbell_domain::policy::MenuDraft;

use super::drafts::{example, fen};

fn places(draft: &MenuDraft, at: usize, before: u16, after: u16) -> DraftEdit {
    DraftEdit::Offering {
        id: draft.menu.offerings[at].id.clone(),
        before: OfferingCell::Places(before),
        after: OfferingCell::Places(after),
    }
}

#[test]
fn two_people_edit_different_cells_of_one_row_and_both_stand() {
    let mut draft = example("zhoushan");
    let seen = draft.clone();
    let before = seen.menu.offerings[0].places;
    let fee = seen.menu.offerings[0].fee_fen;
    let other = DraftEdit::Offering {
        id: seen.menu.offerings[0].id.clone(),
        before: OfferingCell::FeeFen(fee),
        after: OfferingCell::FeeFen(fen(1_200)),
    };
    let mine = edit_together(&mut draft, vec![places(&seen, 0, before, before + 1)]);
    let theirs = edit_together(&mut draft, vec![other]);
    assert_eq!((mine.applied.len(), theirs.applied.len()), (1, 1));
    let offering = &draft.menu.offerings[0];
    assert_eq!(
        (offering.places, offering.fee_fen),
        (before + 1, fen(1_200))
    );
}

#[test]
fn the_later_of_two_on_one_cell_is_told_what_stands_there() {
    let mut draft = example("zhoushan");
    let seen = draft.clone();
    let before = seen.menu.offerings[0].places;
    edit_together(&mut draft, vec![places(&seen, 0, before, before + 1)]);
    let after_first = draft.clone();
    let mine = places(&seen, 0, before, before + 2);
    let second = edit_together(&mut draft, vec![mine.clone()]);
    assert_eq!(draft, after_first, "nothing is overwritten");
    assert!(second.applied.is_empty());
    let conflict = &second.conflicts[0];
    assert_eq!((conflict.edit, &conflict.yours), (0, &mine));
    let knowingly = conflict.theirs.clone().expect("the row is there");
    assert_eq!(knowingly, places(&seen, 0, before + 1, before + 2));
    let third = edit_together(&mut draft, vec![knowingly]);
    assert_eq!(third.conflicts, []);
    assert_eq!(draft.menu.offerings[0].places, before + 2);
}

#[test]
fn an_edit_of_a_row_that_is_gone_is_told_so_and_others_are_made() {
    let mut draft = example("zhoushan");
    let seen = draft.clone();
    let row = seen.menu.offerings[1].clone();
    let remove = DraftEdit::RemoveOffering {
        below: Some(seen.menu.offerings[0].id.clone()),
        offering: Box::new(row.clone()),
    };
    assert_eq!(edit_together(&mut draft, vec![remove]).applied.len(), 1);
    let first = seen.menu.offerings[0].places;
    let edited = edit_together(
        &mut draft,
        vec![
            places(&seen, 1, row.places, 7),
            places(&seen, 0, first, first + 3),
        ],
    );
    assert_eq!(edited.conflicts.len(), 1);
    assert_eq!(
        (edited.conflicts[0].edit, &edited.conflicts[0].theirs),
        (0, &None)
    );
    assert_eq!(draft.menu.offerings[0].places, first + 3);
}

#[test]
fn a_row_somebody_has_changed_is_not_removed_unseen() {
    let mut draft = example("zhoushan");
    let seen = draft.clone();
    let row = seen.menu.offerings[0].clone();
    edit_together(
        &mut draft,
        vec![places(&seen, 0, row.places, row.places + 1)],
    );
    let remove = DraftEdit::RemoveOffering {
        offering: Box::new(row.clone()),
        below: None,
    };
    let edited = edit_together(&mut draft, vec![remove]);
    assert!(edited.applied.is_empty());
    let Some(DraftEdit::RemoveOffering { offering, .. }) = &edited.conflicts[0].theirs else {
        panic!("{edited:?}")
    };
    assert_eq!(offering.places, row.places + 1);
}

#[test]
fn what_was_made_before_is_neither_made_again_nor_a_conflict() {
    let mut draft = example("zhoushan");
    let before = draft.menu.offerings[0].places;
    let mut copy = draft.menu.offerings[0].clone();
    copy.id = "another".parse().unwrap();
    let edits = vec![
        places(&draft, 0, before, before + 1),
        DraftEdit::AddOffering {
            offering: Box::new(copy),
            below: Some(draft.menu.offerings[0].id.clone()),
        },
    ];
    assert_eq!(edit_together(&mut draft, edits.clone()).applied.len(), 2);
    assert_eq!(draft.menu.offerings[1].id.as_str(), "another");
    let once = draft.clone();
    let again = edit_together(&mut draft, edits);
    assert_eq!((again.applied.len(), again.conflicts.len()), (0, 0));
    assert_eq!(draft, once);
}

#[test]
fn an_edit_that_says_nothing_is_known_whatever_the_draft() {
    let draft = example("zhoushan");
    let id = draft.menu.offerings[0].id.clone();
    let two_cells = DraftEdit::Offering {
        id: id.clone(),
        before: OfferingCell::Places(3),
        after: OfferingCell::Audition(true),
    };
    assert_eq!(two_cells.fault(), Some(EditFault::TwoCells));
    let two_cells = DraftEdit::Session {
        offering: id.clone(),
        session: 0,
        before: SessionCell::Room(None),
        after: SessionCell::Weekday("1".parse::<u8>().unwrap().try_into().unwrap()),
    };
    assert_eq!(two_cells.fault(), Some(EditFault::TwoCells));
    let moved = DraftEdit::MoveOffering {
        before: None,
        after: Some(id.clone()),
        id,
    };
    assert_eq!(moved.fault(), Some(EditFault::BelowItself));
    assert_eq!(places(&draft, 0, 3, 4).fault(), None);
}
