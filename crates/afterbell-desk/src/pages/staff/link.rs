//! 邀请链接: shown once, to be given to whoever is invited.

use afterbell_domain::desk::Invited;
use afterbell_locale::format;
use afterbell_locale::text::desk::staff as say;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlInputElement;

use crate::LOCALE;
use crate::pages::form::begin_in;

const LINK: &str = "invitation-link";

/// Whoever has made it may be far down the page: the focus is in it, and all of it is selected.
pub fn link(name: &str, invited: &Invited) -> impl IntoView + use<> {
    let origin = window().location().origin().unwrap_or_default();
    let link = match invited.link.starts_with('/') {
        true => [origin, invited.link.clone()].concat(),
        false => invited.link.clone(),
    };
    let until = format::moment(LOCALE, invited.expires_at);
    let told = RwSignal::new("");
    let take = move |_| {
        let is_copied = field().is_some_and(|field| {
            field.select();
            copy()
        });
        told.set(match is_copied {
            true => say::copied(LOCALE),
            false => say::not_copied(LOCALE),
        });
    };
    let select = move |_| {
        if let Some(field) = field() {
            field.select();
        }
    };
    begin_in(LINK);
    view! {
        <div class="notice">
            <p role="status">{say::link(LOCALE, name, until)}</p>
            <p class="inline">
                <input
                    id=LINK aria-label=say::link_name(LOCALE) type="text" readonly size="60"
                    prop:value=link on:focus=select
                />
                <button type="button" on:click=take>{say::copy(LOCALE)}</button>
                <span role="status">{move || told.get()}</span>
            </p>
        </div>
    }
}

fn field() -> Option<HtmlInputElement> {
    let field = document().get_element_by_id(LINK)?;
    field.dyn_into().ok()
}

/// Copies what is selected. The newer way is shut wherever a school has no certificate.
fn copy() -> bool {
    let document = document();
    let act = js_sys::Reflect::get(&document, &"execCommand".into());
    let act = act.and_then(|it| it.dyn_into::<js_sys::Function>());
    let copied = act.and_then(|act| act.call1(&document, &JsValue::from_str("copy")));
    copied.is_ok_and(|it| it.is_truthy())
}
