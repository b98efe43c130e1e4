//! Reasons at the exact second, in whatever zone the asker lives.

use super::given::check_offering;

const NOT_YET: &str = "not_yet_open opens_at=2026-09-08T20:00:00+08:00";
const NOT_AGAIN_YET: &str = "not_yet_open opens_at=2026-09-15T20:00:00+08:00";
const CLOSED: &str = "closed closed_at=2026-09-16T20:00:00+08:00";
const ENDED: &str = "term_ended last_day=2027-01-20";

#[test]
fn at_the_second() {
    for (now, expected) in [
        ("2026-09-08T19:59:59+08:00", NOT_YET),
        ("2026-09-08T20:00:00+08:00", ""),
        ("2026-09-10T19:59:59+08:00", ""),
        ("2026-09-10T20:00:00+08:00", NOT_AGAIN_YET),
        ("2026-09-15T19:59:59+08:00", NOT_AGAIN_YET),
        ("2026-09-15T20:00:00+08:00", ""),
        ("2026-09-16T19:59:59+08:00", ""),
        ("2026-09-16T20:00:00+08:00", CLOSED),
        ("2027-01-20T23:59:59+08:00", CLOSED),
        ("2027-01-21T00:00:00+08:00", ENDED),
        // The same moments on the clocks of UTC, where the date is another.
        ("2026-09-08T12:00:00Z", ""),
        ("2026-09-08T11:59:59Z", NOT_YET),
        ("2027-01-20T15:59:59Z", CLOSED),
        ("2027-01-20T16:00:00Z", ENDED),
        ("2027-01-21T05:59:59+14:00", CLOSED),
        ("2027-01-20T05:00:00-11:00", ENDED),
    ] {
        let given = format!("at {now}");
        match expected {
            "" => check_offering(&given, "chess-mon", []),
            reason => check_offering(&given, "chess-mon", [reason]),
        }
    }
}
