use afterbell_domain::reading::print_eligibility;
use afterbell_domain::{Eligibility, Grade, GradeSet, Weekday};
use afterbell_locale::Locale;
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use crate::understood::{CourseRow, Understood, UnreadableRow};
use crate::wording;

/// What was understood, in the shape of `samples/*/expected.json`, to be compared with a
/// list made by hand.
///
/// `grades` is `[lowest, highest]`. Grades with a gap do not fit that shape: then every
/// grade is listed, and `grades_written` stands at the end of the course so that `[1, 3]`
/// is not taken for a range. Likewise `sessions` lists each session of a course whose days
/// differ; its `start` and `end` are those of the first.
pub fn expected_json(understood: &Understood) -> String {
    let listing = Listing {
        school: understood.school.as_deref(),
        term: understood.term.as_deref(),
        pupils: understood.pupils.len(),
        courses: understood.courses.iter().map(Course::of).collect(),
        unreadable: understood.unreadable.iter().map(Unreadable::of).collect(),
    };
    let mut json = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut json, PrettyFormatter::with_indent(b" "));
    // Strings, numbers and lists always serialise; an empty text is what is left otherwise.
    if listing.serialize(&mut serializer).is_err() {
        return String::new();
    }
    String::from_utf8(json).unwrap_or_default()
}

#[derive(Serialize)]
struct Listing<'a> {
    school: Option<&'a str>,
    term: Option<&'a str>,
    pupils: usize,
    courses: Vec<Course<'a>>,
    unreadable: Vec<Unreadable<'a>>,
}

#[derive(Serialize)]
struct Course<'a> {
    row: u32,
    course: &'a str,
    category: Option<&'a str>,
    grades: Vec<Grade>,
    weekdays: Vec<Weekday>,
    start: Option<String>,
    end: Option<String>,
    places: u16,
    minimum: Option<u16>,
    outside: bool,
    fee_fen: u32,
    audition: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    grades_written: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sessions: Vec<Session>,
}

#[derive(Serialize)]
struct Session {
    weekday: Weekday,
    start: String,
    end: String,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    row: u32,
    course: Option<&'a str>,
    why: String,
}

impl<'a> Course<'a> {
    fn of(course: &'a CourseRow) -> Self {
        let times = course.times.as_slice();
        let first = times.first().map(|time| time.range);
        let sessions = match course.times.single_range() {
            Some(_) => Vec::new(),
            None => times.iter().map(Session::of).collect(),
        };
        Self {
            row: course.place.row,
            course: &course.course,
            category: course.category.as_deref(),
            grades: ends_or_all(course.eligibility.grades),
            weekdays: course.times.weekdays().collect(),
            start: first.map(|range| range.start().to_string()),
            end: first.map(|range| range.end().to_string()),
            places: course.places,
            minimum: course.minimum,
            outside: course.outside,
            fee_fen: course.fee.get(),
            audition: course.audition,
            grades_written: (!has_two_ends(&course.eligibility))
                .then(|| print_eligibility(&course.eligibility)),
            sessions,
        }
    }
}

impl Session {
    fn of(time: &afterbell_domain::reading::WeeklyTime) -> Self {
        Self {
            weekday: time.weekday,
            start: time.range.start().to_string(),
            end: time.range.end().to_string(),
        }
    }
}

impl<'a> Unreadable<'a> {
    fn of(row: &'a UnreadableRow) -> Self {
        let why = row
            .problems
            .first()
            .map(|problem| wording::why(Locale::ZhHans, problem));
        Self {
            row: row.place.row,
            course: row.course.as_deref(),
            why: why.unwrap_or_default(),
        }
    }
}

fn has_two_ends(eligibility: &Eligibility) -> bool {
    eligibility.grades.is_range() && eligibility.classes.is_empty()
}

fn ends_or_all(grades: GradeSet) -> Vec<Grade> {
    if grades.is_range() {
        vec![grades.lowest(), grades.highest()]
    } else {
        grades.iter().collect()
    }
}
