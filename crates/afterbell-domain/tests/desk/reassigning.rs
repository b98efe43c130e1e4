use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::{
    ChangeDecision, Fate, Holder, NotDecided, Plan, Reassigned, Reassigning,
};
use afterbell_domain::{Moment, OfferingId, Reason, ServiceMenu, StudentId};
use proptest::prelude::*;
use serde_json::{Value, json};

/// `(identifier, weekday, start, end, places, grades, fee)`; each is a course of its own.
type Row = (
    &'static str,
    u8,
    &'static str,
    &'static str,
    u16,
    &'static [u8],
    u32,
);

const CALLIGRAPHY: Row = ("calligraphy", 2, "16:00", "17:00", 3, &[3, 4], 0);
const CHESS: Row = ("chess", 3, "16:00", "17:00", 2, &[3], 0);
const DANCE: Row = ("dance", 3, "16:30", "17:30", 9, &[3, 4], 0);

fn menu(rows: &[Row]) -> ServiceMenu {
    let offering = |(id, weekday, start, end, places, grades, fee): &Row| {
        json!({
            "id": id, "course": format!("course-{id}"), "places": places, "fee_fen": fee,
            "sessions": [{ "weekday": weekday, "time": { "start": start, "end": end } }],
            "eligibility": { "grades": grades }, "provider": { "kind": "school" }, "audition": false,
        })
    };
    let course = |(id, ..): &Row| json!({ "id": format!("course-{id}"), "name": id, "category": "other", "once_per_term": true });
    let care = |weekday| {
        json!({
            "weekday": weekday, "time": { "start": "15:30", "end": "18:30" },
            "pick_up_times": ["17:00", "17:40", "18:30"],
        })
    };
    let menu = json!({
        "school": { "name": "试验小学", "receipt_prefix": "SY", "grades": [3, 4], "zone": "+08:00" },
        "term": { "name": "第一学期", "first_day": "2026-09-01", "last_day": "2027-01-29" },
        "base_care": { "days": [care(2), care(3), care(4)] },
        "courses": rows.iter().map(course).collect::<Vec<Value>>(),
        "offerings": rows.iter().map(offering).collect::<Vec<Value>>(),
        "round": { "mode": "first_come", "windows": [{
            "opens_at": "2026-09-01T20:00:00+08:00", "closes_at": "2026-09-03T20:00:00+08:00",
        }]},
    });
    serde_json::from_value(menu).expect("a menu")
}

fn offering(id: &str) -> OfferingId {
    id.parse().expect("an identifier")
}

/// A child of this grade with care until this time on Tuesdays and Wednesdays.
fn child(name: &str, grade: u8, places: &[(&str, u32)], until: &str) -> Holder {
    let since: BTreeMap<_, _> = places.iter().map(|(id, at)| (offering(id), *at)).collect();
    let student = json!({
        "id": name, "name": name, "class": { "grade": grade, "number": 1 },
        "enrolled": since.keys().collect::<Vec<_>>(),
    });
    let care = [2, 3].map(|weekday| json!({ "weekday": weekday, "pick_up": until }));
    Holder {
        student: serde_json::from_value(student).expect("a student"),
        care: serde_json::from_value(json!(care)).expect("care"),
        since,
    }
}

fn decision(id: &str, fate: Fate, ends_others: bool) -> ChangeDecision {
    ChangeDecision {
        offering: offering(id),
        fate,
        ends_others,
        reason: Some("老师调动".parse().expect("a reason")),
    }
}

fn taken(holders: &[Holder]) -> BTreeMap<OfferingId, u32> {
    let mut taken = BTreeMap::new();
    for id in holders.iter().flat_map(|it| &it.student.enrolled) {
        *taken.entry(id.clone()).or_default() += 1;
    }
    taken
}

fn plan(
    (old, new): (&[Row], &[Row]),
    holders: &[Holder],
    decisions: &[ChangeDecision],
    claims: &[(&str, u32)],
) -> Plan {
    let (old, new) = (menu(old), menu(new));
    let claims = claims.iter().map(|(id, count)| (offering(id), *count));
    let now: Moment = "2026-10-01T10:00:00+08:00".parse().expect("a moment");
    let reassigning = Reassigning {
        published: &old,
        menu: (&new.hash().expect("a hash"), &new),
        holders,
        taken: &taken(holders),
        claims: &claims.collect(),
        is_draw_to_come: false,
        closed: &[],
        now,
    };
    reassigning.plan(decisions).expect("a plan")
}

/// `name: what it holds | what it is told`, by name.
fn said(plan: &Plan) -> Vec<String> {
    let child = |one: &Reassigned| {
        let holds = one.selection.as_ref().map(|selection| {
            let ids = selection.offerings().iter().map(|id| id.to_string());
            let care = selection.care().iter();
            let care = care.map(|it| format!("{}@{}", it.weekday.number(), it.pick_up));
            ids.chain(care).collect::<Vec<_>>().join(" ")
        });
        let told = one.told.iter().map(|told| match &told.after {
            None => format!("{} ends", told.before.course),
            Some(after) if told.is_move() => format!("{} > {}", told.before.course, after.course),
            Some(_) => format!("{} changes", told.before.course),
        });
        let told = told.collect::<Vec<_>>().join(", ");
        format!(
            "{}: {} | {told}",
            one.student,
            holds.unwrap_or("same".to_owned())
        )
    };
    plan.children.iter().map(child).collect()
}

fn counts(plan: &Plan) -> Vec<(u32, u32, u32)> {
    plan.counts
        .iter()
        .map(|it| (it.kept, it.moved, it.ended))
        .collect()
}

#[test]
fn children_of_a_course_that_is_gone_move_while_there_is_room_and_their_pick_up_follows() {
    let old = [CALLIGRAPHY, CHESS, DANCE];
    let new = [CHESS, DANCE];
    let holders = [
        child("a", 3, &[("calligraphy", 7)], "17:00"),
        child("b", 4, &[("calligraphy", 2)], "17:00"),
        child("c", 3, &[("calligraphy", 5)], "17:00"),
    ];
    let to = |id: &str| Fate::MoveTo(offering(id));
    let dance = plan(
        (&old, &new),
        &holders,
        &[decision("calligraphy", to("dance"), false)],
        &[],
    );
    assert_eq!(dance.open, []);
    assert_eq!(counts(&dance), [(0, 3, 0)]);
    assert_eq!(
        said(&dance)[0],
        "a: dance 2@17:00 3@17:40 | calligraphy > dance"
    );
    assert_eq!(dance.children[0].told[0].pick_ups.len(), 1);
    // Two places for two of the grade: who came first has the first of them, who waits has the other.
    let chess = decision("calligraphy", to("chess"), false);
    let refused = plan(
        (&old, &new),
        &holders,
        std::slice::from_ref(&chess),
        &[("chess", 1)],
    );
    let NotDecided::CannotMove {
        children, reasons, ..
    } = &refused.open[0]
    else {
        panic!("{:?}", refused.open)
    };
    assert_eq!(*children, 2);
    assert!(reasons.contains(&Reason::Full { places: 2 }), "{reasons:?}");
    let others = ChangeDecision {
        ends_others: true,
        ..chess
    };
    let some = plan((&old, &new), &holders, &[others], &[("chess", 1)]);
    assert_eq!(
        (some.open.as_slice(), counts(&some)),
        (&[][..], vec![(0, 1, 2)])
    );
    assert_eq!(
        said(&some),
        [
            "a: 2@17:00 3@17:00 | calligraphy ends",
            "b: 2@17:00 3@17:00 | calligraphy ends",
            "c: chess 2@17:00 3@17:00 | calligraphy > chess",
        ]
    );
}

#[test]
fn a_course_that_is_kept_at_another_time_moves_the_pick_up_and_meets_no_other() {
    let later: Row = ("calligraphy", 3, "16:30", "17:30", 3, &[3, 4], 0);
    let holders = [
        child("a", 3, &[("calligraphy", 1)], "17:00"),
        child("b", 3, &[("calligraphy", 2), ("chess", 3)], "17:00"),
    ];
    let change = (&[CALLIGRAPHY, CHESS][..], &[later, CHESS][..]);
    let kept = decision("calligraphy", Fate::Keep, false);
    let open = plan(change, &holders, std::slice::from_ref(&kept), &[]);
    let [
        NotDecided::CannotStay {
            children: 1,
            reasons,
            ..
        },
    ] = open.open.as_slice()
    else {
        panic!("{:?}", open.open)
    };
    assert!(
        matches!(reasons.as_slice(), [Reason::Clashes { with, .. }] if with.as_str() == "chess")
    );
    let others = ChangeDecision {
        ends_others: true,
        ..kept
    };
    let done = plan(change, &holders, &[others], &[]);
    assert_eq!(
        (done.open.as_slice(), counts(&done)),
        (&[][..], vec![(1, 0, 1)])
    );
    assert_eq!(
        said(&done),
        [
            "a: calligraphy 2@17:00 3@17:40 | calligraphy changes",
            "b: chess 2@17:00 3@17:00 | calligraphy ends",
        ]
    );
}

#[test]
fn each_change_is_about_those_whom_it_touches() {
    let with = |row: Row, places: u16, grades: &'static [u8], fee: u32| -> Row {
        (row.0, row.1, row.2, row.3, places, grades, fee)
    };
    let old = [CALLIGRAPHY, CHESS];
    let holders = [
        child("a", 3, &[("calligraphy", 4)], "17:00"),
        child("b", 4, &[("calligraphy", 2)], "17:00"),
        child("c", 3, &[("calligraphy", 3)], "17:00"),
    ];
    let after = |row: Row, fate: Fate| {
        let decisions = [decision("calligraphy", fate, false)];
        plan((&old, &[row, CHESS]), &holders, &decisions, &[])
    };
    // Fewer places: whoever came last.
    let fewer = with(CALLIGRAPHY, 2, &[3, 4], 0);
    let ended = after(fewer, Fate::End);
    assert_eq!(
        (said(&ended), counts(&ended)),
        (
            vec!["a: 2@17:00 3@17:00 | calligraphy ends".to_owned()],
            vec![(2, 0, 1)]
        )
    );
    // Other grades: whoever is of none of them, and keeps the place where that was decided.
    let narrow = with(CALLIGRAPHY, 3, &[3], 0);
    assert_eq!(
        said(&after(narrow, Fate::Keep)),
        ["b: same | calligraphy changes"]
    );
    let ended = after(narrow, Fate::End);
    assert_eq!((ended.children.len(), counts(&ended)), (1, vec![(2, 0, 1)]));
    // Another fee is everybody's, and stands on another receipt.
    let dearer = after(with(CALLIGRAPHY, 3, &[3, 4], 5_000), Fate::Keep);
    assert_eq!(
        (dearer.children.len(), counts(&dearer)),
        (3, vec![(3, 0, 0)])
    );
    assert!(dearer.children.iter().all(|it| it.selection.is_some()));
}

#[test]
fn courses_can_change_places_and_nobody_moves_before_the_draw() {
    let gone = ("chess", 4, "16:00", "17:00", 1, &[3][..], 0);
    let small = ("calligraphy", 4, "16:00", "17:00", 1, &[3][..], 0);
    let old = [
        ("calligraphy", 2, "16:00", "17:00", 1, &[3][..], 0),
        ("chess", 3, "16:00", "17:00", 1, &[3][..], 0),
    ];
    let holders = [
        child("a", 3, &[("calligraphy", 1)], "17:00"),
        child("b", 3, &[("chess", 2)], "17:00"),
    ];
    let decisions = [
        decision("calligraphy", Fate::MoveTo(offering("chess")), false),
        decision("chess", Fate::MoveTo(offering("calligraphy")), false),
    ];
    let swapped = plan((&old, &[small, gone]), &holders, &decisions, &[]);
    assert_eq!(
        (swapped.open.as_slice(), counts(&swapped)),
        (&[][..], vec![(0, 1, 0), (0, 1, 0)])
    );
    let (old, new) = (menu(&old), menu(&[small, gone]));
    let early = Reassigning {
        published: &old,
        menu: (&new.hash().expect("a hash"), &new),
        holders: &holders,
        taken: &taken(&holders),
        claims: &BTreeMap::new(),
        is_draw_to_come: true,
        closed: &[],
        now: "2026-10-01T10:00:00+08:00".parse().expect("a moment"),
    };
    let plan = early.plan(&decisions).expect("a plan");
    assert_eq!(
        plan.open,
        ["calligraphy", "chess"].map(|id| NotDecided::DrawToCome {
            offering: offering(id)
        })
    );
}

#[test]
fn nobody_moves_into_what_the_draw_has_closed() {
    let holders = [child("a", 3, &[("calligraphy", 1)], "17:00")];
    let decisions = [decision(
        "calligraphy",
        Fate::MoveTo(offering("chess")),
        false,
    )];
    let (old, new) = (menu(&[CALLIGRAPHY, CHESS]), menu(&[CHESS]));
    let closed = [offering("chess")];
    let open = |mode: &str| {
        let mut new = serde_json::to_value(&new).expect("JSON");
        new["round"]["mode"] = mode.into();
        let new: ServiceMenu = serde_json::from_value(new).expect("a menu");
        let reassigning = Reassigning {
            published: &old,
            menu: (&new.hash().expect("a hash"), &new),
            holders: &holders,
            taken: &taken(&holders),
            claims: &BTreeMap::new(),
            is_draw_to_come: false,
            closed: &closed,
            now: "2026-10-01T10:00:00+08:00".parse().expect("a moment"),
        };
        reassigning.plan(&decisions).expect("a plan").open
    };
    let cannot = NotDecided::CannotMove {
        offering: offering("calligraphy"),
        to: offering("chess"),
        children: 1,
        reasons: vec![Reason::NotOpened],
    };
    assert_eq!(open("wishes"), [cannot]);
    // What was closed in a draw that the round no longer asks for has lessons again.
    assert_eq!(open("first_come"), []);
}

const TARGETS: [&str; 3] = ["calligraphy", "chess", "dance"];

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Keep),
        Just(Fate::End),
        (0..TARGETS.len()).prop_map(|at| Fate::MoveTo(offering(TARGETS[at]))),
    ]
}

proptest! {
    /// Whatever is decided: with nothing left open no course has more children than places, nobody is in two
    /// courses at once that was not before, and whoever lost or changed a place is told.
    #[test]
    fn nobody_is_dropped_in_silence(
        held in prop::collection::vec((prop::bool::ANY, prop::bool::ANY, prop::bool::ANY, 3u8..5), 1..9),
        fates in prop::collection::vec((fate(), prop::bool::ANY), 3),
        days in prop::collection::vec(2u8..5, 3),
        places in prop::collection::vec(1u16..5, 3),
        gone in 0usize..4,
    ) {
        let row = |at: usize, weekday, places, grades| (TARGETS[at], weekday, "16:00", "17:00", places, grades, 0);
        let old: Vec<Row> = (0..3).map(|at| row(at, u8::try_from(at).unwrap() + 2, 9, &[3, 4][..])).collect();
        let new: Vec<Row> = (0..3).filter(|at| *at != gone).map(|at| row(at, days[at], places[at], &[3][..])).collect();
        let mut entry = 0;
        let holders: Vec<Holder> = held.iter().enumerate().map(|(number, (a, b, c, grade))| {
            let ids = [*a, *b, *c].into_iter().zip(TARGETS).filter(|(has, _)| *has);
            let ids: Vec<_> = ids.map(|(_, id)| { entry += 1; (id, entry) }).collect();
            child(&format!("s{number}"), *grade, &ids, "17:00")
        }).collect();
        let decisions: Vec<_> = fates.into_iter().zip(TARGETS)
            .map(|((fate, ends), id)| decision(id, fate, ends)).collect();
        let plan = plan((&old, &new), &holders, &decisions, &[]);
        let before = menu(&old);
        let after = menu(&new);
        let difference = afterbell_domain::desk::MenuDifference::between(&before, &after, &taken(&holders));
        prop_assume!(plan.open.is_empty() && difference.not_decided(&decisions).is_empty());
        let changed: BTreeMap<&StudentId, &Reassigned> = plan.children.iter().map(|it| (&it.student, it)).collect();
        let mut count: BTreeMap<&OfferingId, u32> = BTreeMap::new();
        for holder in &holders {
            let mine = changed.get(&holder.student.id);
            let selection = mine.and_then(|it| it.selection.as_ref());
            let holds = selection.map_or(holder.student.enrolled.as_slice(), |it| it.offerings());
            let was: BTreeSet<_> = holder.student.enrolled.iter().collect();
            for id in holds {
                let offering = after.offering(id).expect("a place in what there is");
                *count.entry(&offering.id).or_default() += 1;
                for other in holds.iter().filter(|other| *other != id) {
                    prop_assert!(offering.first_clash(after.offering(other).expect("it is there")).is_none());
                }
            }
            let now: BTreeSet<_> = holds.iter().collect();
            let lost = was.difference(&now).count();
            let told = mine.map_or(0, |it| it.told.iter().filter(|it| it.after.is_none() || it.is_move()).count());
            prop_assert!(lost <= told, "{lost} lost, {told} told");
        }
        for (id, count) in count {
            let places = after.offering(id).map_or(0, |it| u32::from(it.places));
            prop_assert!(count <= places, "{id}: {count} of {places}");
        }
    }
}
