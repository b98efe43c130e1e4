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
            match is_yes(&answer) {
                Some(yes) => outside = Some(yes),
                None => {
                    let error = ReadingError::ProviderNotUnderstood { found: answer };
                    self.refuse(Column::IsOutside, Reason::Reading(error));
                }
            }
        }
        let outside = outside.unwrap_or(institution.is_some());
        (outside, institution, teachers.names)
    }
}

fn is_yes(answer: &str) -> Option<bool> {
    match reading::compact(answer).as_str() {
        "是" | "√" | "✓" | "y" | "yes" | "校外" | "外聘" | "1" => Some(true),
        "否" | "×" | "x" | "n" | "no" | "本校" | "不是" | "0" | "-" | "/" | "无" => {
            Some(false)
        }
        _ => None,
    }
}
