//! A place that is kept for a child: what taking it gives back is said before it is taken, and nobody lets it go by
//! a link alone.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{OfferingId, Waiting};
use afterbell_locale::text::wishes::waiting as say;
use afterbell_locale::wording;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::exchange::Exchange;
use super::result::{shown, told_offer};
use super::{OwnDraw, address};
use crate::http::app::App;
use crate::http::lite::fields::Fields;
use crate::http::lite::page::{
    Page, button, element, foreign, form, hidden, link, paragraph, refused, see,
};
use crate::http::lite::signing::Denial;
use crate::http::lite::visitor::{Visitor, new_word};
use crate::http::place_asked::PlaceAsked;
use crate::http::refusal::Refusal;

pub(super) async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((student, offering)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let (board, now) = (app.places.board(), app.clock.now()?);
    let own = OwnDraw::of(&app, &visitor, &child.student.id, now).await?;
    let mut offers = own.offers(now);
    let offer = offers.find(|row| row.offering.as_str() == offering);
    let offered = offer.and_then(|row| board.menu_content().offering(&row.offering));
    let (Some(row), Some(offered)) = (offer, offered) else {
        return see(&address(&child, "result"));
    };
    let whole = (&board.menu, board.menu_content());
    let exchange = Exchange::of(visitor.locale, whole, &child, offered)?;
    question(&app, &visitor, &child, row, &exchange)
}

fn question(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    row: &Waiting,
    exchange: &Exchange,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    let course = wording::offering_name(menu, &row.offering);
    let action = address(child, &["offers/", row.offering.as_str()].concat());
    let answer = |word: &str, class: &str, label: &str| -> Result<String, Refusal> {
        let content = [
            hidden("key", &new_word()?),
            hidden("answer", word),
            button(class, label),
        ];
        Ok(form(visitor, &action, &content.concat()))
    };
    let changes = exchange.of_offer(locale);
    let changes: String = changes.iter().map(|line| paragraph("", line)).collect();
    let back = link(&address(child, "result"), say::cancel(locale));
    let content = [
        paragraph("notice", told_offer(locale, menu, child, row)),
        element("h2", say::confirm_title(locale, &course)),
        changes,
        answer("accept", "go", say::confirm(locale))?,
        element("h2", say::decline_title(locale, &course)),
        paragraph("", say::decline_explain(locale)),
        answer("decline", "add danger", say::confirm_decline(locale))?,
        format!("<p>{back}</p>\n"),
    ];
    Page {
        visitor,
        menu,
        title: say::offer_title(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

pub(super) async fn answer(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((student, offering)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    if !visitor.has_sent(&fields) {
        return foreign(&app, &visitor);
    }
    let accepts = match fields.first("answer") {
        Some("accept") => true,
        Some("decline") => false,
        _ => return refused(&app, &visitor, &Refusal::malformed("answer")),
    };
    let answered = match offering.parse::<OfferingId>() {
        Ok(offering) => {
            let place = PlaceAsked {
                guardian: visitor.guardian()?,
                student: child.student.id.clone(),
                offering,
            };
            place.answer_offer(&app, &fields.key()?, accepts).await
        }
        Err(_) => Err(Refusal::malformed("offering")),
    };
    let problem = match answered {
        Ok(answer) if !answer.is_problem() => {
            let next = if accepts { "receipt" } else { "result" };
            return see(&address(&child, next));
        }
        Ok(answer) => Denial::read(&answer)?.problem,
        Err(refusal) => refusal.problem().clone(),
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let told = wording::problem(visitor.locale, &problem);
    shown(&app, &visitor, &child, Some(told), status).await
}
