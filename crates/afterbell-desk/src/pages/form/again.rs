//! 再试一次: what a page asks for on opening and does not get is asked for again, by a button and by itself as soon as
//! there is a network.

use afterbell_locale::text::desk::frame as say;
use leptos::ev;
use leptos::prelude::*;

use crate::LOCALE;

/// Stands beside what went wrong, as long as that is why there is nothing to show.
pub fn again(
    trouble: RwSignal<String>,
    is_missing: impl Fn() -> bool + Send + Sync + 'static,
    fetch: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let is_missing = Memo::new(move |_| is_missing());
    let is_shown = Memo::new(move |_| is_missing.get() && !trouble.with(String::is_empty));
    let is_asking = RwSignal::new(false);
    Effect::new(move |was_missing: Option<bool>| {
        // Every answer ends the asking, also one that says the same as before.
        trouble.track();
        is_asking.set(false);
        let is = is_missing.get();
        if was_missing == Some(true) && !is {
            trouble.set(String::new());
        }
        is
    });
    let ask = move || {
        if is_shown.get_untracked() && !is_asking.get_untracked() {
            is_asking.set(true);
            fetch();
        }
    };
    let listening = window_event_listener(ev::online, move |_| ask());
    on_cleanup(move || listening.remove());
    let word = move || match is_asking.get() {
        true => say::asking_again(LOCALE),
        false => say::again(LOCALE),
    };
    view! {
        <p hidden=move || !is_shown.get()>
            <button type="button" on:click=move |_| ask()>{word}</button>
        </p>
    }
}
