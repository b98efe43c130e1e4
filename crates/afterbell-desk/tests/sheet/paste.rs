use super::{draft, sheet, spot, type_into};
use afterbell_desk::sheet::{Column, Move, Pasted, Taken};
use afterbell_domain::desk::ImportedCourse;

/// As Excel puts it on the clipboard: quotes around a cell with a line end, one at the very end.
fn block(rows: usize) -> String {
    let row = |number| {
        format!(
            "课程{number}\t体育\t一至六年级\t周{}　15:30-17:00\t\"操场\"\t\"张伟\n李娜\"\t本校\t30\r\n",
            "一二三四五".chars().nth(number % 5).unwrap()
        )
    };
    (0..rows).map(row).collect()
}

#[test]
fn sixty_rows_of_excel_become_sixty_courses_in_one_step() {
    let mut sheet = sheet();
    let last = sheet.rows() - 1;
    sheet.select(spot(last, Column::Course));
    let pasted = sheet.paste(&block(60));
    let expected = Pasted {
        rows: 60,
        unread: 0,
        left_out: 0,
    };
    assert_eq!(pasted, expected);
    assert_eq!(sheet.rows(), last + 61);
    assert_eq!(sheet.text(spot(last + 59, Column::Course)), "课程59");
    assert_eq!(sheet.text(spot(last, Column::Teachers)), "张伟、李娜");
    assert_eq!(sheet.text(spot(last, Column::Room)), "操场");
    assert_eq!(sheet.selection().spots().count(), 60 * 8);
    sheet.undo();
    assert_eq!(*sheet.draft(), draft());
    sheet.redo();
    assert_eq!(sheet.rows(), last + 61);
}

#[test]
fn what_was_copied_is_pasted_back_unchanged() {
    let mut sheet = sheet();
    sheet.select_all();
    let copied = sheet.copy();
    let pasted = sheet.paste(&copied);
    assert_eq!(pasted.unread, 0);
    assert_eq!(*sheet.draft(), draft());
    assert!(!sheet.can_undo(), "nothing was changed");
}

#[test]
fn unreadable_and_surplus_cells_are_counted() {
    let mut sheet = sheet();
    sheet.select(spot(0, Column::Audition));
    let pasted = sheet.paste("也许\t备注\t\t多出来\n是\t\t\t");
    let expected = Pasted {
        rows: 2,
        unread: 1,
        left_out: 1,
    };
    assert_eq!(pasted, expected);
}

#[test]
fn one_cell_fills_the_selection() {
    let mut sheet = sheet();
    sheet.select(spot(0, Column::Places));
    sheet.move_by(Move::Down, true);
    sheet.move_by(Move::Down, true);
    sheet.paste("33");
    for row in 0..3 {
        assert_eq!(sheet.text(spot(row, Column::Places)), "33");
    }
    assert_ne!(sheet.text(spot(3, Column::Places)), "33");
}

#[test]
fn filling_down_takes_the_top_row_or_the_one_above() {
    let mut sheet = sheet();
    type_into(&mut sheet, spot(0, Column::Places), "31");
    sheet.select(spot(0, Column::Places));
    sheet.move_by(Move::Down, true);
    sheet.move_by(Move::Down, true);
    sheet.fill_down();
    assert_eq!(sheet.text(spot(2, Column::Places)), "31");
    sheet.select(spot(3, Column::Places));
    sheet.fill_down();
    assert_eq!(sheet.text(spot(3, Column::Places)), "31");
    sheet.undo();
    assert_ne!(sheet.text(spot(3, Column::Places)), "31");
    // There is nothing above the first row.
    sheet.select(spot(0, Column::Places));
    sheet.fill_down();
    assert_eq!(sheet.text(spot(0, Column::Places)), "31");
}

#[test]
fn rows_of_a_file_change_those_that_are_known_and_add_the_others() {
    let menu = draft().menu;
    let read = |at: usize| {
        let offering = menu.offerings[at].clone();
        let mut courses = menu.courses.iter();
        let course = courses.find(|it| it.id == offering.course).unwrap().clone();
        ImportedCourse {
            sheet: "课程".to_owned(),
            row: 2,
            course,
            offering,
            cells: Vec::new(),
        }
    };
    let mut sheet = sheet();
    sheet.take_in(&[read(0), read(1)]);
    assert!(!sheet.can_undo(), "rows as they are change nothing");
    // A file knows neither of these, and does not take them away.
    let mut silent = read(0);
    silent.course.once_per_term = !silent.course.once_per_term;
    silent.course.prerequisite = Some("before".parse().unwrap());
    sheet.take_in(&[silent]);
    assert!(!sheet.can_undo());
    let (mut changed, mut added) = (read(0), read(1));
    changed.offering.places = 77;
    added.course.id = "clay".parse().unwrap();
    added.offering.id = "clay".parse().unwrap();
    added.offering.course = "clay".parse().unwrap();
    let taken = sheet.take_in(&[changed, added, read(1)]);
    let expected = Taken {
        added: 1,
        changed: 1,
        unchanged: 1,
    };
    assert_eq!(taken, expected);
    assert_eq!(sheet.text(spot(0, Column::Places)), "77");
    assert_eq!(sheet.rows(), menu.offerings.len() + 2);
    sheet.undo();
    assert_eq!(*sheet.draft(), draft());
}
