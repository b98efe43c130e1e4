//! Another draw beside children whom the school has placed, or who came later: nobody has to leave for it, nobody can
//! stop it by staying, and its files say what is kept.

use afterbell_domain::ReceiptNumber;
use serde_json::{Value, json};

use super::draw_steps::{LATER, commit_to, reveal_of, whole_draw};
use super::support::{COURSES, Phone, School, Server, afterbell, eventually};

const LATER_IS_KNOWN: &str = "2026-09-14T21:30:00+08:00";

/// From the commitment to the results, with a reason.
fn draw_again(school: &School) {
    let reason = ["--reason", "登记错了"];
    commit_to(school, "second", &LATER, &reason).succeeds();
    school.draw("close", &[]).succeeds();
    school.set_clock(LATER_IS_KNOWN);
    reveal_of(school, "second", "2026107", &[]).succeeds();
    school.draw("run", &[]).succeeds();
}

fn place(school: &School, number: &str, course: &str) {
    let asked = [
        "--school-number",
        number,
        "--course",
        course,
        "--reason",
        "插班",
    ];
    school.draw("place", &asked).succeeds();
}

fn held(phone: &Phone<'_>) -> Vec<Value> {
    let mut held = phone.receipt().is(200)["offerings"].as_array().cloned();
    let held = held.as_mut().expect("offerings");
    held.sort_by_key(Value::to_string);
    held.clone()
}

/// What a child has drawn, and which entry of the ledger came of it.
fn number_and_entry(phone: &Phone<'_>) -> (u64, u32) {
    let number = phone.draw()["result"]["number"].as_u64();
    let receipt = phone.receipt().is(200)["number"].clone();
    let receipt: ReceiptNumber = serde_json::from_value(receipt).expect("a receipt's number");
    let entry = (1..1_000).find(|entry| receipt.is_of_sequence(*entry));
    (number.expect("a number"), entry.expect("an entry"))
}

/// What the rules of a draw say of a course.
fn rules_of(server: &Server, draw: usize, offering: &str) -> Value {
    let published = server.get("/api/draw").send().is(200);
    let files = published["draws"][draw]["files"].as_array().expect("files");
    let rules = files.iter().find(|file| file["name"] == "rules.json");
    let hash = rules.expect("rules")["hash"].as_str().expect("a hash");
    let rules = server.get(&format!("/api/draw/{hash}")).send().is(200);
    let mut offerings = rules["offerings"].as_array().expect("offerings").iter();
    let found = offerings.find(|one| one["id"] == *offering);
    found.cloned().unwrap_or_default()
}

#[test]
fn who_was_placed_by_hand_and_who_came_later_keep_their_places_and_all_others_are_drawn_anew() {
    let school = School::of_wishes();
    let server = school.serve();
    let phones: Vec<_> = (0..5).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones[..3] {
        phone
            .save(&phone.wishes(&[("d2-1530", &["篮球", "足球"])]))
            .is(201);
    }
    whole_draw(&school);
    let [basketball, football, rope] =
        ["篮球", "足球", "跳绳"].map(|course| json!(server.offering(course)));
    // One that was drawn is placed beside it, one that never wished is placed, one comes by itself.
    place(&school, "20240101", "跳绳");
    place(&school, "20240104", "足球");
    phones[4].join(&server.offering("跳绳")).is(201);

    draw_again(&school);
    let published = rules_of(&server, 1, &server.offering("跳绳"));
    assert_eq!(
        (&published["kept"], &published["places"]),
        (&json!(2), &json!(28))
    );
    let published = rules_of(&server, 1, &server.offering("足球"));
    assert_eq!(
        (&published["kept"], &published["places"]),
        (&json!(1), &json!(29))
    );
    assert_eq!(
        rules_of(&server, 1, &server.offering("篮球"))["kept"],
        Value::Null
    );
    assert_eq!(
        rules_of(&server, 0, &server.offering("跳绳"))["kept"],
        Value::Null
    );
    assert_eq!(held(&phones[3]), std::slice::from_ref(&football));
    assert_eq!(held(&phones[4]), std::slice::from_ref(&rope));
    assert!(held(&phones[0]).contains(&rope));
    let drawn: Vec<_> = phones[..3].iter().flat_map(held).collect();
    let count = |of: &Value| drawn.iter().filter(|one| *one == of).count();
    assert_eq!(
        (count(&basketball), count(&football), count(&rope)),
        (2, 1, 1)
    );
    assert!(phones[..3].iter().all(|phone| phone.draw()["draw"] == 2));
    // Who was drawn later was entered later.
    let mut drawn: Vec<_> = phones[..3].iter().map(number_and_entry).collect();
    drawn.sort();
    assert!(drawn.iter().is_sorted_by_key(|(_, entry)| entry));
    assert_eq!(phones[4].draw()["result"], Value::Null);
    school.office("verify", &[]).succeeds();
    let folder = school.path("published");
    let out = folder.to_str().expect("a path");
    school.draw("files", &["--out", out]).succeeds();
    let verified = afterbell(["verify-draw", out]).succeeds();
    verified.says("另有 3 个名额");
}

/// With whom the course is kept it has one child of the two it needs.
#[test]
fn a_course_that_closes_closes_for_those_who_keep_a_place_too() {
    let school = School::of_wishes();
    let server = school.serve();
    let needs_two = COURSES.replace("潘思晨,本校,30,,0,", "潘思晨,本校,30,2,0,");
    let old = server.menu_hash();
    school.import(&[("courses.csv", &needs_two)]).succeeds();
    eventually("the board has the new menu", || {
        (server.menu_hash() != old).then_some(())
    });
    let phones: Vec<_> = (0..3).map(|n| server.bind(school.code(n))).collect();
    for phone in &phones[..2] {
        phone.save(&phone.wishes(&[("d5-1530", &["跳绳"])])).is(201);
    }
    whole_draw(&school);
    place(&school, "20240103", "跳绳");
    for phone in &phones[..2] {
        phone.withdraw().is(200);
    }
    draw_again(&school);
    // It counts towards the minimum, and one more would have been enough.
    let published = rules_of(&server, 1, &server.offering("跳绳"));
    assert_eq!(
        (&published["kept"], &published["minimum"]),
        (&json!(1), &json!(1))
    );
    let receipt = phones[2].receipt().is(200);
    assert_eq!(receipt["offerings"], json!([]));
    assert_eq!(receipt["care"], json!([{"weekday": 5, "pick_up": "16:40"}]));
    assert_eq!(receipt["status"], "submitted");
    // The result is of the others, so its family is told.
    let me = phones[2].get("/api/me").header("Accept-Language", "zh-CN");
    let told = me.send().is(200)["children"][0]["news"].to_string();
    assert!(
        told.contains("“跳绳”（周五 15:30–16:30）的名额已由学校取消。"),
        "{told}"
    );
    school.office("verify", &[]).succeeds();
}
