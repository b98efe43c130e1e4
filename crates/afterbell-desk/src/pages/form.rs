//! Pieces of forms.

pub mod again;
pub mod aim;
pub mod date;
pub mod draft;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;

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

/// Asks before something is done that cannot be taken back.
pub fn is_sure(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}

/// Whoever works far down a page reads what came of it, which stands above; it is drawn by then.
pub fn bring_into_view(what: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(what).ok().flatten();
        if let Some(found) = found {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            found.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Whoever opened a form is in its first field at once; it is drawn by then.
pub fn begin_in(id: impl AsRef<str> + 'static) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(id.as_ref());
        if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}
