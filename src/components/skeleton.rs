use afterbell_locale::text::parent::app as say;

use crate::parent::Parent;
use crate::ui::{View, el};

/// The shape of a week while it is fetched; `index.html` draws the same before wasm runs.
pub fn skeleton() -> View {
    let status = el("p")
        .class("visually-hidden")
        .attr("role", "status")
        .text(say::loading(Parent::here().locale));
    let shapes = ["shape chips", "shape banner"]
        .into_iter()
        .chain(["shape day"; 4]);
    el("main")
        .class("skeleton")
        .attr("aria-busy", "true")
        .child(status)
        .children(shapes.map(|shape| el("div").class(shape)))
}
