use afterbell_domain::draw::{Commitment, Untimely};
use afterbell_domain::{Date, Moment, SelectionRound};
use serde_json::json;

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

const CLOSES: &str = "2026-09-10T20:00:00+08:00";
const UNTIL: &str = "2026-09-12T12:00:00+08:00";

fn commitment() -> Commitment {
    let digits = "1".repeat(64);
    serde_json::from_value(json!({
        "format": "afterbell-commitment/1", "rules": digits, "menu": digits, "secret": digits,
        "closes_at": CLOSES, "reveal_until": UNTIL, "numbers": [],
    }))
    .expect("a commitment")
}

fn round(mode: &str) -> SelectionRound {
    let windows = json!([{"opens_at": "2026-09-08T20:00:00+08:00", "closes_at": CLOSES}]);
    serde_json::from_value(json!({"mode": mode, "windows": windows})).expect("a round")
}

#[test]
fn a_commitment_comes_before_the_close() {
    let to_commit = |mode, now, is_first| Untimely::to_commit(&round(mode), moment(now), is_first);
    let closed_at = moment(CLOSES);
    assert_eq!(to_commit("wishes", "2026-09-10T19:59:59+08:00", true), None);
    assert_eq!(
        to_commit("lottery", CLOSES, true),
        Some(Untimely::RoundIsOver { closed_at })
    );
    // One that replaces another has numbers of its own.
    assert_eq!(to_commit("wishes", CLOSES, false), None);
    assert_eq!(
        to_commit("first_come", CLOSES, true),
        Some(Untimely::NotDrawn)
    );
}

#[test]
fn applicants_are_published_after_the_close() {
    let closes_at = moment(CLOSES);
    assert_eq!(
        Untimely::to_close(&commitment(), moment("2026-09-10T19:59:59+08:00")),
        Some(Untimely::RoundIsOpen { closes_at })
    );
    assert_eq!(Untimely::to_close(&commitment(), closes_at), None);
}

#[test]
fn a_secret_counts_until_its_time_and_is_waited_for_as_long() {
    let told = |has_secret, number, now| {
        Untimely::to_reveal(&commitment(), has_secret, day(number), moment(now))
    };
    let until = moment(UNTIL);
    let published_on = day("2026-09-11");
    assert_eq!(
        told(true, "2026-09-11", "2026-09-10T23:59:59+08:00"),
        Some(Untimely::NumberToCome { published_on })
    );
    // The day is the school's, whatever zone the clock is in.
    assert_eq!(told(true, "2026-09-11", "2026-09-10T16:00:00Z"), None);
    assert_eq!(
        told(true, "2026-09-11", UNTIL),
        Some(Untimely::SecretTooLate { until })
    );
    assert_eq!(
        told(false, "2026-09-11", "2026-09-12T11:59:59+08:00"),
        Some(Untimely::SecretMayCome { until })
    );
    assert_eq!(told(false, "2026-09-12", UNTIL), None);
}
