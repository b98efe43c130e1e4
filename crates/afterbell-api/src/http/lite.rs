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
use axum::handler::Handler;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};

use super::app::App;

/// 页面 or form, in one list with all others, so that none is served that a test does not know.
pub(super) struct Route {
    method: &'static str,
    path: &'static str,
    handler: MethodRouter<Arc<App>>,
}

fn page<T: 'static>(path: &'static str, handler: impl Handler<T, Arc<App>>) -> Route {
    Route {
        method: "get",
        path,
        handler: get(handler),
    }
}

fn form<T: 'static>(path: &'static str, handler: impl Handler<T, Arc<App>>) -> Route {
    Route {
        method: "post",
        path,
        handler: post(handler),
    }
}

/// Beside the API, whose description says nothing of pages.
fn all() -> Vec<Route> {
    let mut all = vec![
        page("/lite", async || Redirect::permanent("/lite/")),
        page("/lite/", bind::home),
        page("/lite/style.css", style::sheet),
        page(services::PATH, services::services),
        page(size::LARGE, size::large),
        page(size::NORMAL, size::normal),
        form("/lite/bind", bind::bind),
        form("/lite/sign-out", bind::sign_out),
        page("/lite/children/{student}", chooser::choose),
        form("/lite/children/{student}/review", review::review),
        form("/lite/children/{student}/submit", review::submit),
        form("/lite/children/{student}/news", news::read),
        page("/lite/children/{student}/receipt", receipt::receipt),
        page("/lite/children/{student}/withdraw", receipt::ask),
        form("/lite/children/{student}/withdraw", receipt::withdraw),
    ];
    all.extend(notice::routes());
    all.extend(wishes::routes());
    all.extend(drawn::routes());
    all
}

pub(super) fn routes() -> Router<Arc<App>> {
    let all = all().into_iter();
    all.fold(Router::new(), |router, it| {
        router.route(it.path, it.handler)
    })
}

/// Every page and form of the way without JavaScript: its method and where it is.
pub fn lite_paths() -> Vec<(&'static str, &'static str)> {
    let all = all();
    all.iter().map(|it| (it.method, it.path)).collect()
}
