//! The menu of the sheets as a draft, for `check-menu` and for whoever completes its plan.

use std::fs;
use std::path::Path;

use afterbell_domain::policy::{MenuDraft, ServicePlan};
use afterbell_import::assemble::Assembled;
use afterbell_locale::text::cli::import as text;

use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::letters::write_to_new_file;

pub(super) fn write(
    out: &Path,
    assembled: Option<Assembled>,
    plan: Option<&Path>,
) -> Result<(), Complaint> {
    let none = || Complaint(text::draft_without_courses(LOCALE).to_owned());
    let assembled = assembled.ok_or_else(none)?;
    let plan = plan.map(read).transpose()?.unwrap_or_default();
    let draft = of(&assembled, plan);
    let draft = serde_json::to_string_pretty(&draft).map_err(Complaint::internal)?;
    let written = write_to_new_file(out, &draft);
    let path = written.map_err(|error| Complaint::unwritable(out, &error))?;
    println!("{}", text::draft(LOCALE, path.display()));
    Ok(())
}

/// With what the school's plan says and what the sheets say of courses beside it.
pub(super) fn of(assembled: &Assembled, mut plan: ServicePlan) -> MenuDraft {
    // What the school's plan says already, it says better than a sheet.
    for (course, said) in &assembled.courses {
        let known = plan.courses.entry(course.clone());
        known.or_insert_with(|| said.clone());
    }
    MenuDraft {
        menu: assembled.menu.clone().into(),
        plan,
        acknowledgements: Vec::new(),
    }
}

pub(super) fn read(path: &Path) -> Result<ServicePlan, Complaint> {
    let text = fs::read_to_string(path).map_err(|error| Complaint::unreadable(path, error))?;
    serde_json::from_str(&text).map_err(|error| Complaint::unreadable(path, error))
}
