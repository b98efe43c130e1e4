//! Who works at the district: invited, given another role, let go; and whom it can call at its schools.

use serde_json::{Value, json};

use super::oversight::issued;
use super::support::School;
use super::support::desk::{TIMES, arrived, invitation_in, invited};
use super::support::district::{District, add};

fn role(name: &str) -> Value {
    json!({ "role": { "role": name } })
}

#[test]
fn the_district_s_staff_is_kept_by_its_officers() {
    let district = District::new();
    let server = district.serve();
    let officer = district.officer(&server, "王科");
    let staff = |state: &str, role: &str, name: &str| {
        let list = officer.get("/api/desk/staff").is(200);
        let staff = list["staff"].as_array().expect("staff").clone();
        let found = staff.into_iter().find(|it| it["name"] == name);
        let found = found.expect("somebody");
        assert_eq!(
            (&found["state"], &found["role"]),
            (&json!(state), &json!(role))
        );
        found["id"].as_str().expect("an id").to_owned()
    };
    let own = staff("active", "district_officer", "王科");

    // Only what there is at a district, and a link to its own page.
    for elsewhere in ["school_admin", "auditor", "teacher"] {
        let request = json!({ "name": "赵工", "role": { "role": elsewhere } });
        officer
            .send("POST", "/api/desk/staff", &request)
            .is_problem(400, "malformed_request");
    }
    let request = json!({ "name": "赵工", "role": { "role": "operator" } });
    let told = officer.send("POST", "/api/desk/staff", &request).is(201);
    let link = told["link"].as_str().expect("a link");
    assert!(link.starts_with("/district.html#/accept/"), "{link}");
    officer
        .send("POST", "/api/desk/staff", &request)
        .is_problem(409, "name_taken");
    let id = staff("invited", "operator", "赵工");
    let operator = district.arrived(&server, "赵工", &invitation_in(link));
    let me = operator.get("/api/desk/me").is(200);
    assert_eq!(
        me["permissions"],
        json!(["read_staff", "read_schools", "ask_schools"])
    );

    // Another role ends the sessions of the one before.
    let path = format!("/api/desk/staff/{id}");
    let change = format!("{path}/role");
    operator
        .send("POST", &change, &role("district_officer"))
        .is_problem(403, "not_permitted");
    officer
        .send("POST", &change, &role("coordinator"))
        .is_problem(400, "malformed_request");
    let changed = officer.send("POST", &change, &role("district_officer"));
    assert_eq!(changed.status, 204);
    operator
        .get("/api/desk/me")
        .is_problem(401, "sign_in_required");
    staff("active", "district_officer", "赵工");

    // Somebody has to be left who can let others in.
    let of_own = format!("/api/desk/staff/{own}");
    assert_eq!(officer.send("POST", &change, &role("operator")).status, 204);
    let revoke = format!("{of_own}/revoke");
    officer
        .send("POST", &revoke, &json!({}))
        .is_problem(409, "last_manager");
    officer
        .send("POST", &format!("{of_own}/role"), &role("operator"))
        .is_problem(409, "last_manager");
    officer
        .send("POST", &format!("{of_own}/invite"), &json!({}))
        .is_problem(409, "last_manager");
    let revoked = officer.send("POST", &format!("{path}/revoke"), &json!({}));
    assert_eq!(revoked.status, 204);
    staff("revoked", "operator", "赵工");
    let again = officer.send("POST", &format!("{path}/invite"), &json!({}));
    assert!(
        again.is(200)["link"]
            .to_string()
            .contains("/district.html#")
    );
    officer
        .send("POST", "/api/desk/staff/unknown/role", &role("operator"))
        .is_problem(404, "staff_unknown");

    let log = officer.get("/api/district/audit?limit=5").is(200);
    let entries = log["entries"].as_array().expect("entries");
    let actions: Vec<_> = entries.iter().map(|it| it["action"].clone()).collect();
    assert_eq!(
        actions,
        [
            "staff_invited",
            "staff_revoked",
            "role_changed",
            "role_changed",
            "signed_in"
        ]
    );
    assert_eq!(entries[2]["by"], "王科");
    assert_eq!(entries[2]["before"], role("district_officer"));
    assert_eq!(entries[2]["after"], role("operator"));
}

/// At a school the same, where a role may have a class.
#[test]
fn a_school_s_staff_is_given_other_roles_but_never_none_that_lets_people_in() {
    let school = School::new();
    let server = school.serve();
    let admin = arrived(
        &school,
        &server,
        "李主任",
        &invited(&school, "李主任", &[]),
        &TIMES,
    );
    let more = ["--role", "coordinator"];
    let other = arrived(
        &school,
        &server,
        "王老师",
        &invited(&school, "王老师", &more),
        &TIMES,
    );
    let list = admin.get("/api/desk/staff").is(200);
    let path = |name: &str, what: &str| {
        let mut staff = list["staff"].as_array().expect("staff").iter();
        let found = staff.find(|it| it["name"] == name).expect("somebody");
        format!(
            "/api/desk/staff/{}/{what}",
            found["id"].as_str().expect("an id")
        )
    };
    let teacher =
        json!({ "role": { "role": "class_teacher", "class": { "grade": 3, "number": 2 } } });
    let changed = admin.send("POST", &path("王老师", "role"), &teacher);
    assert_eq!(changed.status, 204, "{}", changed.text());
    other
        .get("/api/desk/me")
        .is_problem(401, "sign_in_required");
    let list = admin.get("/api/desk/staff").is(200);
    assert!(list.to_string().contains("class_teacher"), "{list}");
    for (what, body) in [
        ("revoke", json!({})),
        ("role", role("auditor")),
        ("invite", json!({})),
    ] {
        admin
            .send("POST", &path("李主任", what), &body)
            .is_problem(409, "last_manager");
    }
    admin.get("/api/desk/me").is(200);
}

#[test]
fn a_school_tells_its_district_whom_to_call_and_nobody_else() {
    let (district, school) = (District::new(), School::new());
    let (server, asked) = (district.serve(), school.serve());
    let officer = district.officer(&server, "王科");
    let key = issued(&school);
    let row = add(&officer, "试验小学", &asked.url, &key);
    assert_eq!(row["summary"]["administrators"], json!([]));

    arrived(
        &school,
        &asked,
        "李主任",
        &invited(&school, "李主任", &[]),
        &TIMES,
    );
    invited(&school, "周校长", &[]);
    invited(&school, "王老师", &["--role", "coordinator"]);
    let ask = format!(
        "/api/district/schools/{}/ask",
        row["id"].as_str().expect("an id")
    );
    let row = officer.send("POST", &ask, &json!({})).is(200);
    assert_eq!(
        row["summary"]["administrators"],
        json!([
            { "name": "周校长", "state": "invited" },
            { "name": "李主任", "state": "active" },
        ])
    );
}
