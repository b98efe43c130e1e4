//! Binding a child with the code of the school's letter.

use afterbell_domain::ChildCode;
use afterbell_locale::text::parent::bind as say;
use afterbell_locale::text::reason::problem;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Message, PageTop, failure_sentence};
use crate::parent::Parent;
use crate::route::Route;
use crate::{api, focus, session};

#[component]
pub fn BindPage(code: Option<String>) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let typed = RwSignal::new(code.unwrap_or_default());
    let message = RwSignal::new(None);
    let is_sending = RwSignal::new(false);
    // One key per code, so that a reply lost on the way is fetched again, not asked twice.
    let key = StoredValue::new((String::new(), String::new()));
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);

    let bind = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let Ok(code) = typed.get_untracked().parse::<ChildCode>() else {
            message.set(Some(problem::code_malformed(locale).to_owned()));
            return;
        };
        let written = code.to_string();
        if key.with_value(|(known, _)| *known != written) {
            key.set_value((written, api::new_key()));
        }
        is_sending.set(true);
        message.set(None);
        spawn_local(async move {
            match api::bind(code, &key.with_value(|(_, key)| key.clone())).await {
                Ok(bound) => {
                    if let Some(token) = &bound.token {
                        session::keep_token(token);
                    }
                    parent.take_binding(bound.child, bound.me);
                    Route::Week.replace();
                }
                Err(failure) => message.set(Some(failure_sentence(locale, &failure))),
            }
            let _ = is_sending.try_set(false);
        });
    };
    let has_children = move || {
        parent
            .children
            .with(|c| c.as_ref().is_some_and(|c| !c.is_empty()))
    };
    let label = move || {
        if is_sending.get() {
            say::submitting(locale)
        } else {
            say::submit(locale)
        }
    };
    view! {
        <Show when=has_children>
            <PageTop />
        </Show>
        <main class="plain" id="main">
            <p class="brand">{say::welcome(locale)}</p>
            <h1 tabindex="-1" node_ref=heading>{say::title(locale)}</h1>
            <p>{say::explain(locale)}</p>
            <form on:submit=bind novalidate>
                <label for="code">{say::label(locale)}</label>
                <input
                    id="code"
                    name="code"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    inputmode="text"
                    placeholder="XXXX-XXXX-XXXX-XXXX"
                    aria-describedby="code-hint"
                    aria-invalid=move || message.with(Option::is_some).to_string()
                    bind:value=typed
                />
                <p class="hint" id="code-hint">{say::hint(locale)}</p>
                <Message text=message />
                <button class="go wide" aria-disabled=move || is_sending.get().to_string()>
                    {label}
                </button>
            </form>
            <p class="quiet">{say::privacy(locale)}</p>
        </main>
    }
}
