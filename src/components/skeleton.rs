use afterbell_locale::text::parent::app as say;
use leptos::prelude::*;

use crate::parent::Parent;

/// The shape of a week while it is fetched; `index.html` draws the same before wasm runs.
#[component]
pub fn Skeleton() -> impl IntoView {
    let locale = Parent::here().locale;
    view! {
        <main class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">{say::loading(locale)}</p>
            <div class="shape chips"></div>
            <div class="shape banner"></div>
            {(0..4).map(|_| view! { <div class="shape day"></div> }).collect_view()}
        </main>
    }
}
