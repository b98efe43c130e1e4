//! A case in one line, and a verdict in a few.

use afterbell_domain::*;
use serde_json::Value;
use std::str::FromStr;

/// What a case starts from: a child of 三(1)班 on the first day of choosing.
struct Given {
    menu: ServiceMenu,
    student: Student,
    draft: SelectionDraft,
    places: Places,
    now: Moment,
}

/// Asserts the whole verdict of a case: one line a reason or advice, none when accepted.
///
/// A case is parts set off by `;`, each a word and what it is about:
/// `class 3-1; chooses chess-mon choir; care 1@16:30; taken choir=40; at 2026-09-08T20:00:00+08:00`
#[track_caller]
pub fn check<const N: usize>(given: &str, expected: [&str; N]) {
    let Given {
        menu,
        student,
        draft,
        places,
        now,
    } = Given::of(given);
    let verdict = afterbell_domain::check(&menu, &student, &draft, &places, now);
    let mut told = Vec::new();
    for one in &verdict.offerings {
        told.extend(
            one.reasons
                .iter()
                .map(|reason| format!("{}: {}", one.offering, line(reason))),
        );
    }
    for one in &verdict.care {
        let day = one.weekday.number();
        told.extend(
            one.reasons
                .iter()
                .map(|reason| format!("care {day}: {}", line(reason))),
        );
    }
    told.extend(
        verdict
            .whole
            .iter()
            .map(|reason| format!("whole: {}", line(reason))),
    );
    assert_eq!(verdict.is_accepted(), told.is_empty(), "{given}");
    told.extend(
        verdict
            .advice
            .iter()
            .map(|advice| format!("advice: {}", line(advice))),
    );
    assert_eq!(told, expected, "{given}");
}

/// Asserts what stands beside one course of the menu.
#[track_caller]
pub fn check_offering<const N: usize>(given: &str, offering: &str, expected: [&str; N]) {
    let Given {
        menu,
        student,
        draft,
        places,
        now,
    } = Given::of(given);
    let situation = Situation {
        menu: &menu,
        student: &student,
        draft: &draft,
        places: &places,
        now,
    };
    let reasons = afterbell_domain::check_offering(&situation, &read(offering));
    let told: Vec<_> = reasons.iter().map(line).collect();
    assert_eq!(told, expected, "{offering} beside {given}");
}

impl Given {
    fn of(text: &str) -> Self {
        let content = include_str!("../fixture/menu.json");
        let mut content: MenuContent = serde_json::from_str(content).expect("the fixture");
        let draft = SelectionDraft::empty(hash_of(b"").expect("a hash"));
        let mut given = Self {
            menu: ServiceMenu::new(content.clone()).expect("the fixture"),
            student: Student {
                id: read("s1"),
                name: read("林小满"),
                class: class("3-1"),
                completed: Vec::new(),
                auditions_passed: Vec::new(),
                enrolled: Vec::new(),
            },
            places: Places {
                menu: draft.menu().clone(),
                as_of: read("2026-09-08T20:00:00+08:00"),
                taken: Default::default(),
                waits_for_pool: false,
            },
            draft,
            now: read("2026-09-08T20:00:00+08:00"),
        };
        for part in text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (word, about) = part.split_once(' ').expect("a word and what it is about");
            given.take(word, about, &mut content);
        }
        given.menu = ServiceMenu::new(content).expect("the fixture with other limits");
        given
    }

    fn take(&mut self, word: &str, about: &str, content: &mut MenuContent) {
        let limit = || Some(about.parse().expect("a number"));
        match word {
            "class" => self.student.class = class(about),
            "completed" => self.student.completed = list(about),
            "passed" => self.student.auditions_passed = list(about),
            "enrolled" => self.student.enrolled = list(about),
            "chooses" => list(about).into_iter().for_each(|id| self.draft.add(id)),
            "care" => {
                for (weekday, pick_up) in pairs(about, '@') {
                    let weekday = Weekday::new(weekday.parse().expect("a number"));
                    self.draft
                        .set_care(weekday.expect("a weekday"), Some(read(pick_up)));
                }
            }
            "taken" => {
                let taken = pairs(about, '=');
                let taken = taken.map(|(id, count)| (read(id), count.parse().expect("a number")));
                self.places.taken = taken.collect();
            }
            "at" => self.now = read(about),
            "per_day" => content.limits.per_day = limit(),
            "per_category" => content.limits.per_category = limit(),
            "per_term" => content.limits.per_term = limit(),
            _ => panic!("no such word: {word}"),
        }
    }
}

fn read<T: FromStr<Err = Invalid>>(text: &str) -> T {
    text.parse().expect("a value in its written form")
}

fn list<T: FromStr<Err = Invalid>>(text: &str) -> Vec<T> {
    text.split(' ').map(read).collect()
}

fn pairs(text: &str, between: char) -> impl Iterator<Item = (&str, &str)> {
    text.split(' ')
        .map(move |pair| pair.split_once(between).expect("a pair"))
}

fn class(text: &str) -> HomeroomClass {
    let (grade, number) = text.split_once('-').expect("grade-number");
    let grade = Grade::new(grade.parse().expect("a number")).expect("a grade");
    HomeroomClass::new(grade, number.parse().expect("a number")).expect("a class")
}

/// `full places=20`: the code and its values in alphabetical order.
fn line(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("a JSON form");
    let fields = value.as_object().expect("code and values");
    let code = fields["code"].as_str().expect("a code").to_owned();
    let values = fields.iter().filter(|(key, _)| *key != "code");
    values.fold(code, |line, (key, value)| {
        format!("{line} {key}={}", short(value))
    })
}

fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(range) if range.contains_key("start") => {
            format!("{}-{}", short(&range["start"]), short(&range["end"]))
        }
        Value::Object(class) => format!("{}-{}", class["grade"], class["number"]),
        Value::Array(items) => items.iter().map(short).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
