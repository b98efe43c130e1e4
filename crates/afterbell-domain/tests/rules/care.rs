use super::given::check;
use afterbell_domain::policy::ServiceKind;
use afterbell_domain::{BaseCare, BaseService, CareDay, ClockRange, Grade, ServiceDates, Weekday};

#[test]
fn pick_up_after_the_last_course() {
    check("chooses chess-mon; care 1@17:30", []);
    check(
        "chooses chess-mon; care 1@16:30",
        [
            "chess-mon: pick_up_before_course_ends ends_at=16:40 pick_up=16:30 weekday=1",
            "care 1: pick_up_before_course_ends ends_at=16:40 pick_up=16:30 weekday=1",
        ],
    );
    // The care of a day is held against the last course, a course against its own end.
    check(
        "chooses chess-mon football; care 1@17:30",
        [
            "football: pick_up_before_course_ends ends_at=17:40 pick_up=17:30 weekday=1",
            "care 1: pick_up_before_course_ends ends_at=17:40 pick_up=17:30 weekday=1",
        ],
    );
    // At the very minute it ends the child can go.
    check("passed choir; chooses choir; care 1@17:30", []);
    // Another day's course does not matter.
    check("chooses chess-mon; care 2@16:30 3@16:30", []);
}

#[test]
fn the_timetable_of_care() {
    check(
        "care 1@17:00",
        ["care 1: pick_up_not_offered pick_up=17:00 weekday=1"],
    );
    check(
        "care 2@17:30",
        ["care 2: pick_up_not_offered pick_up=17:30 weekday=2"],
    );
    check(
        "care 5@16:30 7@16:30",
        [
            "care 5: care_not_offered weekday=5",
            "care 7: care_not_offered weekday=7",
        ],
    );
}

#[test]
fn care_waits_for_no_window() {
    let care = "care 1@16:30 2@18:00 3@16:30";
    for now in [
        "2000-01-01T00:00:00+08:00",
        "2026-09-08T19:59:59+08:00",
        "2026-09-09T20:00:00+08:00",
        "2026-09-12T20:00:00+08:00",
        "2026-09-16T20:00:00+08:00",
        "2027-01-20T23:59:59+08:00",
    ] {
        check(&format!("at {now}; {care}"), []);
    }
    check(
        &format!("at 2027-01-21T00:00:00+08:00; {care}"),
        ["whole: term_ended last_day=2027-01-20"],
    );
}

/// The fixture's school has no list; a list has noon and evening services too.
#[test]
fn the_care_of_a_day_lists_what_this_child_does_in_it() {
    let service = |name: &str, grades: &str, weekdays: &str, time: &str| {
        serde_json::from_value::<BaseService>(serde_json::json!({
            "name": name, "grades": grades.split(',').map(|g| g.parse::<u8>().unwrap()).collect::<Vec<_>>(),
            "weekdays": weekdays.split(',').map(|d| d.parse::<u8>().unwrap()).collect::<Vec<_>>(),
            "time": {"start": time.split('-').next(), "end": time.split('-').nth(1)},
        }))
        .unwrap()
    };
    let care = BaseCare {
        days: vec![CareDay {
            weekday: Weekday::Monday,
            time: ClockRange::new("15:30".parse().unwrap(), "18:30".parse().unwrap()).unwrap(),
            pick_up_times: vec!["18:30".parse().unwrap()],
        }],
        services: vec![
            service("午间服务", "1,2,3", "1,2", "12:00-14:10"),
            service("作业辅导", "3,4", "1,2", "15:30-17:30"),
            service("户外活动", "1,2", "1", "16:00-17:00"),
            service("周二阅读", "3", "2", "16:00-17:00"),
            BaseService {
                dates: Some(ServiceDates {
                    first_day: "2027-02-01".parse().unwrap(),
                    last_day: "2027-02-05".parse().unwrap(),
                }),
                ..service("寒假托管", "1,2,3,4", "1,2", "08:30-16:30")
            },
        ],
    };
    let listed = |weekday, grade| {
        let services = care.services_on(weekday, Grade::new(grade).unwrap());
        services
            .map(|service| service.name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(Weekday::Monday, 3), ["作业辅导"]);
    assert_eq!(listed(Weekday::Monday, 1), ["户外活动"]);
    assert_eq!(listed(Weekday::Tuesday, 3), [""; 0], "no care that day");

    // On one page for every family: by kind, and only what is within the care comes with it.
    let by_kind: Vec<_> = care
        .by_kind()
        .into_iter()
        .map(|(kind, services)| (kind, services.len()))
        .collect();
    let expected = [
        (ServiceKind::BaseCare, 3),
        (ServiceKind::Lunch, 1),
        (ServiceKind::HolidayCare, 1),
    ];
    assert_eq!(by_kind, expected);
    let with_care: Vec<_> = care
        .services
        .iter()
        .filter(|service| care.comes_with_care(service))
        .map(|service| service.name.as_str())
        .collect();
    assert_eq!(with_care, ["作业辅导", "户外活动"]);
}
