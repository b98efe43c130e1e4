//! The district's program over HTTP: its schools, one that does not answer, its pack, and who may.

use std::collections::BTreeSet;
use std::net::TcpListener;

use afterbell_domain::desk::{Permission, Role, Workplace};
use serde_json::{Value, json};

use super::oversight::issued;
use super::support::desk::{TIMES, arrived, from_own_page, invited};
use super::support::district::{District, add};
use super::support::{School, Server, afterbell};

/// A pack of which the sample school's sheet breaks one check.
const PACK: &str = r#"name = "本区"

[documents.rules]
title = "本区办法"
issued_by = "本区教育局"

[[check]]
id = "fees"
severity = "error"
clause = { document = "rules", section = "第二条" }
mend = "请公布收费标准。"
rule.fee_within_standard = {}
"#;

/// Somebody who takes calls and says nothing.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    (listener, format!("http://{address}"))
}

#[test]
fn schools_are_asked_and_what_they_last_said_is_kept() {
    let (district, school) = (District::new(), School::new());
    let (server, asked) = (district.serve(), school.serve());
    let officer = district.officer(&server, "王科");
    let empty = officer.get("/api/district/schools").is(200);
    assert_eq!((&empty["schools"], empty.get("pack")), (&json!([]), None));

    let key = issued(&school);
    let row = add(&officer, "试验小学", &asked.url, &key);
    assert_eq!(row.get("failure"), None, "{row}");
    assert!(!row.to_string().contains(&key));
    let summary = &row["summary"];
    assert_eq!(
        (&summary["children"], &summary["courses"]),
        (&json!(32), &json!(10))
    );
    assert_eq!(
        (&summary["care_minutes"], &summary["served"]),
        (&json!(900), &json!(0))
    );
    assert_eq!(summary["answered_at"], "2026-09-09T10:00:30+08:00");

    // Each way not to answer is told apart.
    let (listener, nobody) = silent();
    let gone = { silent().1 };
    let wrong = "x".repeat(43);
    for (name, address, key, expected) in [
        ("别的密钥", asked.url.as_str(), &wrong, "key_refused"),
        ("没有服务", gone.as_str(), &key, "unreachable"),
        ("区县自己", server.url.as_str(), &key, "not_a_school"),
        ("不答复", nobody.as_str(), &key, "silent"),
    ] {
        let row = add(&officer, name, address, key);
        assert_eq!(row["failure"], expected, "{name}: {row}");
        assert_eq!(row.get("summary"), None);
    }
    drop(listener);

    // A school that is away keeps its last answer, with its age.
    let id = row["id"].as_str().expect("an id").to_owned();
    asked.kill();
    district.set_clock("2026-09-09T10:10:00+08:00");
    let path = format!("/api/district/schools/{id}/ask");
    let row = officer.send("POST", &path, &json!({})).is(200);
    assert_eq!(row["failure"], "unreachable");
    assert_eq!(row["asked_at"], "2026-09-09T10:10:00+08:00");
    assert_eq!(row["summary"]["answered_at"], "2026-09-09T10:00:30+08:00");
    let detail = officer.get(&format!("/api/district/schools/{id}")).is(200);
    assert_eq!(
        detail["report"]["published"]["menu"]["school"]["name"],
        "试验小学"
    );
    assert_eq!(detail.get("district"), None);
    let list = officer.get("/api/district/schools").is(200);
    let names: BTreeSet<_> = list["schools"]
        .as_array()
        .expect("schools")
        .iter()
        .map(|row| row["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names.len(), 5);

    let once_more = json!({ "name": "试验小学", "address": "https://a.school", "key": key });
    officer
        .send("POST", "/api/district/schools", &once_more)
        .is_problem(409, "name_taken");
    for (address, key) in [
        ("http://a.school", key.as_str()),
        ("https://a.school", "short"),
    ] {
        let school = json!({ "name": "新", "address": address, "key": key });
        officer
            .send("POST", "/api/district/schools", &school)
            .is_problem(400, "malformed_request");
    }
    // It has moved: what is asked now is asked there, and its last answer stays.
    let path = format!("/api/district/schools/{id}/address");
    let unsafe_one = json!({ "address": "http://a.school" });
    officer
        .send("POST", &path, &unsafe_one)
        .is_problem(400, "malformed_request");
    let there = school.serve();
    let moved = json!({ "address": format!("{}/", there.url) });
    let row = officer.send("POST", &path, &moved).is(200);
    assert_eq!(row["address"], there.url);
    assert_eq!(row.get("failure"), None, "{row}");
    assert_eq!(row["summary"]["answered_at"], "2026-09-09T10:10:00+08:00");
    let path = format!("/api/district/schools/{id}");
    assert_eq!(officer.send("DELETE", &path, &json!({})).status, 204);
    officer.get(&path).is_problem(404, "school_unknown");

    let log = officer.get("/api/district/audit").is(200);
    let entries = log["entries"].as_array().expect("entries").iter();
    let actions: Vec<_> = entries
        .map(|entry| entry["action"].as_str().expect("a text"))
        .collect();
    let added = ["school_added"; 5];
    let first = ["signed_in", "staff_confirmed", "staff_invited"];
    assert_eq!(
        actions,
        [&["school_removed", "school_moved"], &added[..], &first[..]].concat()
    );
    assert!(!log.to_string().contains(&key) && !server.log().contains(&key));
    let books = district.path("data");
    let verified = afterbell(["verify", "--data-dir", books.to_str().expect("a path")]);
    verified.succeeds().says("操作记录 10 条");
}

#[test]
fn a_pack_is_tried_over_all_menus_before_it_is_saved() {
    let (district, school) = (District::new(), School::new());
    let (server, asked) = (district.serve(), school.serve());
    let officer = district.officer(&server, "王科");
    add(&officer, "试验小学", &asked.url, &issued(&school));
    let (_listener, nobody) = silent();
    let gone = nobody.replace("127.0.0.1", "localhost");
    drop(_listener);
    add(&officer, "没有答复的", &gone, &"x".repeat(43));
    let draft = |text: &str, base: u32| json!({ "text": text, "base": base });
    let trial = |text: &str| -> Value {
        officer
            .send("POST", "/api/district/pack/trial", &draft(text, 0))
            .is(200)
    };
    let save =
        |text: &str, base: u32| officer.send("POST", "/api/district/pack", &draft(text, base));
    server
        .get("/api/district/pack.toml")
        .send()
        .is_problem(404, "file_unknown");

    // What is wrong stands beside its line, and nothing is saved.
    let wrong = PACK.replace("fee_within_standard", "fee_within_standards");
    let told = trial(&wrong);
    assert_eq!(told["problems"][0]["line"], 12, "{told}");
    assert_eq!(told["schools"], json!([]));
    let saved = save(&wrong, 0).is(200);
    assert_eq!(
        (saved.get("version"), &saved["problems"][0]["line"]),
        (None, &json!(12))
    );

    let told = trial(PACK);
    assert_eq!(told["problems"], json!([]));
    let broken = &told["schools"][0]["newly_broken"];
    assert_eq!(broken[0]["check"], "fees");
    let words = broken[0]["told"][0].as_str();
    assert!(words.is_some_and(|it| it.contains("收费")), "{broken}");
    assert_eq!(told["unknown"], json!(["没有答复的"]));
    assert_eq!(save(PACK, 0).is(200)["version"], 1);
    save(PACK, 0).is_problem(409, "pack_changed");

    // The district's fee standard takes the place of the one that no school's plan names.
    let standard = "\n[fee_standard]\ndocument = \"价费〔2026〕1号\"\npublished_on = \"2026-07-01\"\n\
                    service_fen = 0\ncourse_fen = 48000\n";
    let with_standard = [PACK, standard].concat();
    let told = trial(&with_standard);
    let kept = &told["schools"][0]["newly_kept"];
    assert_eq!(kept[0]["check"], "fees", "{told}");
    let too_low = with_standard.replace("48000", "47999");
    let told = trial(&too_low);
    assert_eq!(
        told["schools"][0]["still_broken"][0]["check"], "fees",
        "{told}"
    );
    assert_eq!(save(&with_standard, 1).is(200)["version"], 2);
    let packs = officer.get("/api/district/pack").is(200);
    assert_eq!(packs["newest"]["fee_standard"]["course_fen"], 48000);
    assert_eq!(packs["versions"][1]["version"], 1);

    // Schools take it as a file, and the district sees which version they judge by.
    let file = server.get("/api/district/pack.toml").send();
    assert_eq!(file.text(), with_standard);
    let pack = school.write("district.toml", &file.text());
    asked.kill();
    let again = school.serve_with(&["--pack", pack.to_str().expect("a path")]);
    let row = add(&officer, "试验小学二", &again.url, &issued(&school));
    assert_eq!(
        row["summary"]["judged_by"],
        json!({ "pack": "本区", "version": 2 })
    );
    let none = json!({ "errors": 0, "warnings": 0, "acknowledged": 0 });
    assert_eq!(
        (&row["summary"]["own"], &row["summary"]["district"]),
        (&none, &none)
    );
    let packs = officer.get("/api/district/pack").is(200);
    assert_eq!(packs["versions"][0]["schools"], 1);
    let first = officer.get("/api/district/packs/1");
    assert_eq!((first.status, first.text()), (200, PACK.to_owned()));
    officer
        .get("/api/district/packs/9")
        .is_problem(404, "file_unknown");
}

/// Each operation of the district's server, with a body that can be read, and what one needs to be allowed.
fn endpoints() -> Vec<(&'static str, &'static str, Option<Permission>, Value)> {
    use Permission as P;
    let nothing = || json!({});
    let draft = || json!({ "text": "", "base": 0 });
    let role = || json!({ "role": "operator" });
    let school = || json!({ "name": "x", "address": "https://a.school", "key": "x" });
    let invite = || json!({ "name": "x", "role": role() });
    let change = || json!({ "role": role() });
    let (schools, one) = ("/api/district/schools", "/api/district/schools/{id}");
    let ask = "/api/district/schools/{id}/ask";
    let again = "/api/desk/staff/{id}/invite";
    vec![
        ("get", "/api/desk/me", None, nothing()),
        ("get", "/api/desk/staff", Some(P::ReadStaff), nothing()),
        ("post", "/api/desk/staff", Some(P::ManageStaff), invite()),
        ("post", again, Some(P::ManageStaff), nothing()),
        (
            "post",
            "/api/desk/staff/{id}/revoke",
            Some(P::ManageStaff),
            nothing(),
        ),
        (
            "post",
            "/api/desk/staff/{id}/role",
            Some(P::ManageStaff),
            change(),
        ),
        ("get", schools, Some(P::ReadSchools), nothing()),
        ("post", schools, Some(P::KeepSchools), school()),
        ("get", one, Some(P::ReadReports), nothing()),
        ("post", ask, Some(P::AskSchools), nothing()),
        (
            "post",
            "/api/district/schools/{id}/address",
            Some(P::KeepSchools),
            json!({ "address": "https://a.school" }),
        ),
        ("delete", one, Some(P::KeepSchools), nothing()),
        ("get", "/api/district/pack", Some(P::KeepPack), nothing()),
        ("post", "/api/district/pack", Some(P::KeepPack), draft()),
        (
            "post",
            "/api/district/pack/trial",
            Some(P::KeepPack),
            draft(),
        ),
        (
            "get",
            "/api/district/packs/{version}",
            Some(P::KeepPack),
            nothing(),
        ),
        ("get", "/api/district/audit", Some(P::ReadAudit), nothing()),
        ("delete", "/api/desk/session", None, nothing()),
    ]
}

/// Anybody may ask for these.
const OPEN: [(&str, &str); 5] = [
    ("post", "/api/desk/session"),
    ("post", "/api/desk/invitation/accept"),
    ("post", "/api/desk/invitation/open"),
    ("post", "/api/desk/invitation/confirm"),
    ("get", "/api/district/pack.toml"),
];

#[test]
fn nobody_but_the_district_s_staff_gets_anything() {
    let printed = afterbell(["district", "openapi"]).succeeds().stdout;
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let described: BTreeSet<(String, String)> = paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").keys();
            methods.map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let table = endpoints();
    let known = table.iter().map(|(method, path, ..)| (*method, *path));
    let known: BTreeSet<(String, String)> = known
        .chain(OPEN)
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(known, described);

    let (district, other, school) = (District::new(), District::new(), School::new());
    let (server, foreign, at_school) = (district.serve(), other.serve(), school.serve());
    let officer = district.officer(&server, "王科");
    // An officer of another district, and everybody at a school, under the same name.
    let stranger = other.officer(&foreign, "王科");
    let invitation = invited(&school, "王科", &["--role", "district_officer"]);
    let guest = arrived(&school, &at_school, "王科", &invitation, &TIMES);
    let ask = |server: &Server, method: &str, path: &str, body: &Value, cookie: Option<&str>| {
        let path = path.replace("{id}", "unknown").replace("{version}", "1");
        let request = from_own_page(server, &method.to_uppercase(), &path);
        let request = cookie
            .into_iter()
            .fold(request, |it, cookie| it.header("Cookie", cookie));
        request.json(body).send()
    };
    for (method, path, _, body) in &table {
        for cookie in [
            None,
            Some("afterbell_desk=x"),
            Some(&*stranger.cookie),
            Some(&*guest.cookie),
        ] {
            ask(&server, method, path, body, cookie).is_problem(401, "sign_in_required");
        }
    }
    // A page of another site changes nothing, whatever cookie its visitor has.
    for (method, path, _, body) in table.iter().filter(|(method, ..)| *method != "get") {
        let path = path.replace("{id}", "unknown");
        let request = server
            .request(&method.to_uppercase(), &path)
            .header("Cookie", &officer.cookie)
            .header("Sec-Fetch-Site", "cross-site");
        request.json(body).send().is_problem(403, "foreign_origin");
    }
    // What is the school's is not here, nor the other way round.
    for path in ["/api/me", "/api/desk/codes", "/api/oversight"] {
        assert_eq!(officer.get(path).status, 404, "{path}");
    }
    assert_eq!(guest.get("/api/district/schools").status, 404);
    let operator = district.colleague(&officer, "赵工", "operator");
    for (role, colleague) in [
        (Role::Operator, &operator),
        (Role::DistrictOfficer, &officer),
    ] {
        for (method, path, needed, body) in &table {
            let answer = ask(&server, method, path, body, Some(&colleague.cookie));
            let what = format!("{method} {path} as {role:?}: {}", answer.text());
            match needed.is_none_or(|needed| Workplace::District.may(role, needed)) {
                true => assert!(![401, 403, 405, 500].contains(&answer.status), "{what}"),
                false => {
                    assert_eq!(answer.status, 403, "{what}");
                    answer.is_problem(403, "not_permitted");
                }
            }
        }
        // The last of them ended the session.
        colleague
            .get("/api/district/schools")
            .is_problem(401, "sign_in_required");
    }
}

#[test]
fn books_are_a_district_s_or_a_school_s() {
    let (district, school) = (District::new(), School::empty());
    let path = |path: std::path::PathBuf| path.to_str().expect("a path").to_owned();
    let data = path(district.path("data"));
    afterbell(["serve", "--data-dir", &data])
        .fails()
        .says("还没有学校资料");
    let nowhere = path(district.path("nowhere"));
    for verb in [vec!["serve"], vec!["invite", "--name", "王科"]] {
        let more = ["--data-dir", nowhere.as_str()];
        let all = ["district"].into_iter().chain(verb).chain(more);
        afterbell(all).fails().says("还没有区县的账本");
    }
    if school.database.is_some() {
        return;
    }
    school
        .import(&[("courses.csv", super::support::COURSES)])
        .succeeds();
    let books = path(school.data());
    let open = ["district", "open", "--name", "某区", "--data-dir", &books];
    afterbell(open).fails().says("是一所学校的账本");
    afterbell(["district", "serve", "--data-dir", &books])
        .fails()
        .says("还没有区县的账本");
}
