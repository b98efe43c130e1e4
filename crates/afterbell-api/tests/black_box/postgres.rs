//! Several servers side by side on one PostgreSQL, and a PostgreSQL that goes away.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::support::{Answer, COURSES, Phone, School, Server, afterbell, eventually, new_key};

/// The same phone, talking to another server.
pub fn at<'a>(phone: &Phone<'_>, server: &'a Server) -> Phone<'a> {
    Phone {
        server,
        token: phone.token.clone(),
        child: phone.child.clone(),
    }
}

/// Sends until something other than "come back later" is said.
pub fn insist(phone: &Phone<'_>, draft: &Value, key: &str) -> Answer {
    eventually("an answer", || {
        let answer = phone.submission(draft).key(key).send();
        match answer.status {
            503 => {
                answer.is_problem(503, "overloaded");
                assert!(answer.header("retry-after").is_some());
                None
            }
            500 => panic!("{}", phone.server.log()),
            _ => Some(answer),
        }
    })
}

/// What the database holds, as `receipts entries doubled oversold`.
pub fn books(school: &School) -> String {
    let database = school.database.as_ref().expect("a database");
    database.answer(
        "SELECT concat_ws(' ',
             (SELECT count(DISTINCT student) FROM ledger), (SELECT count(*) FROM ledger),
             (SELECT count(*) FROM (SELECT 1 FROM ledger GROUP BY student, guardian, receipt
                                    HAVING count(*) > 1) AS doubled),
             (SELECT count(*) FROM offering WHERE places < (
                 SELECT count(*) FROM enrollment WHERE offering = offering.id)))",
    )
}

fn the_last_places_are_given_once_by(servers: usize) {
    let school = School::in_postgres();
    let servers: Vec<Server> = (0..servers).map(|_| school.serve()).collect();
    let phones: Vec<Phone<'_>> = (0..30)
        .map(|n| servers[n % servers.len()].bind(school.code(n)))
        .collect();
    let offering = servers[0].offering("篮球");
    let draft = phones[0].draft(&[&offering]);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let racing = phones
            .iter()
            .map(|phone| scope.spawn(|| phone.submit(&draft).status));
        let racing: Vec<_> = racing.collect();
        racing
            .into_iter()
            .map(|phone| phone.join().expect("an answer"))
            .collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 2);
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 28);
    assert_eq!(books(&school), "2 2 0 0");
    for server in &servers {
        eventually("both places show everywhere", || {
            (server.taken(&offering) == 2).then_some(())
        });
    }
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn two_servers_give_the_last_places_once() {
    the_last_places_are_given_once_by(2);
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn four_servers_give_the_last_places_once() {
    the_last_places_are_given_once_by(4);
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn a_key_is_known_at_every_server() {
    let school = School::in_postgres();
    let (one, other) = (school.serve(), school.serve());
    let phone = one.bind(school.code(0));
    let draft = phone.draft(&[&one.offering("篮球")]);
    let first = phone.submission(&draft).key("key").send();
    first.is(201);
    let again = at(&phone, &other).submission(&draft).key("key").send();
    assert_eq!((again.status, &again.body), (201, &first.body));
    // At both in the same moment: one of them decides.
    let draft = phone.draft(&[&one.offering("足球")]);
    let both: Vec<Answer> = std::thread::scope(|scope| {
        let sent = [&one, &other].map(|server| {
            let (phone, draft) = (at(&phone, server), &draft);
            scope.spawn(move || phone.submission(draft).key("both").send())
        });
        sent.map(|sent| sent.join().expect("an answer")).into()
    });
    both[0].is(201);
    assert_eq!(both[0].body, both[1].body);
    assert_eq!(books(&school), "1 2 0 0");
    // A session that one server ended is over at the other.
    one.request("DELETE", "/api/session")
        .token(&phone.token)
        .key(&new_key())
        .send();
    other
        .get("/api/me")
        .token(&phone.token)
        .send()
        .is_problem(401, "sign_in_required");
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn offices_that_begin_together_make_the_books_once() {
    let school = School::empty_in_postgres();
    let courses = school.write("courses.csv", COURSES);
    let roster = school.write("roster.csv", School::roster());
    let settings = school.path("school.toml");
    let [which, place] = school.books();
    let imported: Vec<bool> = std::thread::scope(|scope| {
        let begun = (0..4).map(|number| {
            let letters = school.path(&format!("letters-{number}.html"));
            let (which, place, settings) = (&which, &place, &settings);
            let (courses, roster) = (&courses, &roster);
            scope.spawn(move || {
                let arguments = [
                    "import".as_ref(),
                    which.as_ref(),
                    place.as_ref(),
                    "--settings".as_ref(),
                    settings.as_os_str(),
                    "--letters".as_ref(),
                    letters.as_os_str(),
                    courses.as_os_str(),
                    roster.as_os_str(),
                ];
                let ran = afterbell(arguments);
                // Whoever came too late is told so, in a sentence; nothing else goes wrong.
                assert!(!ran.stderr.contains("PostgreSQL"), "{}", ran.stderr);
                ran.succeeded
            })
        });
        let begun: Vec<_> = begun.collect();
        begun
            .into_iter()
            .map(|one| one.join().expect("an end"))
            .collect()
    });
    assert!(imported.contains(&true));
    let database = school.database.as_ref().expect("a database");
    let count =
        "SELECT concat_ws(' ', (SELECT count(*) FROM student), (SELECT count(*) FROM menu))";
    assert_eq!(database.answer(count), "32 1");
    assert!(database.has_whole_schema());
}

/// Every phone gets its answer, and what was acknowledged is there, though connections are cut
/// before, in and after commits. The second course has two places for all of them.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn nothing_is_lost_or_doubled_when_backends_are_killed() {
    let school = School::in_postgres();
    let servers = [school.serve(), school.serve()];
    let phones: Vec<Phone<'_>> = (0..24)
        .map(|n| servers[n % 2].bind(school.code(n)))
        .collect();
    let drafts =
        ["足球", "篮球", "合唱"].map(|course| phones[0].draft(&[&servers[0].offering(course)]));
    let accepted = AtomicUsize::new(0);
    let database = school.database.as_ref().expect("a database");
    let rounds = 6;
    let killed = std::thread::scope(|scope| {
        let (tells, hears) = std::sync::mpsc::channel();
        for phone in &phones {
            let (drafts, servers, tells) = (&drafts, &servers, tells.clone());
            let accepted = &accepted;
            scope.spawn(move || {
                for round in 0..rounds {
                    let key = new_key();
                    let draft = &drafts[round % drafts.len()];
                    tells.send(()).expect("somebody hears");
                    let first = insist(phone, draft, &key);
                    match first.status {
                        201 => _ = accepted.fetch_add(1, Ordering::Relaxed),
                        _ => _ = first.is_problem(409, "selection_denied"),
                    }
                    // The other server tells the same.
                    let other = at(phone, &servers[round % 2]);
                    assert_eq!(insist(&other, draft, &key).body, first.body);
                }
            });
        }
        drop(tells);
        // Whenever a few have begun to ask, whatever is under way is cut off.
        let mut killed = 0;
        while hears.iter().take(4).count() == 4 {
            killed += database.cut_off_servers();
        }
        killed
    });
    assert!(killed > 0, "nothing was killed");
    let entries = accepted.into_inner();
    // Two of the three courses have room for all, and nobody is told "no" by one of them.
    assert!(entries >= phones.len() * rounds * 2 / 3 + 2);
    assert_eq!(books(&school), format!("{} {entries} 0 0", phones.len()));
    let verified = school.office("verify", &[]).succeeds();
    verified.says(&format!("核对无误：台账 {entries} 条"));
    for phone in &phones {
        let receipt = eventually("a receipt", || {
            let answer = phone.receipt();
            (answer.status == 200).then(|| answer.is(200))
        });
        assert_eq!(receipt["offerings"], drafts[(rounds - 1) % 3]["offerings"]);
    }
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn a_database_that_is_away_is_told_and_comes_back() {
    let school = School::in_postgres();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let database = school.database.as_ref().expect("a database");
    assert_eq!(server.get("/healthz").send().status, 204);
    database.shut();
    let health = server.get("/healthz").send();
    health.is_problem(503, "overloaded");
    assert!(health.header("retry-after").is_some());
    phone
        .submission(&draft)
        .key("key")
        .send()
        .is_problem(503, "overloaded");
    // What is known already is still told.
    server.get("/api/places").send().is(200);
    database.reopen();
    insist(&phone, &draft, "key").is(201);
    assert_eq!(server.get("/healthz").send().status, 204);
    assert_eq!(books(&school), "1 1 0 0");
}

/// An import is a transaction like any other: when the database asks for another try, it gets one.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn an_import_that_another_transaction_was_in_the_way_of_is_tried_again() {
    let school = School::in_postgres();
    let database = school.database.as_ref().expect("a database");
    // Sequences are not rolled back, so only the first try is refused, at its very end.
    for (number, code) in ["40001", "40P01"].into_iter().enumerate() {
        let refuse_once = format!(
            "DROP SEQUENCE IF EXISTS tries CASCADE; CREATE SEQUENCE tries;
             CREATE OR REPLACE FUNCTION refuse_once() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
                 IF nextval('tries') = 1 THEN RAISE EXCEPTION USING ERRCODE = '{code}'; END IF;
                 RETURN NULL;
             END $$;
             DROP TRIGGER IF EXISTS refuse_once ON school;
             CREATE CONSTRAINT TRIGGER refuse_once AFTER UPDATE ON school
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_once()"
        );
        database.order(&refuse_once).expect("a trigger");
        let more = format!("班级,学号,姓名\n三(1)班,2024020{number},新来{number}\n");
        school.import(&[("roster.csv", &more)]).succeeds();
        let tried = "SELECT (last_value > 1)::text FROM tries";
        assert_eq!(database.answer(tried), "true", "{code}");
        let count = "SELECT count(*)::text FROM student WHERE name LIKE '新来%'";
        assert_eq!(database.answer(count), (number + 1).to_string());
    }
}

/// The address of a file that one server gave opens at the other.
#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn a_ticket_opens_at_every_server() {
    let school = School::in_postgres();
    let (one, other) = (school.serve(), school.serve());
    let phone = one.bind(school.code(0));
    phone.chooses(&["篮球"]);
    let issued = phone.file("calendar").key("key").send().is(201);
    let url = issued["url"].as_str().expect("an address");
    let opened = other.get(url).send();
    assert_eq!(opened.status, 200);
    assert!(opened.body.starts_with(b"BEGIN:VCALENDAR"));
    let again = at(&phone, &other)
        .file("calendar")
        .key("key")
        .send()
        .is(201);
    let url = again["url"].as_str().expect("an address");
    assert_eq!(one.get(url).send().status, 200);
    // One letter of it changed, and it opens nothing.
    let middle = url.len() / 2;
    let letter = if &url[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    let forged = format!("{}{letter}{}", &url[..middle], &url[middle + 1..]);
    one.get(&forged).send().is_problem(404, "file_unknown");
}
