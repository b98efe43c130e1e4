//! One cell being typed into.

use super::{Move, Selection, Sheet};

/// 输入中: the text of the cell at the cursor, while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub text: String,
    /// Begun with F2: arrow keys move within the text. Otherwise they leave the cell.
    pub keeps_arrows: bool,
}

impl Sheet {
    /// A letter replaces what stands in the cell.
    pub fn begin(&mut self, text: String) {
        self.selection = Selection::at(self.selection.cursor);
        self.entry = Some(Entry {
            text,
            keeps_arrows: false,
        });
    }

    /// F2: goes on with what stands there.
    pub fn begin_with_content(&mut self) {
        let text = self.text(self.selection.cursor);
        self.selection = Selection::at(self.selection.cursor);
        self.entry = Some(Entry {
            text,
            keeps_arrows: true,
        });
    }

    pub fn type_text(&mut self, text: String) {
        if let Some(entry) = &mut self.entry {
            entry.text = text;
        }
    }

    /// Escape: what was typed is forgotten.
    pub fn cancel(&mut self) {
        self.entry = None;
    }

    /// Takes what was typed, whether it can be read or not.
    pub fn commit(&mut self) {
        if let Some(entry) = self.entry.take() {
            let cursor = self.selection.cursor;
            if entry.text != self.text(cursor) {
                self.write(vec![(cursor, entry.text)]);
            }
        }
    }

    /// Enter: takes it and goes down, or up with Shift.
    pub fn enter(&mut self, back: bool) {
        self.commit();
        self.move_by(if back { Move::Up } else { Move::Down }, false);
    }
}
