//! The ranking of a slot: a handle to drag or to steer with arrow keys, and buttons for both ways.

use afterbell_domain::{OfferingId, SelectionMode, SlotId};
use afterbell_locale::text::wishes::slot as say;
use afterbell_locale::wording;
use afterbell_parent::components::{Symbol, category_mark, icon};
use afterbell_parent::ui::{View, el, fragment, list, svg, when, yes_no};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::drag;
use crate::ranking::Move;
use crate::wishing::Wishing;

/// Where nothing can be added and nothing was, there is no ranking to speak of.
pub fn ranked(wishing: Wishing, slot: SlotId, can_add: bool) -> View {
    let locale = wishing.parent.locale;
    let ranked = {
        let slot = slot.clone();
        move || {
            let list = wishing.list();
            list.map(|list| list.of_slot(&slot).to_vec())
                .unwrap_or_default()
        }
    };
    let is_empty = {
        let ranked = ranked.clone();
        move || ranked().is_empty()
    };
    if !can_add && untrack(&is_empty) {
        return fragment();
    }
    let explain = move || {
        let mode = wishing.parent.standing().map(|one| one.menu.round.mode);
        match mode {
            Some(SelectionMode::Lottery) => say::yours_empty_lottery(locale),
            _ => say::yours_empty(locale),
        }
    };
    let empty = move || el("p").class("quiet").text(explain());
    fragment()
        .child(el("h3").class("small-heading").text(say::yours(locale)))
        .child(when(is_empty, empty))
        .child(
            el("ol")
                .class("ranked")
                .child(list(ranked, OfferingId::to_string, move |id| {
                    row(wishing, slot.clone(), id)
                })),
        )
}

/// Where a course stands among how many.
fn standing(wishing: Wishing, slot: &SlotId, id: &OfferingId) -> (usize, usize) {
    let list = wishing.list();
    let ranked = list.as_ref().map_or(&[][..], |list| list.of_slot(slot));
    let at = ranked.iter().position(|one| one == id).unwrap_or_default();
    (at, ranked.len())
}

fn row(wishing: Wishing, slot: SlotId, id: OfferingId) -> View {
    let locale = wishing.parent.locale;
    let Some(now) = wishing.parent.standing_now() else {
        return fragment();
    };
    let name = wording::offering_name(&now.menu, &id);
    let place = {
        let (slot, id) = (slot.clone(), id.clone());
        move || standing(wishing, &slot, &id)
    };
    let is_alone = {
        let place = place.clone();
        move || place().1 < 2
    };
    let rank = {
        let place = place.clone();
        move || (place().0 + 1).to_string()
    };
    let move_it = {
        let (slot, id) = (slot.clone(), id.clone());
        move |change: Move| wishing.rank(&slot, &id, &change)
    };
    let handle = handle(&name, place.clone(), move_it.clone());
    let handle = drag::handle(
        handle.attr_fn("hidden", {
            let is_alone = is_alone.clone();
            move || is_alone().then_some("")
        }),
        slot,
        id.clone(),
    );
    let moves = when(move || !is_alone(), {
        let (name, act) = (name.clone(), move_it.clone());
        move || {
            let (first, last) = (place.clone(), place.clone());
            let (up, down) = (act.clone(), act.clone());
            let is_first = move || first().0 == 0;
            let is_last = move || {
                let (at, count) = last();
                at + 1 == count
            };
            fragment()
                .child(
                    tool(&say::up(locale, &name), arrow("M12 19V5M6 11l6-6 6 6"))
                        .attr_fn("aria-disabled", move || yes_no(is_first()))
                        .on("click", move |_| up(Move::Up)),
                )
                .child(
                    tool(&say::down(locale, &name), arrow("M12 5v14M6 13l6 6 6-6"))
                        .attr_fn("aria-disabled", move || yes_no(is_last()))
                        .on("click", move |_| down(Move::Down)),
                )
        }
    });
    let removed = tool(&say::remove(locale, &name), icon(Symbol::Close))
        .on("click", move |_| move_it(Move::Remove));
    let mark = now
        .find(&id)
        .map(|(_, course)| category_mark(course.category));
    el("li")
        .child(handle)
        .child(el("span").class("rank").text_fn(rank))
        .child(el("b").children(mark).text(&name))
        .child(el("span").class("moves").child(moves).child(removed))
}

fn tool(label: &str, symbol: View) -> View {
    el("button")
        .class("tool")
        .attr("aria-label", label)
        .child(symbol)
}

fn handle(
    name: &str,
    place: impl Fn() -> (usize, usize) + 'static,
    act: impl Fn(Move) + 'static,
) -> View {
    let locale = Wishing::here().parent.locale;
    let name = name.to_owned();
    let label = move || {
        let (at, count) = place();
        say::handle(locale, count, &name, at + 1)
    };
    let steer = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        let change = match event.key().as_str() {
            "ArrowUp" => Move::Up,
            "ArrowDown" => Move::Down,
            "Home" => Move::To(0),
            "End" => Move::To(usize::MAX),
            "Delete" | "Backspace" => Move::Remove,
            _ => return,
        };
        event.prevent_default();
        let handle = event.target();
        act(change);
        // Moving a row can take the focus from what is in it.
        request_animation_frame(move || {
            let handle = handle.and_then(|handle| handle.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(handle) = handle.filter(|handle| handle.is_connected()) {
                let _ = handle.focus();
            }
        });
    };
    el("button")
        .class("tool handle")
        .attr_fn("aria-label", label)
        .on("keydown", steer)
        .child(arrow(
            "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
        ))
}

fn arrow(path: &str) -> View {
    svg("svg")
        .class("icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}
