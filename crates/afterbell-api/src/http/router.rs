//! All routes in one place, and what surrounds each of them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as handlers;

use super::app::App;
use super::refusal::Refusal;
use super::routes::{children, health, me, menus, places, school, selections};
use super::{headers, log, openapi, site};

/// A write that waits longer goes on all the same; its answer can be asked for again.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The routes together with their description, so that there is none without the other.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(handlers!(school::school))
        .routes(handlers!(menus::menu))
        .routes(handlers!(places::places))
        .routes(handlers!(places::events))
        .routes(handlers!(children::bind))
        .routes(handlers!(me::me))
        .routes(handlers!(me::sign_out))
        .routes(handlers!(selections::submit))
        .routes(handlers!(selections::withdraw))
        .routes(handlers!(selections::receipt))
        .routes(handlers!(health::description))
        .routes(handlers!(health::health))
}

pub fn router(app: Arc<App>) -> Router {
    let (router, _) = routes().split_for_parts();
    router
        .fallback(elsewhere)
        .method_not_allowed_fallback(async || Refusal::new(ProblemCode::MethodNotAllowed))
        .with_state(app)
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(headers::secure))
        .layer(from_fn(log::record))
}

async fn elsewhere(State(app): State<Arc<App>>, request: Request) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    match &app.site {
        Some(folder) if !is_api => site::answer(folder, request).await,
        _ => Refusal::new(ProblemCode::NotFound).into_response(),
    }
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_WAIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::new(ProblemCode::Timeout)
            .retry_after(2)
            .into_response(),
    }
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    // What was said may hold personal data; where it happened is on stderr.
    tracing::error!("panicked");
    Refusal::new(ProblemCode::Internal).into_response()
}
