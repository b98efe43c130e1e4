//! What is exported is read back as the same courses.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use afterbell_domain::allocation::Reserved;
use afterbell_domain::desk::{
    DraftEdit, ImportedService, describe_course, edit_together, import_services,
};
use afterbell_domain::policy::{
    Activity, ActivityLevel, CourseDetail, CourseForm, MenuDraft, ServicePlan,
};
use afterbell_domain::{Course, Fen, Label, MenuContent, Offering, Provider};
use afterbell_import::assemble::{AssemblyFault, Known, assemble, draft};
use afterbell_import::settings::Settings;
use afterbell_import::{
    SettingReason, SourceFile, Understood, read_settings, understand, workbook,
};

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

fn exported_file(menu: &MenuContent) -> Vec<u8> {
    let draft = MenuDraft {
        menu: menu.clone(),
        plan: ServicePlan::default(),
        acknowledgements: Vec::new(),
    };
    workbook(&draft).expect("a workbook")
}

/// What an import makes of an export, when the school has this menu.
fn imported(menu: &MenuContent, exported: &MenuContent) -> MenuContent {
    let (_, settings) = sample();
    let file = SourceFile {
        name: "导出.xlsx".to_owned(),
        bytes: exported_file(exported),
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
            bytes: exported_file(exported),
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
    let bytes = exported_file(&file);
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

/// The sample school's draft, with what its own file of the plan says, and services of all kinds.
fn whole_sample() -> MenuDraft {
    let (menu, _) = sample();
    let plan = std::fs::read_to_string(format!("{FOLDER}/plan.json")).expect("a plan");
    let plan: ServicePlan = serde_json::from_str(&plan).expect("a plan");
    let mut draft = MenuDraft {
        menu,
        plan,
        acknowledgements: Vec::new(),
    };
    let more = serde_json::json!([
        {
            "name": "寒假 托管", "grades": [1, 2, 3], "weekdays": [1, 2, 3, 4, 5],
            "time": { "start": "08:30", "end": "16:30" },
            "dates": { "first_day": "2027-02-01", "last_day": "2027-02-05" },
            "place": "阅览室", "content": "阅读、下棋", "fee_note": "按周收，每周 60 元", "signing_up": "1月10日前把回执交给班主任",
        },
        {
            "name": "晚自习", "grades": [6], "weekdays": [1, 3],
            "time": { "start": "18:30", "end": "20:00" }, "fee_note": "免费",
        },
        {
            "name": "晚自习", "grades": [6], "weekdays": [2],
            "time": { "start": "18:30", "end": "19:30" }, "place": "六(1)班教室",
        },
    ]);
    let more: Vec<afterbell_domain::BaseService> = serde_json::from_value(more).expect("services");
    draft.menu.base_care.services.extend(more);
    let detail = serde_json::json!({
        "kind": "holiday_care", "activities": ["care"], "attendance": "voluntary", "fee_fen": 12_050,
    });
    let detail = serde_json::from_value(detail).expect("a detail");
    draft.plan.services.insert(label("寒假 托管"), detail);
    draft
}

/// What the desk would do with a file, when the school has this draft.
fn edits_of(draft: &MenuDraft, understood: &Understood) -> Vec<DraftEdit> {
    let (_, settings) = sample();
    let known = Known::of(&draft.menu).expect("known");
    let made = afterbell_import::assemble::draft(understood, &settings, &known).expect("a draft");
    assert_eq!(made.faults, []);
    let services = made.services.into_iter().map(|it| ImportedService {
        sheet: String::new(),
        row: 0,
        service: it.service,
        says_grades: it.says_grades,
        kind: it.kind,
        fee_fen: it.fee,
        cells: Vec::new(),
    });
    let services: Vec<_> = services.collect();
    let mut edits = import_services(draft, &services);
    let (settings, problems) = read_settings(&understood.settings, &draft.menu);
    assert_eq!(problems, []);
    edits.extend(settings.edits(draft));
    edits
}

fn read_back(draft: &MenuDraft) -> Understood {
    let file = SourceFile {
        name: "导出.xlsx".to_owned(),
        bytes: workbook(draft).expect("a workbook"),
    };
    let understood = understand(&[file]).expect("readable");
    assert_eq!(understood.unreadable, []);
    understood
}

#[test]
fn services_and_settings_come_back_as_they_were() {
    let mut draft = whole_sample();
    let understood = read_back(&draft);
    let lines = draft.menu.base_care.services.len();
    assert!(lines > 5);
    assert_eq!(understood.base_services.len(), lines);
    assert_eq!(edits_of(&draft, &understood), []);
    // Also where there is nothing, and in other words.
    draft.menu.round.opening_pool_minutes = Some(30);
    draft.menu.round.windows[0].opens_at = draft.menu.round.windows[0].opens_at.plus_seconds(61);
    draft.menu.limits = afterbell_domain::Limits::default();
    draft.menu.term.holidays.clear();
    draft.menu.term.make_up_days.clear();
    draft.menu.base_care.days.truncate(1);
    draft.plan = ServicePlan::default();
    assert_eq!(edits_of(&draft, &read_back(&draft)), []);
    draft.menu.base_care.days.clear();
    draft.menu.round.windows.clear();
    draft.menu.base_care.services.clear();
    assert_eq!(edits_of(&draft, &read_back(&draft)), []);
}

#[test]
fn what_a_file_changes_of_services_and_settings_is_changed_and_nothing_else() {
    let draft = whole_sample();
    let mut file = draft.clone();
    let services = &mut file.menu.base_care.services;
    services[0].place = Some(label("食堂"));
    let last = services.len() - 1;
    services[last].time = "18:00-19:00".parse().expect("a time");
    file.menu.term.holidays[0].name = label("国庆、中秋");
    file.menu.round.mode = afterbell_domain::SelectionMode::Wishes;
    file.menu.base_care.days[4].pick_up_times.truncate(1);
    let detail = file.plan.services.get_mut(&label("寒假 托管")).expect("it");
    detail.fee_fen = Fen::new(9_900).expect("a fee");
    let edits = edits_of(&draft, &read_back(&file));
    let mut after = draft.clone();
    let edited = afterbell_domain::desk::edit_together(&mut after, edits);
    assert_eq!(edited.conflicts, []);
    assert_eq!(after, file);
    // Of a service that a file knows it may say no more than when it is held.
    let mut silent = read_back(&draft);
    for row in &mut silent.base_services {
        row.grades = None;
        (row.dates, row.kind, row.fee) = (None, None, None);
        (row.room, row.content, row.fee_text, row.fee_note) = (None, None, None, None);
        row.signing_up = None;
    }
    assert_eq!(edits_of(&draft, &silent), []);
    // A service that the file does not have stays.
    let mut fewer = draft.clone();
    fewer.menu.base_care.services.truncate(2);
    assert_eq!(edits_of(&draft, &read_back(&fewer)), []);
}

#[test]
fn a_setting_that_cannot_be_read_is_told_and_stays() {
    let draft = whole_sample();
    let mut understood = read_back(&draft);
    let mut put = |name: &str, found: &str| {
        let mut rows = understood.settings.iter_mut();
        let row = rows.find(|row| row.name == name).expect("the row");
        row.found = found.to_owned();
        row.cell.clone()
    };
    let cells = [
        put("学期第一天", "开学那天"),
        put("放假", "国庆节"),
        put("托管日", "周一 放学后"),
        put("选课方式", "先来后到"),
        put("选课时间", "九月八日晚上"),
        put("一天最多（门）", "两门"),
    ];
    // A list of which one row cannot be read stays, however its name is written.
    for row in &mut understood.settings {
        row.name = row.name.replace("放假", "放 假");
    }
    let mut twice = understood.settings[0].clone();
    twice.place.row = 99;
    understood.settings.push(twice.clone());
    twice.name = "校长".to_owned();
    understood.settings.push(twice);
    let (settings, problems) = read_settings(&understood.settings, &draft.menu);
    assert_eq!(settings.edits(&draft), []);
    let reasons: Vec<_> = problems.iter().map(|problem| problem.reason).collect();
    assert_eq!(
        reasons,
        [
            SettingReason::NoDate,
            SettingReason::NoHoliday,
            SettingReason::NoCareDay,
            SettingReason::NoMode,
            SettingReason::NoWindow,
            SettingReason::NoLimit,
            SettingReason::Twice,
            SettingReason::UnknownName,
        ]
    );
    for (problem, cell) in problems.iter().zip(cells) {
        assert_eq!(problem.row.cell, cell);
    }
}

/// 课程说明, which only the plan has, goes along with its course.
#[test]
fn what_a_district_asks_about_a_course_comes_back_and_is_not_taken_away() {
    let (menu, settings) = sample();
    let said = [
        CourseDetail::default(),
        CourseDetail {
            form: CourseForm::Club,
            content: Some(label("练习  行书，\u{3000}写春联")),
            activities: vec![Activity::Arts, Activity::Tutoring],
            series: Some(label("非遗")),
            for_gifted: true,
            level: Some(ActivityLevel::Class),
        },
        CourseDetail {
            level: Some(ActivityLevel::School),
            ..CourseDetail::default()
        },
    ];
    let mut start = MenuDraft {
        menu: menu.clone(),
        plan: ServicePlan::default(),
        acknowledgements: Vec::new(),
    };
    for (course, detail) in menu.courses.iter().zip(said) {
        start.plan.courses.insert(course.id.clone(), detail);
    }
    let facts = |file: Vec<SourceFile>| {
        let understood = understand(&file).expect("readable");
        let made = draft(&understood, &settings, &Known::of(&menu).expect("known"));
        let made = made.expect("identifiers");
        assert_eq!(made.faults, []);
        let facts = made.offerings.iter().map(|(at, offering)| {
            let facts = made.facts.get(at).cloned().unwrap_or_default();
            (offering.course.clone(), facts)
        });
        facts.collect::<Vec<_>>()
    };
    let export = |draft: &MenuDraft| SourceFile {
        name: "导出.xlsx".to_owned(),
        bytes: workbook(draft).expect("a workbook"),
    };
    let changes = |draft: &MenuDraft, file: Vec<SourceFile>| {
        let mut after = draft.clone();
        for (course, facts) in facts(file) {
            let edits = describe_course(&after, &course, &facts);
            assert_eq!(edit_together(&mut after, edits).conflicts, []);
        }
        after.plan.courses
    };
    let read = understand(&[export(&start)]).expect("readable");
    assert_eq!(read.unreadable, []);
    let same = changes(&start, vec![export(&start)]);
    assert_eq!(same, start.plan.courses);
    // Into a draft that says nothing of them, all of it comes.
    let mut bare = start.clone();
    bare.plan.courses.clear();
    let mut expected = start.plan.courses.clone();
    let tidied = expected.get_mut(&menu.courses[1].id).expect("the course");
    tidied.content = Some(label("练习 行书， 写春联"));
    assert_eq!(changes(&bare, vec![export(&start)]), expected);
    // The export of that draft takes all of it away, the office's own sheets none of it.
    assert_eq!(changes(&start, vec![export(&bare)]), bare.plan.courses);
    assert_eq!(changes(&start, files()), start.plan.courses);
}
