use super::{draft, sheet, spot, type_into};
use afterbell_desk::sheet::{Column, Move, Pasted, Taken};
use afterbell_domain::Fen;
use afterbell_domain::desk::{ImportedCourse, ImportedService, MenuSettings};
use afterbell_domain::policy::ServiceKind;

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
    sheet.select(spot(0, Column::Level));
    let pasted = sheet.paste("也许\t手工操作\t多出来\n班级\t\t");
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
            facts: Vec::new(),
            cells: Vec::new(),
        }
    };
    let mut sheet = sheet();
    sheet.take_in(&[read(0), read(1)], &[], None);
    assert!(!sheet.can_undo(), "rows as they are change nothing");
    // A file knows neither of these, and does not take them away.
    let mut silent = read(0);
    silent.course.once_per_term = !silent.course.once_per_term;
    silent.course.prerequisite = Some("before".parse().unwrap());
    sheet.take_in(&[silent], &[], None);
    assert!(!sheet.can_undo());
    let (mut changed, mut added) = (read(0), read(1));
    changed.offering.places = 77;
    added.course.id = "clay".parse().unwrap();
    added.offering.id = "clay".parse().unwrap();
    added.offering.course = "clay".parse().unwrap();
    let taken = sheet.take_in(&[changed, added, read(1)], &[], None);
    let expected = Taken {
        added: 1,
        changed: 1,
        unchanged: 1,
        ..Taken::default()
    };
    assert_eq!(taken, expected);
    assert_eq!(sheet.text(spot(0, Column::Places)), "77");
    assert_eq!(sheet.rows(), menu.offerings.len() + 2);
    sheet.undo();
    assert_eq!(*sheet.draft(), draft());
}

#[test]
fn services_and_settings_of_a_file_are_one_step_with_its_courses() {
    let start = draft();
    let services = start.menu.base_care.services.iter();
    let mut services: Vec<_> = services
        .map(|service| ImportedService {
            sheet: "基本服务".to_owned(),
            row: 3,
            service: service.clone(),
            says_grades: true,
            kind: start.plan.services.get(&service.name).map(|it| it.kind),
            fee_fen: None,
            cells: Vec::new(),
        })
        .collect();
    let mut settings = MenuSettings::of(&start.menu);
    let mut sheet = sheet();
    let taken = sheet.take_in(&[], &services, Some(&settings));
    assert_eq!(taken, Taken::default());
    assert!(!sheet.can_undo(), "what stands there changes nothing");
    services[0].service.place = Some("食堂".parse().unwrap());
    services[1].fee_fen = Some(Fen::new(12_000).unwrap());
    let mut fresh = services[2].clone();
    fresh.service.name = "寒假托管".parse().unwrap();
    fresh.kind = Some(ServiceKind::HolidayCare);
    services.push(fresh);
    settings.limits.per_day = Some(7);
    settings.days.truncate(3);
    let taken = sheet.take_in(&[], &services, Some(&settings));
    assert_eq!((taken.services, taken.settings), (3, 2));
    let after = sheet.draft().clone();
    assert_eq!(after.menu.base_care.days.len(), 3);
    assert_eq!(after.menu.limits.per_day, Some(7));
    let name = &services[1].service.name;
    assert_eq!(after.plan.services[name].fee_fen.get(), 12_000);
    let fresh = &services[3].service.name;
    assert_eq!(after.plan.services[fresh].kind, ServiceKind::HolidayCare);
    sheet.undo();
    assert_eq!(*sheet.draft(), start);
}
