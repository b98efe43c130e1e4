//! What is exported is read back as the same courses.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use afterbell_domain::allocation::Reserved;
use afterbell_domain::{Course, Label, MenuContent, Offering, Provider};
use afterbell_import::assemble::{AssemblyFault, Known, assemble, draft};
use afterbell_import::settings::Settings;
use afterbell_import::{SourceFile, understand, workbook};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/haitang-primary");

/// The office's own sheets.
fn files() -> Vec<SourceFile> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(FOLDER).expect("the sample") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        let name = name.to_string_lossy().into_owned();
        if name.ends_with(".xlsx") {
            let bytes = std::fs::read(&path).expect("a file");
            files.push(SourceFile { name, bytes });
        }
    }
    files
}

/// The sample school's menu.
fn sample() -> (MenuContent, Settings) {
    let text = std::fs::read_to_string(format!("{FOLDER}/school.toml")).expect("settings");
    let settings = Settings::read(&text).expect("settings");
    let understood = understand(&files()).expect("readable");
    let assembled = assemble(&understood, &settings, None, &Known::default()).expect("a menu");
    (assembled.menu.into(), settings)
}

/// What an import makes of an export, when the school has this menu.
fn imported(menu: &MenuContent, exported: &MenuContent) -> MenuContent {
    let (_, settings) = sample();
    let file = SourceFile {
        name: "导出.xlsx".to_owned(),
        bytes: workbook(exported).expect("a workbook"),
    };
    let understood = understand(&[file]).expect("readable");
    assert_eq!(understood.unreadable, []);
    let known = Known::of(menu).expect("known");
    let made = draft(&understood, &settings, &known).expect("identifiers");
    assert_eq!(made.faults, []);
    // A sheet says nothing of these.
    let unsaid = |mut course: Course| {
        let before = menu.courses.iter().find(|it| it.id == course.id);
        course.prerequisite = before.and_then(|it| it.prerequisite.clone());
        course
    };
    MenuContent {
        courses: made.courses.into_iter().map(unsaid).collect(),
        offerings: made.offerings.into_iter().map(|(_, it)| it).collect(),
        ..menu.clone()
    }
}

/// Compares one by one, so that what differs can be seen.
#[track_caller]
fn same(one: &MenuContent, other: &MenuContent) {
    assert_eq!(one.courses, other.courses);
    for (one, other) in one.offerings.iter().zip(&other.offerings) {
        assert_eq!(one, other);
    }
    assert_eq!(one.offerings.len(), other.offerings.len());
}

fn label(text: &str) -> Label {
    text.parse().expect("a label")
}

fn course_mut(menu: &mut MenuContent, at: usize) -> &mut Course {
    let id = menu.offerings[at].course.clone();
    let course = menu.courses.iter_mut().find(|course| course.id == id);
    course.expect("the course")
}

#[test]
fn importing_the_export_changes_nothing() {
    let (menu, _) = sample();
    assert!(menu.offerings.len() > 50);
    same(&imported(&menu, &menu), &menu);
}

#[test]
fn nor_does_it_after_renaming_and_adding_and_in_several_rooms() {
    let (mut menu, _) = sample();
    let old_name = course_mut(&mut menu, 0).name.clone();
    course_mut(&mut menu, 0).name = label("换了名字的课");
    // One made at the desk, under the name that the first one had.
    let mut course = course_mut(&mut menu, 0).clone();
    course.id = "new-1".parse().expect("an identifier");
    course.name = old_name;
    let mut offering = menu.offerings[0].clone();
    offering.id = "new-1".parse().expect("an identifier");
    offering.course = course.id.clone();
    menu.courses.push(course);
    menu.offerings.push(offering);
    // What cannot be written, or not be told by its name.
    let at = menu.offerings.iter().position(|it| it.sessions.len() > 1);
    let several = &mut menu.offerings[at.expect("one in several rooms")];
    several.sessions[0].room = Some(label("第一处"));
    several.sessions[1].room = None;
    several.sessions.reverse();
    several.provider = Provider::Outside {
        institution: Some(label("阳光")),
    };
    several.audition = false;
    several.remark = Some(label("需面试"));
    let twice = course_mut(&mut menu, 3).name.clone();
    course_mut(&mut menu, 4).name = twice;
    same(&imported(&menu, &menu), &menu);
}

#[test]
fn a_name_or_a_time_that_the_file_changes_is_changed_and_nothing_else() {
    let (menu, _) = sample();
    let mut file = menu.clone();
    course_mut(&mut file, 0).name = label("改在表格里的名字");
    file.offerings[1].places += 1;
    file.offerings[2].sessions[0].room = Some(label("别处"));
    same(&imported(&menu, &file), &file);
    // The desk has renamed it meanwhile: the file says what it says.
    let mut desk = menu.clone();
    course_mut(&mut desk, 0).name = label("改在工作台里的名字");
    same(&imported(&desk, &menu), &menu);
}

/// `p1` and all others.
fn with_groups(menu: &mut MenuContent, settings: &mut Settings) {
    let groups = serde_json::json!([
        { "id": "p1", "name": "留守儿童、随迁子女", "precedence": 1 },
        { "id": "others", "name": "其他学生", "precedence": 2 },
    ]);
    menu.groups = serde_json::from_value(groups).expect("groups");
    settings.priority_group = menu.groups.clone();
    menu.offerings[0].reserved = vec![Reserved {
        group: menu.groups[0].id.clone(),
        places: 2,
    }];
}

#[test]
fn reserved_places_come_back_and_are_read_where_they_are_written() {
    let (mut menu, mut settings) = sample();
    with_groups(&mut menu, &mut settings);
    let read = |menu: &MenuContent, exported: &MenuContent| {
        let file = SourceFile {
            name: "导出.xlsx".to_owned(),
            bytes: workbook(exported).expect("a workbook"),
        };
        let understood = understand(&[file]).expect("readable");
        let known = Known::of(menu).expect("known");
        draft(&understood, &settings, &known).expect("identifiers")
    };
    let made = read(&menu, &menu);
    assert_eq!(made.faults, []);
    assert_eq!(made.offerings[0].1, menu.offerings[0]);
    let mut file = menu.clone();
    file.offerings[0].reserved[0].places = 3;
    file.offerings[1].reserved = menu.offerings[0].reserved.clone();
    let made = read(&menu, &file);
    assert_eq!(made.offerings[0].1.reserved[0].places, 3);
    assert_eq!(made.offerings[1].1.reserved, menu.offerings[0].reserved);
    // For a group that there is not: told with the row, and the row is not taken in.
    let mut unknown = menu.clone();
    unknown.offerings[1].reserved = menu.offerings[0].reserved.clone();
    unknown.offerings[1].reserved[0].group = "p9".parse().expect("an identifier");
    let made = read(&menu, &unknown);
    let [AssemblyFault::ReservedNotUnderstood { place, found }] = &made.faults[..] else {
        panic!("{:?}", made.faults)
    };
    assert_eq!((place.row, found.as_str()), (4, "p9 2"));
    assert_eq!(made.offerings.len(), menu.offerings.len() - 1);
    // A sheet without the column leaves them as they are.
    let known = Known::of(&menu).expect("known");
    let own = understand(&files()).expect("readable");
    let made = draft(&own, &settings, &known).expect("identifiers");
    let kept = made
        .offerings
        .iter()
        .find(|(_, it)| it.id == menu.offerings[0].id);
    assert_eq!(
        kept.expect("the row").1.reserved,
        menu.offerings[0].reserved
    );
}

/// The office's own sheet, which knows no identifiers, after the desk has added a course.
#[test]
fn a_sheet_without_identifiers_finds_its_courses_by_their_names() {
    let (menu, settings) = sample();
    let mut desk = menu.clone();
    for offering in &mut desk.offerings {
        offering.id = format!("desk-{}", offering.id)
            .parse()
            .expect("an identifier");
    }
    let understood = understand(&files()).expect("readable");
    let known = Known::of(&desk).expect("known");
    let made = draft(&understood, &settings, &known).expect("identifiers");
    let made: Vec<Offering> = made.offerings.into_iter().map(|(_, it)| it).collect();
    assert_eq!(made, desk.offerings);
}

#[test]
fn a_row_that_was_copied_is_a_new_course_of_the_same_name() {
    let (menu, settings) = sample();
    let mut file = menu.clone();
    let mut copy = file.offerings[0].clone();
    copy.places += 1;
    file.offerings.push(copy);
    let bytes = workbook(&file).expect("a workbook");
    let name = "导出.xlsx".to_owned();
    let understood = understand(&[SourceFile { name, bytes }]).expect("readable");
    let known = Known::of(&menu).expect("known");
    let made = draft(&understood, &settings, &known).expect("identifiers");
    assert_eq!(made.courses.len(), menu.courses.len());
    let (_, last) = made.offerings.last().expect("rows");
    assert_eq!(last.course, menu.offerings[0].course);
    assert!(menu.offerings.iter().all(|it| it.id != last.id));
    assert_eq!(made.offerings.len(), menu.offerings.len() + 1);
}
