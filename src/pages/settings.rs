//! How it looks, and leaving.

use afterbell_locale::text::parent::settings as say;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::appearance::Theme;
use crate::components::PageTop;
use crate::parent::Parent;
use crate::route::Route;
use crate::{api, focus};

#[component]
pub fn SettingsPage() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);
    let appearance = parent.appearance;
    let themes = [
        (Theme::Auto, say::theme_auto(locale)),
        (Theme::Light, say::theme_light(locale)),
        (Theme::Dark, say::theme_dark(locale)),
    ];
    let theme = move |(theme, label)| {
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="theme"
                    prop:checked=move || appearance.theme.get() == theme
                    on:change=move |_| appearance.theme.set(theme)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <PageTop />
        <main id="main" class="plain">
            <h1 tabindex="-1" node_ref=heading>{say::title(locale)}</h1>
            <label class="option">
                <input type="checkbox" bind:checked=appearance.care_mode />
                <span>{say::care_mode(locale)}</span>
                <small>{say::care_mode_explain(locale)}</small>
            </label>
            <fieldset class="options">
                <legend>{say::theme(locale)}</legend>
                {themes.map(theme).collect_view()}
            </fieldset>
            <SignOut />
        </main>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let is_asking = RwSignal::new(false);
    let is_bound = move || {
        parent
            .children
            .with(|c| c.as_ref().is_some_and(|c| !c.is_empty()))
    };
    let sign_out = move |_| {
        spawn_local(async move {
            api::sign_out().await;
            parent.forget_session();
            Route::Bind(None).replace();
        });
    };
    view! {
        <Show when=is_bound>
            <section class="sign-out">
                <p class="quiet">{say::sign_out_explain(locale)}</p>
                <Show
                    when=move || is_asking.get()
                    fallback=move || view! {
                        <button class="add" on:click=move |_| is_asking.set(true)>
                            {say::sign_out(locale)}
                        </button>
                    }
                >
                    <button class="add danger" on:click=sign_out>
                        {say::sign_out_confirm(locale)}
                    </button>
                </Show>
            </section>
        </Show>
    }
}
