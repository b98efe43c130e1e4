//! What authenticators were told is of use to nobody without the key beside the books.

use std::fs;

use super::support::School;
use super::support::desk::{PASSWORD, TIMES, arrived, code, invited, sign_in};

const LATER: [(&str, u64); 3] = [
    ("2026-09-09T10:02:00+08:00", 1_788_919_320),
    ("2026-09-09T10:03:00+08:00", 1_788_919_380),
    ("2026-09-09T10:04:00+08:00", 1_788_919_440),
];

#[test]
fn a_code_opens_an_account_only_with_the_key_it_was_sealed_with() {
    let school = School::new();
    if school.database.is_some() {
        // A database has no place beside it; what a store keeps is said of both in its contract.
        return;
    }
    let server = school.serve();
    let admin = arrived(
        &school,
        &server,
        "李主任",
        &invited(&school, "李主任", &[]),
        &TIMES,
    );
    let secret = admin.secret.clone();
    server.kill();
    let (key, aside) = (school.data().join("staff.key"), school.data().join("aside"));
    let kept = fs::read(&key).expect("a key");
    let try_in = |at: usize| {
        let (moment, unix) = LATER[at];
        school.set_clock(moment);
        let server = school.serve();
        let answer = sign_in(&server, "李主任", PASSWORD, &code(&secret, unix));
        (answer.status, server.log())
    };
    // Another start reads the same key.
    assert_eq!(try_in(0).0, 204);
    assert_eq!(fs::read(&key).expect("a key"), kept);
    // As after a restore on another machine: the server makes a key of its own, which opens nothing, and says so.
    fs::rename(&key, &aside).expect("put aside");
    let (status, log) = try_in(1);
    assert_eq!(status, 401);
    assert!(log.contains("authenticator_closed"), "{log}");
    assert!(!log.contains("李主任") && !log.contains(&secret), "{log}");
    fs::rename(&aside, &key).expect("put back");
    assert_eq!(try_in(2).0, 204);
}
