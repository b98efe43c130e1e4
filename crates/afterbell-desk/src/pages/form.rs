//! Pieces of forms.

pub mod draft;

use leptos::prelude::*;

/// A labelled line of text.
pub fn field(
    label: &'static str,
    id: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <p class="field">
            <label for=id>{label}</label>
            <input id=id type=kind autocomplete=autocomplete bind:value=value />
        </p>
    }
}

/// What went wrong, told at once to whoever cannot see it.
pub fn alert(trouble: RwSignal<String>) -> impl IntoView {
    view! { <p class="why" role="alert">{move || trouble.get()}</p> }
}
