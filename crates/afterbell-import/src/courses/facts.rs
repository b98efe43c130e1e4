use afterbell_domain::policy::CourseFact;
use afterbell_domain::reading::ReadingError;
use afterbell_locale::Locale;
use afterbell_policy::course_words;

use super::reader::CourseReader;
use crate::heading::Column;

/// Offices write them in Chinese.
const LOCALE: Locale = Locale::ZhHans;

impl CourseReader<'_> {
    /// What a district asks about a course in words of its own. What the table has no column for is not spoken of.
    pub(super) fn facts(&mut self) -> Vec<CourseFact> {
        let facts = [
            self.fact(Column::ForGifted, |text| {
                course_words::read_answer(text).map(CourseFact::ForGifted)
            }),
            self.fact(Column::Form, |text| {
                course_words::read_form(LOCALE, text).map(CourseFact::Form)
            }),
            self.fact(Column::Level, |text| {
                course_words::read_level(LOCALE, text).map(CourseFact::Level)
            }),
            self.fact(Column::Activities, |text| {
                course_words::read_activities(LOCALE, text).map(CourseFact::Activities)
            }),
        ];
        facts.into_iter().flatten().collect()
    }

    fn fact(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Result<CourseFact, ReadingError>,
    ) -> Option<CourseFact> {
        let is_there = self.table.columns.has(column);
        is_there.then(|| self.take(column, read)).flatten()
    }

    /// What stands in a column that only some tables have.
    pub(super) fn written(&self, column: Column) -> Option<Option<String>> {
        let is_there = self.table.columns.has(column);
        is_there.then(|| self.optional(column))
    }
}
