use std::fs;

use serde_json::json;

use super::support::{COURSES, Ran, SETTINGS, School, afterbell};

fn import(school: &School, courses: &str) -> Ran {
    school.import(&[("courses.csv", courses), ("roster.csv", School::roster())])
}

/// The names of all files a directory has.
fn files_in(school: &School) -> usize {
    fs::read_dir(school.data()).expect("a directory").count()
}

#[test]
fn the_same_files_twice_change_nothing_and_say_so() {
    let school = School::new();
    let letters = files_in(&school);
    let ran = import(&school, COURSES).succeeds().says("菜单没有变化");
    assert!(ran.stdout.contains("与已导入的完全相同，什么也没有改"));
    assert_eq!(files_in(&school), letters);
    // Codes that were handed out stay valid.
    school.serve().bind(school.code(0));
}

#[test]
fn a_corrected_sheet_changes_only_what_it_corrects() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let receipt = phone.chooses(&["篮球"]);
    let before = server.menu();
    let corrected = COURSES.replace("许瑶思,本校,30,,120", "许瑶思,本校,40,,150");
    let ran = import(&school, &corrected)
        .succeeds()
        .says("“足球”改了名额、收费");
    assert!(!ran.stdout.contains("新增"), "{}", ran.stdout);
    let after = super::support::eventually("the new menu holds", || {
        let menu = server.menu();
        (menu != before).then_some(menu)
    });
    let differing = |menu: &serde_json::Value| {
        let mut menu = menu.clone();
        let offerings = menu["offerings"].as_array_mut().expect("offerings");
        offerings.retain(|offering| offering["teachers"] != json!(["许瑶思"]));
        menu
    };
    assert_eq!(differing(&before), differing(&after));
    let football = server.offering("足球");
    let offerings = after["offerings"].as_array().expect("offerings");
    let changed = offerings.iter().find(|offering| offering["id"] == football);
    assert_eq!(changed.expect("the same identifier")["places"], 40);
    assert_eq!(phone.receipt().is(200), receipt);
    // A draft from before is told so, and goes through against the new menu.
    let mut draft = phone.draft(&[&football]);
    phone.submit(&draft).is(201);
    draft["menu"] = receipt["menu"].clone();
    phone.submit(&draft).is_problem(409, "menu_changed");
}

#[test]
fn courses_come_and_go_while_nobody_holds_them() {
    let school = School::new();
    let less = COURSES.replace(
        "体育,跳绳,1-6,周五 15:30-16:30,操场,潘思晨,本校,30,,0,\n",
        "",
    );
    import(&school, &less).succeeds().says("删去 1 门：跳绳");
    let server = school.serve();
    assert_eq!(
        server.menu()["offerings"].as_array().map(Vec::len),
        Some(10)
    );
    import(&school, COURSES).succeeds().says("新增 1 门：跳绳");
}

#[test]
fn a_course_that_children_hold_is_not_taken_from_them() {
    let school = School::new();
    let server = school.serve();
    for n in 0..2 {
        server.bind(school.code(n)).chooses(&["篮球"]);
    }
    let before = server.menu_hash();
    let gone = COURSES.replace(
        "体育,篮球,3-6,周二 15:30-17:00,操场,丁博知,本校,2,,0,\n",
        "",
    );
    let removed = "“篮球”：已有 2 人，新菜单里没有这门课";
    import(&school, &gone)
        .fails()
        .says(removed)
        .says("什么也没有导入")
        .says("要在学校工作台逐门决定")
        .says("/school.html#/publish）");
    let cut = COURSES.replace("丁博知,本校,2", "丁博知,本校,1");
    import(&school, &cut)
        .fails()
        .says("“篮球”：已有 2 人，新名额只有 1");
    assert_eq!(server.menu_hash(), before);
    let more = COURSES.replace("丁博知,本校,2", "丁博知,本校,3");
    import(&school, &more).succeeds().says("“篮球”改了名额");
}

#[test]
fn a_refused_import_leaves_no_letters_behind() {
    let school = School::new();
    let server = school.serve();
    server.bind(school.code(0)).chooses(&["篮球"]);
    let files = files_in(&school);
    let gone = COURSES.replace(
        "体育,篮球,3-6,周二 15:30-17:00,操场,丁博知,本校,2,,0,\n",
        "",
    );
    let more = format!("{}三(2)班,20240201,新来\n", School::roster());
    school
        .import(&[("courses.csv", &gone), ("roster.csv", &more)])
        .fails();
    assert_eq!(files_in(&school), files);
    school
        .office("letters", &["--school-number", "20240201"])
        .fails();
}

#[test]
fn only_new_children_get_letters() {
    let school = School::new();
    let more = format!("{}三(2)班,20240201,新来\n", School::roster());
    let ran = school.import(&[("roster.csv", &more)]).succeeds();
    let ran = ran
        .says("新增学生 1 名")
        .says("文件里没有课程，菜单保持不变");
    let page = fs::read_to_string(school.data().join("letters-2.html")).expect("letters");
    assert_eq!(page.matches("<section").count(), 1, "{}", ran.stdout);
    assert!(page.contains("三(2)班 新来"));
}

#[test]
fn a_child_is_known_by_its_number_whatever_changes() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let receipt = phone.chooses(&["篮球"]);
    let moved = School::roster().replace("三(1)班,20240101,学生1\n", "三(2)班,20240101,学生甲\n");
    let ran = school.import(&[("roster.csv", &moved)]).succeeds();
    ran.says("姓名或班级有变动的学生 1 名，学号：20240101");
    let me = phone.me();
    let student = &me["children"][0]["student"];
    assert_eq!(student["id"], phone.child);
    assert_eq!(student["name"], "学生甲");
    assert_eq!(student["class"], json!({"grade": 3, "number": 2}));
    assert_eq!(me["children"][0]["receipt"], receipt);
}

#[test]
fn children_missing_from_a_roster_stay_until_that_is_asked_for() {
    let school = School::new();
    let server = school.serve();
    let (first, second) = (server.bind(school.code(0)), server.bind(school.code(1)));
    first.chooses(&["篮球"]);
    let less = School::roster().replace("三(1)班,20240101,学生1\n三(1)班,20240102,学生2\n", "");
    let files = [("roster.csv", less.as_str())];
    school
        .import(&files)
        .succeeds()
        .says("仍保留的学生 2 名，学号：20240101、20240102");
    assert_eq!(second.me()["children"].as_array().map(Vec::len), Some(1));
    let ran = school.import_with(&["--remove-absent"], &files).fails();
    ran.says("下面的学生还有选课或托管").says("学号：20240101");
    first.withdraw().is(200);
    school
        .import_with(&["--remove-absent"], &files)
        .succeeds()
        .says("离校的学生 2 名");
    assert_eq!(second.me()["children"], json!([]));
    second.receipt().is_problem(404, "student_not_yours");
    school
        .import_with(&["--remove-absent"], &files)
        .succeeds()
        .says("什么也没有改");
    // Whoever comes back is the same child and gets a letter.
    let all = [("roster.csv", School::roster())];
    school.import(&all).succeeds().says("新增学生 2 名");
    assert_eq!(second.me()["children"][0]["student"]["id"], second.child);
}

#[test]
fn rows_that_cannot_be_read_stop_everything() {
    let school = School::empty();
    let bad = format!("{COURSES}德育,讲解,高年级段,待定,少先队室,高怡子,本校,很多,,0,\n");
    let ran = import(&school, &bad).fails();
    let ran = ran
        .says("有 1 行读不懂")
        .says("第 14 行“讲解”")
        .says("什么也没有导入");
    for (cell, found, accepted) in [
        ("C14", "高年级段", "三至六年级"),
        ("D14", "待定", "15:30"),
        ("H14", "很多", "例如：30"),
    ] {
        let ran = Ran {
            succeeded: false,
            stdout: ran.stdout.clone(),
            stderr: String::new(),
        };
        ran.says(cell).says(found).says(accepted);
    }
    assert!(!school.data().exists());
}

#[test]
fn rows_that_cannot_be_read_can_be_skipped() {
    let school = School::empty();
    let bad = format!("{COURSES}德育,讲解,4-6,待定,少先队室,高怡子,本校,40,,0,\n");
    let files = [
        ("courses.csv", bad.as_str()),
        ("roster.csv", School::roster()),
    ];
    school
        .import_with(&["--skip-unreadable"], &files)
        .succeeds()
        .says("跳过上面 1 行");
    let server = school.serve();
    assert_eq!(
        server.menu()["offerings"].as_array().map(Vec::len),
        Some(11)
    );
}

#[test]
fn sheets_and_settings_must_speak_of_the_same_school_and_term() {
    let school = School::empty();
    let other = COURSES.replace("试验小学2026学年第一学期", "另一小学2026学年第二学期");
    let ran = import(&school, &other).fails();
    ran.says("表格写的学校是“另一小学”，设置文件写的是“试验小学”")
        .says("2026学年第二学期");
    assert!(!school.data().exists());
}

#[test]
fn what_makes_no_menu_is_told_with_its_row() {
    let school = School::empty();
    let row = "体育,足球,3-6,周二 15:30-17:00,操场,许瑶思,本校,30,40,120,\n";
    let bad = COURSES.replace(
        "体育,足球,3-6,周二 15:30-17:00,操场,许瑶思,本校,30,,120,\n",
        row,
    );
    import(&school, &bad)
        .fails()
        .says("第 4 行“足球”：开班人数比名额还多");
    let twice = format!("{COURSES}{}", COURSES.lines().nth(2).expect("a row"));
    import(&school, &twice)
        .fails()
        .says("第 14 行“篮球”：与另一行的名称、时间和年级完全相同");
}

#[test]
fn what_was_changed_on_the_way_is_told() {
    let school = School::empty();
    let long = "长".repeat(100);
    let more = format!("{COURSES}奇术,变戏法,3-6,周四 17:40-18:30,,,本校,9,,0,{long}\n");
    let ran = import(&school, &more).succeeds();
    ran.says("第 14 行“变戏法”的类别没有写或不认识，归入“其他”")
        .says("第 14 行的说明太长");
    let server = school.serve();
    let (menu, id) = (server.menu(), server.offering("变戏法"));
    let courses = menu["courses"].as_array().expect("courses");
    assert_eq!(courses.last().expect("a course")["category"], "other");
    let offerings = menu["offerings"].as_array().expect("offerings");
    let offering = offerings.iter().find(|offering| offering["id"] == id);
    let remark = offering.expect("an offering")["remark"]
        .as_str()
        .expect("a remark");
    assert_eq!(
        (remark.chars().count(), remark.chars().last()),
        (80, Some('…'))
    );
}

#[test]
fn a_row_that_was_skipped_is_not_a_child_who_left() {
    let school = School::new();
    let files = [("roster.csv", School::roster())];
    school
        .import_with(&["--remove-absent", "--skip-unreadable"], &files)
        .fails()
        .says("--remove-absent");
}

#[test]
fn settings_are_read_strictly() {
    let school = School::empty();
    for (from, to, said) in [
        ("per_day", "per_dya", "per_dya"),
        ("\"SY\"", "\"sy\"", "receipt_prefix"),
        ("first_come", "first_served", "first_served"),
        (
            "needs = \"书法入门\"",
            "needs = \"书法初步\"",
            "先修要求提到“书法初步”",
        ),
        (
            "\"2026-09-10T20:00:00+08:00\"",
            "\"2026-09-08T20:00:00+08:00\"",
            "第 1 段选课时间结束早于开始",
        ),
    ] {
        school.write("school.toml", &SETTINGS.replace(from, to));
        import(&school, COURSES).fails().says(said);
    }
    let second = "[[round.windows]]
opens_at = \"2026-09-12T20:00:00+08:00\"
closes_at = \"2026-09-13T20:00:00+08:00\"

[[prerequisite]]";
    let drawn = SETTINGS.replace("first_come", "lottery");
    school.write("school.toml", &drawn.replace("[[prerequisite]]", second));
    import(&school, COURSES)
        .fails()
        .says("选课方式是“抽签”，要统一抽签，只能有一段选课时间");
    assert!(!school.data().exists());
}

#[test]
fn a_dry_run_needs_no_books_and_makes_none() {
    let school = School::empty();
    let file = school.write("courses.csv", COURSES);
    let file = file.to_str().expect("a path");
    afterbell(["import", "--dry-run", file])
        .succeeds()
        .says("读到课程 11 门")
        .says("这是试读");
    let printed = afterbell(["import", "--dry-run", "--json", file])
        .succeeds()
        .stdout;
    let understood: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(understood["school"], "试验小学");
    assert_eq!(understood["courses"].as_array().map(Vec::len), Some(11));
    afterbell(["import", file]).fails().says("--settings");
}

#[test]
fn the_sample_school_is_understood_as_the_list_made_by_hand_says() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../samples/haitang-primary/"
    );
    let file = |name: &str| format!("{folder}{name}");
    let (courses, roster) = (file("课程菜单.xlsx"), file("学生名册.xlsx"));
    let ran = afterbell(["import", "--dry-run", "--json", &courses, &roster]).succeeds();
    let expected = fs::read_to_string(file("expected.json")).expect("a list");
    assert_eq!(ran.stdout, expected);
    let ran = afterbell(["import", "--dry-run", &courses, &roster]).fails();
    ran.says("读到课程 52 门、基本服务 4 项")
        .says("读到学生 1532 名")
        .says("有 4 行读不懂");
}

#[test]
fn a_file_that_is_no_spreadsheet_is_told() {
    let school = School::empty();
    school
        .import(&[("courses.csv", "")])
        .fails()
        .says("courses.csv");
    afterbell(["import", "--dry-run", "nowhere.xlsx"])
        .fails()
        .says("nowhere.xlsx");
}

/// Whoever is second is told what to do, not what the database said.
#[test]
fn two_imports_at_once_are_one_import() {
    let school = School::empty();
    let files = [("courses.csv", COURSES), ("roster.csv", School::roster())];
    for (name, content) in files {
        school.write(name, content);
    }
    let path = |file: &str| school.path(file).to_string_lossy().into_owned();
    let run = || {
        let (data, settings) = (path("data"), path("school.toml"));
        let (courses, roster) = (path("courses.csv"), path("roster.csv"));
        let options = ["import", "--data-dir", &data, "--settings", &settings];
        afterbell(options.into_iter().chain([courses.as_str(), &roster]))
    };
    let ran: Vec<Ran> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..3).map(|_| scope.spawn(run)).collect();
        let ended = started.into_iter().map(|thread| thread.join());
        ended.map(|ran| ran.expect("an end")).collect()
    });
    assert!(ran.iter().any(|ran| ran.succeeded));
    for ran in ran.into_iter().filter(|ran| !ran.succeeded) {
        let said = &ran.stderr;
        let is_clear = said.contains("请重新导入") || said.contains("请稍后再试");
        assert!(is_clear && !said.contains("UNIQUE"), "{said}");
    }
    run().succeeds().says("与已导入的完全相同");
    let letters = fs::read_dir(school.data())
        .expect("a directory")
        .filter(|entry| {
            let name = entry.as_ref().expect("an entry").file_name();
            name.to_string_lossy().starts_with("letters")
        });
    assert_eq!(letters.count(), 1);
}

#[test]
fn an_import_that_failed_does_not_count_as_one() {
    let school = School::empty();
    let files = [("courses.csv", COURSES), ("roster.csv", School::roster())];
    let nowhere = school.path("nowhere/letters.html");
    let nowhere = nowhere.to_str().expect("UTF-8");
    school.import_with(&["--letters", nowhere], &files).fails();
    assert!(school.data().join("afterbell.sqlite").exists());
    let ran = school.import_with(&["--if-empty"], &files).succeeds();
    ran.says("导入完成");
    let other = [("courses.csv", "")];
    let ran = school.import_with(&["--if-empty"], &other).succeeds();
    ran.says("这里已有学校资料");
}
