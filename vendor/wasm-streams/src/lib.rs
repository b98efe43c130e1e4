//! Stands in for `wasm-streams`, which Leptos brings along for server functions. Afterbell has
//! none, but that crate exports classes to JavaScript, which no compiler can leave out: 3 KB of
//! every phone's first load (brotli). What is written to these streams goes nowhere, and nothing
//! comes from them but an error.

use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    pub fn from_stream<S>(_unread: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::NULL.into())
    }

    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    pub fn into_stream(self) -> NoStream {
        NoStream
    }
}

/// Fails at once.
pub struct NoStream;

impl Stream for NoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Err(JsValue::NULL)))
    }
}
