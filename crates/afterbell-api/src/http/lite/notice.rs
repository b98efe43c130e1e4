//! The public notice, for everybody, search engines too.

use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_locale::format;
use afterbell_locale::text::lite;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::page::{Page, paragraph};
use super::services;
use super::visitor::Visitor;
use crate::http::app::App;
use crate::http::refusal::Refusal;

pub(super) async fn notice(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let content = match app.books.notice().await? {
        None => paragraph("nothing", lite::notice::none(locale)),
        Some(row) => {
            let notice = &row.content.notice;
            let from = format::date(locale, notice.posted_on);
            let until = format::date(locale, notice.posted_until);
            let at = format::moment(locale, row.posted_at);
            let about = [
                lite::notice::posted(locale, at, row.number),
                lite::notice::period(locale, from, until),
                lite::notice::place(locale, &notice.place),
            ];
            let about = about.map(|line| paragraph("", line)).concat();
            // As it was posted, whatever has become of the menu since.
            let menu = ServiceMenu::try_from(row.content.menu.clone());
            let menu = menu.map(|menu| services::all(locale, &menu));
            [about, menu.unwrap_or_default()].concat()
        }
    };
    Page {
        visitor: &visitor,
        menu: board.menu_content(),
        title: lite::notice::title(locale),
        content,
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}
