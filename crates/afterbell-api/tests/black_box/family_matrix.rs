//! Every endpoint about a child × everybody whose child it is not. An endpoint that is not in the table fails
//! the test.

use std::collections::BTreeSet;

use afterbell_api::http::lite_paths;
use serde_json::{Value, json};

use super::oversight::issued;
use super::support::browser::{Browser, hidden, led};
use super::support::desk::{TIMES, arrived, invited};
use super::support::{Answer, Phone, School, Server, afterbell, new_key};

/// With a body that the child's own family could send.
fn endpoints(phone: &Phone<'_>) -> Vec<(&'static str, &'static str, Value)> {
    let nothing = || json!({});
    let choice = phone.draft(&[]);
    let agreement = json!({ "agreement": "0".repeat(64), "signed_name": "林海" });
    vec![
        ("get", "/api/students/{student}/agreement", nothing()),
        ("post", "/api/students/{student}/agreement", agreement),
        (
            "put",
            "/api/students/{student}/draft",
            json!({ "draft": choice, "base_revision": 0 }),
        ),
        ("get", "/api/students/{student}/draw", nothing()),
        (
            "post",
            "/api/students/{student}/files",
            json!({ "kind": "calendar" }),
        ),
        (
            "put",
            "/api/students/{student}/news",
            json!({ "number": 1 }),
        ),
        (
            "post",
            "/api/students/{student}/offers/{offering}/acceptance",
            nothing(),
        ),
        (
            "post",
            "/api/students/{student}/offers/{offering}/refusal",
            nothing(),
        ),
        ("get", "/api/students/{student}/receipt", nothing()),
        ("post", "/api/students/{student}/selections", choice),
        (
            "post",
            "/api/students/{student}/waiting/{offering}",
            nothing(),
        ),
        (
            "delete",
            "/api/students/{student}/waiting/{offering}",
            nothing(),
        ),
        ("get", "/api/students/{student}/wishes", nothing()),
        ("put", "/api/students/{student}/wishes", phone.wishes(&[])),
        ("post", "/api/students/{student}/withdrawals", nothing()),
    ]
}

#[test]
fn the_table_has_every_endpoint_about_a_child() {
    let school = School::of_wishes();
    let server = school.serve();
    let table = endpoints(&server.bind(school.code(0)));
    let known: BTreeSet<_> = table
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(known.len(), table.len(), "each stands once");
    let document: Value =
        serde_json::from_str(&afterbell(["openapi"]).succeeds().stdout).expect("JSON");
    let paths = document["paths"].as_object().expect("paths").iter();
    let described = paths.filter(|(path, _)| path.contains("{student}"));
    let described = described.flat_map(|(path, item)| {
        let methods = item.as_object().expect("operations").keys();
        methods.map(move |method| (method.clone(), path.clone()))
    });
    assert_eq!(known, described.collect::<BTreeSet<_>>());
}

fn ask(server: &Server, asked: &(&str, String, Value), header: Option<(&str, &str)>) -> Answer {
    let (method, path, body) = asked;
    let request = server.request(&method.to_uppercase(), path);
    let request = request.key(&new_key()).json(body);
    let request = header
        .into_iter()
        .fold(request, |it, (name, value)| it.header(name, value));
    request.send()
}

#[test]
fn nobody_sees_or_changes_what_is_about_another_child() {
    let (school, foreign) = (School::of_wishes(), School::of_wishes());
    let (server, other) = (school.serve(), foreign.serve());
    let invitation = invited(&school, "school_admin", &[]);
    let admin = arrived(&school, &server, "school_admin", &invitation, &TIMES);
    let family = server.bind(school.code(0));
    let neighbour = server.bind(school.code(1));
    let stranger = other.bind(foreign.code(0));
    let bearer = |token: &str| format!("Bearer {token}");
    let district = bearer(&issued(&school));
    let (own, of_neighbour, of_stranger) = (
        bearer(&family.token),
        bearer(&neighbour.token),
        bearer(&stranger.token),
    );
    let offering = server.offering("篮球");
    // A child that is held against: what is refused must leave it as it is.
    let saved = family
        .save(&family.wishes(&[("d2-1530", &["篮球"])]))
        .is(201);

    for (method, path, body) in endpoints(&family) {
        let path = path
            .replace("{student}", &family.child)
            .replace("{offering}", &offering);
        let what = format!("{method} {path}");
        let asked = (method, path, body);
        for nobody in [
            None,
            Some(("Authorization", "Bearer x")),
            Some(("Authorization", of_stranger.as_str())),
            Some(("Authorization", district.as_str())),
            Some(("Cookie", admin.cookie.as_str())),
        ] {
            let answer = ask(&server, &asked, nobody);
            assert_eq!(
                answer.status,
                401,
                "{what} as {nobody:?}: {}",
                answer.text()
            );
            answer.is_problem(401, "sign_in_required");
        }
        let answer = ask(&server, &asked, Some(("Authorization", &of_neighbour)));
        assert_eq!(answer.status, 404, "{what}: {}", answer.text());
        answer.is_problem(404, "student_not_yours");
    }
    let wishes = format!("/api/students/{}/wishes", family.child);
    assert_eq!(family.get(&wishes).send().is(200), saved);

    // The family itself may ask all of it, whatever the answer is.
    for (method, path, body) in endpoints(&family) {
        let path = path
            .replace("{student}", &family.child)
            .replace("{offering}", &offering);
        let what = format!("{method} {path}");
        let answer = ask(
            &server,
            &(method, path, body),
            Some(("Authorization", &own)),
        );
        let text = answer.text();
        let is_refused = [401, 403, 500].contains(&answer.status);
        assert!(
            !is_refused && !text.contains("student_not_yours"),
            "{what}: {text}"
        );
    }
}

/// The pages about a child for browsers without JavaScript. Whoever adds one adds it here.
const PAGES: [(&str, &str); 18] = [
    ("get", "/lite/children/{student}"),
    ("post", "/lite/children/{student}/review"),
    ("post", "/lite/children/{student}/submit"),
    ("post", "/lite/children/{student}/news"),
    ("get", "/lite/children/{student}/receipt"),
    ("get", "/lite/children/{student}/withdraw"),
    ("post", "/lite/children/{student}/withdraw"),
    ("get", "/lite/children/{student}/wishes"),
    ("post", "/lite/children/{student}/wishes/edit"),
    ("post", "/lite/children/{student}/wishes/review"),
    ("post", "/lite/children/{student}/wishes/save"),
    ("get", "/lite/children/{student}/wishes/receipt"),
    ("get", "/lite/children/{student}/result"),
    ("get", "/lite/children/{student}/places"),
    ("get", "/lite/children/{student}/offers/{offering}"),
    ("post", "/lite/children/{student}/offers/{offering}"),
    ("get", "/lite/children/{student}/waiting/{offering}"),
    ("post", "/lite/children/{student}/waiting/{offering}"),
];

#[test]
fn the_list_has_every_page_about_a_child() {
    let served = lite_paths();
    let all: BTreeSet<_> = served.iter().copied().collect();
    assert_eq!(all.len(), served.len(), "each stands once");
    let about = |path: &str| path.contains("{student}") || path.contains("children");
    let about: BTreeSet<_> = all.into_iter().filter(|(_, path)| about(path)).collect();
    assert_eq!(BTreeSet::from(PAGES), about);
}

/// What stands on every page of a child that is not the visitor's.
const NOT_YOURS: &str = "这个孩子不在您的账号里";

#[test]
fn nobody_sees_or_changes_another_child_on_the_pages_without_a_script() {
    let (school, foreign) = (School::of_wishes(), School::of_wishes());
    let (server, other) = (school.serve(), foreign.serve());
    let invitation = invited(&school, "school_admin", &[]);
    let admin = arrived(&school, &server, "school_admin", &invitation, &TIMES);
    let family = server.bind(school.code(0));
    let offering = server.offering("篮球");
    let saved = family
        .save(&family.wishes(&[("d2-1530", &["篮球"])]))
        .is(201);
    let (mut neighbour, mut stranger) = (Browser::new(&server), Browser::new(&other));
    let theirs = neighbour.bind(school.code(1));
    stranger.bind(foreign.code(0));
    let form = neighbour.page(&theirs);
    let form = hidden(&form, "form");
    // What each form would need to go through, were the child the visitor's.
    let mut fields = form.clone();
    let menu = server.menu_hash();
    for (name, value) in [
        ("key", "key"),
        ("menu", menu.as_str()),
        ("number", "1"),
        ("answer", "accept"),
    ] {
        fields.push((name.to_owned(), value));
    }
    let of_stranger = stranger.cookie();
    let with_bearer = format!("Bearer {}", family.token);
    for (method, path) in PAGES {
        let path = path
            .replace("{student}", &family.child)
            .replace("{offering}", &offering);
        let what = format!("{method} {path}");
        for nobody in [
            ("Cookie", "afterbell_lite=x"),
            ("Cookie", of_stranger.as_str()),
            ("Cookie", admin.cookie.as_str()),
            ("Authorization", with_bearer.as_str()),
        ] {
            let asked = server.request(&method.to_uppercase(), &path);
            let asked = asked.header(nobody.0, nobody.1);
            let asked = match method {
                "post" => asked
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(String::new()),
                _ => asked,
            };
            let answer = asked.send();
            assert_eq!(led(&answer), "/lite/", "{what} as {nobody:?}");
        }
        let answer = match method {
            "post" => neighbour.send(&path, &fields),
            _ => neighbour.open(&path),
        };
        assert_eq!(answer.status, 404, "{what}: {}", answer.text());
        assert!(answer.text().contains(NOT_YOURS), "{what}");
        assert!(!answer.text().contains("学生1"), "{what}");
    }
    let wishes = format!("/api/students/{}/wishes", family.child);
    assert_eq!(family.get(&wishes).send().is(200), saved);

    // The neighbour may ask all of it of the own child, whatever the answer is.
    let own = theirs.trim_start_matches("/lite/children/").to_owned();
    for (method, path) in PAGES {
        let path = path
            .replace("{student}", &own)
            .replace("{offering}", &offering);
        let answer = match method {
            "post" => neighbour.send(&path, &form),
            _ => neighbour.open(&path),
        };
        let what = format!("{method} {path}: {} {}", answer.status, answer.text());
        assert!(![401, 403, 405, 500].contains(&answer.status), "{what}");
        assert!(!answer.text().contains(NOT_YOURS), "{what}");
        assert_ne!(answer.header("location"), Some("/lite/"), "{what}");
    }
}
