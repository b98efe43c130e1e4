use afterbell_domain::Weekday;
use afterbell_locale::text::parent::app as say;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::components::icon::{Symbol, icon};
use crate::parent::Parent;
use crate::route;
use crate::ui::{View, el, fragment, listen, when_gone};
use web_sys::HtmlElement;

/// The heading of a day on the week page.
pub fn day_heading(weekday: Weekday) -> String {
    format!("day-{}", weekday.number())
}

/// A sheet over a day of the week. It is an address of its own, so that the back button closes it;
/// Escape, the veil and the cross do the same, and the focus goes back to what opened it.
pub fn sheet(weekday: Weekday, title: &str, body: View) -> View {
    let locale = Parent::here().locale;
    close_with_escape();
    give_focus_back(weekday);
    let heading = el("h2").attr("id", "sheet-title").text(title).focused();
    let close = el("button")
        .class("tool")
        .attr("aria-label", say::close(locale))
        .on("click", |_| route::back())
        .child(icon(Symbol::Close));
    let sheet = el("div")
        .class("sheet")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", "sheet-title")
        .child(el("div").class("sheet-top").child(heading).child(close))
        .child(el("div").class("sheet-body").child(body));
    fragment()
        .child(el("div").class("veil").on("click", |_| route::back()))
        .child(sheet)
}

fn close_with_escape() {
    let escape = |event: web_sys::Event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        if event.key() == "Escape" {
            route::back();
        }
    };
    listen(&window(), "keydown", Box::new(escape));
}

fn give_focus_back(weekday: Weekday) {
    let opener = document().active_element();
    when_gone(move || {
        // After this turn, when the week is no longer inert.
        request_animation_frame(move || {
            // A choice can have replaced what opened the sheet; its day is still there.
            let opener = opener.filter(|opener| opener.is_connected());
            let near = opener.or_else(|| document().get_element_by_id(&day_heading(weekday)));
            if let Some(near) = near.and_then(|near| near.dyn_into::<HtmlElement>().ok()) {
                let _ = near.focus();
            }
        });
    });
}
