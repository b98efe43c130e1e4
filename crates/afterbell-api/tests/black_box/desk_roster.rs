use serde_json::{Value, json};

use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{School, Server};

fn colleague<'a>(school: &School, server: &'a Server, name: &str, role: &[&str]) -> Colleague<'a> {
    let invitation = invited(school, name, role);
    arrived(school, server, name, &invitation, &TIMES)
}

fn pupils(who: &Colleague<'_>) -> Vec<Value> {
    let view = who.get("/api/desk/roster").is(200);
    view["pupils"].as_array().expect("pupils").clone()
}

#[test]
fn a_roster_says_who_holds_what_and_until_when_they_stay() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let basketball = server.offering("篮球");
    let draft = phone.draft_with_care(&[&basketball], &[(2, "17:40"), (3, "18:30")]);
    phone.submit(&draft).is(201);
    let clerk = colleague(&school, &server, "教务", &["--role", "coordinator"]);
    let all = pupils(&clerk);
    assert_eq!(all.len(), 32);
    // By class and number, everybody, with nothing but what a roster is for.
    assert_eq!(all[0]["name"], "小苗一");
    let child = &all[2];
    let mut fields: Vec<_> = child.as_object().expect("an object").keys().collect();
    fields.sort();
    assert_eq!(
        fields,
        [
            "care",
            "class",
            "name",
            "offerings",
            "school_number",
            "student",
            "waiting"
        ]
    );
    assert_eq!(child["school_number"], "20240101");
    assert_eq!(child["offerings"], json!([basketball]));
    assert_eq!(
        child["care"],
        json!([{ "weekday": 2, "pick_up": "17:40" }, { "weekday": 3, "pick_up": "18:30" }])
    );
    assert_eq!(all[3]["offerings"], json!([]));
    let kept = clerk.get("/api/desk/roster");
    assert_eq!(kept.header("cache-control"), Some("no-store"));
}

#[test]
fn a_class_teacher_reads_the_own_class_only() {
    let school = School::new();
    let server = school.serve();
    let role = ["--role", "class_teacher", "--class", "一(1)班"];
    let teacher = colleague(&school, &server, "班主任", &role);
    let mine = pupils(&teacher);
    assert_eq!(mine.len(), 2);
    for by in ["course", "class"] {
        let path = format!("/api/desk/roster/export?by={by}&format=csv");
        let sheet = teacher.get(&path).text();
        assert!(!sheet.contains("三(1)班"), "{sheet}");
    }
}

#[test]
fn a_roster_is_exported_by_course_and_by_class() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let basketball = server.offering("篮球");
    phone
        .submit(&phone.draft_with_care(&[&basketball], &[(2, "17:40")]))
        .is(201);
    let clerk = colleague(&school, &server, "教务", &["--role", "coordinator"]);
    let sheet = |by: &str, format: &str| {
        clerk.get(&format!("/api/desk/roster/export?by={by}&format={format}"))
    };
    let by_course = sheet("course", "csv").text();
    assert_eq!(
        by_course
            .trim_start_matches('\u{feff}')
            .lines()
            .collect::<Vec<_>>(),
        [
            "课程,时间,教师,情况,班级,学号,姓名,当天接走",
            "篮球,周二 15:30–17:00,丁博知,已选上,三(1)班,20240101,学生1,周二 17:40",
        ]
    );
    let by_class = sheet("class", "csv").text();
    let lines: Vec<_> = by_class.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "班级,学号,姓名,周一,周二,周三,周四,周五,候补");
    assert_eq!(lines.len(), 33);
    assert_eq!(
        lines[3],
        "三(1)班,20240101,学生1,,篮球 15:30–17:00、托管到 17:40,,,,"
    );
    let workbook = sheet("class", "xlsx");
    assert_eq!(workbook.status, 200);
    assert!(workbook.body.starts_with(b"PK"));
    let name = workbook.header("content-disposition").expect("a name");
    assert!(name.ends_with(".xlsx"), "{name}");
    sheet("room", "csv").is_problem(400, "malformed_request");
    sheet("class", "pdf").is_problem(400, "malformed_request");
}
