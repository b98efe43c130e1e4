//! What lives as long as the owner it was made under: effects, listeners and farewells.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use std::rc::Rc;
use web_sys::{Event, EventTarget};

use super::shelf;

/// Runs now and again after each change of what it read.
pub fn effect(mut run: Box<dyn FnMut()>) {
    shelf::put(Rc::new(RenderEffect::<()>::new(move |_| run())));
}

/// Calls back with every such event.
pub fn listen(target: &EventTarget, event: &'static str, handler: Box<dyn Fn(Event)>) {
    let callback = Closure::wrap(handler);
    let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    shelf::put(Rc::new(Listener {
        target: target.clone(),
        event,
        callback,
    }));
}

/// Does something when what is being built goes from the screen.
pub fn when_gone(farewell: impl FnOnce() + 'static) {
    shelf::put(Rc::new(Farewell(Some(Box::new(farewell)))));
}

struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, callback);
    }
}

struct Farewell(Option<Box<dyn FnOnce()>>);

impl Drop for Farewell {
    fn drop(&mut self) {
        if let Some(farewell) = self.0.take() {
            farewell();
        }
    }
}
