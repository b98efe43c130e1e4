//! Whether a change is posted before it is published, on the day before it would be too late and on that day.

use afterbell_domain::{ClockTime, Date, MenuContent, Moment, Zone};

use super::examples::{example, pack, read};

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn day_before(date: Date, zone: Zone) -> Date {
    let noon = ClockTime::new(12, 0).expect("noon");
    let noon = Moment::at(date, noon, zone).expect("a moment");
    noon.plus_seconds(-86_400).date()
}

#[test]
fn what_changes_when_a_notice_would_be_too_late_is_a_version_of_its_own() {
    for name in ["sanming", "changzhi", "school-plan"] {
        let pack = pack(name);
        let published = read(&example(name)).menu;
        let opens = published.round.windows[0].opens_at;
        let deadline = match name {
            "changzhi" => published.term.first_day,
            _ => opens.in_zone(published.school.zone).date(),
        };
        let in_time = day_before(deadline, published.school.zone);
        let mut changed = published.clone();
        changed.offerings[0].places += 1;
        let asks = |published: Option<&MenuContent>, today| {
            pack.asks_for_notice(&changed, published, today)
        };
        assert!(asks(Some(&published), in_time), "{name}: in time");
        assert!(!asks(Some(&published), deadline), "{name}: too late");
        assert!(asks(None, deadline), "{name}: the first menu");
        let mut before = published.clone();
        before.term.first_day = day("2020-02-01");
        before.term.last_day = day("2020-07-01");
        assert!(
            asks(Some(&before), deadline),
            "{name}: the first menu of a term"
        );
        // Nobody brings the day nearer by moving it in the draft, and a later one is another day to post for.
        let moved = |days: i64| {
            let mut moved = changed.clone();
            let term = moved.term.clone();
            let noon = |date| {
                Moment::at(
                    date,
                    ClockTime::new(12, 0).expect("noon"),
                    moved.school.zone,
                )
            };
            let by = |date| {
                noon(date)
                    .expect("a moment")
                    .plus_seconds(days * 86_400)
                    .date()
            };
            (moved.term.first_day, moved.term.last_day) = (by(term.first_day), by(term.last_day));
            for window in &mut moved.round.windows {
                window.opens_at = window.opens_at.plus_seconds(days * 86_400);
            }
            moved
        };
        let asks = |menu: &MenuContent, today| pack.asks_for_notice(menu, Some(&published), today);
        assert!(asks(&moved(-7), in_time), "{name}: moved to the past");
        assert!(asks(&moved(7), deadline), "{name}: another day to come");
    }
}

#[test]
fn who_asks_for_no_notice_never_does() {
    for name in ["zhoushan", "ningbo"] {
        let menu = read(&example(name)).menu;
        assert!(
            !pack(name).asks_for_notice(&menu, None, menu.term.first_day),
            "{name}"
        );
    }
}
