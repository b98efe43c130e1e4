//! Moving a wish with a finger or a mouse. While it is held nothing changes place in the document: rows
//! are only drawn elsewhere, so that no browser loses the pointer. Letting go is the move.

use afterbell_domain::{OfferingId, SlotId};
use afterbell_parent::ui::{self, View};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use crate::ranking::Move;
use crate::wishing::Wishing;

/// A row under way.
struct Held {
    pointer: i32,
    rows: Vec<HtmlElement>,
    from: usize,
    began_at: f64,
    /// The middle of each row when it was taken up.
    middles: Vec<f64>,
    height: f64,
    to: usize,
}

/// Where a row would come to stand whose middle is at `at`.
fn place(middles: &[f64], from: usize, at: f64) -> usize {
    let others = middles.iter().enumerate().filter(|(row, _)| *row != from);
    others.filter(|(_, middle)| **middle < at).count()
}

impl Held {
    fn take_up(event: &PointerEvent) -> Option<Self> {
        let handle: Element = event.target()?.dyn_into().ok()?;
        let row = handle.closest("li").ok().flatten()?;
        let children = row.parent_element()?.children();
        let rows = (0..children.length()).filter_map(|at| children.item(at));
        let rows: Vec<HtmlElement> = rows.filter_map(|row| row.dyn_into().ok()).collect();
        let from = rows.iter().position(|one| **one == row)?;
        let boxes: Vec<_> = rows
            .iter()
            .map(|row| row.get_bounding_client_rect())
            .collect();
        let middles = boxes.iter().map(|r| r.top() + r.height() / 2.0).collect();
        Some(Self {
            pointer: event.pointer_id(),
            from,
            began_at: f64::from(event.client_y()),
            middles,
            height: row.get_bounding_client_rect().height(),
            to: from,
            rows,
        })
    }

    fn follow(&mut self, event: &PointerEvent) {
        let by = f64::from(event.client_y()) - self.began_at;
        let middle = self.middles.get(self.from).copied().unwrap_or_default();
        self.to = place(&self.middles, self.from, middle + by);
        for (at, row) in self.rows.iter().enumerate() {
            let shift = match at {
                _ if at == self.from => by,
                _ if at > self.from && at <= self.to => -self.height,
                _ if at < self.from && at >= self.to => self.height,
                _ => 0.0,
            };
            // Whole pixels: printing fractions takes code that nothing else here needs.
            let shift = shift as i32;
            let _ = row
                .style()
                .set_property("transform", &format!("translateY({shift}px)"));
        }
        if let Some(row) = self.rows.get(self.from) {
            let _ = row.class_list().add_1("held");
        }
    }

    fn let_go(&self) {
        for row in &self.rows {
            let _ = row.style().remove_property("transform");
            let _ = row.class_list().remove_1("held");
        }
    }
}

/// Makes a handle move the row it is in.
pub fn handle(view: View, slot: SlotId, offering: OfferingId) -> View {
    let wishing = Wishing::here();
    let held: Rc<RefCell<Option<Held>>> = Rc::default();
    let follow = held.clone();
    on_window("pointermove", move |event| {
        if let Some(held) = follow
            .borrow_mut()
            .as_mut()
            .filter(|held| is_same(held, event))
        {
            event.prevent_default();
            held.follow(event);
        }
    });
    let drop = held.clone();
    on_window("pointerup", move |event| {
        let Some(done) = drop.borrow_mut().take_if(|held| is_same(held, event)) else {
            return;
        };
        done.let_go();
        if done.to != done.from {
            wishing.rank(&slot, &offering, &Move::To(done.to));
        }
    });
    let stop = held.clone();
    on_window("pointercancel", move |event| {
        if let Some(held) = stop.borrow_mut().take_if(|held| is_same(held, event)) {
            held.let_go();
        }
    });
    view.on("pointerdown", move |event| {
        let event: PointerEvent = event.unchecked_into();
        if event.button() == 0 && held.borrow().is_none() {
            // Otherwise a mouse would begin to select text.
            event.prevent_default();
            held.replace(Held::take_up(&event));
        }
    })
}

fn is_same(held: &Held, event: &PointerEvent) -> bool {
    held.pointer == event.pointer_id()
}

fn on_window(name: &'static str, act: impl Fn(&PointerEvent) + 'static) {
    let act = move |event: Event| act(event.unchecked_ref());
    ui::listen(&window(), name, Box::new(act));
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_row_comes_to_stand_between_the_middles_of_the_others() {
        let middles = [10.0, 30.0, 50.0];
        assert_eq!(place(&middles, 0, 10.0), 0);
        assert_eq!(place(&middles, 0, 29.0), 0);
        assert_eq!(place(&middles, 0, 31.0), 1);
        assert_eq!(place(&middles, 0, 99.0), 2);
        assert_eq!(place(&middles, 2, 29.0), 1);
        assert_eq!(place(&middles, 2, -5.0), 0);
    }
}
