//! All routes in one place, and what surrounds each of them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use afterbell_domain::wire::ProblemCode;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes as handlers;

use super::app::App;
use super::refusal::Refusal;
use super::routes::{
    agreements, children, desk, drafts, draws, faults, files, health, hosts, me, menus, offers,
    oversight, places, queueing, relay, school, selections, wishes,
};
use super::{body, headers, lite, log, openapi, rates, site};

/// A write that waits longer goes on all the same; its answer can be asked for again.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The routes together with their description, so that there is none without the other.
pub(super) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(handlers!(school::school))
        .routes(handlers!(menus::menu))
        .routes(handlers!(agreements::agreement))
        .routes(handlers!(places::places))
        .routes(handlers!(places::events))
        .routes(handlers!(children::bind))
        .routes(handlers!(me::me))
        .routes(handlers!(me::sign_out))
        .routes(handlers!(me::news_read))
        .routes(handlers!(hosts::sign_in, hosts::unlink))
        .routes(handlers!(hosts::ticket))
        .routes(handlers!(hosts::signature))
        .routes(handlers!(relay::relay))
        .routes(handlers!(selections::submit))
        .routes(handlers!(selections::withdraw))
        .routes(handlers!(selections::receipt))
        .routes(handlers!(agreements::sign, agreements::signed_copy))
        .routes(handlers!(drafts::keep))
        .routes(handlers!(wishes::save, wishes::kept))
        .routes(handlers!(draws::draws))
        .routes(handlers!(draws::file))
        .routes(handlers!(draws::own))
        .routes(handlers!(offers::accept))
        .routes(handlers!(offers::decline))
        .routes(handlers!(queueing::join))
        .routes(handlers!(queueing::leave))
        .routes(handlers!(faults::tell))
        .routes(handlers!(files::issue))
        .routes(handlers!(files::open))
        .routes(handlers!(desk::session::sign_in, desk::session::sign_out))
        .routes(handlers!(desk::session::me))
        .routes(handlers!(desk::invitation::open))
        .routes(handlers!(desk::invitation::accept))
        .routes(handlers!(desk::invitation::confirm))
        .routes(handlers!(desk::staff::list, desk::staff::invite))
        .routes(handlers!(desk::staff::invite_again))
        .routes(handlers!(desk::staff::revoke))
        .routes(handlers!(desk::staff::change_role))
        .routes(handlers!(desk::audit::audit))
        .routes(handlers!(desk::draft::draft))
        .routes(handlers!(desk::draft::edit))
        .routes(handlers!(desk::draft::changes))
        .routes(handlers!(lite::services::of_draft))
        .routes(handlers!(desk::draft::pack))
        .routes(handlers!(
            desk::register::read,
            desk::register::keep,
            desk::register::remove
        ))
        .routes(handlers!(desk::notice::post))
        .routes(handlers!(desk::notice::read))
        .routes(handlers!(desk::notice::object))
        .routes(handlers!(desk::notice::objections))
        .routes(handlers!(desk::publication::publish))
        .routes(handlers!(desk::codes::list))
        .routes(handlers!(desk::codes::reissue))
        .routes(handlers!(desk::codes::revoke))
        .routes(handlers!(desk::auditions::list))
        .routes(handlers!(desk::auditions::keep))
        .routes(handlers!(desk::auditions::find))
        .routes(handlers!(desk::groups::list, desk::groups::record))
        .routes(handlers!(desk::proposals::list, desk::proposals::propose))
        .routes(handlers!(desk::proposals::keep_times))
        .routes(handlers!(
            desk::proposals::change,
            desk::proposals::take_back
        ))
        .routes(handlers!(desk::proposals::take_over))
        .routes(handlers!(desk::proposals::decline))
        .routes(handlers!(desk::import::look))
        .routes(handlers!(desk::import::look_again))
        .routes(handlers!(desk::import::commit))
        .routes(handlers!(desk::export::export))
        .routes(handlers!(desk::export::pupils))
        .routes(handlers!(oversight::oversight))
        .routes(handlers!(desk::draw::view))
        .routes(handlers!(desk::draw::trial))
        .routes(handlers!(desk::draw::steps::commit))
        .routes(handlers!(desk::draw::steps::close))
        .routes(handlers!(desk::draw::steps::reveal))
        .routes(handlers!(desk::draw::steps::run))
        .routes(handlers!(desk::draw::steps::place))
        .routes(handlers!(desk::draw::steps::take_back))
        .routes(handlers!(desk::roster::view))
        .routes(handlers!(desk::roster::export))
        .routes(handlers!(health::description))
        .routes(handlers!(health::health))
}

pub fn router(app: Arc<App>) -> Router {
    let (router, _) = routes().split_for_parts();
    let router = router
        .merge(lite::routes())
        .fallback(elsewhere)
        .method_not_allowed_fallback(async || Refusal::new(ProblemCode::MethodNotAllowed))
        .layer(from_fn_with_state(Arc::clone(&app), rates::limit))
        .with_state(app);
    let relayed = relay::Relayed(router.clone());
    surrounded(router.layer(Extension(relayed)))
}

/// What every answer goes through, the innermost first.
pub(super) fn surrounded(router: Router) -> Router {
    router
        .layer(from_fn(body::hear_out))
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(headers::secure))
        .layer(from_fn(log::record))
}

async fn elsewhere(State(app): State<Arc<App>>, request: Request) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    match &app.site {
        Some(folder) if !is_api => site::answer(folder, &app.entrances, request).await,
        _ => Refusal::new(ProblemCode::NotFound).into_response(),
    }
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_WAIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::new(ProblemCode::Timeout)
            .retry_within(2, 6)
            .into_response(),
    }
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    // Where it happened was logged by the hook of `command/serve.rs`.
    Refusal::new(ProblemCode::Internal).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::get;
    use tower::ServiceExt as _;

    async fn answer(router: Router) -> (StatusCode, serde_json::Value) {
        answer_to(router, Body::empty()).await
    }

    async fn answer_to(router: Router, body: Body) -> (StatusCode, serde_json::Value) {
        let request = Request::new(body);
        let response = surrounded(router).oneshot(request).await.unwrap();
        assert!(response.headers().contains_key("content-security-policy"));
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 10_000).await;
        (status, serde_json::from_slice(&body.unwrap()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_told_without_what_was_said() {
        async fn panics() {
            panic!("a child's name");
        }
        let (status, problem) = answer(Router::new().route("/", get(panics))).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(problem["code"], "internal");
        assert!(!problem.to_string().contains("name"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_given_up() {
        let trickle = futures_util::stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, std::convert::Infallible>(" "), ()))
        });
        let (status, problem) = answer_to(Router::new(), Body::from_stream(trickle)).await;
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
        assert_eq!(problem["code"], "timeout");
    }

    /// Otherwise the next request on it meets a connection that is being closed.
    #[tokio::test]
    async fn a_connection_is_given_up_only_with_a_body_that_was_not_heard_out() {
        for (bytes, status, connection) in [
            (64 * 1024, StatusCode::NOT_FOUND, None),
            (900 * 1024, StatusCode::PAYLOAD_TOO_LARGE, None),
            (
                1024 * 1024 + 1,
                StatusCode::PAYLOAD_TOO_LARGE,
                Some("close"),
            ),
        ] {
            let request = Request::new(Body::from(" ".repeat(bytes)));
            let response = surrounded(Router::new()).oneshot(request).await.unwrap();
            let told = response.headers().get("connection");
            assert_eq!(response.status(), status, "{bytes}");
            assert_eq!(
                told.map(|told| told.to_str().unwrap()),
                connection,
                "{bytes}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_never_comes_is_told() {
        let never = get(std::future::pending::<()>);
        let (status, problem) = answer(Router::new().route("/", never)).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(problem["code"], "timeout");
        let seconds = problem["retry_after_seconds"].as_u64().unwrap();
        assert!((2..=6).contains(&seconds), "{seconds}");
    }
}
