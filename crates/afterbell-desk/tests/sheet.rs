//! The sheet as a spreadsheet: what keys do to it, and to the draft behind it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "sheet/facts.rs"]
mod facts;
#[path = "sheet/keys.rs"]
mod keys;
#[path = "sheet/paste.rs"]
mod paste;
#[path = "sheet/prerequisites.rs"]
mod prerequisites;
#[path = "sheet/properties.rs"]
mod properties;
#[path = "sheet/together.rs"]
mod together;
#[path = "sheet/typing.rs"]
mod typing;

use afterbell_desk::sheet::{Column, Sheet, Spot, Supplies};
use afterbell_domain::policy::MenuDraft;
use afterbell_locale::Locale;

/// The example that passes the pack of a school without one: a whole school's menu.
pub fn draft() -> MenuDraft {
    let text = include_str!("../../../policies/examples/school-plan.json");
    serde_json::from_str(text).unwrap()
}

pub fn sheet() -> Sheet {
    sheet_of(draft(), "new")
}

pub fn sheet_of(draft: MenuDraft, prefix: &'static str) -> Sheet {
    let mut number = 0;
    let supplies = Supplies {
        new_identifier: Box::new(move || {
            number += 1;
            format!("{prefix}-{number}")
        }),
        untitled: "未命名课程".parse().unwrap(),
    };
    Sheet::new(Locale::default(), draft, 0, supplies)
}

pub fn spot(row: usize, column: Column) -> Spot {
    Spot {
        row,
        column: column.index(),
    }
}

/// Types a text into a cell and takes it.
pub fn type_into(sheet: &mut Sheet, at: Spot, text: &str) {
    sheet.select(at);
    sheet.begin(text.to_owned());
    sheet.commit();
}
