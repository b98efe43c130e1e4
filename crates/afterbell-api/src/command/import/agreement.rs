//! The agreement beside the settings, or why it is none.

use std::fs;
use std::path::Path;

use afterbell_domain::SafetyAgreement;
use afterbell_import::agreement::{AgreementProblem, read as read_text};
use afterbell_import::settings::Settings;
use afterbell_locale::text::cli::agreement as text;

use crate::command::LOCALE;
use crate::command::complaint::Complaint;

/// The text that the settings name, if they name one. Its path starts where the settings are.
pub(super) fn read(
    settings_file: Option<&Path>,
    settings: &Settings,
) -> Result<Option<SafetyAgreement>, Complaint> {
    let Some(file) = &settings.agreement else {
        return Ok(None);
    };
    let folder = settings_file
        .and_then(Path::parent)
        .unwrap_or(Path::new(""));
    let path = folder.join(file);
    let bytes = fs::read(&path).map_err(|error| Complaint::unreadable(&path, error))?;
    let agreement = read_text(&bytes);
    agreement
        .map(Some)
        .map_err(|problem| Complaint(sentence(&path, &problem)))
}

fn sentence(path: &Path, problem: &AgreementProblem) -> String {
    let what = match problem {
        AgreementProblem::NotText => text::not_text(LOCALE).to_owned(),
        AgreementProblem::NoTitle => text::no_title(LOCALE).to_owned(),
        AgreementProblem::NoClauses => text::no_clauses(LOCALE).to_owned(),
        AgreementProblem::TooManyClauses { found, limit } => {
            text::too_many_clauses(LOCALE, found, limit)
        }
        AgreementProblem::TooLong { found, limit } => text::too_long(LOCALE, found, limit),
    };
    text::unusable(LOCALE, path.display(), what)
}
