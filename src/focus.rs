//! Where keyboard and screen reader stand after the page changed.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Moves the focus to a page's heading once it stands, so that a screen reader reads on
/// from there and the next Tab starts at the top.
pub fn on_mount<E>(heading: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let element: web_sys::HtmlElement = heading.unchecked_into();
            let _ = element.focus();
        }
    });
}
