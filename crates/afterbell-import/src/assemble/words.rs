use afterbell_domain::{Label, reading};

use super::{AssemblyFault, AssemblyRemark};
use crate::heading::Column;
use crate::understood::RowPlace;

/// Turns the sheets' texts into labels and keeps what was wrong with them, so that all of it
/// is told at once.
#[derive(Default)]
pub(super) struct Words {
    pub faults: Vec<AssemblyFault>,
    pub remarks: Vec<AssemblyRemark>,
}

impl Words {
    /// A name, which must be a label as it stands: nobody's name is cut.
    pub(super) fn label(&mut self, place: &RowPlace, column: Column, text: &str) -> Option<Label> {
        let label = reading::tidy(text).parse().ok();
        if label.is_none() {
            self.faults.push(AssemblyFault::NotALabel {
                place: place.clone(),
                column,
                found: text.chars().take(20).collect(),
            });
        }
        label
    }

    /// A free text, cut to a line when it is longer.
    pub(super) fn line(&mut self, place: &RowPlace, text: &str) -> Option<Label> {
        let tidied = reading::tidy(text);
        if let Ok(label) = tidied.parse() {
            return Some(label);
        }
        let visible = tidied.chars().map(|c| if c.is_control() { ' ' } else { c });
        let mut cut: String = visible.take(Label::LONGEST - 1).collect();
        cut.push('…');
        let kept: Label = cut.parse().ok()?;
        self.remarks.push(AssemblyRemark::Shortened {
            place: place.clone(),
            kept: kept.clone(),
        });
        Some(kept)
    }

    pub(super) fn unknown_course(&mut self, name: &Label) {
        self.faults
            .push(AssemblyFault::UnknownCourse { name: name.clone() });
    }
}
