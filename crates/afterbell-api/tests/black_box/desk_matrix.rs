//! Every endpoint of the desk × everybody who could ask. An endpoint that is not in the table fails
//! the test.

use std::collections::BTreeSet;

use afterbell_domain::desk::{Permission, Role};
use serde_json::{Value, json};

use super::oversight::issued;
use super::support::desk::{Colleague, TIMES, arrived, from_own_page, invited};
use super::support::{School, afterbell};

#[derive(Clone, Copy, PartialEq)]
enum Access {
    Anybody,
    SignedIn,
    May(Permission),
}

use Access::{Anybody, May, SignedIn};

fn proposal() -> Value {
    json!({
        "course": "x", "category": "arts", "grades": [3], "places": 1, "fee_fen": 0,
        "sessions": [{ "weekday": 2, "time": { "start": "15:30", "end": "16:30" } }],
    })
}

/// In this order one role can ask them all; ending the session comes last.
fn endpoints() -> Vec<(&'static str, &'static str, Access, Value)> {
    let nothing = || json!({});
    vec![
        (
            "post",
            "/api/desk/session",
            Anybody,
            json!({ "name": "x", "password": "x", "code": "x" }),
        ),
        (
            "post",
            "/api/desk/invitation/accept",
            Anybody,
            json!({ "invitation": "x", "password": "x" }),
        ),
        (
            "post",
            "/api/desk/invitation/open",
            Anybody,
            json!({ "invitation": "x" }),
        ),
        (
            "post",
            "/api/desk/invitation/confirm",
            Anybody,
            json!({ "invitation": "x", "code": "x" }),
        ),
        ("get", "/api/desk/me", SignedIn, nothing()),
        (
            "get",
            "/api/desk/staff",
            May(Permission::ReadStaff),
            nothing(),
        ),
        (
            "post",
            "/api/desk/staff",
            May(Permission::ManageStaff),
            json!({ "name": "x", "role": { "role": "auditor" } }),
        ),
        (
            "post",
            "/api/desk/staff/{id}/invite",
            May(Permission::ManageStaff),
            nothing(),
        ),
        (
            "post",
            "/api/desk/staff/{id}/revoke",
            May(Permission::ManageStaff),
            nothing(),
        ),
        (
            "post",
            "/api/desk/staff/{id}/role",
            May(Permission::ManageStaff),
            json!({ "role": { "role": "auditor" } }),
        ),
        (
            "get",
            "/api/desk/audit",
            May(Permission::ReadAudit),
            nothing(),
        ),
        (
            "get",
            "/api/desk/menu-draft",
            May(Permission::ReadDraft),
            nothing(),
        ),
        (
            "post",
            "/api/desk/menu-draft/edits",
            May(Permission::EditDraft),
            json!({ "edits": [] }),
        ),
        (
            "get",
            "/api/desk/menu-draft/changes",
            May(Permission::ReadDraft),
            nothing(),
        ),
        (
            "get",
            "/api/desk/menu-draft/services",
            May(Permission::ReadDraft),
            nothing(),
        ),
        (
            "get",
            "/api/desk/pack",
            May(Permission::ReadDraft),
            nothing(),
        ),
        (
            "get",
            "/api/desk/register",
            May(Permission::ReadRegister),
            nothing(),
        ),
        (
            "put",
            "/api/desk/register",
            May(Permission::KeepRegister),
            json!({ "holder": "x", "record": {} }),
        ),
        (
            "delete",
            "/api/desk/register",
            May(Permission::KeepRegister),
            json!({ "holder": "x" }),
        ),
        (
            "post",
            "/api/desk/notice",
            May(Permission::PostNotice),
            json!({ "revision": 77 }),
        ),
        (
            "get",
            "/api/desk/objections",
            May(Permission::ReadObjections),
            nothing(),
        ),
        (
            "post",
            "/api/desk/publish",
            May(Permission::Publish),
            json!({ "revision": 77 }),
        ),
        (
            "get",
            "/api/desk/codes",
            May(Permission::IssueCodes),
            nothing(),
        ),
        (
            "post",
            "/api/desk/codes/reissue",
            May(Permission::IssueCodes),
            nothing(),
        ),
        (
            "post",
            "/api/desk/codes/revoke",
            May(Permission::IssueCodes),
            nothing(),
        ),
        (
            "post",
            "/api/desk/import",
            May(Permission::Import),
            nothing(),
        ),
        (
            "post",
            "/api/desk/import/corrected",
            May(Permission::Import),
            json!({ "name": "x.csv", "content": "eA==", "corrections": [] }),
        ),
        (
            "post",
            "/api/desk/import/commit",
            May(Permission::Import),
            nothing(),
        ),
        (
            "get",
            "/api/desk/export",
            May(Permission::Export),
            nothing(),
        ),
        (
            "get",
            "/api/desk/export/pupils",
            May(Permission::Import),
            nothing(),
        ),
        (
            "get",
            "/api/desk/draw",
            May(Permission::ReadDraw),
            nothing(),
        ),
        (
            "get",
            "/api/desk/draw/trial",
            May(Permission::ReadDraw),
            nothing(),
        ),
        (
            "post",
            "/api/desk/draw/commit",
            May(Permission::RunDraw),
            json!({ "draw": 1, "seals": [], "numbers": [] }),
        ),
        (
            "post",
            "/api/desk/draw/close",
            May(Permission::RunDraw),
            json!({ "draw": 1 }),
        ),
        (
            "post",
            "/api/desk/draw/reveal",
            May(Permission::RunDraw),
            json!({ "draw": 1, "secrets": [], "number": { "issue": "1", "values": [] } }),
        ),
        (
            "post",
            "/api/desk/draw/run",
            May(Permission::RunDraw),
            json!({ "draw": 1 }),
        ),
        (
            "post",
            "/api/desk/draw/place",
            May(Permission::RunDraw),
            json!({ "student": "x", "offering": "x", "reason": "x" }),
        ),
        (
            "post",
            "/api/desk/draw/take-back",
            May(Permission::RunDraw),
            json!({ "student": "x", "offering": "x", "reason": "x" }),
        ),
        (
            "get",
            "/api/desk/roster",
            May(Permission::ReadRoster),
            nothing(),
        ),
        (
            "get",
            "/api/desk/roster/export",
            May(Permission::ReadRoster),
            nothing(),
        ),
        (
            "get",
            "/api/desk/auditions",
            May(Permission::ChooseApplicants),
            nothing(),
        ),
        (
            "put",
            "/api/desk/auditions/{id}",
            May(Permission::ChooseApplicants),
            json!({ "revision": 0, "choice": { "picked": [] } }),
        ),
        (
            "post",
            "/api/desk/auditions/{id}/child",
            May(Permission::ChooseApplicants),
            json!({ "school_number": "1" }),
        ),
        (
            "get",
            "/api/desk/offers",
            May(Permission::Propose),
            nothing(),
        ),
        (
            "post",
            "/api/desk/offers",
            May(Permission::Propose),
            json!({ "proposal": proposal() }),
        ),
        (
            "put",
            "/api/desk/offers/free-times",
            May(Permission::Propose),
            json!({ "times": [] }),
        ),
        (
            "put",
            "/api/desk/offers/{number}",
            May(Permission::Propose),
            json!({ "revision": 1, "proposal": proposal() }),
        ),
        (
            "delete",
            "/api/desk/offers/{number}",
            May(Permission::Propose),
            json!({ "revision": 1 }),
        ),
        (
            "post",
            "/api/desk/offers/{number}/acceptance",
            May(Permission::EditDraft),
            json!({ "revision": 1, "course": "x", "offering": "x" }),
        ),
        (
            "post",
            "/api/desk/offers/{number}/refusal",
            May(Permission::EditDraft),
            json!({ "revision": 1, "reason": "x" }),
        ),
        (
            "get",
            "/api/desk/groups",
            May(Permission::Import),
            nothing(),
        ),
        (
            "post",
            "/api/desk/groups",
            May(Permission::Import),
            json!({ "school_number": "1", "evidence": "x" }),
        ),
        ("delete", "/api/desk/session", SignedIn, nothing()),
    ]
}

#[test]
fn the_table_has_every_endpoint_and_no_other() {
    let document: Value =
        serde_json::from_str(&afterbell(["openapi"]).succeeds().stdout).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let described: BTreeSet<(String, String)> = paths
        .iter()
        .filter(|(path, _)| path.starts_with("/api/desk/"))
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").keys();
            methods.map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let table = endpoints();
    let known: BTreeSet<_> = table
        .iter()
        .map(|(method, path, _, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(known.len(), table.len(), "each stands once");
    assert_eq!(known, described);
    for (method, path, access, _) in table {
        let security = document["paths"][path][method].get("security");
        let says_desk = security.is_some_and(|it| it.to_string().contains("desk"));
        assert_eq!(says_desk, access != Anybody, "{method} {path}");
    }
}

const ROLES: [(&str, &[&str]); 7] = [
    ("school_admin", &[]),
    ("coordinator", &[]),
    ("class_teacher", &["--class", "三(1)班"]),
    ("teacher", &[]),
    ("auditor", &[]),
    ("district_officer", &[]),
    ("operator", &[]),
];

fn role(name: &str) -> Role {
    let class = json!({ "grade": 3, "number": 1 });
    serde_json::from_value(json!({ "role": name, "class": class })).expect("a role")
}

/// Of what is asked where a path names something.
struct Objects {
    staff: String,
    offering: String,
    proposal: String,
}

fn at(path: &str, of: &Objects) -> String {
    let id = match path.starts_with("/api/desk/staff/") {
        true => &of.staff,
        false => &of.offering,
    };
    let path = path.replace("{id}", id).replace("{number}", &of.proposal);
    match path.ends_with("/changes") {
        true => format!("{path}?since=0"),
        false => path,
    }
}

#[test]
fn nobody_gets_what_the_table_does_not_give_them() {
    let (school, foreign) = (School::new(), School::new());
    let (server, other) = (school.serve(), foreign.serve());
    let invitations: Vec<_> = ROLES
        .iter()
        .map(|(role, more)| {
            let more: Vec<&str> = ["--role", role]
                .into_iter()
                .chain(more.iter().copied())
                .collect();
            (*role, invited(&school, role, &more))
        })
        .collect();
    let colleagues: Vec<Colleague> = invitations
        .iter()
        .map(|(role, invitation)| arrived(&school, &server, role, invitation, &TIMES))
        .collect();
    // The same name at another school, with a session there.
    let invitation = invited(&foreign, "school_admin", &[]);
    let stranger = arrived(&foreign, &other, "school_admin", &invitation, &TIMES);
    stranger.get("/api/desk/me").is(200);
    let (guardian, district_key) = (server.bind(school.code(0)), issued(&school));

    let id_of = |who: &Colleague, name: &str| {
        let list = who.get("/api/desk/staff").is(200);
        let mut staff = list["staff"].as_array().expect("staff").iter();
        let found = staff.find(|one| one["name"] == name).expect("a colleague");
        found["id"].as_str().expect("an identifier").to_owned()
    };
    let mut of_role = colleagues.iter();
    let teacher = of_role.find(|it| it.name == "teacher").expect("a teacher");
    let proposed = json!({ "proposal": proposal() });
    let answer = teacher.send("POST", "/api/desk/offers", &proposed);
    assert!(answer.status < 300, "{}", answer.text());
    // What whoever may not is refused is there, and would be done: the auditor would be gone at the next row.
    let here = Objects {
        staff: id_of(&colleagues[0], "auditor"),
        offering: server.offering("围棋"),
        proposal: "1".to_owned(),
    };
    // Whoever may finds nothing of another school's, and nobody's course.
    let elsewhere = Objects {
        staff: id_of(&stranger, "school_admin"),
        offering: "unknown".to_owned(),
        proposal: "999".to_owned(),
    };

    for (method, path, access, body) in endpoints() {
        if access == Anybody {
            continue;
        }
        let method = method.to_uppercase();
        let asked = |cookie: Option<&str>| {
            let request = from_own_page(&server, &method, &at(path, &here));
            let request = cookie
                .into_iter()
                .fold(request, |it, cookie| it.header("Cookie", cookie));
            request.json(&body).send()
        };
        asked(None).is_problem(401, "sign_in_required");
        asked(Some("afterbell_desk=x")).is_problem(401, "sign_in_required");
        asked(Some(&stranger.cookie)).is_problem(401, "sign_in_required");
        for token in [&guardian.token, &district_key] {
            let request = from_own_page(&server, &method, &at(path, &here)).token(token);
            let answer = request.json(&body).send();
            answer.is_problem(401, "sign_in_required");
        }
        for colleague in &colleagues {
            let may = match access {
                May(permission) => role(&colleague.name).may(permission),
                Anybody | SignedIn => true,
            };
            let of = if may { &elsewhere } else { &here };
            let answer = colleague.send(&method, &at(path, of), &body);
            let what = format!("{method} {path} as {}: {}", colleague.name, answer.text());
            match may {
                true => {
                    assert!(![401, 403, 500].contains(&answer.status), "{what}");
                    assert!(!path.contains('{') || answer.status >= 400, "{what}");
                }
                false => {
                    assert_eq!(answer.status, 403, "{what}");
                    answer.is_problem(403, "not_permitted");
                }
            }
        }
    }
    // All have ended their sessions in the last row.
    for (method, path, access, body) in endpoints() {
        for colleague in colleagues.iter().filter(|_| access != Anybody) {
            let answer = colleague.send(&method.to_uppercase(), &at(path, &here), &body);
            answer.is_problem(401, "sign_in_required");
        }
    }
}
