//! A PostgreSQL that is started anew under load, that hangs, or that another one takes over for.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::postgres::{at, books, insist};
use super::support::{Phone, School, Server, eventually, new_key};
use crate::postgres_database::Database;

/// Starts the cluster anew that is there for that.
fn restart(mode: &str) {
    let words = std::env::var("AFTERBELL_TEST_POSTGRES_RESTART").expect("how to restart");
    let words: Vec<String> = serde_json::from_str(&words).expect("words");
    let mut control = Command::new(&words[0]);
    control.args(&words[1..]).args(["--mode", mode]);
    // Somewhere the database's user may be.
    control.current_dir(std::env::temp_dir());
    assert!(control.status().expect("it runs").success());
}

/// What one phone was told: one answer for each key.
struct Told {
    accepted: usize,
    last: serde_json::Value,
}

/// Submits until the servers have been through it all, asking both of them each time.
fn submit_until(
    done: &AtomicBool,
    phone: &Phone<'_>,
    servers: &[Server; 2],
    drafts: &[serde_json::Value],
) -> Told {
    let (mut answers, mut accepted) = (0, 0);
    let mut last = serde_json::Value::Null;
    loop {
        let is_last = done.load(Ordering::Relaxed);
        let draft = &drafts[answers % drafts.len()];
        let key = new_key();
        let first = insist(phone, draft, &key);
        match first.status {
            201 => {
                accepted += 1;
                last = first.json();
            }
            _ => _ = first.is_problem(409, "selection_denied"),
        }
        let other = at(phone, &servers[answers % 2]);
        assert_eq!(insist(&other, draft, &key).body, first.body);
        answers += 1;
        if is_last {
            return Told { accepted, last };
        }
    }
}

/// Both ways to end: at once, as in a crash, and in order with everybody put out. The second course
/// has two places for all of them.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn nothing_is_lost_or_doubled_when_the_database_is_restarted() {
    let cluster = std::env::var("AFTERBELL_TEST_POSTGRES_RESTARTED").expect("a cluster");
    let school = School::in_database(Database::in_cluster(&cluster));
    let servers = [school.serve(), school.serve()];
    let phones: Vec<Phone<'_>> = (0..24)
        .map(|n| servers[n % 2].bind(school.code(n)))
        .collect();
    let drafts =
        ["足球", "篮球", "合唱"].map(|course| phones[0].draft(&[&servers[0].offering(course)]));
    // Known to both from now on.
    servers.iter().for_each(|server| drop(server.menu()));
    let done = AtomicBool::new(false);
    let told: Vec<Told> = std::thread::scope(|scope| {
        let phones = phones.iter().map(|phone| {
            let (done, servers, drafts) = (&done, &servers, &drafts);
            scope.spawn(move || submit_until(done, phone, servers, drafts))
        });
        let phones: Vec<_> = phones.collect();
        for mode in ["immediate", "fast", "immediate"] {
            restart(mode);
            // Menus and places are told all the while; and it goes on by itself.
            for server in &servers {
                server.get("/api/places").send().is(200);
                server.menu();
                eventually("the database answers again", || {
                    (server.get("/healthz").send().status == 204).then_some(())
                });
            }
        }
        done.store(true, Ordering::Relaxed);
        phones
            .into_iter()
            .map(|phone| phone.join().expect("answers"))
            .collect()
    });
    let entries: usize = told.iter().map(|told| told.accepted).sum();
    assert_eq!(books(&school), format!("{} {entries} 0 0", phones.len()));
    for (phone, told) in phones.iter().zip(told) {
        assert_eq!(phone.receipt().is(200), told.last);
    }
    let verified = school.office("verify", &[]).succeeds();
    verified.says(&format!("台账 {entries} 条"));
}

/// A standby took over that lacks the last commits: the places they gave are free again.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn what_a_server_remembers_ends_with_its_connection() {
    let school = School::in_postgres();
    let server = school.serve();
    let phones: Vec<Phone<'_>> = (0..3).map(|n| server.bind(school.code(n))).collect();
    let draft = phones[0].draft(&[&server.offering("篮球")]);
    for phone in &phones[..2] {
        phone.submit(&draft).is(201);
    }
    phones[2].submit(&draft).is(409);
    let database = school.database.as_ref().expect("a database");
    let lost = "SET session_replication_role = replica;
                DELETE FROM enrollment; DELETE FROM idempotency WHERE entry IS NOT NULL;
                DELETE FROM care; DELETE FROM ledger;";
    database.order(lost).expect("commits that were lost");
    assert!(database.cut_off_servers() > 0);
    let again = insist(&phones[2], &draft, &new_key());
    again.is(201);
    assert_eq!(books(&school), "1 1 0 0");
    school.office("verify", &[]).succeeds();
}

/// Whoever holds a lock and never lets go hangs nobody: it is told, and decided later, once.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn a_database_that_hangs_is_told_and_goes_on() {
    let school = School::in_postgres();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let database = school.database.as_ref().expect("a database");
    let held = database.hold("SELECT 1 FROM school FOR UPDATE");
    for _ in 0..2 {
        let answer = phone.submission(&draft).key("key").send();
        answer.is_problem(503, "overloaded");
        assert!(answer.header("retry-after").is_some());
    }
    server.get("/api/places").send().is(200);
    drop(held);
    insist(&phone, &draft, "key").is(201);
    assert_eq!(books(&school), "1 1 0 0");

    let held = database.hold("LOCK TABLE session IN ACCESS EXCLUSIVE MODE");
    let answer = phone.receipt();
    answer.is_problem(503, "overloaded");
    drop(held);
    eventually("sessions are known again", || {
        (phone.receipt().status == 200).then_some(())
    });
}
