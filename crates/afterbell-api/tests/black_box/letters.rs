use std::fs;

use serde_json::json;

use super::support::School;

#[test]
fn an_import_writes_a_letter_for_every_new_child_in_the_order_of_classes() {
    let school = School::empty();
    let out = school.path("letters.html");
    let files = [
        ("courses.csv", super::support::COURSES),
        ("roster.csv", School::roster()),
    ];
    let out_text = out.to_str().expect("a path");
    school
        .import_with(&["--letters", out_text], &files)
        .succeeds()
        .says("已写入 32 封信");
    let page = fs::read_to_string(&out).expect("letters");
    assert_eq!(page.matches("<section class=\"letter\">").count(), 32);
    assert_eq!(page.matches("<svg ").count(), 32);
    let first = page.find("小苗一").expect("a child of the first grade");
    let later = page.find("学生1 ").expect("a child of the third");
    assert!(first < later);
    // Name, class and code are all it says of a child.
    assert!(page.contains("一(1)班 小苗一"));
    assert!(!page.contains("20260101") && !page.contains("20240101"));
    assert!(page.contains("9月8日 20:00"));
}

#[cfg(unix)]
#[test]
fn letters_and_books_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let school = School::empty();
    let files = [
        ("courses.csv", super::support::COURSES),
        ("roster.csv", School::roster()),
    ];
    school.import(&files).succeeds();
    for file in fs::read_dir(school.data()).expect("a directory") {
        let file = file.expect("an entry");
        let mode = file.metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
    }
    let mode = fs::metadata(school.data())
        .expect("its mode")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn letters_are_never_overwritten() {
    let school = School::new();
    let out = school.path("out.html");
    let out = out.to_str().expect("a path");
    let one = ["--out", out, "--school-number", "20240101"];
    school.office("letters", &one).succeeds().says("out.html");
    let first = fs::read_to_string(out).expect("letters");
    school.office("letters", &one).succeeds().says("out-2.html");
    assert_eq!(fs::read_to_string(out).expect("letters"), first);
    assert!(school.path("out-2.html").exists());
}

#[test]
fn the_code_of_a_letter_is_the_one_that_binds() {
    let school = School::new();
    let server = school.serve();
    let out = school.path("out.html");
    let out_text = out.to_str().expect("a path");
    let base = "https://afterbell.school.example/";
    let arguments = [
        "--out",
        out_text,
        "--school-number",
        "20240101",
        "--base-url",
        base,
    ];
    school.office("letters", &arguments).succeeds();
    let page = fs::read_to_string(out).expect("letters");
    let code = page
        .split("<strong>")
        .nth(1)
        .and_then(|rest| rest.split('<').next());
    let phone = server.bind(code.expect("a code"));
    assert_eq!(phone.me()["children"][0]["student"]["name"], "学生1");
}

#[test]
fn letters_can_be_had_for_a_class() {
    let school = School::new();
    for class in ["一(1)班", "一（1）班", "101"] {
        let issued = school.letters(&["--class", class]);
        let names: Vec<_> = issued.iter().map(|issued| issued.name.as_str()).collect();
        assert_eq!(names, ["小苗一", "小苗二"], "{class}");
        assert!(issued.iter().all(|issued| issued.class == "一(1)班"));
    }
    school
        .office("letters", &["--class", "六(9)班"])
        .fails()
        .says("没有班级“六(9)班”");
    school
        .office("letters", &["--school-number", "1"])
        .fails()
        .says("没有学号为 1 的学生");
}

#[test]
fn only_those_who_are_named_get_another_code() {
    let school = School::new();
    let server = school.serve();
    school.letters(&["--school-number", "20240102"]);
    server.bind(school.code(0));
    let body = json!({"code": school.code(1)});
    let answer = server.post("/api/children").key("key").json(&body).send();
    answer.is_problem(404, "code_unknown");
}

#[test]
fn a_course_or_child_that_is_not_there_is_named() {
    let school = School::new();
    let audition = |course: &str, number: &str| {
        school.office("audition", &["--course", course, "--school-number", number])
    };
    audition("击剑", "20240101").fails().says("没有课程“击剑”");
    audition("围棋", "1").fails().says("没有学号为 1 的学生");
    audition("篮球", "20240101")
        .fails()
        .says("“篮球”不需要面试");
}

#[test]
fn letters_are_written_in_the_language_asked_for() {
    let school = School::new();
    for (language, words) in [
        ("zh-Hans", "课后服务自愿参加"),
        ("zh-Hant", "課後服務自願參加"),
        ("en", "After-school services are voluntary"),
    ] {
        let out = school.path(&format!("{language}.html"));
        let out_text = out.to_str().expect("a path");
        let arguments = ["--out", out_text, "--language", language];
        school.office("letters", &arguments).succeeds();
        let page = fs::read_to_string(&out).expect("letters");
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        assert!(page.contains(words), "{language}");
    }
    let refused = school.office("letters", &["--language", "fr"]);
    refused.fails().says("zh-Hans, zh-Hant, en");
}
