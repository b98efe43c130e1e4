use afterbell_domain::reading::{self, ReadingError};

use super::reader::CourseReader;
use crate::heading::Column;
use crate::understood::Reason;

impl CourseReader<'_> {
    /// Whether outsiders teach, their institution, and the teachers' names. Columns that are
    /// missing or empty say nothing: then an institution beside a name is what tells.
    pub(super) fn staff(&mut self) -> (bool, Option<String>, Vec<String>) {
        let teachers = reading::teachers(&self.text(Column::Teachers));
        let named = self
            .optional(Column::Institution)
            .filter(|name| !["无", "-", "/", "—", "本校"].contains(&name.as_str()));
        let mut outside = None;
        let mut institution = named.or(teachers.institution);
        match reading::provider(&self.text(Column::Provider)) {
            Ok(provider) => {
                outside = Some(provider.outside);
                institution = institution.or(provider.institution);
            }
            Err(ReadingError::Empty) => {}
            Err(error) => self.refuse(Column::Provider, Reason::Reading(error)),
        }
        if let Some(answer) = self.optional(Column::IsOutside) {
            match reading::yes_or_no(&answer) {
                Some(yes) => outside = Some(yes),
                None => {
                    let error = ReadingError::ProviderNotUnderstood { found: answer };
                    self.refuse(Column::IsOutside, Reason::Reading(error));
                }
            }
        }
        // `张伟、外聘` in the column of teachers.
        let said_by_names = || {
            let text = self.text(Column::Teachers);
            reading::provider(&text).is_ok_and(|provider| provider.outside)
        };
        let outside = outside.unwrap_or_else(|| institution.is_some() || said_by_names());
        (outside, institution, teachers.names)
    }
}

impl CourseReader<'_> {
    /// What a column of its own says; the remark is read besides.
    pub(super) fn audition(&mut self) -> bool {
        let Some(answer) = self.optional(Column::Audition) else {
            return false;
        };
        let yes = reading::yes_or_no(&answer).or_else(|| {
            let says_so = ["面试", "选拔", "需", "免"]
                .iter()
                .any(|word| answer.contains(word));
            says_so.then(|| reading::needs_audition(&answer) || answer == "需要")
        });
        if yes.is_none() {
            let error = ReadingError::ProviderNotUnderstood { found: answer };
            self.refuse(Column::Audition, Reason::Reading(error));
        }
        yes.unwrap_or_default()
    }
}
