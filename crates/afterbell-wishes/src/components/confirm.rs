use afterbell_locale::text::wishes::waiting as say;
use afterbell_parent::ui::{View, el, fragment, yes_no};

use std::rc::Rc;

use crate::wishing::Wishing;

/// A question before something that others notice, with what follows from it.
pub struct Question<'a> {
    pub title: &'a str,
    pub lines: &'a [String],
    pub yes: &'static str,
    pub sending: &'static str,
    /// It gives something away.
    pub is_danger: bool,
}

pub fn confirm(
    question: &Question<'_>,
    is_sending: Rc<dyn Fn() -> bool>,
    cancel: Box<dyn Fn()>,
    go: Box<dyn Fn()>,
) -> View {
    let locale = Wishing::here().parent.locale;
    let class = if question.is_danger {
        "add danger"
    } else {
        "go"
    };
    let (yes, sending) = (question.yes, question.sending);
    let cancel = el("button")
        .class("add")
        .on("click", move |_| cancel())
        .text(say::cancel(locale))
        .focused_in_view();
    let (is_busy, is_told) = (is_sending.clone(), is_sending);
    let go = el("button")
        .class(class)
        .attr_fn("aria-disabled", move || yes_no(is_busy()))
        .on("click", move |_| go())
        .text_fn(move || if is_told() { sending } else { yes });
    fragment()
        .child(el("h3").text(question.title))
        .children(question.lines.iter().map(|line| el("p").text(line)))
        .child(el("div").class("row").child(cancel).child(go))
}
