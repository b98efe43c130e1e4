//! 先修课程: another course of the draft, by the name that it has there.

use afterbell_domain::{Course, CourseId};

use super::CellProblem;

/// A course that is gone is called by its identifier, so that the cell does not look empty.
pub(super) fn print(course: Option<&Course>, courses: &[Course]) -> String {
    let Some(id) = course.and_then(|course| course.prerequisite.as_ref()) else {
        return String::new();
    };
    let named = courses.iter().find(|other| other.id == *id);
    named.map_or_else(|| id.to_string(), |other| other.name.to_string())
}

/// The one course that has this name, or this identifier; an empty cell asks for none.
pub(super) fn read(text: &str, courses: &[Course]) -> Result<Option<CourseId>, CellProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let mut named = courses.iter().filter(|course| course.name.as_str() == text);
    match (named.next(), named.next()) {
        (Some(course), None) => Ok(Some(course.id.clone())),
        (Some(_), Some(_)) => Err(CellProblem::SeveralSuchCourses),
        (None, _) => {
            let same = courses.iter().find(|course| course.id.as_str() == text);
            let same = same.map(|course| course.id.clone());
            same.map(Some).ok_or(CellProblem::NoSuchCourse)
        }
    }
}
