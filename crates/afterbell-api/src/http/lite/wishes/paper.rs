//! The school's word that it has a child's wishes, which feels like paper.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{OfferingId, ServiceMenu, WeekSlots, WishList, WishReceipt, WishingStage};
use afterbell_locale::drawn::{ordinal, slot_title};
use afterbell_locale::text::lite::wishes as say;
use afterbell_locale::text::parent;
use afterbell_locale::text::wishes::{bar, page};
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::form::{advice, whose};
use super::{address, received};
use crate::html::escaped;
use crate::http::app::App;
use crate::http::lite::news;
use crate::http::lite::page::{Page, element, link, paragraph, refused, see};
use crate::http::lite::visitor::Visitor;
use crate::http::refusal::Refusal;

pub(super) async fn receipt(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let Some(receipt) = received(&app, &visitor, &child).await? else {
        return see(&address(&child));
    };
    let (locale, board) = (visitor.locale, app.places.board());
    let menu = board.menu_content();
    let stage = WishingStage::of(menu, false, app.clock.now()?);
    let can_rank = stage == WishingStage::Ranking;
    let change = can_rank.then(|| link(&address(&child), say::change(locale)));
    let result = format!("/lite/children/{}/result", child.student.id);
    let content = [
        news::told(&visitor, &child),
        paper(locale, menu, &child, &receipt, can_rank),
        match can_rank {
            true => paragraph("advice", advice(locale, menu)),
            false => String::new(),
        },
        format!(
            "<p class=\"ways\">{}{}</p>\n",
            change.unwrap_or_default(),
            link(&result, page::result(locale)),
        ),
    ];
    Page {
        visitor: &visitor,
        menu,
        title: say::receipt(locale),
        content: content.concat(),
        is_filled_in: false,
    }
    .answer(StatusCode::OK)
}

fn paper(
    locale: Locale,
    menu: &ServiceMenu,
    child: &Child,
    receipt: &WishReceipt,
    can_rank: bool,
) -> String {
    let moment = |moment| format::moment(locale, moment);
    let saved_at = parent::receipt::received_at(locale, moment(receipt.saved_at));
    let until = menu.round.wishes_close_at();
    let when = match until.filter(|_| can_rank) {
        Some(at) => bar::until(locale, moment(at)),
        None => bar::closed(locale).to_owned(),
    };
    let ranked = match receipt.wishes.slots().is_empty() {
        true => paragraph("quiet", bar::nothing(locale)),
        false => lines(locale, menu, &receipt.wishes),
    };
    let school = [menu.school.name.as_str(), " · ", &whose(locale, child)].concat();
    format!(
        "<section class=\"paper\">{}{}{}{}{ranked}</section>\n",
        element("p", school),
        paragraph("quiet", say::received(locale)),
        paragraph("number", receipt.number.to_string()),
        [paragraph("quiet", saved_at), paragraph("quiet", when)].concat(),
    )
}

/// The ranking of each slot, in order of the week.
pub(super) fn lines(locale: Locale, menu: &ServiceMenu, list: &WishList) -> String {
    let slots = WeekSlots::of(&menu.offerings);
    let line = |rank: usize, id: &OfferingId| {
        let name = wording::offering_name(menu, id);
        let wish = [ordinal(locale, rank).as_str(), " ", &name].concat();
        let fee = menu.offering(id).map(|offering| offering.fee_fen);
        format!(
            "<li><span>{}</span><span>{}</span></li>\n",
            escaped(&wish),
            escaped(&format::money(locale, fee.unwrap_or_default())),
        )
    };
    let of_slot = list.slots().iter().map(|ranked| {
        let title = slots
            .called(&ranked.slot)
            .map(|slot| slot_title(locale, slot));
        let lines = (1..).zip(&ranked.offerings);
        let lines: String = lines.map(|(rank, id)| line(rank, id)).collect();
        let title = title.unwrap_or_else(|| ranked.slot.to_string());
        [
            element("h2", title),
            format!("<ol class=\"lines\">\n{lines}</ol>\n"),
        ]
        .concat()
    });
    of_slot.collect()
}

/// What there is to say of a child's wishes on the first page; nothing where none are taken.
pub(in crate::http::lite) fn standing(
    locale: Locale,
    received: Option<&WishReceipt>,
    stage: WishingStage,
) -> String {
    match received {
        Some(receipt) if !receipt.wishes.slots().is_empty() => {
            let (count, slots) = (
                receipt.wishes.offerings().count(),
                receipt.wishes.slots().len(),
            );
            let saved_at = format::moment(locale, receipt.saved_at);
            [
                paragraph("quiet", bar::summary(locale, count, slots)),
                paragraph("quiet", bar::received(locale, saved_at, &receipt.number)),
            ]
            .concat()
        }
        _ if stage == WishingStage::Ranking => paragraph("quiet", bar::nothing(locale)),
        _ => String::new(),
    }
}
