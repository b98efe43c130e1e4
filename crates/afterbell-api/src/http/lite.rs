//! 简版: the way to a receipt without JavaScript, for engines that are too old for the app and for crawlers of the public
//! notice. Forms and pages, judged by the same rules as everything else.

mod bind;
mod chooser;
mod drawn;
mod fields;
mod news;
mod notice;
mod page;
mod receipt;
mod review;
pub(super) mod services;
mod signing;
mod size;
mod style;
mod visitor;
mod wishes;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use super::app::App;

/// Beside the API, whose description says nothing of pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/lite", get(async || Redirect::permanent("/lite/")))
        .route("/lite/", get(bind::home))
        .route("/lite/style.css", get(style::sheet))
        .merge(notice::routes())
        .route(services::PATH, get(services::services))
        .route(size::LARGE, get(size::large))
        .route(size::NORMAL, get(size::normal))
        .route("/lite/bind", post(bind::bind))
        .route("/lite/sign-out", post(bind::sign_out))
        .route("/lite/children/{student}", get(chooser::choose))
        .route("/lite/children/{student}/review", post(review::review))
        .route("/lite/children/{student}/submit", post(review::submit))
        .route("/lite/children/{student}/news", post(news::read))
        .route("/lite/children/{student}/receipt", get(receipt::receipt))
        .route(
            "/lite/children/{student}/withdraw",
            get(receipt::ask).post(receipt::withdraw),
        )
        .merge(wishes::routes())
        .merge(drawn::routes())
}
