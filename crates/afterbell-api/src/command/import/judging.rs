//! 先检查再发布: the menu of the sheets, judged by a policy pack before anything is written.

use std::path::Path;

use afterbell_domain::policy::{MenuDraft, judge};
use afterbell_import::assemble::Assembled;
use afterbell_locale::text::cli::import as text;

use super::draft;
use crate::command::LOCALE;
use crate::command::check_menu::{policy_pack, print};
use crate::command::complaint::Complaint;
use crate::policy_pack::PackVersion;

/// Prints what is found, as `check-menu` does. What a plan says that no sheet has, and what was decided about warnings,
/// is taken from the desk's draft, where there is one.
pub(super) fn judged(
    pack: &str,
    assembled: &Assembled,
    plan: Option<&Path>,
    desk: Option<&MenuDraft>,
) -> Result<PackVersion, Complaint> {
    let pack = policy_pack(pack)?;
    let plan = match plan {
        Some(path) => draft::read(path)?,
        None => desk.map(|desk| desk.plan.clone()).unwrap_or_default(),
    };
    let mut draft = draft::of(assembled, plan);
    if let Some(desk) = desk {
        draft.acknowledgements.clone_from(&desk.acknowledgements);
    }
    let judgement = judge(&draft, &pack.pack);
    print(&draft, &pack.pack, &judgement);
    match judgement.is_blocked() {
        true => Err(Complaint(text::blocked(LOCALE, &pack.pack.name))),
        false => pack.told().map_err(Complaint::internal),
    }
}
