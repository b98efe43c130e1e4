use std::collections::BTreeMap;

use afterbell_domain::oversight::{Coverage, Participation, SMALLEST_CELL, Served};
use afterbell_domain::{Category, Grade, MenuContent};
use proptest::prelude::*;

pub fn menu() -> MenuContent {
    serde_json::from_str(include_str!("../fixture/menu.json")).expect("a menu")
}

/// By grade: so many in a course, in care only, in neither.
type Counts = [(u8, u32, u32, u32)];

fn children(counts: &Counts) -> Vec<Participation> {
    let mut children = Vec::new();
    for &(grade, courses, care, neither) in counts {
        let grade = Grade::new(grade).unwrap();
        let child = |in_course, in_care| Participation {
            grade,
            in_course,
            in_care,
        };
        // In a course and in care is in a course.
        children.extend((0..courses).map(|n| child(true, n % 2 == 0)));
        children.extend((0..care).map(|_| child(false, true)));
        children.extend((0..neither).map(|_| child(false, false)));
    }
    children
}

/// In courses and in care only, when that is told.
type Told = Option<(u32, u32)>;

fn told(counts: &Counts) -> (Told, BTreeMap<u8, Told>) {
    let coverage = Coverage::of(&menu(), children(counts));
    let pair = |served: Served| (served.in_courses, served.in_care_only);
    let grades = coverage.grades.iter();
    let grades = grades.map(|row| (row.grade.number(), row.served.map(pair)));
    (coverage.served.map(pair), grades.collect())
}

#[test]
fn what_is_offered_is_counted() {
    let coverage = Coverage::of(&menu(), children(&[(1, 20, 10, 5), (3, 30, 0, 0)]));
    assert_eq!(coverage.children, 65);
    assert_eq!(coverage.served.map(Served::all), Some(60));
    // Three days of two and a half hours.
    assert_eq!(coverage.care_minutes, 450);
    assert_eq!(coverage.course_minutes, 7 * 60);
    let categories: Vec<_> = coverage
        .categories
        .iter()
        .map(|row| (row.category, row.courses, row.places))
        .collect();
    assert_eq!(
        categories,
        [
            (Category::Arts, 1, 40),
            (Category::Sport, 1, 30),
            (Category::Science, 2, 52),
            (Category::Reading, 1, 1)
        ]
    );
    assert!(coverage.services.is_empty());
}

#[test]
fn small_counts_are_told_to_nobody() {
    let all = |a: u32, b: u32| Some((a, b));
    type Row = (&'static Counts, Told, &'static [(u8, Told)]);
    let table: &[Row] = &[
        (&[], all(0, 0), &[]),
        (&[(1, 20, 10, 5)], all(20, 10), &[(1, Some((20, 10)))]),
        // Nobody and everybody are no small number.
        (&[(1, 0, 0, 30)], all(0, 0), &[(1, Some((0, 0)))]),
        (&[(1, 30, 0, 0)], all(30, 0), &[(1, Some((30, 0)))]),
        // Four who are left out.
        (&[(1, 20, 10, 4)], None, &[(1, None)]),
        (&[(1, 20, 10, 5)], all(20, 10), &[(1, Some((20, 10)))]),
        // One small grade would be the total less the others: the smallest of those is hidden too.
        (
            &[(1, 20, 20, 20), (2, 3, 20, 20), (3, 10, 10, 10)],
            all(33, 50),
            &[(1, Some((20, 20))), (2, None), (3, None)],
        ),
        // Two small ones that are small together hide a third.
        (
            &[(1, 20, 20, 20), (2, 1, 20, 20), (3, 2, 20, 20)],
            all(23, 60),
            &[(1, None), (2, None), (3, None)],
        ),
        // Two that are not small together stay two.
        (
            &[(1, 20, 20, 20), (2, 3, 20, 20), (3, 4, 20, 20)],
            all(27, 60),
            &[(1, Some((20, 20))), (2, None), (3, None)],
        ),
        // A small total is not told, and then no grade gives another one away.
        (
            &[(1, 0, 20, 20), (2, 3, 20, 20)],
            None,
            &[(1, Some((0, 20))), (2, None)],
        ),
    ];
    for (counts, total, grades) in table {
        let (found, by_grade) = told(counts);
        assert_eq!(found, *total, "{counts:?}");
        assert_eq!(by_grade, grades.iter().copied().collect(), "{counts:?}");
    }
}

fn is_small(counts: [u32; 3]) -> bool {
    counts
        .iter()
        .any(|count| (1..SMALLEST_CELL).contains(count))
}

proptest! {
    /// Neither what is told nor what follows by subtraction from it is small.
    #[test]
    fn no_small_count_can_be_worked_out(
        counts in prop::collection::btree_map(1..=12u8, (0..12u32, 0..12u32, 0..12u32), 1..6)
    ) {
        let rows: Vec<_> = counts.iter().map(|(grade, (a, b, c))| (*grade, *a, *b, *c)).collect();
        let coverage = Coverage::of(&menu(), children(&rows));
        let cell = |children: u32, served: Served| {
            [served.in_courses, served.in_care_only, children - served.all()]
        };
        let mut rest = coverage.served.map(|served| cell(coverage.children, served));
        let mut hidden = 0;
        for row in &coverage.grades {
            let (a, b, c) = counts[&row.grade.number()];
            prop_assert_eq!(row.children, a + b + c);
            let Some(served) = row.served else {
                hidden += 1;
                continue;
            };
            let told = cell(row.children, served);
            prop_assert_eq!(told, [a, b, c]);
            prop_assert!(!is_small(told));
            if let Some(rest) = &mut rest {
                for (left, count) in rest.iter_mut().zip(told) {
                    *left -= count;
                }
            }
        }
        if let Some(rest) = rest {
            prop_assert!(!is_small(rest));
            prop_assert_ne!(hidden, 1);
        }
    }
}
