use std::convert::Infallible;
use std::sync::Arc;

use afterbell_domain::Places;
use afterbell_domain::wire::ProblemCode;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::http::app::App;
use crate::http::etag::is_known;
use crate::http::openapi::problems;
use crate::http::places_feed::Board;
use crate::http::refusal::Refusal;

const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

problems!(Problems:);

/// Places taken, with the moment they were true
#[utoipa::path(
    get,
    path = "/api/places",
    responses(
        (status = 200, body = Places, description = "The numbers and their age"),
        (status = 304, description = "You have these numbers, and they still hold"),
        Problems
    )
)]
pub(in crate::http) async fn places(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let board = app.places.board();
    // Kept by the phone, but asked for every time.
    let fixed = [
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (ETAG, board.etag.clone()),
    ];
    if is_known(&headers, &board.etag) {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    let json = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((fixed, json, board.json.clone()).into_response())
}

/// Places as server-sent events: at once, whenever they changed, and every 15 seconds
#[utoipa::path(
    get,
    path = "/api/places/events",
    responses(
        (status = 200, body = Places, content_type = "text/event-stream",
         description = "Each message's data is a Places"),
        Problems
    )
)]
pub(in crate::http) async fn events(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let permit = Arc::clone(&app.listeners).try_acquire_owned();
    let permit = permit.map_err(|_| Refusal::new(ProblemCode::Overloaded).retry_within(10, 20))?;
    let mut board = app.places.listen();
    // The first event is the board as it is.
    board.mark_changed();
    let listener = Listener {
        board,
        stopping: app.stopping.clone(),
        _permit: permit,
    };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let kind = [
        (CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        // A reverse proxy must not collect events until they fill a buffer.
        (BUFFERING, HeaderValue::from_static("no")),
    ];
    Ok((kind, Body::from_stream(events)).into_response())
}

struct Listener {
    board: watch::Receiver<Arc<Board>>,
    stopping: watch::Receiver<bool>,
    _permit: OwnedSemaphorePermit,
}

impl Listener {
    /// The next event; `None` when the server stops, so that no stream holds it up.
    async fn next(&mut self) -> Option<Bytes> {
        tokio::select! {
            changed = self.board.changed() => changed.ok()?,
            _ = self.stopping.wait_for(|stopping| *stopping) => return None,
        }
        Some(self.board.borrow_and_update().event.clone())
    }
}
