//! 课程说明: what a district asks about a course, cell by cell.

use afterbell_domain::Label;
use afterbell_domain::policy::{CourseDetail, CourseFact};
use afterbell_domain::reading::print_yes_or_no;
use afterbell_locale::Locale;
use afterbell_policy::{course_words, wording};

use super::CellProblem;
use super::read::label;
use crate::sheet::Column;

/// Empty where nobody has said anything.
pub(super) fn print(locale: Locale, column: Column, detail: Option<&CourseDetail>) -> String {
    let Some(detail) = detail else {
        return String::new();
    };
    let line = |label: &Option<Label>| label.as_ref().map_or_else(String::new, Label::to_string);
    match column {
        Column::Content => line(&detail.content),
        Column::Series => line(&detail.series),
        Column::ForGifted => print_yes_or_no(detail.for_gifted).to_owned(),
        Column::Form => wording::course_form(locale, detail.form).to_owned(),
        Column::Level => {
            let level = detail.level;
            level
                .map_or("", |it| wording::activity_level(locale, it))
                .to_owned()
        }
        _ => course_words::print_activities(locale, &detail.activities),
    }
}

/// `None` for a column that says nothing of this kind.
pub(super) fn read(
    locale: Locale,
    column: Column,
    text: &str,
) -> Result<Option<CourseFact>, CellProblem> {
    Ok(Some(match column {
        Column::Content => CourseFact::Content(label(text)?),
        Column::Series => CourseFact::Series(label(text)?),
        Column::ForGifted => CourseFact::ForGifted(course_words::read_answer(text)?),
        Column::Form => CourseFact::Form(course_words::read_form(locale, text)?),
        Column::Level => CourseFact::Level(course_words::read_level(locale, text)?),
        Column::Activities => CourseFact::Activities(course_words::read_activities(locale, text)?),
        _ => return Ok(None),
    }))
}
