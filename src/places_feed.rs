//! Places left, pushed by the server while the page is open.

use afterbell_domain::Places;
use leptos::wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use crate::{api, json, ui};

/// Calls back with every snapshot until the page goes. The browser reconnects by itself;
/// meanwhile the numbers show their age.
pub fn listen(on_places: impl Fn(Places) + 'static) {
    let Ok(source) = EventSource::new(api::PLACES_EVENTS) else {
        return;
    };
    let on_message = move |event: web_sys::Event| {
        let event: MessageEvent = event.unchecked_into();
        let text = event.data().as_string().unwrap_or_default();
        if let Some(places) = json::read(&text) {
            on_places(places);
        }
    };
    ui::listen(&source, "message", Box::new(on_message));
    ui::when_gone(move || source.close());
}
