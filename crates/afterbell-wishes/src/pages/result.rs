//! What the draw came to for one child, slot by slot, in words.

mod offer;
mod waiting;

use afterbell_domain::{Phase, ServiceMenu, SlotId, StudentId};
use afterbell_locale::format;
use afterbell_locale::text::wishes::result as say;
use afterbell_parent::components::phase_banner;
use afterbell_parent::ui::{View, el, fragment, switch};

use crate::components::{chips, draw_links, draw_top};
use crate::route::Route;
use crate::server::{ChildResult, Groups, Outcome, OwnDraw, SlotResult};
use crate::wishing::{Wishing, can_rank, slots};
use crate::words;

pub fn result_page() -> View {
    let wishing = Wishing::here();
    let locale = wishing.parent.locale;
    // Whoever comes back to this page wants to know what is new.
    wishing.look_again();
    // Built anew when something else has come of it, or for another child.
    let turn = move || {
        let (standing, wishes) = wishing.now()?;
        Some((standing.child.student.id.clone(), wishes.own_turn))
    };
    let key = |turn: &Option<(StudentId, u32)>| {
        let word = |(child, turn): &(StudentId, u32)| [child.as_str(), &turn.to_string()].join(" ");
        turn.as_ref().map(word).unwrap_or_default()
    };
    let body = move |turn: Option<(StudentId, u32)>| {
        let own = turn.and_then(|(child, _)| wishing.of(&child).own);
        match own {
            Some(own) => fragment()
                .child(waiting::offers(wishing, &own))
                .child(path(wishing, &own))
                .child(waiting::waiting(wishing, &own)),
            None => fragment(),
        }
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain result")
        .child(el("h1").text(say::title(locale)).focused())
        .child(switch(turn, key, body))
        .child(draw_links(&Route::Result));
    fragment().child(draw_top()).child(chips()).child(main)
}

fn path(wishing: Wishing, own: &OwnDraw) -> View {
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let groups = Groups::of(standing.draft.menu());
    match (&own.result, own.draw) {
        (Some(result), _) => fragment().child(number(wishing, result)).child(
            el("ol").class("outcomes").children(
                result
                    .slots
                    .iter()
                    .filter(|slot| slot.outcome != Outcome::NoWish)
                    .map(|slot| outcome(wishing, &standing.menu, &groups, result.number, slot)),
            ),
        ),
        (None, Some(_)) => el("p").text(&say::nothing(locale, &standing.child.student.name)),
        (None, None) => not_drawn(wishing),
    }
}

fn not_drawn(wishing: Wishing) -> View {
    let locale = wishing.parent.locale;
    let why = move || {
        let standing = wishing.parent.standing()?;
        Some(match standing.judgement.phase {
            Phase::Before { .. } => return None,
            Phase::Open { .. } if can_rank(&standing) => {
                let closes_at = standing.menu.round.wishes_close_at()?;
                say::not_yet(locale, format::moment(locale, closes_at))
            }
            _ => say::drawing(locale).to_owned(),
        })
    };
    fragment().child(phase_banner()).child(el("p").text_fn(why))
}

fn number(wishing: Wishing, result: &ChildResult) -> View {
    let locale = wishing.parent.locale;
    el("section")
        .class("paper drawn")
        .child(el("p").class("quiet").text(say::number(locale)))
        .child(el("p").class("number").text(&result.number.to_string()))
        .child(el("p").class("quiet").text(say::number_explain(locale)))
}

fn outcome(
    wishing: Wishing,
    menu: &ServiceMenu,
    groups: &Groups,
    number: u32,
    slot: &SlotResult,
) -> View {
    let locale = wishing.parent.locale;
    let group_name = |id: &str| groups.name(id).to_owned();
    let steps = (1..).zip(&slot.wishes).map(|(rank, wish)| {
        let told = words::wish(locale, menu, &group_name, number, rank, wish);
        el("li").text(&told)
    });
    let class = match slot.outcome {
        Outcome::Placed | Outcome::Continues => "outcome placed",
        Outcome::BaseCare | Outcome::NoWish => "outcome",
    };
    el("li")
        .class(class)
        .child(el("h2").text(&slot_name(wishing, &slot.slot)))
        .child(
            el("p")
                .class("got")
                .text(&words::outcome(locale, menu, slot)),
        )
        .child(el("ul").class("steps").children(steps))
}

fn slot_name(wishing: Wishing, id: &SlotId) -> String {
    let standing = wishing.parent.standing_now();
    let named = standing.and_then(|standing| {
        let slots = slots(&standing);
        Some(words::slot_title(wishing.parent.locale, slots.get(id)?))
    });
    named.unwrap_or_else(|| id.to_string())
}
