use afterbell_domain::draw::{Commitment, EarlierDraw, Untimely};
use afterbell_domain::{Date, Moment, SelectionRound};
use serde_json::json;

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

const CLOSES: &str = "2026-09-10T20:00:00+08:00";

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

fn round(mode: &str) -> SelectionRound {
    let windows = json!([{"opens_at": "2026-09-08T20:00:00+08:00", "closes_at": CLOSES}]);
    serde_json::from_value(json!({"mode": mode, "windows": windows})).expect("a round")
}

#[test]
fn the_first_commitment_comes_before_the_close() {
    let to_commit = |mode, now| Untimely::to_commit(&round(mode), moment(now), None);
    let closed_at = moment(CLOSES);
    assert_eq!(to_commit("wishes", "2026-09-10T19:59:59+08:00"), None);
    assert_eq!(
        to_commit("lottery", CLOSES),
        Some(Untimely::RoundIsOver { closed_at })
    );
    assert_eq!(to_commit("first_come", CLOSES), Some(Untimely::NotDrawn));
}

/// Whoever could stop a draw whose outcome can be known would choose between two.
#[test]
fn another_draw_begins_once_the_one_before_was_run_or_cannot_be() {
    let commitment = commitment();
    let to_commit = |is_closed, was_run, now: &str| {
        let earlier = EarlierDraw {
            commitment: &commitment,
            is_closed,
            was_run,
        };
        Untimely::to_commit(&round("wishes"), moment(now), Some(earlier))
    };
    let until: Date = "2026-09-14".parse().expect("a day");
    let in_the_way = Some(Untimely::DrawUnderWay { until });
    // Nothing can be known of it yet.
    assert_eq!(to_commit(true, false, "2026-09-11T23:59:59+08:00"), None);
    for now in ["2026-09-12T00:00:00+08:00", "2026-09-14T23:59:59+08:00"] {
        assert_eq!(to_commit(true, false, now), in_the_way, "{now}");
        assert_eq!(to_commit(true, true, now), None, "{now}");
    }
    assert_eq!(to_commit(true, false, "2026-09-15T00:00:00+08:00"), None);
    // Without a list on the day of the last number none is left.
    assert_eq!(
        to_commit(false, false, "2026-09-13T23:59:59+08:00"),
        in_the_way
    );
    assert_eq!(to_commit(false, false, "2026-09-14T00:00:00+08:00"), None);
}

#[test]
fn a_seal_is_used_once() {
    let (used, new) = ("1".repeat(64), "2".repeat(64));
    let seal = |digits: &str| digits.parse().expect("a hash");
    let earlier = [commitment()];
    assert_eq!(Untimely::to_seal(&[seal(&new)], &earlier), None);
    let again = [seal(&new), seal(&used)];
    let seal = seal(&used);
    assert_eq!(
        Untimely::to_seal(&again, &earlier),
        Some(Untimely::SealUsedBefore { seal })
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
fn the_office_places_children_once_the_draw_was_run() {
    let to_place = |mode, was_run| Untimely::to_place(&round(mode), was_run);
    assert_eq!(to_place("wishes", false), Some(Untimely::DrawToCome));
    assert_eq!(to_place("lottery", true), None);
    assert_eq!(to_place("first_come", false), None);
}
