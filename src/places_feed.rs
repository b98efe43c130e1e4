//! Places left, pushed by the server while the page is open.

use afterbell_domain::Places;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::rc::Rc;
use std::time::Duration;
use web_sys::{EventSource, MessageEvent};

use crate::background::dice;
use crate::{api, json, ui};

/// After a refusal the phones of a school must not all come back in the same second.
const PAUSE_MILLISECONDS: u64 = 5_000;
const SPREAD_MILLISECONDS: f64 = 10_000.0;

/// Calls back with every snapshot until the page goes. The browser reconnects by itself
/// after a broken connection, but not after a refusal (503): that is our part. Meanwhile
/// the numbers show their age.
pub fn listen(on_places: impl Fn(Places) + 'static) {
    open(Rc::new(on_places), Owner::current().unwrap_or_default());
}

fn open(on_places: Rc<dyn Fn(Places)>, page: Owner) {
    let connection = page.child();
    connection.clone().with(|| {
        let Ok(source) = EventSource::new(api::PLACES_EVENTS) else {
            return;
        };
        let take = on_places.clone();
        let on_message = move |event: web_sys::Event| {
            let event: MessageEvent = event.unchecked_into();
            let text = event.data().as_string().unwrap_or_default();
            if let Some(places) = json::read(&text) {
                take(places);
            }
        };
        ui::listen(&source, "message", Box::new(on_message));
        let refused = source.clone();
        let on_error = move |_| {
            if refused.ready_state() == EventSource::CLOSED {
                let (connection, page, again) =
                    (connection.clone(), page.clone(), on_places.clone());
                let reopen = move || {
                    connection.cleanup();
                    open(again, page);
                };
                set_timeout(reopen, pause());
            }
        };
        ui::listen(&source, "error", Box::new(on_error));
        ui::when_gone(move || source.close());
    });
}

fn pause() -> Duration {
    Duration::from_millis(PAUSE_MILLISECONDS + (dice() * SPREAD_MILLISECONDS) as u64)
}
