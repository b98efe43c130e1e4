//! 课程说明的改动: what a row of a sheet says of its course, as edits of the draft.

use super::DraftEdit;
use crate::policy::{CourseDetail, CourseFact, MenuDraft};
use crate::reading::tidy;
use crate::{CourseId, Label};

/// What a district asks about a course, field by field as these cells say it; fields of which none speaks stay as
/// they are. Where nothing is said any more, nothing is kept either. Nothing for a course that the menu lacks.
pub fn describe_course(
    draft: &MenuDraft,
    course: &CourseId,
    facts: &[CourseFact],
) -> Vec<DraftEdit> {
    let known = draft.plan.courses.get(course);
    let before = known.cloned().unwrap_or_default();
    let said = facts.iter().cloned();
    let after = said.fold(before.clone(), |detail, fact| {
        detail.with(as_known(fact, &before))
    });
    let is_said = facts.iter().any(|fact| !fact.says_nothing());
    let after = (is_said || after != CourseDetail::default()).then_some(after);
    let is_there = draft.menu.courses.iter().any(|it| it.id == *course);
    if !is_there || facts.is_empty() || after.as_ref() == known {
        return Vec::new();
    }
    vec![DraftEdit::CourseDetail {
        course: course.clone(),
        before: known.cloned().map(Box::new),
        after: after.map(Box::new),
    }]
}

/// A line that only lost spaces on its way through a file is the line that was there.
fn as_known(fact: CourseFact, known: &CourseDetail) -> CourseFact {
    let line = |said: Option<Label>, known: &Option<Label>| {
        let is_same = |one: &Label, other: &Label| tidy(one.as_str()) == tidy(other.as_str());
        match known {
            Some(known) if said.as_ref().is_some_and(|said| is_same(known, said)) => {
                Some(known.clone())
            }
            _ => said,
        }
    };
    match fact {
        CourseFact::Content(said) => CourseFact::Content(line(said, &known.content)),
        CourseFact::Series(said) => CourseFact::Series(line(said, &known.series)),
        other => other,
    }
}
