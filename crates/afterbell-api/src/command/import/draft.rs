//! The menu of the sheets as a draft, for `check-menu` and for whoever completes its plan.

use std::fs;
use std::path::Path;

use afterbell_domain::ServiceMenu;
use afterbell_domain::policy::{MenuDraft, ServicePlan};
use afterbell_locale::text::cli::import as text;

use crate::command::LOCALE;
use crate::command::complaint::Complaint;
use crate::letters::write_to_new_file;

pub(super) fn write(
    out: &Path,
    menu: Option<&ServiceMenu>,
    plan: Option<&Path>,
) -> Result<(), Complaint> {
    let menu = menu.ok_or_else(|| Complaint(text::draft_without_courses(LOCALE).to_owned()))?;
    let draft = MenuDraft {
        menu: menu.clone().into(),
        plan: plan.map(read).transpose()?.unwrap_or_default(),
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
