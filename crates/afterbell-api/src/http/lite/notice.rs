//! The public notice, for everybody, search engines too: what is posted, and how to object to it.

mod objecting;
mod words;

use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_domain::policy::NoticeContent;
use afterbell_locale::text::lite;
use afterbell_locale::text::lite::notice as say;
use afterbell_locale::{Locale, format};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::page::{Page, element, link, paragraph};
use super::visitor::Visitor;
use super::{Route, form, page, services};
use crate::http::app::App;
use crate::http::refusal::Refusal;
use crate::http::routes::desk::notice::is_open;
use crate::store::desk::NoticeRow;
use objecting::Failed;

pub(super) const PATH: &str = "/lite/notice";

pub(super) fn routes() -> Vec<Route> {
    vec![
        page(PATH, notice),
        form(objecting::SENT, objecting::object),
        page(objecting::RECEIVED, objecting::received),
    ]
}

async fn notice(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Refusal> {
    shown(&app, &visitor, None, StatusCode::OK).await
}

async fn shown(
    app: &App,
    visitor: &Visitor,
    failed: Option<Failed<'_>>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let row = app.books.notice().await?;
    let today = app.clock.now()?.date();
    let is_open = row.as_ref().is_some_and(|row| is_open(row, today));
    let content = match &row {
        None => {
            let failed = failed.as_ref().map(|failed| failed.told(locale, false));
            failed.unwrap_or_default() + &paragraph("nothing", say::none(locale))
        }
        Some(row) => {
            let objecting = objecting::section(visitor, row, today, failed.as_ref());
            let (about, menu) = (about(locale, row), posted_menu(locale, row));
            match failed {
                // What is to be mended comes first, and stands where it is read out.
                Some(failed) => [failed.told(locale, is_open), objecting, about, menu].concat(),
                None => [about, way(locale, is_open), menu, objecting].concat(),
            }
        }
    };
    Page {
        visitor,
        menu: board.menu_content(),
        title: say::title(locale),
        content,
        // Where something can be written no link leads away to larger type.
        is_filled_in: is_open,
    }
    .answer(status)
}

fn about(locale: Locale, row: &NoticeRow) -> String {
    let notice = &row.content.notice;
    let from = format::date(locale, notice.posted_on);
    let until = format::date(locale, notice.posted_until);
    let at = format::moment(locale, row.posted_at);
    let about = [
        say::posted(locale, at, row.number),
        say::period(locale, from, until),
        say::place(locale, &notice.place),
    ];
    let menu = &row.content.menu;
    let beside = NoticeContent::ALL.iter().filter(|content| {
        notice.contents.contains(content) && content.concerns(menu) && !content.is_in(menu)
    });
    let beside: Vec<_> = beside
        .map(|content| words::content(locale, *content))
        .collect();
    let beside = (!beside.is_empty()).then(|| say::beside(locale, format::list(locale, beside)));
    let lines = about.into_iter().chain(beside);
    lines.map(|line| paragraph("", line)).collect()
}

/// The menu is long, and the form below it.
fn way(locale: Locale, is_open: bool) -> String {
    match is_open {
        true => format!("<p>{}</p>\n", link("#object", say::object(locale))),
        false => String::new(),
    }
}

/// As it was posted, whatever has become of the menu since.
fn posted_menu(locale: Locale, row: &NoticeRow) -> String {
    let menu = ServiceMenu::try_from(row.content.menu.clone());
    let menu = menu.map(|menu| services::all(locale, &menu));
    menu.unwrap_or_else(|_| paragraph("nothing", say::unreadable(locale)))
}

/// Where everybody reads what holds: that something else is posted, while it can be objected to.
pub(super) async fn invitation(app: &App, locale: Locale) -> Result<String, Refusal> {
    let row = app.books.notice().await?;
    let today = app.clock.now()?.date();
    let Some(row) = row.filter(|row| is_open(row, today)) else {
        return Ok(String::new());
    };
    let until = format::date(locale, row.content.notice.posted_until);
    let way = link(PATH, lite::notice::title(locale));
    Ok([
        "<div class=\"notice\">".to_owned(),
        element("p", say::invitation(locale, until)),
        format!("<p>{way}</p></div>\n"),
    ]
    .concat())
}
