//! Many phones at once. Whoever wins, the sums are right.

use serde_json::Value;

use super::support::{Phone, School, eventually};

#[test]
fn the_last_places_go_to_as_many_children_as_there_are_places() {
    let school = School::new();
    let server = school.serve();
    let phones: Vec<Phone<'_>> = (0..30).map(|n| server.bind(school.code(n))).collect();
    let offering = server.offering("篮球");
    let draft = phones[0].draft(&[&offering]);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let racing: Vec<_> = phones
            .iter()
            .map(|phone| {
                let draft = &draft;
                scope.spawn(move || phone.submit(draft).status)
            })
            .collect();
        racing
            .into_iter()
            .map(|phone| phone.join().expect("an answer"))
            .collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 2);
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 28);
    let holding = phones.iter().filter(|phone| {
        let enrolled = &phone.me()["children"][0]["student"]["enrolled"];
        *enrolled != Value::Null
    });
    assert_eq!(holding.count(), 2);
    let receipts = phones.iter().filter(|phone| phone.receipt().status == 200);
    assert_eq!(receipts.count(), 2);
    eventually("both places show", || {
        (server.taken(&offering) == 2).then_some(())
    });
}

#[test]
fn swapping_back_and_forth_never_oversells_and_never_loses() {
    let school = School::new();
    let server = school.serve();
    let phones: Vec<Phone<'_>> = (0..8).map(|n| server.bind(school.code(n))).collect();
    let (scarce, plenty) = (server.offering("篮球"), server.offering("足球"));
    let to = |offering: &str| phones[0].draft(&[offering]);
    let (to_scarce, to_plenty) = (to(&scarce), to(&plenty));
    std::thread::scope(|scope| {
        for phone in &phones {
            let (to_scarce, to_plenty) = (&to_scarce, &to_plenty);
            scope.spawn(move || {
                for _ in 0..10 {
                    assert!(matches!(phone.submit(to_scarce).status, 201 | 409));
                    phone.submit(to_plenty).is(201);
                }
                phone.submit(to_scarce);
            });
        }
    });
    let held = phones
        .iter()
        .map(|phone| phone.me()["children"][0]["student"]["enrolled"].clone());
    let held: Vec<Value> = held.collect();
    let count = |offering: &str| held.iter().filter(|held| held[0] == offering).count();
    assert_eq!((count(&scarce), count(&plenty)), (2, 6));
}

#[test]
fn two_guardians_of_one_child_leave_it_with_one_of_their_selections() {
    let school = School::new();
    let server = school.serve();
    let mother = server.bind(school.code(0));
    let fresh = school.letters(&["--school-number", "20240101"]);
    let father = server.bind(&fresh[0].code);
    for _ in 0..5 {
        std::thread::scope(|scope| {
            scope.spawn(|| mother.chooses(&["篮球"]));
            scope.spawn(|| father.chooses(&["足球"]));
        });
        let receipt = mother.receipt().is(200);
        let enrolled = &mother.me()["children"][0]["student"]["enrolled"];
        assert_eq!(*enrolled, receipt["offerings"]);
    }
}

#[test]
fn one_tap_sent_many_times_takes_one_place() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let sent: Vec<_> = std::thread::scope(|scope| {
        let taps: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| phone.submission(&draft).key("tap").send()))
            .collect();
        taps.into_iter()
            .map(|tap| tap.join().expect("an answer"))
            .collect()
    });
    let receipts: Vec<_> = sent.iter().filter(|answer| answer.status == 201).collect();
    assert!(!receipts.is_empty());
    assert!(
        receipts
            .iter()
            .all(|answer| answer.body == receipts[0].body)
    );
    let told_to_wait = sent.iter().filter(|answer| answer.status == 409);
    told_to_wait.for_each(|answer| {
        answer.is_problem(409, "request_in_flight");
    });
}
