//! What authenticators were told is of use to nobody without the key beside the books.

use std::ffi::OsString;
use std::fs;

use super::support::desk::{PASSWORD, TIMES, arrived, code, invited, sign_in};
use super::support::{School, Server, afterbell_knowing};

const LATER: [(&str, u64); 3] = [
    ("2026-09-09T10:02:00+08:00", 1_788_919_320),
    ("2026-09-09T10:03:00+08:00", 1_788_919_380),
    ("2026-09-09T10:04:00+08:00", 1_788_919_440),
];

/// More often than an account may fail.
const TOO_OFTEN: usize = 6;

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
    let (moment, unix) = LATER[1];
    school.set_clock(moment);
    let server = school.serve();
    // More often than anybody may fail, and by nobody's guessing.
    for _ in 0..TOO_OFTEN {
        let answer = sign_in(&server, "李主任", PASSWORD, &code(&secret, unix));
        answer.is_problem(503, "internal");
    }
    // Whoever does not know the password learns nothing of it.
    let wrong = sign_in(&server, "李主任", "another horse", &code(&secret, unix));
    wrong.is_problem(401, "sign_in_refused");
    let log = server.log();
    server.kill();
    assert!(log.contains("authenticator_closed"), "{log}");
    assert!(!log.contains("李主任") && !log.contains(&secret), "{log}");
    fs::rename(&aside, &key).expect("put back");
    assert_eq!(try_in(2).0, 204);
}

const VARIABLE: &str = "AFTERBELL_STAFF_KEY";

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn servers_on_one_postgres_have_one_key() {
    let school = School::in_postgres();
    let (ours, other) = ("A".repeat(43), "E".repeat(42) + "A");
    let serve = |key: &str| {
        let (clock, log) = (school.path("clock"), school.path("serve.log"));
        Server::start_knowing((VARIABLE, key), &school.books(), &clock, &log)
    };
    // Before anything is sealed, no server can know that another has another key.
    let (server, misled) = (serve(&ours), serve(&other));
    let invitation = invited(&school, "李主任", &[]);
    let secret = arrived(&school, &server, "李主任", &invitation, &TIMES).secret;
    let (moment, unix) = LATER[0];
    school.set_clock(moment);
    for _ in 0..TOO_OFTEN {
        let answer = sign_in(&misled, "李主任", PASSWORD, &code(&secret, unix));
        answer.is_problem(503, "internal");
    }
    misled.kill();
    // From then on it is not let near the books, and what is sealed stays as it is.
    let clock = school.path("clock");
    let [which, place] = school.books();
    let start = ["serve", "--port", "0", &which, &place, "--clock-file"];
    let start = start.map(OsString::from).into_iter();
    for key in [other.as_str(), ""] {
        let start = start.clone().chain([clock.clone().into_os_string()]);
        let refused = afterbell_knowing((VARIABLE, key), start).fails();
        refused.says(VARIABLE).says("staff invite --again");
    }
    let again = serve(&ours);
    for (server, (moment, unix)) in [(&server, LATER[1]), (&again, LATER[2])] {
        school.set_clock(moment);
        let answer = sign_in(server, "李主任", PASSWORD, &code(&secret, unix));
        assert_eq!(answer.status, 204, "{}", answer.text());
    }
    // The key is lost for good: whoever is invited once more can come in with another.
    invited(&school, "李主任", &["--again"]);
    serve(&other);
}
