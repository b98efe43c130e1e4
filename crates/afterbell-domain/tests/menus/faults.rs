use afterbell_domain::allocation::Reserved;
use afterbell_domain::*;
use std::str::FromStr;

use super::sample::content;

/// Asserts everything that is wrong with the sample once it has been changed.
#[track_caller]
fn check<const N: usize>(change: impl FnOnce(&mut MenuContent), expected: [&str; N]) {
    // What is refused as a value is refused as JSON.
    assert_eq!(is_read(&refused(change, expected)), N == 0);
}

/// The same of what was published before anybody judged it: only a new menu is refused for it.
#[track_caller]
fn check_new<const N: usize>(change: impl FnOnce(&mut MenuContent), expected: [&str; N]) {
    let content = refused(change, expected);
    assert!(is_read(&content));
    let menu = ServiceMenu::try_from(content.clone()).expect("what was published");
    assert_eq!(MenuContent::from(menu), content);
}

fn is_read(content: &MenuContent) -> bool {
    let json = serde_json::to_string(content).expect("content has a JSON form");
    serde_json::from_str::<ServiceMenu>(&json).is_ok()
}

#[track_caller]
fn refused<const N: usize>(
    change: impl FnOnce(&mut MenuContent),
    expected: [&str; N],
) -> MenuContent {
    let mut content = content();
    change(&mut content);
    let codes: Vec<_> = match ServiceMenu::new(content.clone()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(told).collect(),
    };
    assert_eq!(codes, expected);
    content
}

/// The code and its values in alphabetical order.
fn told(fault: &MenuFault) -> String {
    let json = serde_json::to_value(fault).expect("a fault has a JSON form");
    let fields = json.as_object().expect("code and values");
    assert_eq!(fields["code"], fault.code());
    let values = fields.iter().filter(|(key, _)| *key != "code");
    values.fold(fault.code().to_owned(), |told, (key, value)| {
        format!("{told} {key}={}", value.to_string().trim_matches('"'))
    })
}

fn read<T: FromStr<Err = Invalid>>(text: &str) -> T {
    text.parse().expect("a value in its written form")
}

fn window(opens: &str, closes: &str) -> SelectionWindow {
    SelectionWindow {
        opens_at: read(opens),
        closes_at: read(closes),
    }
}

#[test]
fn consistent_menus() {
    check(|_| {}, []);
    check(|menu| menu.offerings.clear(), []);
    check(|menu| menu.base_care.days.clear(), []);
    check(|menu| menu.limits.per_day = Some(0), []);
    check(|menu| menu.offerings[0].minimum = Some(20), []);
    check(|menu| menu.term.first_day = menu.term.last_day, []);
}

#[test]
fn term() {
    check(
        |menu| menu.term.first_day = read("2027-01-21"),
        ["term_ends_before_it_begins"],
    );
    check(
        |menu| menu.term.holidays[0].last_day = read("2026-09-30"),
        ["holiday_ends_before_it_begins index=0"],
    );
    check(
        |menu| menu.term.make_up_days[1].date = read("2026-09-20"),
        ["duplicate_make_up_day date=2026-09-20"],
    );
}

#[test]
fn round() {
    check(|menu| menu.round.windows.clear(), ["no_window"]);
    check(
        |menu| menu.round.mode = SelectionMode::Wishes,
        ["several_windows mode=wishes"],
    );
    check(
        |menu| menu.round.mode = SelectionMode::Lottery,
        ["several_windows mode=lottery"],
    );
    check(
        |menu| {
            menu.round.mode = SelectionMode::Wishes;
            menu.round.windows.pop();
        },
        [],
    );
    check(many_slots, ["too_many_slots most=20"]);
    let opens = "2026-09-08T20:00:00+08:00";
    let check_windows = |windows: &[SelectionWindow], expected: &[&str]| {
        let windows = windows.to_vec();
        match *expected {
            [] => check(|menu| menu.round.windows = windows, []),
            [one] => check(|menu| menu.round.windows = windows, [one]),
            [one, two] => check(|menu| menu.round.windows = windows, [one, two]),
            _ => panic!("no case has more faults"),
        }
    };
    let first = window(opens, "2026-09-08T20:00:01+08:00");
    check_windows(&[first], &[]);
    check_windows(
        &[window(opens, opens)],
        &["window_ends_before_it_begins index=0"],
    );
    check_windows(
        &[window(opens, "2026-09-08T12:00:00Z")],
        &["window_ends_before_it_begins index=0"],
    );
    // Touching windows do not overlap; whatever zone they are written in.
    check_windows(
        &[
            first,
            window("2026-09-08T12:00:01Z", "2026-09-09T00:00:00Z"),
        ],
        &[],
    );
    check_windows(
        &[first, window(opens, "2026-09-09T20:00:00+08:00")],
        &["windows_overlap index=1"],
    );
    check_windows(
        &[
            window("2026-09-09T20:00:00+08:00", "2026-09-10T20:00:00+08:00"),
            first,
        ],
        &["windows_overlap index=1"],
    );
    check_windows(
        &[
            first,
            window("2026-09-07T20:00:00+08:00", "2026-09-07T19:00:00+08:00"),
        ],
        &[
            "window_ends_before_it_begins index=1",
            "windows_overlap index=1",
        ],
    );
    check_windows(&[window(opens, "2027-01-21T00:00:00+08:00")], &[]);
    check_windows(
        &[window(opens, "2027-01-21T00:00:01+08:00")],
        &["window_outlasts_term index=0"],
    );
    check_windows(
        &[window(opens, "2027-01-20T16:00:01Z")],
        &["window_outlasts_term index=0"],
    );
}

#[test]
fn courses() {
    check(
        |menu| menu.courses.push(menu.courses[0].clone()),
        ["duplicate_course course=chess"],
    );
    check(
        |menu| menu.courses[2].prerequisite = Some(read("fencing")),
        ["unknown_prerequisite course=choir prerequisite=fencing"],
    );
    check(
        |menu| drop(menu.courses.remove(0)),
        [
            "unknown_prerequisite course=robots prerequisite=chess",
            "unknown_course course=chess offering=chess-mon",
            "unknown_course course=chess offering=chess-tue",
        ],
    );
}

#[test]
fn prerequisites_that_nobody_can_fulfil() {
    check_new(
        |menu| menu.courses[2].prerequisite = Some(read("choir")),
        ["prerequisite_is_itself course=choir"],
    );
    // The sample's robots need chess already.
    check_new(
        |menu| menu.courses[0].prerequisite = Some(read("robots")),
        [
            "prerequisite_circle course=chess",
            "prerequisite_circle course=robots",
        ],
    );
    // Whoever only leads into a circle is mended with it.
    check_new(
        |menu| {
            menu.courses[0].prerequisite = Some(read("chess"));
            menu.courses[2].prerequisite = Some(read("robots"));
        },
        ["prerequisite_is_itself course=chess"],
    );
    check_new(
        |menu| menu.courses[2].prerequisite = Some(read("robots")),
        [],
    );
}

#[test]
fn offerings() {
    check(
        |menu| menu.offerings[1].id = read("chess-mon"),
        ["duplicate_offering offering=chess-mon"],
    );
    check(
        |menu| menu.offerings[3].sessions.clear(),
        ["no_session offering=choir"],
    );
    check(
        |menu| menu.offerings[3].places = 0,
        ["no_places offering=choir"],
    );
    check(
        |menu| menu.offerings[0].minimum = Some(21),
        ["minimum_above_places offering=chess-mon"],
    );
    let again = |menu: &mut MenuContent, weekday, start, end| {
        let time = ClockRange::new(read(start), read(end)).expect("a range");
        menu.offerings[3].sessions.push(Session {
            weekday,
            time,
            room: None,
        });
    };
    check(
        |menu| again(menu, Weekday::Wednesday, "16:39", "17:00"),
        ["sessions_clash offering=choir weekday=3"],
    );
    check(|menu| again(menu, Weekday::Wednesday, "16:40", "17:00"), []);
    check(|menu| again(menu, Weekday::Thursday, "15:40", "16:40"), []);
}

#[test]
fn base_care() {
    let pick_ups = |menu: &mut MenuContent, times: &[&str]| {
        menu.base_care.days[0].pick_up_times = times.iter().copied().map(read).collect();
    };
    check(
        |menu| menu.base_care.days[2].weekday = Weekday::Monday,
        ["duplicate_care_day weekday=1"],
    );
    check(|menu| pick_ups(menu, &[]), ["no_pick_up_time weekday=1"]);
    check(|menu| pick_ups(menu, &["15:31"]), []);
    check(|menu| pick_ups(menu, &["18:00"]), []);
    for outside in [
        ["15:30", "18:00"].as_slice(),
        &["16:30", "18:01"],
        &["18:00", "16:30"],
        &["16:30", "16:30"],
    ] {
        check(
            |menu| pick_ups(menu, outside),
            ["pick_up_outside_care weekday=1"],
        );
    }
}

#[test]
fn care_in_the_holidays_is_held_on_some_day_between_its_dates() {
    let service = |menu: &mut MenuContent, first_day: &str, last_day: &str| {
        let line = serde_json::json!({
            "name": "寒假托管", "grades": [3], "weekdays": [1, 2, 3, 4, 5],
            "time": { "start": "08:30", "end": "16:30" },
            "dates": { "first_day": first_day, "last_day": last_day },
        });
        let line = serde_json::from_value(line).unwrap();
        menu.base_care.services.push(line);
    };
    check(|menu| service(menu, "2027-02-01", "2027-02-05"), []);
    check(|menu| service(menu, "2027-02-01", "2027-02-01"), []);
    check(
        |menu| service(menu, "2027-02-05", "2027-02-01"),
        ["service_ends_before_it_begins service=0"],
    );
    check(
        |menu| service(menu, "2027-02-06", "2027-02-07"),
        ["service_never_held service=0"],
    );
}

#[test]
fn everything_at_once() {
    check(
        |menu| {
            menu.term.first_day = read("2027-06-01");
            menu.round.windows.clear();
            menu.courses[2].prerequisite = Some(read("fencing"));
            menu.offerings[0].places = 0;
            menu.offerings[0].sessions.clear();
            menu.base_care.days[1].pick_up_times.clear();
        },
        [
            "term_ends_before_it_begins",
            "no_window",
            "unknown_prerequisite course=choir prerequisite=fencing",
            "no_session offering=chess-mon",
            "no_places offering=chess-mon",
            "no_pick_up_time weekday=2",
        ],
    );
}

/// There is no field in which a cap on base care could be written.
#[test]
fn unknown_fields_are_refused() {
    let json = serde_json::to_value(content()).expect("content has a JSON form");
    for at in [
        "",
        "/school",
        "/term",
        "/base_care",
        "/base_care/days/0",
        "/base_care/days/0/time",
        "/courses/0",
        "/offerings/0",
        "/offerings/0/eligibility",
        "/offerings/2/provider",
        "/offerings/0/sessions/0",
        "/limits",
        "/term/holidays/0",
        "/term/make_up_days/0",
        "/round",
        "/round/windows/0",
    ] {
        let mut json = json.clone();
        let object = json.pointer_mut(at).and_then(|value| value.as_object_mut());
        object
            .expect("an object of the fixture")
            .insert("places_of_care".to_owned(), 40.into());
        assert!(serde_json::from_value::<MenuContent>(json).is_err(), "{at}");
    }
    assert!(serde_json::from_value::<MenuContent>(json).is_ok());
}

#[test]
fn an_opening_pool() {
    let minutes =
        |minutes| move |menu: &mut MenuContent| menu.round.opening_pool_minutes = Some(minutes);
    check(minutes(1), []);
    check(minutes(1440), []);
    check(minutes(0), ["pool_length most=1440"]);
    check(minutes(1441), ["pool_length most=1440"]);
    let short = |minutes| {
        move |menu: &mut MenuContent| {
            let (opens, closes) = ("2026-09-08T20:00:00+08:00", "2026-09-08T21:00:00+08:00");
            menu.round.windows = vec![window(opens, closes)];
            menu.round.opening_pool_minutes = Some(minutes);
        }
    };
    check(short(59), []);
    // Somebody has to come later.
    check(short(60), ["pool_length most=59"]);
    check(
        |menu| {
            menu.round.windows.truncate(1);
            menu.round.mode = SelectionMode::Lottery;
            menu.round.opening_pool_minutes = Some(30);
        },
        ["pool_of_drawn_round mode=lottery"],
    );
    check(
        |menu| {
            many_slots(menu);
            menu.round.mode = SelectionMode::FirstCome;
            menu.round.opening_pool_minutes = Some(30);
        },
        ["too_many_slots most=20"],
    );
}

fn group(id: &str, precedence: u8) -> MenuGroup {
    MenuGroup {
        id: read(id),
        name: read("双职工"),
        precedence,
    }
}

fn reserved(group: &str, places: u32) -> Reserved {
    let group = read(group);
    Reserved { group, places }
}

#[test]
fn groups_and_reserved_places() {
    let declared = |menu: &mut MenuContent| {
        menu.groups = vec![group("p1", 0), group("p2", 0), group("others", 0)];
    };
    // chess-mon has twenty places.
    let check_reserved = |all: &[Reserved], expected: &[&str]| {
        let change = |menu: &mut MenuContent| {
            declared(menu);
            menu.offerings[0].reserved = all.to_vec();
        };
        match *expected {
            [] => check(change, []),
            [one] => check(change, [one]),
            _ => panic!("no case has more faults"),
        }
    };
    check(declared, []);
    check_reserved(&[reserved("p1", 12), reserved("p2", 8)], &[]);
    check_reserved(
        &[reserved("p1", 12), reserved("p2", 9)],
        &["reserved_above_places offering=chess-mon places=20 reserved=21"],
    );
    check_reserved(
        &[reserved("p1", u32::MAX), reserved("p2", u32::MAX)],
        &["reserved_above_places offering=chess-mon places=20 reserved=4294967295"],
    );
    check_reserved(
        &[reserved("p1", 2), reserved("p1", 3)],
        &["group_reserved_twice group=p1 offering=chess-mon"],
    );
    check_reserved(
        &[reserved("p1", 0)],
        &["nothing_reserved group=p1 offering=chess-mon"],
    );
    check_reserved(
        &[reserved("others", 1)],
        &["reserved_for_last_group group=others offering=chess-mon"],
    );
    check(
        |menu| menu.groups = vec![group("p1", 0)],
        ["lone_group group=p1"],
    );
    check(
        |menu| menu.groups = vec![group("p1", 1), group("p2", 0)],
        ["last_group_precedes group=p2"],
    );
    check_reserved(
        &[reserved("p3", 1)],
        &["unknown_group group=p3 offering=chess-mon"],
    );
    check(
        |menu| menu.groups = vec![group("p1", 0), group("p1", 1)],
        ["duplicate_group group=p1"],
    );
    check(
        |menu| menu.groups = (0..256).map(|n| group(&format!("p{n}"), 0)).collect(),
        ["too_many_groups most=255"],
    );
}

/// Ten lessons a day that do not touch, every day of the week.
fn many_slots(menu: &mut MenuContent) {
    menu.round.mode = SelectionMode::Wishes;
    menu.round.windows.pop();
    let lessons = (0..70).map(|at| {
        let (weekday, hour) = (at / 10 + 1, at % 10 + 8);
        let mut offering = menu.offerings[0].clone();
        offering.id = read(&format!("lesson-{at}"));
        offering.sessions = vec![Session {
            weekday: Weekday::new(weekday).expect("a weekday"),
            time: ClockRange::new(time(hour, 0), time(hour, 40)).expect("a lesson"),
            room: None,
        }];
        offering
    });
    menu.offerings = lessons.collect();
}

fn time(hour: u8, minute: u8) -> ClockTime {
    ClockTime::new(hour, minute).expect("a time")
}
