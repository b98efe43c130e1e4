//! 双选: a teacher chooses among those who wish for a course, and the list is what holds.

use serde_json::{Value, json};

use super::support::desk::{Colleague, TIMES, arrived, invited};
use super::support::{COURSES, SETTINGS, School, Server};

/// 机器人 has an audition as well as 围棋.
fn school(settings: &str) -> School {
    let school = School::with_settings(settings);
    let courses = COURSES.replace("李轩明,本校,30,,0,\n", "李轩明,本校,30,,0,需面试\n");
    school.import(&[("courses.csv", &courses)]).succeeds();
    school
}

fn teacher<'a>(school: &School, server: &'a Server, name: &str) -> Colleague<'a> {
    let invitation = invited(school, name, &["--role", "teacher"]);
    arrived(school, server, name, &invitation, &TIMES)
}

fn only(seen: &Value) -> &Value {
    let all = seen["auditions"].as_array().expect("a list");
    assert_eq!(all.len(), 1, "{seen}");
    &all[0]
}

#[test]
fn a_teacher_chooses_for_the_own_course_alone() {
    let school = school(SETTINGS);
    let server = school.serve();
    let chess = teacher(&school, &server, "孟诗欣");
    let robots = teacher(&school, &server, "李轩明");
    let phone = server.bind(school.code(0));

    let seen = chess.get("/api/desk/auditions").is(200);
    assert_eq!(seen["is_drawn"], false);
    let audition = only(&seen);
    assert_eq!(audition["course"], "围棋");
    assert_eq!(
        audition["children"],
        json!([]),
        "nobody can apply before the list"
    );
    let path = format!(
        "/api/desk/auditions/{}",
        audition["offering"].as_str().expect("an id")
    );
    let find = |who: &Colleague, number: &str| {
        who.send(
            "POST",
            &format!("{path}/child"),
            &json!({ "school_number": number }),
        )
    };
    let child = find(&chess, "20240101").is(200);
    assert_eq!(child["name"], "学生1");
    assert_eq!(
        (&child["applied"], &child["is_eligible"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(find(&chess, "20260101").is(200)["is_eligible"], false);
    find(&chess, "1").is_problem(404, "student_not_yours");
    find(&robots, "20240101").is_problem(403, "not_permitted");

    let choice = json!({ "picked": [child["student"]] });
    let keep = |who: &Colleague, revision: u32, publish: bool| {
        let body = json!({ "revision": revision, "choice": choice, "publish": publish });
        who.send("PUT", &path, &body)
    };
    keep(&robots, 0, true).is_problem(403, "not_permitted");
    assert_eq!(keep(&chess, 0, false).status, 204);
    let chosen = phone.draft(&[&server.offering("围棋")]);
    phone.submit(&chosen).is_problem(409, "selection_denied");
    keep(&chess, 0, true).is_problem(409, "audition_changed");
    // The office does not publish what a teacher has not finished.
    let by_command = ["--course", "围棋", "--school-number", "20240102"];
    let unfinished = school.office("audition", &by_command).fails();
    unfinished.says("还没公布的面试名单");
    assert_eq!(keep(&chess, 1, true).status, 204);
    phone.chooses(&["围棋"]);
    let seen = chess.get("/api/desk/auditions").is(200);
    let audition = only(&seen);
    assert_eq!(audition["published"], choice["picked"]);
    assert_eq!(audition["children"][0]["holds"], true);
    assert_eq!(audition["saved_by"], "孟诗欣");
    // By the command it is the same list, behind who is there.
    school.office("audition", &by_command).succeeds();
    let seen = chess.get("/api/desk/auditions").is(200);
    let published = only(&seen)["published"].as_array().expect("a list").clone();
    assert_eq!(published.len(), 2);
    assert_eq!(published[0], choice["picked"][0]);
}

#[test]
fn who_wishes_for_a_course_is_shown_to_its_teacher() {
    let settings = SETTINGS.replace("mode = \"first_come\"", "mode = \"wishes\"");
    let school = school(&settings);
    let server = school.serve();
    let chess = teacher(&school, &server, "孟诗欣");
    for child in [3, 1] {
        let phone = server.bind(school.code(child));
        phone.save(&phone.wishes(&[("d3-1640", &["围棋"])])).is(201);
    }
    let seen = chess.get("/api/desk/auditions").is(200);
    assert_eq!(
        (&seen["is_drawn"], &seen["is_fixed"]),
        (&json!(true), &json!(false))
    );
    let children = only(&seen)["children"].as_array().expect("a list");
    let names: Vec<_> = children.iter().map(|child| &child["name"]).collect();
    assert_eq!(names, ["学生2", "学生4"]);
    assert!(children.iter().all(|child| child["applied"] == true));
}
