//! Keys, as spreadsheet programs have them.

use afterbell_domain::desk::Permission;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{redo, undo};
use crate::desk::Desk;
use crate::sheet::{Move, Sheet};

/// What an input method says while it composes; the key is its own.
const COMPOSING: u32 = 229;

pub(super) fn pressed(desk: Desk, leaving: StoredValue<bool>, event: &KeyboardEvent) {
    if event.is_composing() || event.key_code() == COMPOSING {
        return;
    }
    let (may_edit, key) = (desk.may(Permission::EditDraft), event.key());
    let entry = desk.act(|sheet| sheet.entry().map(|entry| entry.keeps_arrows));
    let keeps_arrows = entry.flatten();
    let is_editing = keeps_arrows.is_some();
    let with_control = event.ctrl_key() || event.meta_key();
    let shift = event.shift_key();
    let may_leave = leaving.get_value();
    leaving.set_value(false);

    if with_control && !is_editing && may_edit && chord(desk, &key, shift) {
        return event.prevent_default();
    }
    if with_control && !is_editing && key == "a" {
        desk.act(Sheet::select_all);
        return event.prevent_default();
    }
    if let Some(by) = movement(&key, with_control) {
        let is_caret = match key.as_str() {
            "Home" | "End" => is_editing,
            _ => keeps_arrows == Some(true),
        };
        if !is_caret {
            desk.act(|sheet| sheet.move_by(by, shift && !is_editing));
            event.prevent_default();
        }
        return;
    }
    match key.as_str() {
        "Enter" => {
            desk.act(|sheet| sheet.enter(shift));
        }
        "Tab" if may_leave => return,
        "Tab" => {
            let before = desk.act(|sheet| sheet.selection());
            desk.act(|sheet| sheet.step(shift));
            // At either end of the sheet Tab goes on in the page.
            if before == desk.act(|sheet| sheet.selection()) {
                return;
            }
        }
        "Escape" if is_editing => {
            desk.act(Sheet::cancel);
        }
        "Escape" => {
            leaving.set_value(true);
        }
        "F2" if may_edit && !is_editing => {
            desk.act(Sheet::begin_with_content);
        }
        "Delete" if may_edit && !is_editing => {
            desk.act(Sheet::clear);
        }
        "Backspace" if may_edit && !is_editing => {
            desk.act(|sheet| sheet.begin(String::new()));
        }
        _ => return,
    }
    event.prevent_default();
}

/// Whether these keys together are one of ours.
fn chord(desk: Desk, key: &str, shift: bool) -> bool {
    match (key.to_lowercase().as_str(), shift) {
        ("z", false) => undo(desk),
        ("y", _) | ("z", true) => redo(desk),
        ("d", _) => {
            desk.act(Sheet::fill_down);
        }
        ("-", _) => {
            desk.act(Sheet::remove_rows);
        }
        ("+" | "=", _) => {
            desk.act(Sheet::insert_row_here);
        }
        _ => return false,
    }
    true
}

fn movement(key: &str, with_control: bool) -> Option<Move> {
    Some(match (key, with_control) {
        ("ArrowUp", false) => Move::Up,
        ("ArrowDown", false) => Move::Down,
        ("ArrowLeft", false) => Move::Left,
        ("ArrowRight", false) => Move::Right,
        ("PageUp", _) => Move::PageUp,
        ("PageDown", _) => Move::PageDown,
        ("Home", false) | ("ArrowLeft", true) => Move::RowStart,
        ("End", false) | ("ArrowRight", true) => Move::RowEnd,
        ("Home", true) | ("ArrowUp", true) => Move::First,
        ("End", true) | ("ArrowDown", true) => Move::Last,
        _ => return None,
    })
}
