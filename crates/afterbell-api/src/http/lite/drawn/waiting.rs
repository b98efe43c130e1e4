//! Asking for a place after the draw: at once where one is free, else at the end of the list; and waiting no longer.

use std::sync::Arc;

use afterbell_domain::wire::{Child, Problem, ProblemCode};
use afterbell_domain::{Offering, OfferingId, Waiting};
use afterbell_locale::text::wishes::{asking as say, waiting};
use afterbell_locale::wording;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::exchange::Exchange;
use super::places::reasons;
use super::result::shown;
use super::{OwnDraw, address};
use crate::http::app::App;
use crate::http::lite::fields::Fields;
use crate::http::lite::page::{
    Page, button, foreign, form, hidden, link, message, paragraph, refused, see,
};
use crate::http::lite::signing::{Denial, agreement, sign};
use crate::http::lite::visitor::{Visitor, new_word};
use crate::http::lite::wishes;
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
    let board = app.places.board();
    let offering = offering.parse().ok();
    let offering = offering.and_then(|id: OfferingId| board.menu_content().offering(&id));
    match offering {
        Some(offering) => asked(&app, &visitor, &child, offering, None, StatusCode::OK).await,
        None => see(&address(&child, "places")),
    }
}

/// The question, once more with what stood against it where something did.
async fn asked(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    offering: &Offering,
    trouble: Option<&Problem>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let (locale, board, now) = (visitor.locale, app.places.board(), app.clock.now()?);
    let menu = board.menu_content();
    let own = OwnDraw::of(app, visitor, &child.student.id, now).await?;
    if let Some(row) = own.claim(&offering.id) {
        return match row.state.is_open_offer(now) {
            true => see(&address(
                child,
                &["offers/", row.offering.as_str()].concat(),
            )),
            false => leaving(app, visitor, child, row),
        };
    }
    let exchange = Exchange::of(locale, (&board.menu, menu), child, offering)?;
    let why = reasons(menu, child, &own, (&exchange, offering), now);
    let why = why.iter().map(|why| wording::reason(locale, menu, why));
    let why: String = why.map(|why| paragraph("why", why)).collect();
    let changes = exchange.of_asking(locale);
    let changes: String = changes.iter().map(|line| paragraph("", line)).collect();
    let (receipt, signature) = (child.receipt.as_ref(), child.signature.as_ref());
    let to_sign = menu.agreement_to_sign(&exchange.next, receipt, signature);
    let question = match why.is_empty() {
        true => {
            let content = [
                hidden("key", &new_word()?),
                hidden("wants", "place"),
                agreement(app, locale, to_sign).await?,
                button("go", say::confirm(locale)),
            ];
            let action = address(child, &["waiting/", offering.id.as_str()].concat());
            let form = form(visitor, &action, &content.concat());
            [paragraph("", say::explain(locale)), changes, form].concat()
        }
        false => why,
    };
    let back = link(&address(child, "places"), waiting::cancel(locale));
    let told = trouble.map(|problem| message(&said(visitor, problem), &[]));
    let content = [
        told.unwrap_or_default(),
        paragraph("", wishes::whose(locale, child)),
        format!(
            "<div class=\"off\">{}</div>\n",
            wishes::facts(locale, menu, offering)
        ),
        question,
        format!("<p>{back}</p>\n"),
    ];
    let course = wording::offering_name(menu, &offering.id);
    Page {
        visitor,
        menu,
        title: &say::ask_title(locale, course),
        content: content.concat(),
        is_filled_in: to_sign.is_some(),
    }
    .answer(status)
}

fn leaving(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    row: &Waiting,
) -> Result<Response, Refusal> {
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    let course = wording::offering_name(menu, &row.offering);
    let action = address(child, &["waiting/", row.offering.as_str()].concat());
    let content = [
        hidden("key", &new_word()?),
        hidden("wants", "nothing"),
        button("add danger", say::leave_confirm(locale)),
    ];
    let back = link(&address(child, "result"), waiting::cancel(locale));
    let content = [
        paragraph("", wishes::whose(locale, child)),
        paragraph("", waiting::position(locale, &course, row.position)),
        paragraph("", say::leave_explain(locale)),
        form(visitor, &action, &content.concat()),
        format!("<p>{back}</p>\n"),
    ];
    Page {
        visitor,
        menu,
        title: &say::leave_title(locale, course),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

pub(super) async fn queue(
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
    let joins = match fields.first("wants") {
        Some("place") => true,
        Some("nothing") => false,
        _ => return refused(&app, &visitor, &Refusal::malformed("wants")),
    };
    let Ok(offering) = offering.parse::<OfferingId>() else {
        return refused(&app, &visitor, &Refusal::malformed("offering"));
    };
    let problem = match send(&app, &visitor, &child, &offering, joins, &fields).await {
        // Created: it has the place. Accepted: it waits.
        Ok(Sent::Done { has_place }) => {
            let next = if has_place { "receipt" } else { "result" };
            return see(&address(&child, next));
        }
        Ok(Sent::Refused(problem)) => *problem,
        Err(refusal) => refusal.problem().clone(),
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let board = app.places.board();
    match board.menu_content().offering(&offering) {
        Some(offering) if joins => {
            asked(&app, &visitor, &child, offering, Some(&problem), status).await
        }
        _ => {
            let told = Some(said(&visitor, &problem));
            shown(&app, &visitor, &child, told, status).await
        }
    }
}

enum Sent {
    Done { has_place: bool },
    Refused(Box<Problem>),
}

async fn send(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    offering: &OfferingId,
    joins: bool,
    fields: &Fields,
) -> Result<Sent, Refusal> {
    let guardian = visitor.guardian()?;
    if let Some(refused) = sign(app, &guardian, child, fields).await? {
        return Ok(Sent::Refused(Box::new(Denial::read(&refused)?.problem)));
    }
    let place = PlaceAsked {
        guardian,
        student: child.student.id.clone(),
        offering: offering.clone(),
    };
    let answer = place.queue(app, &fields.key()?, joins).await?;
    Ok(match answer.is_problem() {
        true => Sent::Refused(Box::new(Denial::read(&answer)?.problem)),
        false => Sent::Done {
            has_place: answer.status == StatusCode::CREATED.as_u16(),
        },
    })
}

/// What the rules here can tell stands on the page already, so a denial is of something else.
fn said(visitor: &Visitor, problem: &Problem) -> String {
    match problem.code {
        ProblemCode::SelectionDenied => say::denied(visitor.locale).to_owned(),
        _ => wording::problem(visitor.locale, problem),
    }
}
