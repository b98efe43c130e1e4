//! The week's slots as one form: a number beside each course that can be wished for, and why others cannot.

use std::sync::Arc;

use afterbell_domain::wire::Child;
use afterbell_domain::{
    Moment, Offering, OfferingId, Reason, SelectionMode, ServiceMenu, WeekSlot, WeekSlots,
    WishList, WishReceipt, WishingStage, check_wishes, worth_telling,
};
use afterbell_locale::drawn::{ordinal, slot_title};
use afterbell_locale::text::lite::wishes as say;
use afterbell_locale::text::wishes::{bar, page, ranking, slot as slot_words};
use afterbell_locale::text::{lite, parent};
use afterbell_locale::{Locale, format, wording};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::ranks::{OF_OFFERING, OF_SLOT, Ranks};
use super::{address, received};
use crate::html::escaped;
use crate::http::app::App;
use crate::http::lite::news;
use crate::http::lite::page::{Page, button, element, form, hidden, link, paragraph, refused, see};
use crate::http::lite::visitor::Visitor;
use crate::http::refusal::Refusal;

pub(super) async fn choose(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(student): Path<String>,
) -> Result<Response, Refusal> {
    let child = match visitor.child(&app, &student).await {
        Ok(child) => child,
        Err(refusal) => return refused(&app, &visitor, &refusal),
    };
    let board = app.places.board();
    // After the close there is nothing to rank, but something to read.
    let stage = WishingStage::of(board.menu_content(), false, app.clock.now()?);
    if stage != WishingStage::Ranking {
        return see(&format!("/lite/children/{}/result", child.student.id));
    }
    let received = received(&app, &visitor, &child).await?;
    let ranks = received.as_ref().map(|receipt| Ranks::of(&receipt.wishes));
    let shown = Ranking {
        child: &child,
        received: received.as_ref(),
        ranks: &ranks.unwrap_or_default(),
    };
    shown.page(&app, &visitor, None, StatusCode::OK)
}

/// What the form holds.
pub(super) struct Ranking<'a> {
    pub child: &'a Child,
    pub received: Option<&'a WishReceipt>,
    pub ranks: &'a Ranks,
}

impl Ranking<'_> {
    pub(super) fn page(
        &self,
        app: &App,
        visitor: &Visitor,
        trouble: Option<String>,
        status: StatusCode,
    ) -> Result<Response, Refusal> {
        let (locale, board) = (visitor.locale, app.places.board());
        let (menu, now) = (board.menu_content(), app.clock.now()?);
        let nothing = WishList::empty(board.menu.clone());
        let untimely = check_wishes(menu, &self.child.student, &nothing, now).whole;
        let slots = WeekSlots::of(&menu.offerings);
        let can_save = untimely.is_empty();
        let fieldsets = slots.iter().map(|slot| {
            let one = OfSlot {
                locale,
                menu,
                ranks: self.ranks,
                can_save,
                judged: self.judged(menu, &slots, slot, &nothing, now),
            };
            one.fieldset(slot)
        });
        let fieldsets: String = fieldsets.collect();
        let ground = match can_save {
            true => form(
                visitor,
                &[&address(self.child), "/review"].concat(),
                &[
                    hidden("menu", board.menu.as_str()),
                    fieldsets,
                    paragraph("quiet", say::careful(locale)),
                    button("go", lite::page::check(locale)),
                ]
                .concat(),
            ),
            false => fieldsets,
        };
        let content = [
            trouble.unwrap_or_default(),
            news::told(visitor, self.child),
            paragraph("", whose(locale, self.child)),
            self.standing(locale, menu, &untimely),
            paragraph("advice", advice(locale, menu)),
            ground,
            self.ways(locale),
        ];
        Page {
            visitor,
            menu,
            title: page::title(locale),
            content: content.concat(),
            is_filled_in: can_save,
        }
        .answer(status)
    }

    /// The courses that are wished for in a slot, each with the reasons why this child cannot.
    fn judged<'a>(
        &self,
        menu: &'a ServiceMenu,
        slots: &'a WeekSlots,
        slot: &'a WeekSlot,
        nothing: &WishList,
        now: Moment,
    ) -> Vec<(&'a Offering, Vec<Reason>)> {
        let wished = slots.wished_in(&slot.id, &menu.offerings);
        let judged = wished.filter_map(|id| {
            let mut alone = nothing.clone();
            alone.rank(slot.id.clone(), vec![id.clone()]);
            let verdict = check_wishes(menu, &self.child.student, &alone, now);
            Some((menu.offering(id)?, verdict.reasons_of(id).to_vec()))
        });
        judged.collect()
    }

    /// What the school has, until when it can be changed, or why it cannot be saved now.
    fn standing(&self, locale: Locale, menu: &ServiceMenu, untimely: &[Reason]) -> String {
        let moment = |moment| format::moment(locale, moment);
        let received = self.received.map(|receipt| {
            let told = bar::received(locale, moment(receipt.saved_at), &receipt.number);
            paragraph("quiet", told)
        });
        let until = menu.round.wishes_close_at();
        let until = until.filter(|_| untimely.is_empty());
        let until = until.map(|at| paragraph("quiet", bar::until(locale, moment(at))));
        let why = untimely.iter().map(|reason| match reason {
            Reason::NotYetOpen { opens_at } => bar::from(locale, moment(*opens_at)),
            reason => wording::reason(locale, menu, reason),
        });
        let why = why.map(|why| paragraph("notice", why));
        received.into_iter().chain(until).chain(why).collect()
    }

    fn ways(&self, locale: Locale) -> String {
        let child = format!("/lite/children/{}", self.child.student.id);
        let care = link(&child, lite::page::choose(locale));
        let received = self.received.map(|_| {
            let receipt = [&address(self.child), "/receipt"].concat();
            link(&receipt, say::receipt(locale))
        });
        format!(
            "<p class=\"ways\">{}{care}</p>\n",
            received.unwrap_or_default()
        )
    }
}

pub(in crate::http::lite) fn whose(locale: Locale, child: &Child) -> String {
    let class = format::class(locale, child.student.class);
    [child.student.name.as_str(), " ", &class].concat()
}

/// How to rank is best, in one sentence.
pub(super) fn advice(locale: Locale, menu: &ServiceMenu) -> &'static str {
    match menu.round.mode {
        SelectionMode::Lottery => ranking::advice_lottery(locale),
        SelectionMode::Wishes | SelectionMode::FirstCome => ranking::advice(locale),
    }
}

/// One slot of the form.
struct OfSlot<'a> {
    locale: Locale,
    menu: &'a ServiceMenu,
    ranks: &'a Ranks,
    can_save: bool,
    judged: Vec<(&'a Offering, Vec<Reason>)>,
}

impl OfSlot<'_> {
    fn fieldset(&self, slot: &WeekSlot) -> String {
        let legend = element("legend", slot_title(self.locale, slot));
        // What was wished for before can always be let go, whatever is said of it now.
        let (open, barred): (Vec<_>, Vec<_>) = self.judged.iter().partition(|(offering, why)| {
            self.can_save && (why.is_empty() || self.ranks.of_offering(&offering.id).is_some())
        });
        let is_lottery = self.menu.round.mode == SelectionMode::Lottery;
        let set = open.iter().map(|(offering, _)| &offering.id);
        let highest = set.filter_map(|id| self.ranks.of_offering(id)).max();
        let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        let last = count.max(highest.unwrap_or(0));
        let lines = open.iter().map(|(offering, why)| match is_lottery {
            true => self.radio(slot, offering, why),
            false => self.number(offering, why, last),
        });
        let none = (is_lottery && !open.is_empty()).then(|| self.none(slot));
        let lines: String = lines.chain(none).collect();
        let barred = barred.iter().map(|(offering, why)| self.off(offering, why));
        let barred: String = barred.collect();
        let heading = match self.can_save && !barred.is_empty() {
            true => paragraph("small-heading", slot_words::barred(self.locale)),
            false => String::new(),
        };
        format!("<fieldset>{legend}{lines}{heading}{barred}</fieldset>\n")
    }

    /// First wish, second wish: as many numbers as there are courses, so that no list is cut off.
    fn number(&self, offering: &Offering, why: &[Reason], last: u32) -> String {
        let locale = self.locale;
        let chosen = self.ranks.of_offering(&offering.id);
        let option = |rank: u32| {
            let selected = if chosen == Some(rank) {
                " selected"
            } else {
                ""
            };
            let word = ordinal(locale, rank as usize);
            format!(
                "<option value=\"{rank}\"{selected}>{}</option>\n",
                escaped(&word)
            )
        };
        let options: String = (1..=last).map(option).collect();
        let name = escaped(&[OF_OFFERING, offering.id.as_str()].concat());
        format!(
            "<div class=\"rank\"><label for=\"{name}\">{}</label>\n<select id=\"{name}\" name=\"{name}\">\n\
             <option value=\"\">{}</option>\n{options}</select>\n{}</div>\n",
            self.facts(offering),
            escaped(say::none(locale)),
            self.why(why),
        )
    }

    fn radio(&self, slot: &WeekSlot, offering: &Offering, why: &[Reason]) -> String {
        let others = self.judged.iter().map(|(other, _)| &other.id);
        let ranked = others.filter_map(|id| Some((self.ranks.of_offering(id)?, id)));
        // The best of several that were ranked before the round became a lottery.
        let best = ranked.min_by_key(|(rank, _)| *rank).map(|(_, id)| id);
        let checked = if best == Some(&offering.id) {
            " checked"
        } else {
            ""
        };
        format!(
            "<label class=\"option\"><input type=\"radio\" name=\"{}{}\" value=\"{}\"{checked}>\
             <span>{}</span></label>{}\n",
            OF_SLOT,
            escaped(slot.id.as_str()),
            escaped(offering.id.as_str()),
            self.facts(offering),
            self.why(why),
        )
    }

    fn none(&self, slot: &WeekSlot) -> String {
        let ids = self.judged.iter().map(|(offering, _)| &offering.id);
        let is_chosen = |id: &OfferingId| self.ranks.of_offering(id).is_some();
        let checked = if ids.into_iter().any(is_chosen) {
            ""
        } else {
            " checked"
        };
        format!(
            "<label class=\"option\"><input type=\"radio\" name=\"{}{}\" value=\"\"{checked}>\
             <span>{}</span></label>\n",
            OF_SLOT,
            escaped(slot.id.as_str()),
            element("b", say::none(self.locale)),
        )
    }

    fn off(&self, offering: &Offering, why: &[Reason]) -> String {
        let (facts, why) = (self.facts(offering), self.why(why));
        format!("<div class=\"off\">{facts}{why}</div>\n")
    }

    fn why(&self, why: &[Reason]) -> String {
        let told = worth_telling(why).map(|reason| {
            let sentence = wording::reason(self.locale, self.menu, reason);
            paragraph("why", sentence)
        });
        told.collect()
    }

    /// A course as it stands in a list.
    fn facts(&self, offering: &Offering) -> String {
        facts(self.locale, self.menu, offering)
    }
}

pub(in crate::http::lite) fn facts(
    locale: Locale,
    menu: &ServiceMenu,
    offering: &Offering,
) -> String {
    let teachers = offering.teachers.iter().map(|teacher| teacher.as_str());
    let rooms = offering.sessions.iter();
    let mut rooms = rooms.filter_map(|session| session.room.as_ref());
    let times = (offering.sessions.len() > 1).then(|| wording::times(locale, menu, &offering.id));
    let fee = format::money(locale, offering.fee_fen);
    let about = [
        times.unwrap_or_default(),
        rooms.next().map(ToString::to_string).unwrap_or_default(),
        format::list(locale, teachers),
        format::grades(locale, offering.eligibility.grades),
        slot_words::places(locale, offering.places),
        match offering.fee_fen.is_free() {
            true => fee,
            false => parent::course::fee_term(locale, fee),
        },
    ];
    let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let name = element("b", wording::offering_name(menu, &offering.id));
    [name, element("small", about.join(" · "))].concat()
}
