//! Phones behind a line that loses, delays, halves and crumbles what they send and what they are told.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::net::TcpStream;

use rusqlite::Connection;
use serde_json::Value;

use super::support::proxy::{Proxy, is_whole, parts, read_message};
use super::support::{Phone, School, new_key};

const ROUNDS: usize = 6;

/// What a phone gets through the line, if anything.
fn try_to_submit(
    phone: &Phone<'_>,
    line: &Proxy,
    draft: &Value,
    key: &str,
) -> Option<(u16, Vec<u8>)> {
    let body = draft.to_string();
    let request = format!(
        "POST /api/students/{}/selections HTTP/1.1\r\nHost: school\r\nConnection: close\r\n\
         Authorization: Bearer {}\r\nIdempotency-Key: {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        phone.child,
        phone.token,
        body.len()
    );
    let mut stream = TcpStream::connect(&line.address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let message = read_message(&mut stream).ok()?;
    let (head, body) = parts(&message).filter(|_| is_whole(&message))?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_vec()))
}

/// An earlier try, or one that was late, is being worked on.
fn is_in_flight(body: &[u8]) -> bool {
    let problem: Value = serde_json::from_slice(body).expect("JSON");
    problem["code"] == "request_in_flight"
}

/// Under the same key until there is a whole answer.
fn insist(phone: &Phone<'_>, line: &Proxy, draft: &Value, key: &str) -> (u16, Vec<u8>) {
    loop {
        let told = try_to_submit(phone, line, draft, key);
        if let Some(told) = told.filter(|(_, body)| !is_in_flight(body)) {
            return told;
        }
    }
}

/// The receipts in the books, in their order.
fn ledger(school: &School) -> Vec<String> {
    if let Some(database) = &school.database {
        let all = "SELECT string_agg(receipt, E'\\n' ORDER BY sequence) FROM ledger";
        return database.answer(all).lines().map(str::to_owned).collect();
    }
    let books = Connection::open(school.data().join("afterbell.sqlite")).expect("books");
    let mut entries = books
        .prepare("SELECT receipt FROM ledger ORDER BY sequence")
        .expect("a ledger");
    let entries = entries.query_map([], |row| row.get(0)).expect("entries");
    entries.map(|entry| entry.expect("a receipt")).collect()
}

#[test]
fn what_a_bad_line_loses_happens_exactly_once() {
    let school = School::new();
    let server = school.serve();
    let line = Proxy::before(server.url.trim_start_matches("http://"));
    let phones: Vec<Phone<'_>> = (0..12).map(|n| server.bind(school.code(n))).collect();
    // Two children find a place in the first of them.
    let drafts =
        ["篮球", "足球", "跳绳"].map(|course| phones[0].draft(&[&server.offering(course)]));
    let told: Vec<Vec<String>> = std::thread::scope(|scope| {
        let (drafts, line) = (&drafts, &line);
        let asking = phones.iter().enumerate().map(|(number, phone)| {
            scope.spawn(move || {
                let mut told = Vec::new();
                for round in 0..ROUNDS {
                    let draft = &drafts[(number + round) % drafts.len()];
                    let key = new_key();
                    let (status, body) = insist(phone, line, draft, &key);
                    assert!(matches!(status, 201 | 409), "{status}");
                    // On a good line, and long after: the same answer.
                    let again = std::iter::repeat_with(|| phone.submission(draft).key(&key).send());
                    let mut again = again.skip_while(|again| is_in_flight(&again.body));
                    let again = again.next().expect("an answer");
                    assert_eq!((again.status, &again.body), (status, &body));
                    if status == 201 {
                        told.push(String::from_utf8(body).expect("text"));
                    }
                }
                told
            })
        });
        let asking: Vec<_> = asking.collect();
        asking
            .into_iter()
            .map(|phone| phone.join().expect("answers"))
            .collect()
    });
    assert!(line.has_carried(ROUNDS), "the line was not bad enough");
    // By now each child holds something else than what these ask for.
    line.deliver_late();
    // Every entry was told to one phone, and every receipt is one entry.
    let entries = ledger(&school);
    let all: BTreeSet<&String> = told.iter().flatten().collect();
    assert_eq!(entries.len(), told.iter().flatten().count());
    assert_eq!(entries.iter().collect::<BTreeSet<_>>(), all);
    for (phone, told) in phones.iter().zip(&told) {
        let held = phone.receipt();
        assert_eq!(Some(held.text()), told.last().cloned());
    }
}
