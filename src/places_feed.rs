//! Places left, pushed by the server while the page is open.

use afterbell_domain::Places;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

use crate::api;

/// Calls back with every snapshot until the page goes. The browser reconnects by itself;
/// meanwhile the numbers show their age.
pub fn listen(on_places: impl Fn(Places) + 'static) {
    let Ok(source) = EventSource::new(api::PLACES_EVENTS) else {
        return;
    };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(places) = serde_json::from_str(&text) {
            on_places(places);
        }
    });
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    let source = StoredValue::new_local((source, on_message));
    on_cleanup(move || source.with_value(|(source, _)| source.close()));
}
