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
    let Assembled { menu, courses, .. } = assembled.ok_or_else(none)?;
    let mut plan = plan.map(read).transpose()?.unwrap_or_default();
    // What the school's plan says already, it says better than a sheet.
    for (course, said) in courses {
        plan.courses.entry(course).or_insert(said);
    }
    let draft = MenuDraft {
        menu: menu.into(),
        plan,
        acknowledgements: Vec::new(),
    };
    let draft = serde_json::to_string_pretty(&draft).map_err(Complaint::internal)?;
    let written = write_to_new_file(out, &draft);
    let path = written.map_err(|error| Complaint::unwritable(out, &error))?;
    println!("{}", text::draft(LOCALE, path.display()));
    Ok(())
}

fn read(path: &Path) -> Result<ServicePlan, Complaint> {
    let text = fs::read_to_string(path).map_err(|error| Complaint::unreadable(path, error))?;
    serde_json::from_str(&text).map_err(|error| Complaint::unreadable(path, error))
}
