use serde_json::json;

use super::support::School;
use super::support::desk::{
    PASSWORD, TIMES, accept, arrived, code, confirm, from_own_page, invited, sign_in,
};

#[test]
fn the_first_admin_comes_in_by_a_printed_link() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    let me = admin.get("/api/desk/me").is(200);
    assert_eq!(me["name"], "李主任");
    assert_eq!(me["role"], "school_admin");
    assert_eq!(me["school"], "试验小学");
    assert!(me["permissions"].to_string().contains("manage_staff"));
    // Used up.
    from_own_page(&server, "POST", "/api/desk/invitation/accept")
        .json(&json!({ "invitation": invitation, "password": PASSWORD }))
        .send()
        .is_problem(404, "invitation_unknown");
    school.staff(&["invite"], "李主任").fails();
    assert_eq!(
        admin.send("DELETE", "/api/desk/session", &json!({})).status,
        204
    );
    admin
        .get("/api/desk/me")
        .is_problem(401, "sign_in_required");
    let log = school.office("verify", &[]).succeeds().stdout;
    assert!(log.contains("操作记录 6 条"), "{log}");
}

#[test]
fn a_code_is_taken_once_and_the_cookie_is_for_our_own_page() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    let same = code(&admin.secret, TIMES[1].1);
    sign_in(&server, "李主任", PASSWORD, &same).is_problem(401, "sign_in_refused");
    school.set_clock("2026-09-09T10:01:00+08:00");
    let next = code(&admin.secret, TIMES[1].1 + 30);
    let again = sign_in(&server, "李主任", PASSWORD, &next);
    let cookie = again.header("set-cookie").expect("a cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/api/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        !cookie.contains("Secure"),
        "on a loopback address: {cookie}"
    );
    let secret = admin.secret.clone();
    drop(admin);
    drop(server);
    let elsewhere = school.serve_with(&["--behind-proxy"]);
    school.set_clock("2026-09-09T10:01:30+08:00");
    let next = code(&secret, TIMES[1].1 + 60);
    let sealed = sign_in(&elsewhere, "李主任", PASSWORD, &next);
    let cookie = sealed.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("; Secure"), "{cookie}");
}

#[test]
fn another_site_can_make_a_browser_do_nothing() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    let invite = json!({ "name": "王老师", "role": { "role": "auditor" } });
    let foreign = |name: &str, value: &str| {
        server
            .request("POST", "/api/desk/staff")
            .header("Cookie", &admin.cookie)
            .header(name, value)
            .json(&invite)
            .send()
    };
    foreign("Sec-Fetch-Site", "cross-site").is_problem(403, "foreign_origin");
    foreign("Origin", "https://elsewhere.example").is_problem(403, "foreign_origin");
    foreign("X-Nothing", "said").is_problem(403, "foreign_origin");
    // A form of another site cannot send JSON.
    admin
        .request("POST", "/api/desk/staff")
        .header("Content-Type", "text/plain")
        .body(invite.to_string())
        .send()
        .is_problem(415, "unsupported_media_type");
    admin.send("POST", "/api/desk/staff", &invite).is(201);
}

#[test]
fn failures_lock_out_and_tell_nothing() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    school.set_clock("2026-09-09T10:02:00+08:00");
    let right = code(&admin.secret, TIMES[0].1 + 120);
    for _ in 0..2 {
        sign_in(&server, "李主任", "wrong password", &right).is_problem(401, "sign_in_refused");
        sign_in(&server, "李主任", PASSWORD, "000000").is_problem(401, "sign_in_refused");
    }
    sign_in(&server, "nobody", PASSWORD, &right).is_problem(401, "sign_in_refused");
    sign_in(&server, "李主任", PASSWORD, "12345").is_problem(401, "sign_in_refused");
    let locked = sign_in(&server, "李主任", PASSWORD, &right);
    let problem = locked.is_problem(429, "too_many_attempts");
    assert_eq!(problem["retry_after_seconds"], 900);
    // The session that is open stays so, and the lock ends by itself.
    admin.get("/api/desk/me").is(200);
    school.set_clock("2026-09-09T10:17:00+08:00");
    let later = code(&admin.secret, TIMES[0].1 + 17 * 60);
    assert_eq!(sign_in(&server, "李主任", PASSWORD, &later).status, 204);
}

#[test]
fn a_session_ends_by_itself() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    for (moment, status) in [
        ("2026-09-09T10:25:00+08:00", 200),
        // Put off by the look before.
        ("2026-09-09T10:54:00+08:00", 200),
        ("2026-09-09T11:24:00+08:00", 401),
    ] {
        school.set_clock(moment);
        assert_eq!(admin.get("/api/desk/me").status, status, "{moment}");
    }
}

#[test]
fn a_weak_password_is_refused_and_an_invitation_ends() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    for weak in ["short", "111111111111", "我是李主任我是李主任我是"] {
        from_own_page(&server, "POST", "/api/desk/invitation/accept")
            .json(&json!({ "invitation": invitation, "password": weak }))
            .send()
            .is_problem(422, "password_refused");
    }
    let told = accept(&server, &invitation);
    assert!(
        told["otpauth"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/")
    );
    confirm(&server, &invitation, "000000").is_problem(401, "sign_in_refused");
    sign_in(&server, "李主任", PASSWORD, "000000").is_problem(401, "sign_in_refused");
    // The office stamps by the machine's clock.
    school.set_clock("2099-09-09T10:00:00+08:00");
    let secret = told["secret"].as_str().unwrap();
    confirm(&server, &invitation, &code(secret, 4_092_602_400))
        .is_problem(404, "invitation_unknown");
}

#[test]
fn a_page_that_asks_by_itself_does_not_keep_its_session_open() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    let changes = "/api/desk/menu-draft/changes?since=0";
    // Whoever is there puts the end off; then only the page asks.
    school.set_clock("2026-09-09T10:25:00+08:00");
    admin.get("/api/desk/me").is(200);
    for at in ["10:40:00", "10:50:00", "10:54:59"] {
        school.set_clock(&format!("2026-09-09T{at}+08:00"));
        admin.get(changes).is(200);
    }
    school.set_clock("2026-09-09T10:55:00+08:00");
    admin.get(changes).is_problem(401, "sign_in_required");
    admin
        .get("/api/desk/me")
        .is_problem(401, "sign_in_required");
}

#[test]
fn who_is_revoked_is_out_at_once_and_may_be_invited_again() {
    let school = School::new();
    let server = school.serve();
    let invitation = invited(&school, "李主任", &[]);
    let admin = arrived(&school, &server, "李主任", &invitation, &TIMES);
    let body = json!({ "name": "王老师", "role": { "role": "coordinator" } });
    let invited = admin.send("POST", "/api/desk/staff", &body).is(201);
    admin
        .send("POST", "/api/desk/staff", &body)
        .is_problem(409, "name_taken");
    let link = invited["link"].as_str().unwrap();
    let invitation = super::support::desk::invitation_in(link);
    let times = [
        ("2026-09-09T10:02:00+08:00", TIMES[0].1 + 120),
        ("2026-09-09T10:02:30+08:00", TIMES[0].1 + 150),
    ];
    let other = arrived(&school, &server, "王老师", &invitation, &times);
    other.get("/api/desk/menu-draft").is(200);
    other
        .send("POST", "/api/desk/staff", &body)
        .is_problem(403, "not_permitted");
    let path = format!("/api/desk/staff/{}", invited["id"].as_str().unwrap());
    let nothing = json!({});
    assert_eq!(
        admin
            .send("POST", &format!("{path}/revoke"), &nothing)
            .status,
        204
    );
    other
        .get("/api/desk/menu-draft")
        .is_problem(401, "sign_in_required");
    let staff = admin.get("/api/desk/staff").is(200);
    assert!(staff["staff"].to_string().contains("revoked"), "{staff}");
    let again = admin
        .send("POST", &format!("{path}/invite"), &nothing)
        .is(200);
    assert_ne!(again["link"], invited["link"]);
    admin
        .send("POST", "/api/desk/staff/unknown/revoke", &nothing)
        .is_problem(404, "staff_unknown");
    let log = admin.get("/api/desk/audit?limit=3").is(200);
    let actions: Vec<_> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["action"])
        .collect();
    assert_eq!(actions, ["staff_invited", "staff_revoked", "signed_in"]);
    assert_eq!(log["entries"][1]["by"], "李主任");
    assert_eq!(log["entries"][1]["before"], json!({ "state": "active" }));
    let before = log["before"].as_u64().unwrap();
    let older = admin
        .get(&format!("/api/desk/audit?before={before}&limit=200"))
        .is(200);
    assert_eq!(
        older["entries"].as_array().unwrap().len() as u64,
        before - 1
    );
    assert!(older.get("before").is_none());
    let everything = format!("{log}{older}");
    for secret in [admin.secret.as_str(), &other.secret, &invitation, PASSWORD] {
        assert!(!everything.contains(secret));
    }
}
