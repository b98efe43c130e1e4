//! 课程说明 in the sheet: what a district asks about a course, in columns of its own.

use afterbell_desk::sheet::{CellProblem, Column, Sheet};
use afterbell_domain::desk::{ImportedCourse, describe_course};
use afterbell_domain::policy::{Activity, ActivityLevel, CourseDetail, CourseFact, CourseForm};

use super::{draft, sheet, sheet_of, spot, type_into};

const FACTS: [Column; 6] = [
    Column::Content,
    Column::Series,
    Column::ForGifted,
    Column::Form,
    Column::Level,
    Column::Activities,
];

fn untold(prefix: &'static str) -> Sheet {
    let mut draft = draft();
    draft.plan.courses.clear();
    sheet_of(draft, prefix)
}

fn texts(sheet: &Sheet, row: usize) -> [String; 6] {
    FACTS.map(|column| sheet.text(spot(row, column)))
}

fn detail(sheet: &Sheet, row: usize) -> Option<&CourseDetail> {
    let course = &sheet.offering(row).unwrap().course;
    sheet.draft().plan.courses.get(course)
}

#[test]
fn what_is_typed_is_said_of_the_course_and_taken_back() {
    let mut sheet = untold("new");
    let start = sheet.draft().clone();
    assert_eq!(
        texts(&sheet, 0),
        ["", "", "", "", "", ""].map(str::to_owned)
    );
    let written = [
        (Column::Content, " 练习行书 ", "练习行书"),
        (Column::Series, "非遗", "非遗"),
        (Column::ForGifted, "√", "是"),
        (Column::Form, "社团", "社团"),
        (Column::Level, "班级活动", "班级"),
        (
            Column::Activities,
            "文艺活动,手工操作",
            "文艺活动、手工操作",
        ),
    ];
    for (column, typed, shown) in written {
        type_into(&mut sheet, spot(0, column), typed);
        assert_eq!(sheet.text(spot(0, column)), shown);
    }
    let told = CourseDetail {
        form: CourseForm::Club,
        content: Some("练习行书".parse().unwrap()),
        activities: vec![Activity::Arts, Activity::Handcraft],
        series: Some("非遗".parse().unwrap()),
        for_gifted: true,
        level: Some(ActivityLevel::Class),
    };
    assert_eq!(detail(&sheet, 0), Some(&told));
    // Emptied again, nothing is left that nobody has said.
    for column in FACTS {
        sheet.select(spot(0, column));
        sheet.clear();
    }
    assert_eq!(*sheet.draft(), start);
    for _ in 0..written.len() * 2 {
        assert!(sheet.undo());
    }
    assert_eq!(*sheet.draft(), start);
    assert!(!sheet.can_undo());
}

#[test]
fn an_answer_that_is_usual_is_shown_once_it_is_given() {
    for (column, typed) in [(Column::ForGifted, "否"), (Column::Form, "课程")] {
        let mut sheet = untold("new");
        type_into(&mut sheet, spot(0, column), typed);
        assert_eq!(sheet.text(spot(0, column)), typed);
        assert_eq!(detail(&sheet, 0), Some(&CourseDetail::default()));
    }
}

#[test]
fn a_word_that_is_none_stays_in_its_cell() {
    for (column, typed) in [
        (Column::ForGifted, "看情况"),
        (Column::Form, "线上"),
        (Column::Level, "年级"),
        (Column::Activities, "科普、打牌"),
    ] {
        let mut sheet = untold("new");
        type_into(&mut sheet, spot(0, column), typed);
        let unread = sheet.unread(spot(0, column)).unwrap();
        assert!(matches!(unread.problem, CellProblem::Reading(_)));
        assert_eq!(detail(&sheet, 0), None);
    }
    let mut sheet = untold("new");
    type_into(&mut sheet, spot(0, Column::Content), &"长".repeat(81));
    let unread = sheet.unread(spot(0, Column::Content)).unwrap();
    assert_eq!(unread.problem, CellProblem::NotALabel);
}

#[test]
fn a_block_of_all_fields_is_pasted_filled_down_and_removed_with_its_row() {
    let mut sheet = untold("new");
    sheet.select(spot(0, Column::Content));
    let pasted = sheet.paste("剪纸\t非遗\t否\t兴趣小组\t校级\t手工操作\r\n");
    assert_eq!((pasted.rows, pasted.unread, pasted.left_out), (1, 0, 0));
    sheet.select(spot(0, Column::Series));
    sheet.reach_to(spot(2, Column::Form));
    sheet.fill_down();
    let expected = ["", "非遗", "否", "兴趣小组", "", ""].map(str::to_owned);
    assert_eq!(texts(&sheet, 2), expected);
    let start = sheet.draft().clone();
    sheet.select(spot(2, Column::Course));
    sheet.remove_rows();
    assert_eq!(sheet.draft().faults(), []);
    sheet.undo();
    assert_eq!(*sheet.draft(), start);
}

/// A new row of a file is told of once its course is there, and all of it is one step.
#[test]
fn a_file_says_them_as_well() {
    let menu = draft().menu;
    let mut offering = menu.offerings[0].clone();
    let mut course = menu.courses[0].clone();
    course.id = "clay".parse().unwrap();
    offering.id = "clay".parse().unwrap();
    offering.course = course.id.clone();
    let content = CourseFact::Content(Some("捏陶".parse().unwrap()));
    let row = ImportedCourse {
        sheet: "课程".to_owned(),
        row: 3,
        course,
        offering,
        facts: vec![content, CourseFact::Form(Some(CourseForm::Club))],
        cells: Vec::new(),
    };
    let mut sheet = sheet();
    let start = sheet.draft().clone();
    assert_eq!(
        sheet.take_in(std::slice::from_ref(&row), &[], None).added,
        1
    );
    let last = sheet.rows() - 2;
    assert_eq!(texts(&sheet, last)[..2], ["捏陶".to_owned(), String::new()]);
    assert_eq!(sheet.text(spot(last, Column::Form)), "社团");
    assert_eq!(
        sheet
            .take_in(std::slice::from_ref(&row), &[], None)
            .unchanged,
        1
    );
    let mut other = row;
    other.facts = vec![CourseFact::Series(Some("非遗".parse().unwrap()))];
    assert_eq!(sheet.take_in(&[other], &[], None).changed, 1);
    assert_eq!(
        texts(&sheet, last)[0],
        "捏陶",
        "of which the file says nothing"
    );
    sheet.undo();
    sheet.undo();
    assert_eq!(*sheet.draft(), start);
}

#[test]
fn a_course_that_the_menu_lacks_is_not_described() {
    let content = CourseFact::Content(Some("捏陶".parse().unwrap()));
    let edits = describe_course(&draft(), &"nowhere".parse().unwrap(), &[content]);
    assert_eq!(edits, []);
}
