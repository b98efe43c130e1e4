//! A slot after the draw: what the child has there, where it waits, and what it can ask for.

use afterbell_domain::{OfferingId, Reason, SlotId, check_joining};
use afterbell_locale::text::wishes::asking as say;
use afterbell_locale::wording;
use afterbell_parent::components::message;
use afterbell_parent::standing::Standing;
use afterbell_parent::ui::{State, View, el, fragment, switch, when};
use leptos::prelude::untrack;
use std::cell::Cell;
use std::rc::Rc;

use super::{facts, fee, not_possible};
use crate::asking;
use crate::components::{Question, confirm, exchange};
use crate::route::Route;
use crate::server::{StateCode, WaitingPlace};
use crate::wishing::{Wishes, Wishing, held_in, slots, waits_in};
use crate::words;

pub fn after_draw(wishing: Wishing, slot: SlotId) -> View {
    let locale = wishing.parent.locale;
    let told = move || {
        let (_, wishes) = wishing.now()?;
        Some(words::on_its_way(locale, &wishes.asked).unwrap_or_else(|| {
            let said = wishing.said.get();
            said.unwrap_or_else(|| say::explain(locale).into())
        }))
    };
    let problem = move || wishing.now()?.1.asked.message();
    // Built anew when something else has come of it; then the focus goes to what the child has now.
    let turn = move || {
        wishing
            .now()
            .map(|(standing, wishes)| wishes.turn(&standing))
    };
    let key = |turn: &Option<String>| turn.clone().unwrap_or_default();
    let is_first = Cell::new(true);
    let body = move |_| {
        let is_new = !is_first.replace(false);
        body(wishing, &slot, is_new).unwrap_or_else(fragment)
    };
    fragment()
        .child(el("p").class("quiet").attr("role", "status").text_fn(told))
        .child(message(problem))
        .child(switch(turn, key, body))
}

fn body(wishing: Wishing, slot: &SlotId, is_new: bool) -> Option<View> {
    let locale = wishing.parent.locale;
    let (standing, wishes) = untrack(|| wishing.now())?;
    // One question at a time.
    let asked = State::new(None::<OfferingId>);
    let held = held_in(&standing, slot);
    let waits: Vec<_> = waits_in(&wishes, slot).collect();
    let has = match held.as_slice() {
        [] => el("p").class("quiet").text(say::nothing(locale)),
        held => fragment().children(held.iter().map(|id| {
            let course = wording::offering_name(&standing.menu, id);
            let got = afterbell_locale::text::wishes::result::placed(locale, course);
            el("p").class("got").text(&got)
        })),
    };
    let has = el("div").child(has);
    let has = if is_new { has.focused() } else { has };
    let all = slots(&standing);
    let others = all.wished_in(slot, &standing.menu.offerings);
    let others = others.filter(|id| {
        let is_waited_for = waits.iter().any(|place| place.offering == **id);
        !held.contains(id) && !is_waited_for
    });
    let judged = others.map(|id| (id.clone(), reasons(wishing, &standing, &wishes, id)));
    let (possible, barred): (Vec<_>, Vec<_>) = judged.partition(|(_, reasons)| reasons.is_empty());
    let rows = waits
        .iter()
        .map(|place| waiting_row(wishing, &standing, place, asked));
    let offers = possible
        .into_iter()
        .map(|(id, _)| offer(wishing, &standing, id, asked));
    let offers: Vec<_> = offers.collect();
    let heading = |text| el("h3").class("small-heading").text(text);
    let offers = (!offers.is_empty()).then(|| {
        fragment()
            .child(heading(say::others(locale)))
            .child(el("ul").class("offers").children(offers))
    });
    Some(
        fragment()
            .child(has)
            .child(el("ul").class("waits").children(rows))
            .children(offers)
            .child(not_possible(
                wishing,
                &standing,
                say::barred(locale),
                barred,
            )),
    )
}

/// Why the child cannot ask for a place. What a draw has closed is known of courses that it wished for.
fn reasons(wishing: Wishing, standing: &Standing, wishes: &Wishes, id: &OfferingId) -> Vec<Reason> {
    let (Some(now), Some(offering)) = (
        untrack(|| wishing.parent.clock.now()),
        standing.menu.offering(id),
    ) else {
        return Vec::new();
    };
    let Some(exchange) = exchange(wishing, standing, id) else {
        return Vec::new();
    };
    let student = &standing.child.student;
    let mut reasons = check_joining(&standing.menu, student, &exchange.next, offering, true, now);
    let result = wishes.own.as_ref().and_then(|own| own.result.as_ref());
    let is_closed = result.is_some_and(|result| result.has_closed(id));
    reasons.extend(is_closed.then_some(Reason::NotOpened));
    reasons
}

fn waiting_row(
    wishing: Wishing,
    standing: &Standing,
    place: &WaitingPlace,
    asked: State<Option<OfferingId>>,
) -> View {
    let locale = wishing.parent.locale;
    let told = words::waiting(locale, &standing.menu, place);
    let row = el("li").child(el("b").text(&told));
    if place.state.state == StateCode::Offered {
        let answer = el("a").class("add").attr("href", &Route::Result.href());
        return row.child(answer.text(say::answer(locale)));
    }
    let course = wording::offering_name(&standing.menu, &place.offering);
    let title = say::leave_title(locale, &course);
    let question = (title, vec![say::leave_explain(locale).to_owned()]);
    let label = say::leave(locale);
    row.child(act(
        wishing,
        &place.offering,
        false,
        (label, &course),
        question,
        asked,
    ))
}

fn offer(
    wishing: Wishing,
    standing: &Standing,
    id: OfferingId,
    asked: State<Option<OfferingId>>,
) -> View {
    let locale = wishing.parent.locale;
    let course = wording::offering_name(&standing.menu, &id);
    let mut lines = vec![say::explain(locale).to_owned()];
    if let Some(exchange) = exchange(wishing, standing, &id) {
        let gone = (!exchange.gone.is_empty()).then(|| say::gives_back(locale, exchange.gone));
        lines.extend(gone.into_iter().chain(exchange.moved));
    }
    let question = (say::ask_title(locale, &course), lines);
    let label = say::ask(locale);
    let fee = el("span").class("fee").text(&fee(wishing, standing, &id));
    let act = act(wishing, &id, true, (label, &course), question, asked);
    facts(wishing, standing, &id).child(el("div").class("pick").child(fee).child(act))
}

/// A button that asks before it does anything.
fn act(
    wishing: Wishing,
    id: &OfferingId,
    joins: bool,
    (label, course): (&'static str, &str),
    (title, lines): (String, Vec<String>),
    asked: State<Option<OfferingId>>,
) -> View {
    let locale = wishing.parent.locale;
    let accessible = [label, " ", course].concat();
    let id = id.clone();
    let is_asked = {
        let id = id.clone();
        move || asked.with(|asked| asked.as_ref() == Some(&id))
    };
    let is_sending = move || {
        let now = wishing.now();
        now.is_some_and(|(_, wishes)| wishes.asked.is_sending())
    };
    let is_open = is_asked.clone();
    let button = {
        let id = id.clone();
        move || {
            let asking = id.clone();
            el("button")
                .class("add")
                .attr("aria-label", &accessible)
                .on("click", move |_| {
                    wishing.said.set(None);
                    asked.set(Some(asking.clone()));
                })
                .text(label)
        }
    };
    let question = move || {
        let asking = id.clone();
        let question = Question {
            title: &title,
            lines: &lines,
            yes: match joins {
                true => say::confirm(locale),
                false => say::leave_confirm(locale),
            },
            sending: say::sending(locale),
            is_danger: !joins,
        };
        let go = move || asking::ask(wishing, &asking, joins);
        let cancel = move || asked.set(None);
        let confirm = confirm(
            &question,
            Rc::new(is_sending),
            Box::new(cancel),
            Box::new(go),
        );
        el("div").class("question").child(confirm)
    };
    el("div")
        .class("act")
        .class_if("asked", is_asked.clone())
        .child(when(move || !is_open(), button))
        .child(when(is_asked, question))
}
