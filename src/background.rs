//! Work that waits for an answer while the page goes on.

use std::future::Future;
use std::pin::Pin;

/// Boxed, so that what runs such work is compiled once and not for each kind of it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    leptos::task::spawn_local(work);
}

/// A number from 0 to 1, so that the phones of a school do not all do the same at once.
pub fn dice() -> f64 {
    web_sys::js_sys::Math::random()
}
