use afterbell_locale::text::parent::app as say;

use crate::parent::Parent;
use crate::ui::{View, el};

/// The shape of a week while it is fetched; `index.html` draws the same before wasm runs.
pub fn skeleton() -> View {
    let status = el("p")
        .class("visually-hidden")
        .attr("role", "status")
        .text(say::loading(Parent::here().locale));
    let shape = |class| el("div").class(class);
    let days = ["shape day"; 5].map(shape);
    el("main")
        .class("skeleton")
        .attr("aria-busy", "true")
        .child(status)
        .children(["shape chips", "shape banner"].map(shape))
        .child(el("div").class("days").children(days))
}
