//! Small menus in which everything collides: few weekdays, few starting times, few places.

use afterbell_domain::*;

use super::random::Random;

/// From before the last bell, a walk after it, and later.
const STARTS: [(u8, u8); 7] = [
    (14, 30),
    (15, 30),
    (15, 40),
    (15, 45),
    (16, 0),
    (16, 40),
    (17, 0),
];
const PICK_UPS: [(u8, u8); 4] = [(16, 30), (17, 0), (17, 40), (18, 30)];

/// 2026-09-08T12:00:00Z, around which all windows lie.
pub const AROUND: i64 = 1_788_868_800;

/// A menu of at most so many offerings.
pub fn menu(random: &mut Random, most_offerings: u64) -> ServiceMenu {
    let zone = *random.pick(&[480, 480, 480, 345, -210, 0]);
    let zone = Zone::east_minutes(zone).expect("zones of the list exist");
    let courses = courses(random);
    let offerings = (0..random.within(1..=most_offerings))
        .map(|number| offering(random, number, &courses))
        .collect();
    let content = MenuContent {
        school: School {
            name: label("海棠路小学"),
            receipt_prefix: "HT".parse().expect("two letters"),
            grades: Stage::Primary.grades(),
            zone,
        },
        term: term(random),
        base_care: base_care(random),
        courses,
        offerings,
        limits: limits(random),
        round: SelectionRound {
            mode: SelectionMode::FirstCome,
            windows: windows(random, zone),
            opening_pool_minutes: None,
        },
        agreement: None,
        groups: Vec::new(),
    };
    ServiceMenu::new(content).expect("generated menus are consistent")
}

pub fn label(text: &str) -> Label {
    text.parse().expect("a short line is a label")
}

fn clock((hour, minute): (u8, u8)) -> ClockTime {
    ClockTime::new(hour, minute).expect("a time of the list")
}

fn range(random: &mut Random) -> ClockRange {
    let (hour, minute) = *random.pick(&STARTS);
    let end = 60 * u64::from(hour) + u64::from(minute) + 10 * random.within(3..=9);
    let end = clock(((end / 60) as u8, (end % 60) as u8));
    ClockRange::new(clock((hour, minute)), end).expect("ends later")
}

fn term(random: &mut Random) -> Term {
    let date = |text: &str| -> Date { text.parse().expect("a date") };
    let first_days = [date("2026-09-01"), date("2026-09-14")];
    let last_days = [date("2026-12-31"), date("2027-01-20")];
    let holiday = Holiday {
        name: label("国庆节"),
        first_day: date("2026-10-01"),
        last_day: date("2026-10-07"),
    };
    let make_up = MakeUpDay {
        date: date("2026-10-10"),
        follows: *random.pick(&Weekday::ALL),
    };
    Term {
        name: label("2026学年第一学期"),
        first_day: *random.pick(&first_days),
        last_day: *random.pick(&last_days),
        holidays: random.some_of(&[holiday], 50),
        make_up_days: random.some_of(&[make_up], 50),
    }
}

/// One window or two, which sometimes touch.
fn windows(random: &mut Random, zone: Zone) -> Vec<SelectionWindow> {
    let moment = |seconds| Moment::from_unix(AROUND + seconds, zone).expect("within bounds");
    let length = 3600 * random.within(1..=48) as i64;
    let pause = 3600 * random.below(3) as i64;
    let window = |opens, closes| SelectionWindow {
        opens_at: moment(opens),
        closes_at: moment(closes),
    };
    let mut windows = vec![window(0, length)];
    if random.chance(40) {
        windows.push(window(length + pause, 2 * length + pause));
    }
    windows
}

fn base_care(random: &mut Random) -> BaseCare {
    let weekdays = random.some_of(&Weekday::ALL[..5], 85);
    let days = weekdays.into_iter().map(|weekday| {
        let mut times = random.some_of(&PICK_UPS, 70);
        times.push((18, 40));
        CareDay {
            weekday,
            time: ClockRange::new(clock((15, 30)), clock((18, 40))).expect("ends later"),
            pick_up_times: times.into_iter().map(clock).collect(),
        }
    });
    BaseCare {
        days: days.collect(),
        services: Vec::new(),
    }
}

fn courses(random: &mut Random) -> Vec<Course> {
    let id = |number: u64| -> CourseId { format!("c{number}").parse().expect("an identifier") };
    (0..random.within(1..=6))
        .map(|number| Course {
            id: id(number),
            name: label(&format!("课程{number}")),
            category: *random.pick(&Category::ALL[..3]),
            once_per_term: random.chance(40),
            prerequisite: (number > 0 && random.chance(20)).then(|| id(random.below(number))),
        })
        .collect()
}

fn offering(random: &mut Random, number: u64, courses: &[Course]) -> Offering {
    let mut weekdays = random.some_of(&Weekday::ALL[..6], 15);
    if weekdays.is_empty() {
        weekdays.push(*random.pick(&Weekday::ALL));
    }
    let sessions = weekdays.into_iter().map(|weekday| Session {
        weekday,
        time: range(random),
        room: None,
    });
    let sessions = sessions.collect();
    let places = random.within(1..=12) as u16;
    Offering {
        id: format!("o{number}").parse().expect("an identifier"),
        course: random.pick(courses).id.clone(),
        sessions,
        places,
        minimum: random.chance(30).then_some(places / 2),
        eligibility: eligibility(random),
        teachers: random.some_of(&[label("田欣"), label("Ann \"Q\" O’Hara\\")], 20),
        provider: Provider::School,
        fee_fen: Fen::new(random.below(3) as u32 * 12_050).expect("a small fee"),
        audition: random.chance(12),
        remark: None,
        reserved: Vec::new(),
    }
}

fn eligibility(random: &mut Random) -> Eligibility {
    let grade = |number: u64| Grade::new(number as u8).expect("a grade of the school");
    let grades = GradeSet::between(grade(random.within(1..=2)), grade(random.within(3..=6)));
    let class = |grade, number| HomeroomClass::new(grade, number).expect("a class");
    let classes: Vec<_> = grades
        .iter()
        .flat_map(|g| [class(g, 1), class(g, 2)])
        .collect();
    let classes = if random.chance(15) {
        classes
    } else {
        Vec::new()
    };
    Eligibility { grades, classes }
}

fn limits(random: &mut Random) -> Limits {
    let mut limit = |most| random.chance(40).then(|| random.within(1..=most) as u8);
    Limits {
        per_day: limit(2),
        per_category: limit(3),
        per_term: limit(4),
    }
}
