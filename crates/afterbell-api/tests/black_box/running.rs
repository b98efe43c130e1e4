//! Starting, stopping, losing power, and what is written to the log.

use std::process::Command;

use serde_json::{Value, json};

use super::support::{School, afterbell, eventually, new_key};

#[test]
fn everything_that_was_acknowledged_survives_a_power_cut() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let receipt = phone.chooses(&["篮球"]);
    let (token, child) = (phone.token.clone(), phone.child.clone());
    server.kill();
    let server = school.serve();
    let request = server
        .get(&format!("/api/students/{child}/receipt"))
        .token(&token);
    assert_eq!(request.send().is(200), receipt);
    assert_eq!(server.taken(&server.offering("篮球")), 1);
    let me = server.get("/api/me").token(&token).send().is(200);
    assert_eq!(me["children"][0]["receipt"], receipt);
}

#[test]
fn acknowledged_selections_survive_a_power_cut_in_the_middle_of_the_rush() {
    let school = School::new();
    let server = school.serve();
    let phones: Vec<_> = (0..12).map(|n| server.bind(school.code(n))).collect();
    let draft = phones[0].draft(&[&server.offering("跳绳")]);
    let tokens: Vec<_> = phones
        .iter()
        .map(|p| (p.token.clone(), p.child.clone()))
        .collect();
    let half: Vec<Value> = std::thread::scope(|scope| {
        let rushing: Vec<_> = phones
            .iter()
            .take(6)
            .map(|phone| scope.spawn(|| phone.submit(&draft).is(201)))
            .collect();
        rushing
            .into_iter()
            .map(|phone| phone.join().expect("a receipt"))
            .collect()
    });
    server.kill();
    let server = school.serve();
    for ((token, child), receipt) in tokens.iter().zip(&half) {
        let request = server
            .get(&format!("/api/students/{child}/receipt"))
            .token(token);
        assert_eq!(request.send().is(200), *receipt);
    }
    // Numbers go on where they were.
    let (token, child) = &tokens[6];
    let request = server
        .post(&format!("/api/students/{child}/selections"))
        .token(token);
    let next = request.key(&new_key()).json(&draft).send().is(201);
    assert!(
        half.iter()
            .all(|receipt| receipt["number"] != next["number"])
    );
}

#[test]
fn a_server_that_is_asked_to_stop_stops_though_phones_listen() {
    let school = School::new();
    let server = school.serve();
    let listening = server.get("/api/places/events").stream();
    assert!(server.stop().success());
    drop(listening);
}

/// Whatever was accepted is finished and answered before the server goes.
#[test]
fn a_request_under_way_is_answered_before_the_server_stops() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    let draft = phone.draft(&[&server.offering("篮球")]);
    let books = rusqlite::Connection::open(school.data().join("afterbell.sqlite"));
    let books = books.expect("the books");
    books
        .execute_batch("BEGIN IMMEDIATE")
        .expect("the books are ours");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let (told, hears) = std::sync::mpsc::channel();
        for _ in 0..2 {
            let (told, phone, draft) = (told.clone(), &phone, &draft);
            scope.spawn(move || told.send(phone.submission(draft).key("late").send().status));
        }
        // One tap is turned away, so the other is under way.
        let turned_away: Vec<_> = hears.iter().take(1).collect();
        server.ask_to_stop();
        books.execute_batch("COMMIT").expect("the books are free");
        turned_away
            .into_iter()
            .chain(hears.iter().take(1))
            .collect()
    });
    assert_eq!(statuses, [409, 201]);
    assert!(server.stop().success());
}

#[test]
fn a_second_server_on_the_same_books_does_not_start() {
    let school = School::new();
    let _server = school.serve();
    let ran = school
        .office("serve", &["--port", "0"])
        .fails()
        .says("已有一个服务在运行");
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn a_taken_port_is_told_in_one_line() {
    let school = School::new();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let ran = school.office("serve", &["--port", &port]).fails();
    assert_eq!(
        ran.stderr.trim(),
        format!("错误：端口 {port} 已被占用，请用 --port 换一个（0 表示自动选择）。")
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn books_that_are_not_there_are_told_in_one_line() {
    let school = School::empty();
    school
        .office("serve", &["--port", "0"])
        .fails()
        .says("请先运行 afterbell import");
    school
        .office("letters", &["--json"])
        .fails()
        .says("请先运行 afterbell import");
    assert!(!school.data().exists());
}

#[test]
fn a_site_that_is_not_there_is_told() {
    let school = School::new();
    school
        .office("serve", &["--port", "0", "--site", "nowhere"])
        .fails()
        .says("nowhere");
}

#[test]
fn a_rehearsal_is_announced_and_runs_on() {
    let school = School::new();
    let data = school.data();
    let mut child = Command::new(env!("CARGO_BIN_EXE_afterbell"))
        .args([
            "serve",
            "--port",
            "0",
            "--clock",
            "2026-09-08T11:59:59Z",
            "--data-dir",
        ])
        .arg(data)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("a pipe");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).expect("a line");
    let url = line.trim().trim_start_matches("listening on ").to_owned();
    // Told in the school's zone; a second passes by itself.
    eventually("the window opens", || {
        let answer = ureq::get(&format!("{url}/api/school"))
            .call()
            .expect("an answer");
        let text = answer.into_body().read_to_string().expect("a body");
        let school: Value = serde_json::from_str(&text).expect("JSON");
        let now = school["now"].as_str().expect("a moment").to_owned();
        (now.as_str() >= "2026-09-08T20:00:00+08:00").then_some(())
    });
    child.kill().expect("a kill");
    let output = child.wait_with_output().expect("an end");
    assert!(String::from_utf8_lossy(&output.stderr).contains("演练时钟"));
}

#[test]
fn the_two_clocks_exclude_each_other() {
    let ran = afterbell([
        "serve",
        "--data-dir",
        "x",
        "--clock",
        "2026-09-08T20:00:00+08:00",
        "--clock-file",
        "y",
    ]);
    ran.fails();
}

#[test]
fn health_is_asked_of_the_store() {
    let school = School::new();
    let server = school.serve();
    assert_eq!(server.get("/healthz").send().status, 204);
}

#[test]
fn the_log_names_routes_and_nobody() {
    let school = School::new();
    let server = school.serve();
    let phone = server.bind(school.code(0));
    phone.chooses(&["篮球"]);
    let wrong = server
        .post("/api/children")
        .key("k-secret")
        .json(&json!({"code": school.code(1).replace('-', "")}));
    wrong.send();
    phone.receipt();
    server
        .get("/api/students/secret-child/receipt?token=secret-query")
        .send();
    let log = eventually("the last request is in the log", || {
        let log = server.log();
        (log.matches("/receipt").count() == 2).then_some(log)
    });
    let lines = log.lines().filter(|line| line.starts_with('{'));
    let lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let submitted = lines
        .iter()
        .find(|line| line["route"] == "/api/students/{student}/selections");
    let submitted = submitted.expect("the submission");
    assert_eq!(
        (&submitted["method"], &submitted["status"]),
        (&json!("POST"), &json!(201))
    );
    assert!(submitted["ms"].is_number());
    for secret in [
        phone.token.as_str(),
        phone.child.as_str(),
        school.code(0),
        school.code(1),
        "学生",
        "20240101",
        "secret",
        "篮球",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

/// The disk is slow and one write may wait: the next is told to come back.
#[test]
fn more_writes_than_can_wait_are_told_to_come_back() {
    let school = School::new();
    let server = school.serve_with(&["--most-waiting", "1"]);
    let phones: Vec<_> = (0..6).map(|n| server.bind(school.code(n))).collect();
    let draft = phones[0].draft(&[]);
    let books = rusqlite::Connection::open(school.data().join("afterbell.sqlite"));
    let books = books.expect("the books");
    books
        .execute_batch("BEGIN IMMEDIATE")
        .expect("the books are ours");
    let late: Vec<u16> = std::thread::scope(|scope| {
        let (told, hears) = std::sync::mpsc::channel();
        for phone in &phones {
            let (told, draft) = (told.clone(), &draft);
            scope.spawn(move || told.send(phone.submit(draft)).is_ok());
        }
        // At most one is being worked on and one waits; four at least are turned away.
        let turned_away: Vec<_> = hears.iter().take(4).collect();
        let mut waits = std::collections::BTreeSet::<u32>::new();
        for answer in &turned_away {
            answer.is_problem(503, "overloaded");
            let wait = answer
                .header("retry-after")
                .and_then(|wait| wait.parse().ok());
            waits.insert(wait.expect("a time to wait"));
        }
        // Who is turned away together does not come back together.
        assert_eq!(waits.len(), 4, "{waits:?}");
        books.execute_batch("COMMIT").expect("the books are free");
        hears.iter().take(2).map(|answer| answer.status).collect()
    });
    assert!(late.contains(&201), "{late:?}");
    // Whoever was turned away comes back.
    for phone in &phones {
        phone.submit(&draft).is(201);
    }
}

/// Whoever has a connection is served; one too many is told so and not left hanging.
#[test]
fn a_connection_too_many_is_told_to_come_back() {
    use std::io::Read as _;

    let school = School::new();
    let server = school.serve_with(&["--most-connections", "2", "--most-per-address", "2"]);
    let address = server.url.trim_start_matches("http://");
    let open = || std::net::TcpStream::connect(address).expect("a connection");
    let held = [open(), open()];
    let told = eventually("one too many", || {
        let mut told = String::new();
        open().read_to_string(&mut told).ok()?;
        told.starts_with("HTTP/1.1 503").then_some(told)
    });
    let wait = told.split("retry-after: ").nth(1).expect("a time to wait");
    let wait: u32 = wait.lines().next().expect("a line").parse().expect("s");
    assert!((4..=10).contains(&wait), "{wait}");
    drop(held);
    eventually("room again", || {
        let mut told = String::new();
        let mut stream = open();
        let asked = "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        std::io::Write::write_all(&mut stream, asked.as_bytes()).ok()?;
        stream.read_to_string(&mut told).ok()?;
        told.starts_with("HTTP/1.1 204").then_some(())
    });
}

/// One address does not fill the house: another one still finds room.
#[cfg(target_os = "linux")] // All of 127.0.0.0/8 is this machine there.
#[test]
fn one_address_leaves_room_for_others() {
    use std::io::{Read as _, Write as _};

    use socket2::{Domain, Socket, Type};

    let school = School::new();
    let server = school.serve_with(&["--most-connections", "8", "--most-per-address", "2"]);
    let address = server.url.trim_start_matches("http://");
    let address: std::net::SocketAddr = address.parse().expect("an address");
    let open = |from: [u8; 4]| {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
        let from = std::net::SocketAddr::from((from, 0));
        socket.bind(&from.into()).expect("an address of ours");
        socket.connect(&address.into()).expect("a connection");
        std::net::TcpStream::from(socket)
    };
    let ask = |from| {
        let mut told = String::new();
        let mut stream = open(from);
        let asked = "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        stream.write_all(asked.as_bytes()).ok()?;
        stream.read_to_string(&mut told).ok()?;
        Some(told)
    };
    let _held = [open([127, 0, 0, 1]), open([127, 0, 0, 1])];
    eventually("one too many", || {
        ask([127, 0, 0, 1])?
            .starts_with("HTTP/1.1 503")
            .then_some(())
    });
    let other = ask([127, 0, 0, 2]).expect("an answer");
    assert!(other.starts_with("HTTP/1.1 204"), "{other}");
}

/// One session asks faster than any phone; others at the same address are not touched, and a
/// forged address does not help.
#[test]
fn a_session_that_floods_is_told_to_wait_and_its_neighbour_is_not() {
    let school = School::new();
    let server = school.serve();
    let (flooding, calm) = (server.bind(school.code(0)), server.bind(school.code(1)));
    let limited = (0..10_000).find_map(|number| {
        let forged = format!("203.0.113.{}", number % 250);
        let request = flooding.get("/api/me").header("x-forwarded-for", &forged);
        let answer = request.send();
        (answer.status != 200).then_some(answer)
    });
    let limited = limited.expect("a limit");
    limited.is_problem(429, "overloaded");
    assert!(limited.header("retry-after").is_some());
    calm.get("/api/me").send().is(200);
    // Whoever runs a proxy and forgot to say so finds out; the log does not drown in it.
    let told = server.log();
    assert_eq!(
        told.matches("forwarded_for_without_behind_proxy").count(),
        1
    );
}
