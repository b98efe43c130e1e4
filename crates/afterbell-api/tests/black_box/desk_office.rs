//! Letters and files at the desk.

use serde_json::{Value, json};

use super::support::desk::{TIMES, arrived, invited};
use super::support::{COURSES, School};

#[test]
fn a_class_teacher_has_the_letters_of_one_class() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(
        &school,
        "班主任",
        &["--role", "class_teacher", "--class", "三(1)班"],
    );
    let teacher = arrived(&school, &server, "班主任", &invitation, &TIMES);
    let list = teacher.get("/api/desk/codes").is(200);
    assert_eq!(list["classes"], json!([{ "grade": 3, "number": 1 }]));
    let codes = list["codes"].as_array().unwrap();
    assert_eq!(codes.len(), 30);
    assert_eq!(
        (&codes[0]["waiting"], &codes[0]["guardians"]),
        (&json!(true), &json!(0))
    );
    assert!(!list.to_string().contains(school.code(0)));
    teacher
        .get("/api/desk/codes?grade=1&class=1")
        .is_problem(403, "not_permitted");
    teacher
        .get("/api/desk/codes?grade=3")
        .is_problem(400, "malformed_request");
    let first = json!({ "class": { "grade": 1, "number": 1 } });
    for path in ["/api/desk/codes/reissue", "/api/desk/codes/revoke"] {
        teacher
            .send("POST", path, &first)
            .is_problem(404, "student_not_yours");
        let unknown = json!({ "students": ["unknown"] });
        teacher
            .send("POST", path, &unknown)
            .is_problem(404, "student_not_yours");
    }
    // One letter anew: the lost one opens nothing, the others still do.
    let one = json!({ "students": [codes[0]["student"]] });
    let letters = teacher.send("POST", "/api/desk/codes/reissue", &one);
    assert_eq!(letters.status, 200, "{}", letters.text());
    let page = letters.text();
    assert_eq!(page.matches("<section class=\"letter\">").count(), 1);
    assert!(page.contains("学生1"));
    let bind = |code: &str| {
        server
            .post("/api/children")
            .key(&super::support::new_key())
            .json(&json!({ "code": code }))
            .send()
    };
    bind(school.code(0)).is_problem(404, "code_unknown");
    let (_, fresh) = page.split_once("<strong>").unwrap();
    let (fresh, _) = fresh.split_once("</strong>").unwrap();
    assert_eq!(bind(fresh).status, 201);
    let used = teacher.get("/api/desk/codes?grade=3&class=1").is(200);
    assert_eq!(
        (&used["codes"][0]["waiting"], &used["codes"][0]["guardians"]),
        (&json!(false), &json!(1))
    );
    let second = json!({ "students": [codes[1]["student"]] });
    assert_eq!(
        teacher
            .send("POST", "/api/desk/codes/revoke", &second)
            .status,
        204
    );
    bind(school.code(1)).is_problem(404, "code_unknown");
    assert_eq!(bind(school.code(2)).status, 201);
}

#[test]
fn a_file_is_understood_row_by_row_and_stored_only_when_it_is_committed() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let look = |name: &str, content: &str| {
        colleague
            .request("POST", "/api/desk/import")
            .header("X-File-Name", name)
            .body(content)
            .send()
            .is(200)
    };
    let view = look("%E8%8F%9C%E5%8D%95.csv", COURSES);
    assert_eq!(view["courses"].as_array().unwrap().len(), 11, "{view}");
    assert_eq!(view["courses"][0]["course"]["name"], "篮球");
    assert_eq!(view["unreadable"], json!([]));
    // What is published came from the same sheet.
    let seen = colleague.get("/api/desk/menu-draft").is(200);
    let offerings: Vec<&Value> = view["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["offering"])
        .collect();
    assert_eq!(json!(offerings), seen["draft"]["menu"]["offerings"]);
    let broken = COURSES.replace("周二 15:30-17:00,操场,丁博知", "某天,操场,丁博知");
    let view = look("menu.csv", &broken);
    let row = &view["unreadable"][0];
    assert_eq!(
        (&row["course"], &row["problems"][0]["found"]),
        (&json!("篮球"), &json!("某天"))
    );
    assert!(!row["problems"][0]["words"].as_str().unwrap().is_empty());
    let nothing = look("menu.csv", "no table");
    assert_eq!(nothing["problems"].as_array().unwrap().len(), 1);
    colleague
        .request("POST", "/api/desk/import")
        .body("x")
        .send()
        .is_problem(400, "malformed_request");
    assert_eq!(colleague.get("/api/desk/menu-draft").is(200)["revision"], 0);

    let roster = look("roster.csv", "班级,学号,姓名\n三(1)班,20240999,学生九九\n");
    assert_eq!(roster["pupils"][0]["school_number"], "20240999");
    let offering = &seen["draft"]["menu"]["offerings"][0];
    let edit = |before: u32| {
        json!({ "edit": "offering", "id": offering["id"],
        "before": { "places": before }, "after": { "places": 9 } })
    };
    let commit = |before| {
        let body = json!({ "edits": [edit(before)], "pupils": roster["pupils"] });
        colleague
            .send("POST", "/api/desk/import/commit", &body)
            .is(200)
    };
    // All or nothing.
    let refused = commit(77);
    assert_eq!(
        (
            refused["conflicts"].as_array().unwrap().len(),
            &refused["entered"]
        ),
        (1, &json!(0))
    );
    let pupils = || {
        colleague.get("/api/desk/codes?grade=3&class=1").is(200)["codes"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(pupils(), 30);
    let done = commit(2);
    assert_eq!(
        (&done["conflicts"], &done["entered"], &done["revision"]),
        (&json!([]), &json!(1), &json!(1))
    );
    assert_eq!(pupils(), 31);
    let log = school.office("verify", &[]).succeeds().stdout;
    assert!(log.contains("操作记录 6 条"), "{log}");
    // A coordinator does not read the log; an administrator finds who came, by identifier, and no name.
    let invitation = invited(&school, "校长", &["--role", "school_admin"]);
    let admin = arrived(&school, &server, "校长", &invitation, &TIMES);
    let log = admin.get("/api/desk/audit").is(200);
    let mut entries = log["entries"].as_array().expect("entries").iter();
    let entry = entries.find(|entry| entry["action"] == "imported");
    let entry = entry.expect("the import");
    let roster = admin.get("/api/desk/roster").is(200);
    let mut pupils = roster["pupils"].as_array().expect("pupils").iter();
    let newcomer = pupils.find(|pupil| pupil["school_number"] == "20240999");
    let newcomer = newcomer.expect("the newcomer");
    let entered = json!([{ "class": newcomer["class"], "students": [newcomer["student"]] }]);
    assert_eq!(entry["after"]["entered"], entered);
    assert_eq!(entry["before"], json!({ "revision": 0 }));
    assert!(!log.to_string().contains("学生九九"), "{log}");
}

#[test]
fn a_cell_is_corrected_where_it_is_shown_and_read_again() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let broken = COURSES.replace("周二 15:30-17:00,操场,丁博知", "某天,操场,丁博知");
    let content = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &broken);
    let look = |corrections: Value| {
        let body = json!({ "name": "menu.csv", "content": content, "corrections": corrections });
        colleague.send("POST", "/api/desk/import/corrected", &body)
    };
    let view = look(json!([])).is(200);
    let (row, problem) = (
        &view["unreadable"][0],
        &view["unreadable"][0]["problems"][0],
    );
    assert_eq!(view["courses"].as_array().unwrap().len(), 10);
    let corrected =
        |text: &str| json!({ "sheet": row["sheet"], "cell": problem["cell"], "text": text });
    // Read by the same importer: what is still wrong is told again.
    let view = look(json!([corrected("周二第二节")])).is(200);
    assert_eq!(view["unreadable"][0]["problems"][0]["found"], "周二第二节");
    let view = look(json!([corrected("周二 15:30-16:50")])).is(200);
    assert_eq!(view["unreadable"], json!([]));
    let read = &view["courses"][0];
    assert_eq!(read["course"]["name"], "篮球");
    assert_eq!(read["offering"]["sessions"][0]["time"]["end"], "16:50");
    let cells = read["cells"].as_array().unwrap();
    let time = cells
        .iter()
        .find(|it| it["cell"] == problem["cell"])
        .unwrap();
    assert_eq!(
        (&time["heading"], &time["found"]),
        (&problem["heading"], &json!("周二 15:30-16:50"))
    );
    let nowhere = json!([{ "sheet": "x", "cell": "5E", "text": "x" }]);
    look(nowhere).is_problem(400, "malformed_request");
}

#[test]
fn every_row_of_a_roster_says_what_stands_in_it_and_is_corrected() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let roster = "班级,学号,姓名,家长电话\n三1班,20240998,夏　文远,13800000000\n三(1)班,20240999,学生九九,\n";
    let content = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, roster);
    let look = |corrections: Value| {
        let body = json!({ "name": "roster.csv", "content": content, "corrections": corrections });
        let path = "/api/desk/import/corrected";
        colleague.send("POST", path, &body).is(200)
    };
    let view = look(json!([]));
    assert_eq!(view["pupils"][0]["name"], "夏文远");
    let row = &view["pupil_rows"][0];
    assert_eq!(row["row"], 2);
    let found: Vec<&str> = row["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| cell["found"].as_str().unwrap())
        .collect();
    // What is not imported does not leave the file.
    assert_eq!(found, ["三1班", "20240998", "夏 文远"]);
    assert!(!view.to_string().contains("13800000000"));
    let wrong = &row["cells"][2];
    let view = look(json!([{ "sheet": row["sheet"], "cell": wrong["cell"], "text": "夏雯远" }]));
    assert_eq!(view["pupils"][0]["name"], "夏雯远");
    assert_eq!(view["pupils"].as_array().unwrap().len(), 2);
    let view = look(json!([{ "sheet": row["sheet"], "cell": wrong["cell"], "text": "" }]));
    assert_eq!(view["unreadable"][0]["row"], 2);
    assert_eq!(view["pupils"].as_array().unwrap().len(), 1);
}

#[test]
fn the_export_is_imported_without_a_change() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let unchanged = || {
        let exported = colleague.get("/api/desk/export");
        assert_eq!(exported.status, 200);
        let view = colleague
            .request("POST", "/api/desk/import")
            .header("X-File-Name", "menu.xlsx")
            .body(exported.body)
            .send()
            .is(200);
        assert_eq!(view["unreadable"], json!([]));
        let draft = colleague.get("/api/desk/menu-draft").is(200);
        let menu = &draft["draft"]["menu"];
        let read = view["courses"].as_array().expect("courses");
        let offerings: Vec<&Value> = read.iter().map(|row| &row["offering"]).collect();
        assert_eq!(json!(offerings), menu["offerings"]);
        let settings = &view["settings"];
        assert_eq!(settings["days"], menu["base_care"]["days"]);
        for cell in ["term", "round", "limits"] {
            assert_eq!(settings[cell], menu[cell], "{cell}");
        }
        // Row by row, as the export wrote it.
        let rows = view["setting_rows"].as_array().expect("rows");
        assert!(rows.len() > 10, "{rows:?}");
        for row in rows {
            assert_eq!(row["understood"], row["cell"]["found"], "{row}");
        }
        for row in read {
            let courses = menu["courses"].as_array().expect("courses");
            let before = courses.iter().find(|it| it["id"] == row["course"]["id"]);
            assert_eq!(
                row["course"]["name"],
                before.expect("the same course")["name"]
            );
        }
        menu.clone()
    };
    let menu = unchanged();
    // Renamed at the desk, and one added there that is called as the other was.
    let course = &menu["courses"][0];
    let (mut added, mut row) = (course.clone(), menu["offerings"][0].clone());
    added["id"] = json!("made-at-the-desk");
    row["id"] = json!("made-at-the-desk");
    row["course"] = json!("made-at-the-desk");
    row["sessions"][0]["room"] = json!("体育馆");
    let mut other_day = row["sessions"][0].clone();
    other_day["weekday"] = json!(5);
    other_day["room"] = json!("操场");
    row["sessions"]
        .as_array_mut()
        .expect("sessions")
        .push(other_day);
    let edits = json!({ "edits": [
        { "edit": "course", "id": course["id"], "before": { "name": course["name"] }, "after": { "name": "换了名字" } },
        { "edit": "add_course", "course": added, "below": null },
        { "edit": "add_offering", "offering": row, "below": null },
    ]});
    let edited = colleague
        .send("POST", "/api/desk/menu-draft/edits", &edits)
        .is(200);
    assert_eq!(edited["applied"], 3, "{edited}");
    unchanged();
}

/// 课程说明: two clerks say two fields of one course, and neither is overwritten; a file says all of them again.
#[test]
fn what_a_district_asks_about_courses_is_kept_and_comes_back_with_a_file() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let clerk = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let draft = || clerk.get("/api/desk/menu-draft").is(200)["draft"].clone();
    let courses = draft()["menu"]["courses"].clone();
    let (one, other) = (&courses[0]["id"], &courses[1]["id"]);
    let say = |course: &Value, before: Value, after: Value| {
        let edit =
            json!({ "edit": "course_detail", "course": course, "before": before, "after": after });
        clerk
            .send(
                "POST",
                "/api/desk/menu-draft/edits",
                &json!({ "edits": [edit] }),
            )
            .is(200)
    };
    let told = |course: &Value| draft()["plan"]["courses"][course.as_str().unwrap()].clone();
    // Both saw a course of which nobody had said anything.
    let made = say(
        one,
        Value::Null,
        json!({ "form": "course", "content": "运球和投篮" }),
    );
    assert_eq!(made["applied"], 1, "{made}");
    let made = say(
        one,
        Value::Null,
        json!({ "form": "club", "series": "球类", "for_gifted": true }),
    );
    assert_eq!(
        (&made["applied"], &made["conflicts"]),
        (&json!(1), &json!([])),
        "{made}"
    );
    let both =
        json!({ "form": "club", "content": "运球和投篮", "series": "球类", "for_gifted": true });
    assert_eq!(told(one), both);
    let met = say(
        one,
        Value::Null,
        json!({ "form": "course", "content": "别的" }),
    );
    assert_eq!(met["conflicts"].as_array().map(Vec::len), Some(1), "{met}");
    assert_eq!(met["conflicts"][0]["theirs"]["before"], both);
    assert_eq!(told(one), both);
    let more = json!({ "form": "interest_group", "activities": ["sport", "outdoor_play"], "level": "school", "for_gifted": false });
    say(other, Value::Null, more.clone());
    assert_eq!(told(other), more);
    let gone = say(&json!("nowhere"), Value::Null, more);
    assert_eq!(
        gone["conflicts"].as_array().map(Vec::len),
        Some(1),
        "{gone}"
    );
    assert_eq!(gone["conflicts"][0].get("theirs"), None);

    let view = clerk
        .request("POST", "/api/desk/import")
        .header("X-File-Name", "menu.xlsx")
        .body(clerk.get("/api/desk/export").body)
        .send()
        .is(200);
    assert_eq!(view["unreadable"], json!([]));
    let facts = |course: &Value| {
        let mut rows = view["courses"].as_array().expect("courses").iter();
        let row = rows.find(|row| row["course"]["id"] == *course);
        row.expect("its row")["facts"].clone()
    };
    let fact = |fact: &str, value: Value| json!({ "fact": fact, "value": value });
    let expected = json!([
        fact("content", json!("运球和投篮")),
        fact("series", json!("球类")),
        fact("for_gifted", json!(true)),
        fact("form", json!("club")),
        fact("level", Value::Null),
        fact("activities", json!([])),
    ]);
    assert_eq!(facts(one), expected);
    let expected = json!([
        fact("content", Value::Null),
        fact("series", Value::Null),
        fact("for_gifted", json!(false)),
        fact("form", json!("interest_group")),
        fact("level", json!("school")),
        fact("activities", json!(["sport", "outdoor_play"])),
    ]);
    assert_eq!(facts(other), expected);
}

/// The layout of a school's own roster: a sheet for each grade. Handed in again it enters nobody and takes nobody off.
#[test]
fn the_exported_roster_is_imported_without_a_change() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "甲老师", &["--role", "coordinator"]);
    let colleague = arrived(&school, &server, "甲老师", &invitation, &TIMES);
    let view = colleague
        .request("POST", "/api/desk/import")
        .header("X-File-Name", "roster.xlsx")
        .body(colleague.get("/api/desk/export/pupils").body)
        .send()
        .is(200);
    assert_eq!(view["unreadable"], json!([]));
    let read = view["pupils"].as_array().expect("pupils");
    let roster = colleague.get("/api/desk/roster").is(200);
    let kept = roster["pupils"].as_array().expect("pupils");
    assert_eq!(kept.len(), 32);
    for field in ["school_number", "name", "class"] {
        let of = |pupils: &[Value]| {
            pupils
                .iter()
                .map(|it| it[field].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(of(read), of(kept), "{field}");
    }
    let body = json!({ "edits": [], "pupils": view["pupils"], "remove_absent": true });
    let done = colleague
        .send("POST", "/api/desk/import/commit", &body)
        .is(200);
    assert_eq!((&done["entered"], &done["left"]), (&json!(0), &json!(0)));
    assert_eq!(
        colleague.get("/api/desk/roster").is(200)["pupils"],
        roster["pupils"]
    );
}
