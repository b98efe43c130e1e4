use std::io::BufRead;

use serde_json::{Value, json};

use super::support::{COURSES, School, eventually};

/// The data of the next event.
fn next_event(stream: &mut impl BufRead) -> Value {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        let read = stream.read_line(&mut line).expect("a line");
        assert!(read > 0, "the stream ended");
    }
    serde_json::from_str(line.trim_start_matches("data:")).expect("JSON")
}

#[test]
fn places_are_told_with_their_age() {
    let school = School::new();
    let server = school.serve();
    let places = server.get("/api/places").send().is(200);
    let now = "2026-09-09T10:00:00+08:00";
    assert_eq!(
        places,
        json!({"menu": server.menu_hash(), "as_of": now, "taken": {}})
    );
    // Nothing changed, and that is known of a later moment now.
    school.set_clock("2026-09-09T10:00:30+08:00");
    eventually("the age is new", || {
        let places = server.get("/api/places").send().is(200);
        (places["as_of"] == "2026-09-09T10:00:30+08:00").then_some(())
    });
}

#[test]
fn unchanged_numbers_are_not_sent_again() {
    let school = School::new();
    let server = school.serve();
    let first = server.get("/api/places").send();
    let etag = first.header("etag").expect("an ETag").to_owned();
    let known = || {
        server
            .get("/api/places")
            .header("If-None-Match", &etag)
            .send()
    };
    let answer = known();
    assert_eq!((answer.status, answer.body.len()), (304, 0));
    assert_eq!(answer.header("etag"), Some(etag.as_str()));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    server.bind(school.code(0)).chooses(&["篮球"]);
    let changed = eventually("the numbers change", || {
        let answer = known();
        (answer.status == 200).then_some(answer)
    });
    assert_eq!(changed.json()["taken"][server.offering("篮球")], 1);
    assert_ne!(changed.header("etag"), Some(etag.as_str()));
}

#[test]
fn a_menu_is_kept_for_ever_and_sent_small() {
    let school = School::new();
    let server = school.serve();
    let path = format!("/api/menus/{}", server.menu_hash());
    let plain = server
        .get(&path)
        .header("Accept-Encoding", "identity")
        .send();
    assert_eq!(plain.header("content-encoding"), None);
    let kept = "public, max-age=31536000, immutable";
    assert_eq!(plain.header("cache-control"), Some(kept));
    for (accepted, coding) in [
        ("gzip, deflate, br", Some("br")),
        ("gzip", Some("gzip")),
        ("br;q=0, gzip;q=0.5", Some("gzip")),
        ("deflate", None),
    ] {
        let answer = server.get(&path).header("Accept-Encoding", accepted).send();
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        if coding.is_some() {
            assert!(answer.body.len() < plain.body.len() / 2);
        }
    }
    let etag = plain.header("etag").expect("an ETag");
    for known in [
        etag.to_owned(),
        format!("\"other\", W/{etag}"),
        "*".to_owned(),
    ] {
        let answer = server.get(&path).header("If-None-Match", &known).send();
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
    }
}

#[test]
fn who_listens_hears_at_once_and_at_every_change() {
    let school = School::new();
    let server = school.serve();
    let request = server.get("/api/places/events");
    let mut events = request.stream();
    assert_eq!(next_event(&mut events)["taken"], json!({}));
    let phone = server.bind(school.code(0));
    let offering = server.offering("篮球");
    phone.chooses(&["篮球"]);
    assert_eq!(next_event(&mut events)["taken"][&offering], 1);
    phone.withdraw().is(200);
    assert_eq!(next_event(&mut events)["taken"], json!({}));
    // Whoever comes later hears what is true then.
    let mut late = server.get("/api/places/events").stream();
    assert_eq!(next_event(&mut late)["taken"], json!({}));
}

#[test]
fn an_event_stream_is_called_one() {
    let school = School::new();
    let server = school.serve();
    let answer = server.request("HEAD", "/api/places/events").send();
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn only_so_many_may_listen_at_once() {
    let school = School::new();
    let server = school.serve_with(&["--most-listeners", "2"]);
    let mut first = server.get("/api/places/events").stream();
    let mut second = server.get("/api/places/events").stream();
    next_event(&mut first);
    next_event(&mut second);
    let answer = server.get("/api/places/events").send();
    answer.is_problem(503, "overloaded");
    let wait: u32 = answer
        .header("retry-after")
        .expect("a time")
        .parse()
        .expect("s");
    assert!((10..=20).contains(&wait), "{wait}");
    drop(first);
    eventually("the place is free", || {
        let answer = server.request("HEAD", "/api/places/events").send();
        (answer.status == 200).then_some(())
    });
}

#[test]
fn a_menu_published_meanwhile_is_heard_of() {
    let school = School::new();
    let server = school.serve();
    let before = server.menu_hash();
    let mut events = server.get("/api/places/events").stream();
    assert_eq!(next_event(&mut events)["menu"], before);
    let more = COURSES.replace("跳绳,1-6", "跳绳,2-6");
    school.import(&[("courses.csv", &more)]).succeeds();
    let now = next_event(&mut events)["menu"]
        .as_str()
        .expect("a hash")
        .to_owned();
    assert_ne!(now, before);
    assert_eq!(server.menu_hash(), now);
    // The former version stays where it was.
    server.get(&format!("/api/menus/{before}")).send().is(200);
}
