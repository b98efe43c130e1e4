use afterbell_locale::text::parent::app as say;
use leptos::ev::keydown;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::components::icon::{Icon, Symbol};
use crate::focus;
use crate::parent::Parent;
use crate::route;

/// A sheet over the week. It is an address of its own, so that the back button closes it;
/// Escape, the veil and the cross do the same, and the focus goes back to what opened it.
#[component]
pub fn Sheet(#[prop(into)] title: String, children: Children) -> impl IntoView {
    let locale = Parent::here().locale;
    let heading = NodeRef::<html::H2>::new();
    let opener = StoredValue::new_local(document().active_element());
    focus::on_mount(heading);
    let escape = window_event_listener(keydown, |event| {
        if event.key() == "Escape" {
            route::back();
        }
    });
    on_cleanup(move || {
        escape.remove();
        let opener = opener.try_get_value().flatten();
        if let Some(opener) =
            opener.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // After this turn, when the week is no longer inert.
            request_animation_frame(move || {
                let _ = opener.focus();
            });
        }
    });
    view! {
        <div class="veil" on:click=|_| route::back()></div>
        <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="sheet-title">
            <header>
                <h2 id="sheet-title" tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                <button class="tool" aria-label=say::close(locale) on:click=|_| route::back()>
                    <Icon symbol=Symbol::Close />
                </button>
            </header>
            <div class="sheet-body">{children()}</div>
        </div>
    }
}
