//! 先修课程 that can never be fulfilled.

use std::collections::{BTreeMap, BTreeSet};

use super::MenuFault;
use crate::{Course, CourseId};

/// Every course of every circle is named: to mend any one of them is enough.
pub(super) fn find(courses: &[Course], faults: &mut Vec<MenuFault>) {
    let in_circles = in_circles(courses);
    for Course {
        id, prerequisite, ..
    } in courses
    {
        let course = id.clone();
        if prerequisite.as_ref() == Some(id) {
            faults.push(MenuFault::PrerequisiteIsItself { course });
        } else if in_circles.contains(id) {
            faults.push(MenuFault::PrerequisiteCircle { course });
        }
    }
}

/// Each course is walked from once: who comes to where an earlier walk has been finds no other circle.
fn in_circles(courses: &[Course]) -> BTreeSet<&CourseId> {
    let needs = courses.iter();
    let needs: BTreeMap<&CourseId, &CourseId> = needs
        .filter_map(|course| Some((&course.id, course.prerequisite.as_ref()?)))
        .collect();
    let (mut known, mut in_circles) = (BTreeSet::new(), BTreeSet::new());
    for first in needs.keys() {
        let mut walked = Vec::new();
        let mut at = *first;
        while known.insert(at) {
            walked.push(at);
            match needs.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        // Only a course of this very walk closes a circle.
        let from = walked.iter().position(|course| *course == at);
        if let Some(from) = from.filter(|_| needs.contains_key(at)) {
            in_circles.extend(walked.iter().skip(from));
        }
    }
    in_circles
}
