use std::pin::Pin;

use afterbell_api::secret::{Fingerprint, new_child_code, new_student_id};
pub use afterbell_api::store::Books;
use afterbell_api::store::{
    AgreementVersion, Applied, Binding, Bound, EnrolledPupil, MenuChange, PupilChange,
    SchoolChange, Submission, Withdrawal, WriteRequest,
};
use afterbell_domain::GuardianId;
use afterbell_domain::{
    ChildCode, Grade, HomeroomClass, MenuHash, Moment, OfferingId, SafetyAgreement, SelectionDraft,
    ServiceMenu, StudentId,
};
use serde_json::{Value, json};

pub type Clause = fn(&dyn Books) -> Pin<Box<dyn Future<Output = ()> + '_>>;

pub const NOW: &str = "2026-09-09T10:00:00+08:00";

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

pub fn now() -> Moment {
    moment(NOW)
}

pub fn offering(id: &str) -> OfferingId {
    id.parse().expect("an identifier")
}

pub fn class(number: u8) -> HomeroomClass {
    let grade = Grade::new(3).expect("a grade");
    HomeroomClass::new(grade, number).expect("a class")
}

/// `scarce` has `places`, `plenty` has a hundred, `elite` is for class 3(2) only.
pub fn menu(places: u16) -> ServiceMenu {
    serde_json::from_value(menu_json(places)).expect("a menu")
}

pub fn menu_json(places: u16) -> Value {
    let offering = |id: &str, weekday: u8, places: u16| {
        json!({
            "id": id, "course": format!("course-{id}"), "places": places, "fee_fen": 0,
            "sessions": [{"weekday": weekday, "time": {"start": "15:30", "end": "16:30"}}],
            "eligibility": {"grades": [3]}, "provider": {"kind": "school"}, "audition": false,
        })
    };
    let mut elite = offering("elite", 3, 10);
    elite["eligibility"]["classes"] = json!([{"grade": 3, "number": 2}]);
    let courses = ["scarce", "plenty", "elite"].map(|id| {
        json!({"id": format!("course-{id}"), "name": id, "category": "other", "once_per_term": true})
    });
    json!({
        "school": {"name": "试验小学", "receipt_prefix": "SY", "grades": [3], "zone": "+08:00"},
        "term": {"name": "2026学年第一学期", "first_day": "2026-09-01", "last_day": "2027-01-29"},
        "base_care": {"days": [{
            "weekday": 1, "time": {"start": "15:30", "end": "18:30"}, "pick_up_times": ["18:30"]
        }]},
        "courses": courses,
        "offerings": [offering("scarce", 1, places), offering("plenty", 2, 100), elite],
        "round": {"mode": "first_come", "windows": [{
            "opens_at": "2026-09-08T20:00:00+08:00", "closes_at": "2026-09-10T20:00:00+08:00"
        }]},
    })
}

pub fn menu_change(menu: &ServiceMenu) -> MenuChange {
    let places = menu
        .offerings
        .iter()
        .map(|offering| (offering.id.clone(), offering.places));
    MenuChange {
        hash: menu.hash().expect("a hash"),
        canonical_json: menu.canonical_json().expect("canonical JSON"),
        places: places.collect(),
        agreement: None,
    }
}

/// The same menu with an agreement of this one clause.
pub fn menu_with_agreement(places: u16, clause: &str) -> (ServiceMenu, MenuChange) {
    let agreement: SafetyAgreement =
        serde_json::from_value(json!({"title": "安全协议", "clauses": [clause]}))
            .expect("an agreement");
    let hash = agreement.hash().expect("a hash");
    let mut menu = menu_json(places);
    menu["agreement"] = json!(hash);
    let menu: ServiceMenu = serde_json::from_value(menu).expect("a menu");
    let agreement = AgreementVersion {
        hash,
        canonical_json: agreement.canonical_json().expect("canonical JSON"),
    };
    let change = MenuChange {
        agreement: Some(agreement),
        ..menu_change(&menu)
    };
    (menu, change)
}

/// A child that can be bound.
pub struct Pupil {
    pub id: StudentId,
    pub code: ChildCode,
    pub change: PupilChange,
}

pub fn pupil(number: u32) -> Pupil {
    let (id, code) = (
        new_student_id().expect("bits"),
        new_child_code().expect("bits"),
    );
    let enrolled = EnrolledPupil {
        id: id.clone(),
        school_number: number.to_string().parse().expect("a number"),
        name: format!("学生{number}").parse().expect("a name"),
        class: class(1),
    };
    let change = PupilChange {
        pupil: enrolled,
        code: Some(Fingerprint::of_code(&code)),
    };
    Pupil { id, code, change }
}

pub fn change(expected: Option<MenuHash>) -> SchoolChange {
    SchoolChange {
        expected_menu: expected,
        menu: None,
        term: None,
        pupils: Vec::new(),
        left: Vec::new(),
        now: now(),
    }
}

/// Publishes a menu with so many scarce places and enters so many children.
pub async fn school(books: &dyn Books, places: u16, pupils: u32) -> Vec<Pupil> {
    let pupils: Vec<Pupil> = (1..=pupils).map(pupil).collect();
    let applied = books.apply(SchoolChange {
        menu: Some(menu_change(&menu(places))),
        pupils: pupils.iter().map(|pupil| pupil.change.clone()).collect(),
        ..change(None)
    });
    assert_eq!(applied.await.expect("applied"), Applied::Done);
    pupils
}

pub fn request(key: &str, body: &str) -> WriteRequest {
    WriteRequest {
        key: key.to_owned(),
        fingerprint: Fingerprint::of(body.as_bytes()),
    }
}

pub fn binding(code: &ChildCode, key: &str) -> Binding {
    let code = Fingerprint::of_code(code);
    Binding {
        host: None,
        code,
        guardian: None,
        token: Fingerprint::of(key.as_bytes()),
        expires_at: moment("2027-03-08T10:00:00+08:00"),
        request: WriteRequest {
            key: key.to_owned(),
            fingerprint: code,
        },
        now: now(),
    }
}

/// Opens an account with a child and gives its name.
pub async fn bound(books: &dyn Books, pupil: &Pupil) -> GuardianId {
    let binding = binding(&pupil.code, pupil.id.as_str());
    match books.bind(binding).await.expect("bound") {
        Bound::Bound {
            guardian, student, ..
        } if student == pupil.id => guardian,
        other => panic!("not bound: {other:?}"),
    }
}

pub fn draft(menu: &ServiceMenu, offerings: &[&str]) -> SelectionDraft {
    let offerings = offerings.iter().map(|id| offering(id)).collect();
    let hash = menu.hash().expect("a hash");
    SelectionDraft::new(hash, offerings, Vec::new()).expect("a draft")
}

pub fn submission(
    guardian: &GuardianId,
    student: &StudentId,
    draft: SelectionDraft,
    key: &str,
) -> Submission {
    let body = serde_json::to_string(&draft).expect("JSON");
    Submission {
        guardian: guardian.clone(),
        student: student.clone(),
        draft,
        request: request(key, &body),
        now: now(),
    }
}

pub fn withdrawal(guardian: &GuardianId, student: &StudentId, key: &str) -> Withdrawal {
    Withdrawal {
        guardian: guardian.clone(),
        student: student.clone(),
        request: request(key, "withdrawal"),
        now: now(),
    }
}
