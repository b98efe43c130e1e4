use afterbell_domain::allocation::Instance;
use afterbell_domain::desk::{DrawFacts, DrawObstacle, DrawStage, DrawStep, trial};
use afterbell_domain::draw::{Closing, Commitment, PublishedFile};
use afterbell_domain::{Date, Moment, SelectionRound};
use serde_json::{Value, json};

const CLOSES: &str = "2026-09-10T20:00:00+08:00";

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Its numbers are of the 12th and the 14th.
fn commitment() -> Commitment {
    let digits = "1".repeat(64);
    let number = |issue: &str, day: &str| json!({"source": "福彩", "issue": issue, "published_on": day, "values": 3});
    serde_json::from_value(json!({
        "format": "afterbell-commitment/1", "rules": digits, "menu": digits, "seals": [digits],
        "committed_at": "2026-09-09T09:00:00+08:00", "closes_at": CLOSES,
        "numbers": [number("1", "2026-09-12"), number("2", "2026-09-14")],
    }))
    .expect("a commitment")
}

fn closing(at: &str) -> Closing {
    let digits = "1".repeat(64);
    serde_json::from_value(json!({
        "format": "afterbell-closing/1", "commitment": digits, "applicants": digits,
        "children": 2, "closed_at": at,
    }))
    .expect("a closing")
}

fn round(mode: &str) -> SelectionRound {
    let windows = json!([{"opens_at": "2026-09-08T20:00:00+08:00", "closes_at": CLOSES}]);
    serde_json::from_value(json!({"mode": mode, "windows": windows})).expect("a round")
}

/// After so many steps, at a time of day in September; the list was made at `closed_at`.
fn stage(mode: &str, steps: usize, closed_at: &str, now: &str) -> DrawStage {
    let published: Vec<PublishedFile> = DrawStep::ALL[..steps].iter().map(|it| it.file()).collect();
    let time = |text: &str| format!("2026-09-{text}+08:00");
    DrawStage::of(DrawFacts {
        round: &round(mode),
        now: moment(&time(now)),
        published: &published,
        commitment: (steps > 0).then(commitment).as_ref(),
        closing: (steps > 1).then(|| closing(&time(closed_at))).as_ref(),
    })
}

#[test]
fn a_draw_says_what_it_waits_for() {
    let closes_at = moment(CLOSES);
    let (soon, early, late) = ("10T20:00:00", "10T19:59:59", "13T08:00:00");
    let to_reveal = |issue: &str, with_secrets, before: Option<&str>| DrawStage::ToReveal {
        issue: issue.parse().expect("an issue"),
        with_secrets,
        secrets_before: before.map(day),
    };
    let awaiting = |issue: &str, on: &str| DrawStage::AwaitingNumber {
        issue: issue.parse().expect("an issue"),
        published_on: day(on),
    };
    let to_close = |before: &str| DrawStage::ToClose {
        before: day(before),
    };
    let table = [
        ("first_come", 0, soon, soon, DrawStage::NotDrawn),
        ("wishes", 0, soon, early, DrawStage::ToCommit { closes_at }),
        (
            "wishes",
            0,
            soon,
            soon,
            DrawStage::Missed {
                closed_at: closes_at,
            },
        ),
        ("lottery", 1, soon, early, DrawStage::Wishing { closes_at }),
        ("wishes", 1, soon, soon, to_close("2026-09-12")),
        // Made on the day of a number it is drawn with the next one.
        ("wishes", 1, soon, "12T00:00:00", to_close("2026-09-14")),
        ("wishes", 1, soon, "14T00:00:00", DrawStage::NoNumberLeft),
        (
            "wishes",
            2,
            soon,
            "11T23:59:59",
            awaiting("1", "2026-09-12"),
        ),
        (
            "wishes",
            2,
            soon,
            "12T00:00:00",
            to_reveal("1", true, Some("2026-09-14")),
        ),
        (
            "wishes",
            2,
            soon,
            "14T00:00:00",
            to_reveal("2", false, None),
        ),
        (
            "wishes",
            2,
            late,
            "13T23:59:59",
            awaiting("2", "2026-09-14"),
        ),
        // No later number is there to move to: the secrets are waited for.
        ("wishes", 2, late, "20T00:00:00", to_reveal("2", true, None)),
        (
            "wishes",
            2,
            "14T08:00:00",
            "15T00:00:00",
            DrawStage::NoNumberLeft,
        ),
        ("wishes", 3, soon, "20T00:00:00", DrawStage::ToRun),
        ("wishes", 4, soon, "20T00:00:00", DrawStage::WasRun),
    ];
    for (mode, steps, closed_at, now, expected) in table {
        let found = stage(mode, steps, closed_at, now);
        assert_eq!(found, expected, "{mode}, {steps} steps, {now}");
        let json = serde_json::to_value(&found).expect("JSON");
        let back: DrawStage = serde_json::from_value(json).expect("it is read back");
        assert_eq!(back, expected);
    }
}

#[test]
fn each_step_has_its_turn_once() {
    for (taken, turn) in (0..).zip(DrawStep::ALL) {
        let published: Vec<_> = DrawStep::ALL[..taken].iter().map(|it| it.file()).collect();
        for step in DrawStep::ALL {
            let expected = match step.cmp(&turn) {
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Less => {
                    Some(DrawObstacle::PublishedBefore { file: step.file() })
                }
                std::cmp::Ordering::Greater => Some(match turn {
                    DrawStep::Commit => DrawObstacle::NotCommitted,
                    DrawStep::Close => DrawObstacle::NotClosed,
                    _ => DrawObstacle::NotRevealed,
                }),
            };
            assert_eq!(
                step.out_of_turn(&published),
                expected,
                "{step:?} at {turn:?}"
            );
        }
    }
}

/// Three children for two places of `a`, one of them reserved; `b` needs two.
fn instance() -> Instance {
    let child = |name: &str, group: &str, wishes: Value| json!({"child": name, "group": group, "wishes": {"mon": wishes}});
    serde_json::from_value(json!({
        "rules": {
            "format": "afterbell-rules/1", "mode": "wishes",
            "groups": [{"id": "g", "precedence": 0}, {"id": "others", "precedence": 1}],
            "slots": [{"id": "mon", "weekday": 1}],
            "offerings": [
                {"id": "a", "slot": "mon", "places": 2, "minimum": 1,
                 "reserved": [{"group": "g", "places": 1}]},
                {"id": "b", "slot": "mon", "places": 9, "minimum": 2},
                {"id": "c", "slot": "mon", "places": 9},
            ],
        },
        "seed": "9".repeat(64),
        "applicants": [
            child("one", "g", json!(["a"])),
            child("two", "others", json!(["a", "b", "c"])),
            child("three", "others", json!(["a", "b", "c"])),
            child("four", "others", json!(["b"])),
        ],
    }))
    .expect("an instance")
}

#[test]
fn a_trial_counts_and_names_nobody() {
    let told = trial(instance()).expect("it can be allocated");
    // One of two and three is turned away from `a` and joins four in `b`, which then opens.
    assert_eq!((told.children, told.empty_handed), (4, 0));
    assert_eq!(
        (told.granted.as_slice(), told.in_base_care),
        ([3, 1].as_slice(), 0)
    );
    let [a, b, c] = told.offerings.as_slice() else {
        panic!("three offerings")
    };
    assert_eq!((a.first_wishes, a.admitted, a.waiting), (3, 2, 1));
    assert_eq!((a.reserved[0].places, a.reserved[0].taken), (1, 1));
    assert!(a.is_at_risk && b.is_at_risk && !c.is_at_risk);
    assert_eq!((b.admitted, b.minimum, b.closed_with), (2, 2, None));
    assert!(
        !serde_json::to_string(&told)
            .expect("JSON")
            .contains("three")
    );
}

#[test]
fn a_trial_tells_what_would_not_open_and_who_would_get_nothing() {
    let mut instance = instance();
    instance.applicants.truncate(3);
    instance.applicants.remove(2);
    instance.rules.offerings[0].minimum = Some(2);
    instance.rules.offerings.remove(2);
    // Of two and one, who both want `a`; `b` has nobody.
    for child in &mut instance.applicants {
        for ranking in &mut child.wishes {
            ranking.wishes.truncate(1);
        }
    }
    let told = trial(instance.clone()).expect("it can be allocated");
    assert_eq!(told.offerings[1].closed_with, Some(0));
    assert!(!told.offerings[1].is_at_risk, "it is closed, not at risk");
    instance.applicants.truncate(1);
    let told = trial(instance).expect("it can be allocated");
    assert_eq!(told.offerings[0].closed_with, Some(1));
    assert_eq!((told.in_base_care, told.empty_handed), (1, 1));
    assert_eq!(told.granted, Vec::<u32>::new());
}
