//! One line per request: method, route template, status, time. Never a path as it was
//! asked, a name, a token, a code or a body.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

pub(super) async fn record(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = started.elapsed().as_micros() as f64 / 1_000.0;
    tracing::info!(%method, route, status, ms, "answered");
    response
}
