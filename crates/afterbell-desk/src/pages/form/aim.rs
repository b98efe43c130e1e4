//! From a finding to the very field where it is mended.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::findings::{Aim, Part, Place};

/// The attribute that a place carries in its form.
const MARK: &str = "data-place";
/// A fold comes last: it is opened, and what lies in it is worked.
const WORKED: &str = "input:enabled, select:enabled, textarea:enabled, button:enabled";

/// How a place is known in the page.
pub fn mark(place: Place) -> String {
    format!("{place:?}")
}

/// How one of its fields is known.
pub fn mark_of(place: Place, part: Part) -> String {
    format!("{place:?} {part:?}")
}

/// Brings the focus there, and the field into sight. The page is drawn by then; what is no longer on it leads nowhere.
pub fn reach(aim: Aim) {
    request_animation_frame(move || {
        let of_field = aim.field.map(|part| mark_of(aim.place, part));
        let marks = of_field.into_iter().chain([mark(aim.place)]);
        let field = marks.into_iter().find_map(|mark| field_at(&mark));
        if let Some(field) = field {
            // An element that cannot be focused has just left the page.
            let _ = field.focus();
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            field.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

fn field_at(mark: &str) -> Option<HtmlElement> {
    let of_mark = format!("[{MARK}=\"{mark}\"]");
    let place = document().query_selector(&of_mark).ok().flatten()?;
    for fold in [place.closest(FOLDED), place.query_selector(FOLDED)] {
        if let Ok(Some(fold)) = fold {
            open(&fold);
        }
    }
    let field = match place.matches(WORKED) {
        Ok(true) => Some(place),
        _ => place.query_selector(WORKED).ok().flatten(),
    };
    field?.dyn_into().ok()
}

const FOLDED: &str = "details:not([open])";

pub fn open(fold: &Element) {
    // An attribute that has a name is never refused.
    let _ = fold.set_attribute("open", "");
}
