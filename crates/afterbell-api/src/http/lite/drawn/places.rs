//! The slots of the week after the draw: what the child has, where it waits, and what it can ask for.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{
    Moment, Offering, Reason, ServiceMenu, WeekSlot, WeekSlots, WishingStage, check_joining,
    worth_telling,
};
use afterbell_locale::drawn::slot_title;
use afterbell_locale::text::wishes::{asking as say, result, waiting};
use afterbell_locale::{Locale, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::exchange::Exchange;
use super::{OwnDraw, address};
use crate::http::app::App;
use crate::http::lite::page::{Page, element, link, paragraph, refused, see};
use crate::http::lite::visitor::Visitor;
use crate::http::lite::wishes;
use crate::http::refusal::Refusal;

pub(super) async fn places(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let (locale, board, now) = (visitor.locale, app.places.board(), app.clock.now()?);
    let menu = board.menu_content();
    let own = OwnDraw::of(&app, &visitor, &child.student.id, now).await?;
    if WishingStage::of(menu, own.was_run, now) != WishingStage::Drawn {
        return see(&address(&child, "result"));
    }
    let slots = WeekSlots::of(&menu.offerings);
    let mut listed = String::new();
    for slot in slots.iter() {
        let mut judged = Vec::new();
        for id in slots.wished_in(&slot.id, &menu.offerings) {
            let Some(offering) = menu.offering(id) else {
                continue;
            };
            let exchange = Exchange::of(locale, (&board.menu, menu), &child, offering)?;
            let why = reasons(menu, &child, &own, (&exchange, offering), now);
            judged.push((offering, why));
        }
        listed += &of_slot(locale, menu, &child, &own, (&slots, slot), &judged);
    }
    let advice = match menu.round.is_wished_for(board.places.waits_for_pool) {
        true => String::new(),
        false => paragraph("advice", say::advice_pool(locale)),
    };
    let back = link(&address(&child, "result"), result::title(locale));
    let content = [
        paragraph("", wishes::whose(locale, &child)),
        advice,
        paragraph("quiet", say::explain(locale)),
        listed,
        format!("<p>{back}</p>\n"),
    ];
    Page {
        visitor: &visitor,
        menu,
        title: say::open(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

/// Why a child cannot ask for a place. What a draw has closed is known of courses that it wished for.
pub(super) fn reasons(
    menu: &ServiceMenu,
    child: &Child,
    own: &OwnDraw,
    (exchange, offering): (&Exchange, &Offering),
    now: Moment,
) -> Vec<Reason> {
    let (student, next) = (&child.student, &exchange.next);
    let mut reasons = check_joining(menu, student, next, offering, own.was_run, now);
    let result = own.result.as_ref();
    let is_closed = result.is_some_and(|result| result.has_closed(&offering.id));
    reasons.extend(is_closed.then_some(Reason::NotOpened));
    reasons
}

fn of_slot(
    locale: Locale,
    menu: &ServiceMenu,
    child: &Child,
    own: &OwnDraw,
    (slots, slot): (&WeekSlots, &WeekSlot),
    judged: &[(&Offering, Vec<Reason>)],
) -> String {
    let is_here = |offering: &Offering| {
        let mut its = slots.of_offering(offering);
        its.any(|one| one.id == slot.id)
    };
    let held = child.student.enrolled.iter();
    let held = held.filter(|id| menu.offering(id).is_some_and(is_here));
    let held = held.map(|id| {
        let course = wording::offering_name(menu, id);
        paragraph("got", result::placed(locale, course))
    });
    let held: String = held.collect();
    let has = match held.is_empty() {
        true => paragraph("quiet", say::nothing(locale)),
        false => held,
    };
    let others = judged.iter();
    let others = others.filter(|(offering, _)| !child.student.is_enrolled(&offering.id));
    let (possible, barred): (Vec<_>, Vec<_>) = others.partition(|(_, why)| why.is_empty());
    let lines = possible.iter().map(|(offering, _)| {
        let way = address(child, &["waiting/", offering.id.as_str()].concat());
        let (told, way) = match own.claim(&offering.id) {
            Some(row) => {
                let course = wording::offering_name(menu, &row.offering);
                let told = waiting::position(locale, course, row.position);
                (paragraph("quiet", told), link(&way, say::leave(locale)))
            }
            None => (String::new(), link(&way, say::ask(locale))),
        };
        let facts = wishes::facts(locale, menu, offering);
        format!("<div class=\"rank\"><div>{facts}{told}</div>{way}</div>\n")
    });
    let lines: String = lines.collect();
    let barred = barred.iter().map(|(offering, why)| {
        let told = worth_telling(why).map(|why| wording::reason(locale, menu, why));
        let told: String = told.map(|why| paragraph("why", why)).collect();
        let facts = wishes::facts(locale, menu, offering);
        format!("<div class=\"off\">{facts}{told}</div>\n")
    });
    let barred: String = barred.collect();
    let heading = match barred.is_empty() {
        true => String::new(),
        false => paragraph("small-heading", say::barred(locale)),
    };
    let title = element("h2", slot_title(locale, slot));
    [title, has, lines, heading, barred].concat()
}
