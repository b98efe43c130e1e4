use std::collections::BTreeMap;

use afterbell_domain::CourseId;
use afterbell_domain::policy::{CourseDetail, CourseFact};

use super::words::Words;
use crate::heading::Column;
use crate::understood::CourseRow;

/// What a row says of its course that is no part of a menu; `None` when a text of it is no label.
pub(super) fn of(row: &CourseRow, words: &mut Words) -> Option<Vec<CourseFact>> {
    let mut facts = Vec::new();
    if let Some(content) = &row.content {
        let content = content.as_deref();
        let content = content.and_then(|content| words.line(&row.place, content));
        facts.push(CourseFact::Content(content));
    }
    if let Some(series) = &row.series {
        let label = |series: &String| words.label(&row.place, Column::Series, series);
        let series = match series.as_ref().map(label) {
            Some(None) => return None,
            told => told.flatten(),
        };
        facts.push(CourseFact::Series(series));
    }
    facts.extend(row.facts.iter().cloned());
    Some(facts)
}

/// What the rows say of each course; nothing of one of which none says anything.
pub(super) fn by_course(
    courses: &[CourseId],
    facts: &BTreeMap<usize, Vec<CourseFact>>,
) -> BTreeMap<CourseId, CourseDetail> {
    let mut said: BTreeMap<CourseId, CourseDetail> = BTreeMap::new();
    for (at, course) in courses.iter().enumerate() {
        let facts = facts.get(&at).into_iter().flatten();
        for fact in facts.filter(|fact| !fact.says_nothing()) {
            let known = said.entry(course.clone()).or_default();
            *known = std::mem::take(known).with(fact.clone());
        }
    }
    said
}
