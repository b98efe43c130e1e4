use afterbell_locale::text::parent::{app, failure as say};
use leptos::prelude::*;

use crate::api::Failure;
use crate::components::failure_sentence;
use crate::parent::{Parent, Readiness};

/// The page when nothing could be fetched: what happened, what to do, and a way on.
#[component]
pub fn FailureNotice() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let sentence = move || match parent.readiness.get() {
        Readiness::Failed(failure @ Failure::Refused(_)) => failure_sentence(locale, &failure),
        _ => say::advice(locale).to_owned(),
    };
    view! {
        <main class="plain">
            <h1>{say::title(locale)}</h1>
            <p role="alert">{sentence}</p>
            <button class="go" on:click=move |_| parent.load()>{app::retry(locale)}</button>
        </main>
    }
}
