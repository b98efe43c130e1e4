use afterbell_locale::text::reason::problem as say;
use afterbell_locale::{Locale, wording};
use leptos::prelude::*;

use crate::api::Failure;

/// A sentence that appears after something was done; read out at once.
#[component]
pub fn Message(#[prop(into)] text: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || text.get().map(|text| view! { <p class="message">{text}</p> })}
        </div>
    }
}

/// What failed and what to do about it.
pub fn failure_sentence(locale: Locale, failure: &Failure) -> String {
    match failure {
        Failure::Offline => say::offline(locale).to_owned(),
        Failure::Unreadable => say::unreadable(locale).to_owned(),
        Failure::Refused(problem) => wording::problem(locale, problem),
    }
}
