use afterbell_locale::text::reason::problem as say;
use afterbell_locale::{Locale, wording};

use crate::api::Failure;
use crate::ui::{Text, View, el, list};

/// A sentence that appears after something was done; read out at once.
pub fn message(text: impl Fn() -> Option<Text> + 'static) -> View {
    let shown = move || text().into_iter().collect();
    let line = |text: Text| el("p").class("message").text(&text);
    el("div")
        .attr("role", "alert")
        .child(list(shown, Text::to_string, line))
}

/// What failed and what to do about it.
pub fn failure_sentence(locale: Locale, failure: &Failure) -> String {
    match failure {
        Failure::Offline => say::offline(locale).to_owned(),
        Failure::Unreadable => say::unreadable(locale).to_owned(),
        Failure::Refused(problem) => wording::problem(locale, problem),
    }
}
