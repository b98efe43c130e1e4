//! 操作记录: what deeds tell of what was before and of what is then.

use afterbell_api::policy_pack::PolicyPack;
use afterbell_api::secret::{Fingerprint, new_child_code};
use afterbell_api::store::desk::{Actor, Deed, DeskOutcome};
use afterbell_api::store::{CodeIssue, PupilChange, SchoolChange};
use afterbell_domain::desk::{FreeTime, Role};
use afterbell_domain::{CourseId, StudentId};
use serde_json::{Value, json};

use super::desk::{arrived, done};
use super::fixture::{Books, change, class, menu, now, pupil, school};

/// What stands in the log before and after, as JSON.
pub(super) async fn last(books: &dyn Books) -> (String, Value, Value) {
    let log = books.audit(None, 1).await.expect("the log");
    let read = |text: &str| match text {
        "" => Value::Null,
        text => serde_json::from_str(text).expect("JSON"),
    };
    let row = &log[0];
    (row.action.clone(), read(&row.before), read(&row.after))
}

/// A deed about children tells what was before, no names and nobody's group.
pub async fn what_is_done_about_children_is_in_the_log(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let (student, course) = (
        pupils[0].id.clone(),
        "course-elite".parse().expect("a course"),
    );
    let office = async |deed| {
        let outcome = done(books, Actor::CommandLine, deed, now()).await;
        assert_eq!(outcome, DeskOutcome::Done);
        last(books).await
    };
    let complete = |completed| Deed::RecordCompletion {
        student: student.clone(),
        course: CourseId::clone(&course),
        completed,
    };
    for (was, is) in [(false, true), (true, true), (true, false)] {
        let told = |completed| json!({ "student": student, "completed": completed });
        let row = office(complete(is)).await;
        assert_eq!(row, ("completion_recorded".to_owned(), told(was), told(is)));
    }
    let code = new_child_code().expect("bits");
    let codes = vec![CodeIssue {
        student: student.clone(),
        code: Fingerprint::of_code(&code),
    }];
    // The letters of the import had a code for each.
    let row = office(Deed::IssueCodes { codes }).await;
    assert_eq!(
        row,
        (
            "codes_issued".to_owned(),
            json!([student]),
            json!([student])
        )
    );
    let students: Vec<_> = pupils.iter().map(|pupil| pupil.id.clone()).collect();
    let revoked = office(Deed::RevokeCodes {
        students: students.clone(),
    })
    .await;
    assert_eq!(
        revoked,
        ("codes_revoked".to_owned(), json!(students), Value::Null)
    );
    let again = office(Deed::RevokeCodes { students }).await;
    assert_eq!(again.1, json!([]));
    let grouped = office(Deed::RecordGroup {
        student: student.clone(),
        group: Some("near".parse().expect("a group")),
        reason: "看过证明".parse().expect("a reason"),
    });
    let grouped = grouped.await;
    assert_eq!(
        grouped,
        (
            "group_recorded".to_owned(),
            json!({ "group": null }),
            json!({ "group": "near" })
        )
    );
    let hash = books
        .stored()
        .await
        .expect("an answer")
        .menu
        .expect("a menu")
        .0;
    let mut change = change(Some(hash.clone()));
    change.left = vec![pupils[1].id.clone()];
    let newcomer = pupil(3);
    let mut moved = pupils[0].change.pupil.clone();
    (moved.class, moved.name) = (class(2), "改名".parse().expect("a name"));
    let moved = PupilChange {
        pupil: moved,
        code: None,
    };
    change.pupils = vec![newcomer.change.clone(), moved];
    let taken_in = office(Deed::TakeIn {
        change: Box::new(change),
        pack: None,
    })
    .await;
    let of_class = |number: u8, id: &StudentId| json!([{ "class": { "grade": 3, "number": number }, "students": [id] }]);
    let before = json!({
        "menu": hash, "moved": of_class(1, &student), "left": of_class(1, &pupils[1].id),
    });
    let after = json!({
        "menu": hash, "pupils": 2, "left": 1,
        "entered": of_class(1, &newcomer.id), "moved": of_class(2, &student), "renamed": [student],
    });
    assert_eq!(taken_in, ("imported".to_owned(), before, after));
}

/// Also what comes in at the desk, together with edits of the draft.
pub async fn who_comes_and_leaves_is_in_the_log_by_identifier(books: &dyn Books) {
    let pupils = school(books, 1, 2).await;
    let admin = arrived(books, "admin", Role::SchoolAdmin).await;
    let hash = menu(1).hash().expect("a hash");
    let (staying, leaving) = (&pupils[0], &pupils[1].id);
    let mut moved = staying.change.clone();
    moved.pupil.class = class(2);
    let change = SchoolChange {
        pupils: vec![moved],
        left: vec![leaving.clone()],
        ..change(Some(hash.clone()))
    };
    let import = |change| Deed::Import {
        edits: Vec::new(),
        change: Some(Box::new(change)),
    };
    let outcome = done(books, admin.clone(), import(change), now()).await;
    assert!(matches!(outcome, DeskOutcome::Edited { .. }), "{outcome:?}");
    let of_class = |number: u8, id: &StudentId| json!([{ "class": { "grade": 3, "number": number }, "students": [id] }]);
    let (action, before, after) = last(books).await;
    assert_eq!(action, "imported");
    let was = json!({
        "revision": 0, "moved": of_class(1, &staying.id), "left": of_class(1, leaving),
    });
    assert_eq!(before, was);
    assert_eq!(after["moved"], of_class(2, &staying.id));
    assert_eq!((&after["pupils"], &after["left"]), (&json!(1), &json!(1)));
    // Who comes back has come; nobody's name is told.
    let back = SchoolChange {
        pupils: vec![pupils[1].change.clone()],
        ..self::change(Some(hash))
    };
    done(books, admin, import(back), now()).await;
    let (_, before, after) = last(books).await;
    assert_eq!(before, json!({ "revision": 0 }));
    assert_eq!(after["entered"], of_class(1, leaving));
    let log = books.audit(None, 2).await.expect("the log");
    let names = pupils.iter().map(|pupil| pupil.change.pupil.name.as_str());
    for (name, row) in names.flat_map(|name| log.iter().map(move |row| (name, row))) {
        assert!(!row.before.contains(name) && !row.after.contains(name));
    }
}

const PACK: &str = include_str!("../../../../policies/zhoushan.toml");

/// The pack by which the school judges is another one now: the log says which, and which it was.
pub async fn a_pack_that_is_taken_is_in_the_log(books: &dyn Books) {
    school(books, 1, 0).await;
    let address = "https://district.example/api/district/pack.toml";
    let read = |text: &str| {
        let pack = PolicyPack::of_district(text.to_owned());
        let pack = pack.unwrap_or_else(|problems| panic!("{problems:?}"));
        pack.told().expect("a version")
    };
    let take = async |text: &str| {
        let deed = Deed::TakePack {
            address: address.to_owned(),
            text: text.to_owned(),
            pack: read(text),
        };
        let outcome = done(books, Actor::CommandLine, deed, now()).await;
        assert_eq!(outcome, DeskOutcome::Done);
        let kept = books.pack_copy(address).await.expect("an answer");
        assert_eq!(kept.as_deref(), Some(text));
        let rows = books.audit(None, 100).await.expect("the log").len();
        (rows, last(books).await)
    };
    let told = |text: &str| json!({ "address": address, "pack": read(text) });
    let (rows, row) = take(PACK).await;
    assert_eq!(rows, 1);
    assert_eq!(row, ("pack_taken".to_owned(), Value::Null, told(PACK)));
    // The same once more changes nothing.
    assert_eq!(take(PACK).await.0, 1);
    let newer = [PACK, "\n# A later one.\n"].concat();
    let (rows, row) = take(&newer).await;
    assert_eq!(rows, 2);
    assert_eq!(row, ("pack_taken".to_owned(), told(PACK), told(&newer)));
    assert_ne!(row.1["pack"]["version"], row.2["pack"]["version"]);
    let log = books.audit(None, 1).await.expect("the log");
    assert_eq!(log[0].subject, read(PACK).name.as_str());
    assert!(log[0].entry().expect("readable").by.is_none());
}

pub async fn what_is_changed_is_in_the_log_as_it_was(books: &dyn Books) {
    school(books, 1, 0).await;
    let teacher = arrived(books, "teacher", Role::Teacher).await;
    let times = |start: &str| {
        let time = json!({ "weekday": 2, "time": { "start": start, "end": "17:00" } });
        serde_json::from_value::<Vec<FreeTime>>(json!([time])).expect("times")
    };
    for (was, is) in [(None, "15:30"), (Some("15:30"), "16:00")] {
        let deed = Deed::KeepFreeTimes { times: times(is) };
        assert_eq!(
            done(books, teacher.clone(), deed, now()).await,
            DeskOutcome::Done
        );
        let told = |start: &str| json!({ "times": times(start) });
        let row = last(books).await;
        assert_eq!(row.0, "free_times_kept");
        assert_eq!((row.1, row.2), (was.map_or(Value::Null, told), told(is)));
    }
}
