//! 先修课程, which a clerk calls by the name that the sheet has.

use afterbell_desk::findings::Report;
use afterbell_desk::sheet::{CellProblem, Column, Sheet};
use afterbell_locale::Locale;
use std::collections::BTreeMap;

use super::{sheet, spot, type_into};

const AT: Column = Column::Prerequisite;

fn name(sheet: &Sheet, row: usize) -> String {
    sheet.text(spot(row, Column::Course))
}

/// Rows of two courses: the first row, and the first that is of another course.
fn two(sheet: &Sheet) -> (usize, usize) {
    let offerings = &sheet.draft().menu.offerings;
    let other = |it: &afterbell_domain::Offering| it.course != offerings[0].course;
    (0, offerings.iter().position(other).unwrap())
}

fn found(sheet: &Sheet, row: usize) -> Vec<String> {
    let report = Report::of(Locale::ZhHans, sheet.draft(), None, &BTreeMap::new());
    let id = sheet.offering(row).unwrap().id.clone();
    let remark = report.cells.get(&(id, AT));
    remark.map(|remark| remark.said.clone()).unwrap_or_default()
}

#[test]
fn a_course_is_asked_for_by_its_name_and_taken_back() {
    let mut sheet = sheet();
    let (one, other) = two(&sheet);
    let first = name(&sheet, one);
    type_into(&mut sheet, spot(other, AT), &format!(" {first} "));
    assert_eq!(sheet.text(spot(other, AT)), first);
    let menu = &sheet.draft().menu;
    let course = |row: usize| {
        let id = &menu.offerings[row].course;
        menu.courses.iter().find(|it| it.id == *id).unwrap()
    };
    assert_eq!(course(other).prerequisite, Some(course(one).id.clone()));
    assert_eq!(found(&sheet, other), Vec::<String>::new());
    // It follows the other course's name.
    type_into(&mut sheet, spot(one, Column::Course), "武术操");
    assert_eq!(sheet.text(spot(other, AT)), "武术操");
    assert!(sheet.undo() && sheet.undo());
    assert_eq!(sheet.text(spot(other, AT)), "");
    assert!(sheet.redo());
    type_into(&mut sheet, spot(other, AT), "");
    assert_eq!(sheet.text(spot(other, AT)), "");
}

#[test]
fn a_name_that_is_of_no_course_or_of_several_stays_in_the_cell() {
    let mut sheet = sheet();
    let (one, other) = two(&sheet);
    type_into(&mut sheet, spot(other, AT), "没有这门课");
    let unread = sheet.unread(spot(other, AT)).unwrap();
    assert_eq!(unread.problem, CellProblem::NoSuchCourse);
    let first = name(&sheet, one);
    let last = sheet.rows() - 1;
    type_into(&mut sheet, spot(last, Column::Course), &first);
    type_into(&mut sheet, spot(other, AT), &first);
    let unread = sheet.unread(spot(other, AT)).unwrap();
    assert_eq!(unread.problem, CellProblem::SeveralSuchCourses);
}

#[test]
fn itself_a_circle_and_a_course_that_is_gone_are_found_in_the_cell() {
    let mut sheet = sheet();
    let (one, other) = two(&sheet);
    let (first, second) = (name(&sheet, one), name(&sheet, other));
    type_into(&mut sheet, spot(one, AT), &first);
    assert_eq!(found(&sheet, one).len(), 1);
    assert!(found(&sheet, one)[0].contains("自己"));
    type_into(&mut sheet, spot(one, AT), &second);
    assert_eq!(found(&sheet, one), Vec::<String>::new());
    type_into(&mut sheet, spot(other, AT), &first);
    for row in [one, other] {
        assert_eq!(found(&sheet, row).len(), 1, "{row}");
        assert!(found(&sheet, row)[0].contains("绕了一圈"));
    }
    type_into(&mut sheet, spot(other, AT), "");
    // The course that is asked for goes, with every row of it.
    while let Some(row) = (0..sheet.rows() - 1).find(|row| name(&sheet, *row) == second) {
        sheet.select(spot(row, Column::Course));
        sheet.remove_rows();
    }
    assert!(found(&sheet, one)[0].contains("找不到先修课程"));
    assert_ne!(sheet.text(spot(one, AT)), "");
}
