//! The way of each wish in words, where the child waits, and what has to be answered: that above all.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::wire::drawn::{ChildResult, Outcome, SlotResult};
use afterbell_domain::{Moment, ServiceMenu, Waiting, WaitingState, WeekSlots, WishingStage};
use afterbell_locale::drawn as words;
use afterbell_locale::text::lite::wishes as lite_words;
use afterbell_locale::text::wishes::{asking, page, result as say, waiting};
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::{OwnDraw, address};
use crate::http::app::App;
use crate::http::lite::page::{Page, element, link, message, paragraph, refused};
use crate::http::lite::visitor::Visitor;
use crate::http::lite::{news, wishes};
use crate::http::refusal::Refusal;

pub(super) async fn result(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    match visitor.child(&app, &student).await {
        Ok(child) => shown(&app, &visitor, &child, None, StatusCode::OK).await,
        Err(refusal) => refused(&app, &visitor, &refusal),
    }
}

/// `trouble`: what stood against whatever was asked for.
pub(super) async fn shown(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    trouble: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let (locale, board, now) = (visitor.locale, app.places.board(), app.clock.now()?);
    let menu = board.menu_content();
    let own = OwnDraw::of(app, visitor, &child.student.id, now).await?;
    let offers = own.offers(now);
    let offers: String = offers
        .map(|row| offered(locale, menu, child, row))
        .collect();
    let stage = WishingStage::of(menu, own.was_run, now);
    let path = match (&own.result, own.was_run) {
        (Some(result), _) => path(locale, menu, result),
        (None, true) => paragraph("", say::nothing(locale, &child.student.name)),
        (None, false) => paragraph("", not_drawn(locale, menu, stage)),
    };
    let content = [
        trouble.map(|told| message(&told, &[])).unwrap_or_default(),
        news::told(visitor, child),
        paragraph("", wishes::whose(locale, child)),
        offers,
        siblings(app, visitor, child, now).await?,
        path,
        waits(locale, menu, child, &own, now),
        ways(locale, menu, child, stage),
    ];
    Page {
        visitor,
        menu,
        title: say::title(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(status)
}

fn not_drawn(locale: Locale, menu: &ServiceMenu, stage: WishingStage) -> String {
    match menu.round.wishes_close_at() {
        None => page::not_drawn(locale).to_owned(),
        Some(at) if stage == WishingStage::Ranking => {
            say::not_yet(locale, format::moment(locale, at))
        }
        Some(_) => say::drawing(locale).to_owned(),
    }
}

fn path(locale: Locale, menu: &ServiceMenu, result: &ChildResult) -> String {
    let slots = WeekSlots::of(&menu.offerings);
    let told = result.slots.iter();
    let told = told.filter(|slot| slot.outcome != Outcome::NoWish);
    let told = told.map(|slot| outcome(locale, menu, &slots, result.number, slot));
    let paper = format!(
        "<section class=\"paper\">{}{}{}</section>\n",
        paragraph("quiet", say::number(locale)),
        paragraph("number", result.number.to_string()),
        paragraph("quiet", say::number_explain(locale)),
    );
    let told: String = told.collect();
    format!("{paper}<ol class=\"outcomes\">\n{told}</ol>\n")
}

fn outcome(
    locale: Locale,
    menu: &ServiceMenu,
    slots: &WeekSlots,
    number: u32,
    slot: &SlotResult,
) -> String {
    let named = slots.called(&slot.slot);
    let named = named.map(|slot| words::slot_title(locale, slot));
    let group_name = |id: &str| {
        let mut groups = menu.groups.iter();
        let found = groups.find(|group| group.id.as_str() == id);
        found.map_or_else(|| id.to_owned(), |group| group.name.to_string())
    };
    let steps = (1..).zip(&slot.wishes).map(|(rank, wish)| {
        let told = words::wish(locale, menu, &group_name, number, rank, wish);
        element("li", told)
    });
    let class = match slot.outcome {
        Outcome::Placed | Outcome::Continues => "outcome placed",
        Outcome::BaseCare | Outcome::NoWish => "outcome",
    };
    format!(
        "<li class=\"{class}\">{}{}<ul class=\"steps\">{}</ul></li>\n",
        element("h2", named.unwrap_or_else(|| slot.slot.to_string())),
        paragraph("got", words::outcome(locale, menu, slot)),
        steps.collect::<String>(),
    )
}

/// A place that is kept for the child until a moment.
fn offered(locale: Locale, menu: &ServiceMenu, child: &Child, row: &Waiting) -> String {
    let answer = address(child, &["offers/", row.offering.as_str()].concat());
    format!(
        "<section class=\"notice\">{}{}<p class=\"ways\">{}</p></section>\n",
        element("h2", waiting::offer_title(locale)),
        element("p", told_offer(locale, menu, child, row)),
        link(&answer, asking::answer(locale)),
    )
}

/// `篮球有名额了，为林小满保留到 9月12日 20:00`
pub(super) fn told_offer(
    locale: Locale,
    menu: &ServiceMenu,
    child: &Child,
    row: &Waiting,
) -> String {
    let until = match row.state {
        WaitingState::Offered { until } => format::moment(locale, until),
        _ => String::new(),
    };
    let course = wording::offering_name(menu, &row.offering);
    waiting::offered(locale, &child.student.name, course, until)
}

/// Offers of one family end together, so each leads to the other.
async fn siblings(
    app: &App,
    visitor: &Visitor,
    child: &Child,
    now: Moment,
) -> Result<String, Refusal> {
    let mut told = String::new();
    for other in app.store.children(&visitor.guardian()?).await? {
        if other.student.id == child.student.id {
            continue;
        }
        let own = OwnDraw::of(app, visitor, &other.student.id, now).await?;
        if own.offers(now).next().is_some() {
            let said = waiting::sibling(visitor.locale, &other.student.name);
            let way = link(&address(&other, "result"), &said);
            told += &format!("<p>{way}</p>\n");
        }
    }
    Ok(told)
}

fn waits(locale: Locale, menu: &ServiceMenu, child: &Child, own: &OwnDraw, now: Moment) -> String {
    let rows = own.others(now).map(|row| {
        let told = words::waiting(locale, menu, &row);
        let leave = address(child, &["waiting/", row.offering.as_str()].concat());
        let leave = match row.state.claims() {
            true => link(&leave, asking::leave(locale)),
            false => String::new(),
        };
        format!("<li>{}{leave}</li>\n", element("span", told))
    });
    let rows: String = rows.collect();
    match rows.is_empty() {
        true => String::new(),
        false => [
            element("h2", waiting::title(locale)),
            format!("<ul class=\"lines waits\">\n{rows}</ul>\n"),
        ]
        .concat(),
    }
}

fn ways(locale: Locale, menu: &ServiceMenu, child: &Child, stage: WishingStage) -> String {
    let ways = match stage {
        WishingStage::Ranking => link(&wishes::address(child), page::title(locale)),
        WishingStage::Closed => String::new(),
        WishingStage::Drawn => link(&address(child, "places"), asking::open(locale)),
    };
    let receipt = [&wishes::address(child), "/receipt"].concat();
    let wished = match menu.round.has_draw() {
        true => link(&receipt, lite_words::receipt(locale)),
        false => String::new(),
    };
    let held = link(&address(child, "receipt"), parent::receipt::title(locale));
    let care = link(
        &format!("/lite/children/{}", child.student.id),
        lite::page::choose(locale),
    );
    format!("<p class=\"ways\">{ways}{wished}{held}{care}</p>\n")
}
