//! 收费标准 in a pack's text: the one table of it that a form writes.

use afterbell_domain::policy::FeeStandard;

use crate::quoted::quoted;

const HEADER: &str = "[fee_standard]";

/// The text with this standard in the place of the one it has, or without any. All else stays as it was
/// written, comments too.
pub fn with_fee_standard(text: &str, standard: Option<&FeeStandard>) -> String {
    let mut kept = String::new();
    let mut is_inside = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with('[') {
            is_inside = trimmed.starts_with(HEADER);
        }
        // A remark above the next table is that table's.
        if !is_inside || trimmed.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let mut kept = kept.trim_end().to_owned();
    if !kept.is_empty() {
        kept.push('\n');
    }
    let Some(standard) = standard else {
        return kept;
    };
    let lines = [
        format!("\n{HEADER}\n"),
        format!("document = {}\n", quoted(standard.document.as_str())),
        format!("published_on = \"{}\"\n", standard.published_on),
        format!("service_fen = {}\n", standard.service_fen.get()),
        format!("course_fen = {}\n", standard.course_fen.get()),
    ];
    kept + &lines.concat()
}
