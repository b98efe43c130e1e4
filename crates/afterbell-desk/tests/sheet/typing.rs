use super::{draft, sheet, spot, type_into};
use afterbell_desk::sheet::{CellProblem, Column, Move};
use afterbell_domain::reading::ReadingError;
use afterbell_domain::{Fen, Provider};

#[test]
fn each_column_is_read_as_offices_write_it() {
    let mut sheet = sheet();
    for (column, typed, shown) in [
        (Column::Course, "武术操", "武术操"),
        (Column::Category, "体育", "体育"),
        (Column::Category, "其他", "其他"),
        (Column::Category, "机器人", "科技"),
        (Column::Grades, "3—6", "三至六年级"),
        (Column::Times, "周二四15:30~17:00", "周二、四 15:30—17:00"),
        (Column::Room, "操场", "操场"),
        (Column::Teachers, "张伟 李娜", "张伟、李娜"),
        (Column::Provider, "外聘", "校外"),
        (Column::Places, "限２５人", "25"),
        (Column::Minimum, "满10人开班", "10"),
        (Column::Fee, "480元/学期", "480.00"),
        (Column::Audition, "√", "是"),
        (Column::Remark, "自带水杯", "自带水杯"),
    ] {
        type_into(&mut sheet, spot(0, column), typed);
        assert_eq!(sheet.text(spot(0, column)), shown, "{column:?}");
        assert!(sheet.unread(spot(0, column)).is_none(), "{column:?}");
    }
    let offering = &sheet.draft().menu.offerings[0];
    assert_eq!((offering.places, offering.minimum), (25, Some(10)));
    assert_eq!(offering.fee_fen, Fen::new(48_000).unwrap());
    assert_eq!(offering.sessions.len(), 2);
    assert!(offering.sessions.iter().all(|it| it.room.is_some()));
}

#[test]
fn what_cannot_be_read_stays_as_it_was_typed_and_the_draft_as_it_was() {
    for (column, typed) in [
        (Column::Course, ""),
        (Column::Category, "待定"),
        (Column::Grades, "中高段"),
        (Column::Times, "周二第二节"),
        (Column::Provider, "待定"),
        (Column::Places, "不限"),
        (Column::Minimum, "很多"),
        (Column::Fee, "30元/节"),
        (Column::Audition, "也许"),
    ] {
        let mut sheet = sheet();
        type_into(&mut sheet, spot(0, column), typed);
        assert_eq!(sheet.text(spot(0, column)), typed, "{column:?}");
        assert!(sheet.unread(spot(0, column)).is_some(), "{column:?}");
        assert_eq!(*sheet.draft(), draft(), "{column:?}");
        assert!(sheet.is_kept(), "{column:?}");
    }
    let mut sheet = sheet();
    type_into(&mut sheet, spot(0, Column::Category), "待定");
    let problem = &sheet.unread(spot(0, Column::Category)).unwrap().problem;
    assert_eq!(*problem, CellProblem::CategoryUnknown);
    // Mended, it is gone.
    type_into(&mut sheet, spot(0, Column::Category), "劳动");
    assert!(sheet.all_unread().is_empty());
}

#[test]
fn rooms_are_one_for_all_or_one_each() {
    let mut sheet = sheet();
    let (times, room) = (spot(0, Column::Times), spot(0, Column::Room));
    type_into(&mut sheet, times, "周一、三 15:30-17:00");
    type_into(&mut sheet, room, "操场、体育馆");
    assert_eq!(sheet.text(room), "周一：操场；周三：体育馆");
    type_into(&mut sheet, room, "周三：操场；周一：体育馆");
    assert_eq!(sheet.text(room), "周一：体育馆；周三：操场");
    type_into(&mut sheet, room, "周五：操场");
    let problem = &sheet.unread(room).unwrap().problem;
    let found = "周五：操场".to_owned();
    let expected = ReadingError::RoomsNotUnderstood { found };
    assert_eq!(*problem, CellProblem::Reading(expected));
    type_into(&mut sheet, room, "一、二、三");
    let problem = &sheet.unread(room).unwrap().problem;
    let expected = CellProblem::OtherNumberOfRooms {
        rooms: 3,
        sessions: 2,
    };
    assert_eq!(*problem, expected);
    type_into(&mut sheet, room, "操场、体育馆");
    // The session that stays keeps its room; the new one has none, since they differ.
    type_into(&mut sheet, times, "周三、五 15:30-17:00");
    assert_eq!(sheet.text(room), "周三：体育馆");
}

#[test]
fn an_institution_in_brackets_makes_the_course_an_outside_one() {
    let mut sheet = sheet();
    type_into(&mut sheet, spot(0, Column::Provider), "本校");
    type_into(&mut sheet, spot(0, Column::Teachers), "曹乐佳（市少年宫）");
    let provider = &sheet.draft().menu.offerings[0].provider;
    let institution = Some("市少年宫".parse().unwrap());
    assert_eq!(*provider, Provider::Outside { institution });
    sheet.undo();
    assert_eq!(sheet.draft().menu.offerings[0].provider, Provider::School);
}

#[test]
fn escape_forgets_f2_goes_on_and_enter_goes_down() {
    let mut sheet = sheet();
    let at = spot(0, Column::Course);
    let name = sheet.text(at);
    sheet.select(at);
    sheet.begin("别的".to_owned());
    sheet.cancel();
    assert_eq!(sheet.text(at), name);
    sheet.begin_with_content();
    assert_eq!(sheet.entry().unwrap().text, name);
    sheet.type_text(format!("{name}二"));
    sheet.enter(false);
    assert_eq!(sheet.text(at), format!("{name}二"));
    assert_eq!(sheet.selection().cursor, spot(1, Column::Course));
    // An arrow leaves the cell and takes what was typed.
    sheet.begin("又一个".to_owned());
    sheet.move_by(Move::Up, false);
    assert_eq!(sheet.text(spot(1, Column::Course)), "又一个");
}

#[test]
fn typing_below_the_last_row_begins_a_course_and_undo_takes_it_back() {
    let mut sheet = sheet();
    let last = sheet.rows() - 1;
    type_into(&mut sheet, spot(last, Column::Course), "陶艺");
    assert_eq!(sheet.rows(), last + 2);
    let menu = &sheet.draft().menu;
    let offering = menu.offerings.last().unwrap();
    assert_eq!(offering.course, menu.courses.last().unwrap().id);
    assert_eq!(sheet.text(spot(last, Column::Course)), "陶艺");
    assert_eq!(sheet.text(spot(last, Column::Places)), "");
    sheet.undo();
    assert_eq!(*sheet.draft(), draft());
    sheet.redo();
    assert_eq!(sheet.text(spot(last, Column::Course)), "陶艺");
}

#[test]
fn a_removed_row_takes_its_course_along_unless_another_row_is_of_it() {
    let mut sheet = sheet();
    let offerings = draft().menu.offerings;
    let shared = |at: usize| {
        let same = offerings
            .iter()
            .filter(|it| it.course == offerings[at].course);
        same.count() > 1
    };
    let alone = (0..offerings.len()).find(|at| !shared(*at)).unwrap();
    sheet.select(spot(alone, Column::Course));
    sheet.remove_rows();
    let courses = &sheet.draft().menu.courses;
    assert!(courses.iter().all(|it| it.id != offerings[alone].course));
    assert!(
        !sheet
            .draft()
            .plan
            .courses
            .contains_key(&offerings[alone].course)
    );
    sheet.undo();
    assert_eq!(*sheet.draft(), draft());
}

#[test]
fn an_inserted_row_stands_above_the_cursor() {
    let mut sheet = sheet();
    let below = sheet.offering(2).unwrap().id.clone();
    sheet.select(spot(2, Column::Places));
    sheet.insert_row_here();
    assert_eq!(sheet.row_of(&below), Some(3));
    assert_eq!(sheet.text(spot(2, Column::Course)), "未命名课程");
}

#[test]
fn delete_empties_and_says_what_must_not_be_empty() {
    let mut sheet = sheet();
    sheet.select(spot(0, Column::Places));
    sheet.move_by(Move::Right, true);
    sheet.clear();
    let unread = sheet.unread(spot(0, Column::Places)).unwrap();
    assert_eq!(unread.problem, CellProblem::Reading(ReadingError::Empty));
    assert_eq!(sheet.draft().menu.offerings[0].minimum, None);
}
