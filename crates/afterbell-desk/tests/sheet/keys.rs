use super::{draft, sheet, spot};
use afterbell_desk::sheet::{Column, Move, Spot};

#[test]
fn the_cursor_goes_where_keys_say_and_never_leaves() {
    let mut sheet = sheet();
    let rows = draft().menu.offerings.len();
    for (keys, expected) in [
        (vec![Move::Up, Move::Left], (0, 0)),
        (vec![Move::Down, Move::Right, Move::Right], (1, 2)),
        (vec![Move::RowEnd, Move::Right], (1, Column::LAST)),
        (vec![Move::RowStart], (1, 0)),
        (vec![Move::Last, Move::Down], (rows, Column::LAST)),
        (vec![Move::First], (0, 0)),
        (vec![Move::PageDown, Move::PageUp], (0, 0)),
    ] {
        for key in keys.iter().copied() {
            sheet.move_by(key, false);
        }
        let (row, column) = expected;
        assert_eq!(sheet.selection().cursor, Spot { row, column }, "{keys:?}");
    }
}

#[test]
fn tab_goes_through_the_row_and_on_in_the_next() {
    let mut sheet = sheet();
    sheet.select(spot(0, Column::Activities));
    sheet.step(false);
    assert_eq!(sheet.selection().cursor, spot(1, Column::Course));
    sheet.step(true);
    assert_eq!(sheet.selection().cursor, spot(0, Column::Activities));
    sheet.select(spot(0, Column::Course));
    sheet.step(true);
    assert_eq!(sheet.selection().cursor, spot(0, Column::Course));
}

#[test]
fn shift_reaches_and_the_cursor_stays() {
    let mut sheet = sheet();
    sheet.select(spot(1, Column::Grades));
    sheet.move_by(Move::Down, true);
    sheet.move_by(Move::Left, true);
    let selection = sheet.selection();
    assert_eq!(selection.cursor, spot(1, Column::Grades));
    assert_eq!(selection.spots().count(), 4);
    assert!(selection.contains(spot(2, Column::Category)));
    assert!(!selection.contains(spot(0, Column::Grades)));
    sheet.move_by(Move::Down, false);
    assert!(sheet.selection().is_one_cell());
}
