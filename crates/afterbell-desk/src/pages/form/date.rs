//! A date or a moment, written part by part in the browser's own field: month, day and year each make a whole date of
//! what stands there, and only the last of them is meant. It is taken when the field is left or with Enter, and at
//! once where it was chosen in a calendar.

use std::rc::Rc;

use afterbell_domain::Date;
use afterbell_locale::text::desk::cell as say;
use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::draft::{TYPED, mark_typed};
use crate::LOCALE;

/// What stands in the field when it is left.
pub enum Written<'a> {
    Whole(&'a str),
    /// What stood there.
    Same,
    /// Some of its parts are missing, or there is no such day.
    Unfinished,
}

/// A date with its name; what cannot be one stays in it, with the reason beside it.
pub fn date_field(
    label: &'static str,
    value: impl Fn() -> Option<Date> + Send + Sync + 'static,
    take: impl Fn(Date) + 'static,
) -> impl IntoView {
    let shown = move || value().map_or_else(String::new, |date| date.to_string());
    labelled(label, "date", shown, move |text| {
        text.parse().map(&take).is_ok()
    })
}

/// A field of this kind with its name. `take` says whether it could read the text.
pub fn labelled(
    label: &'static str,
    kind: &'static str,
    shown: impl Fn() -> String + Send + Sync + 'static,
    take: impl Fn(&str) -> bool + 'static,
) -> impl IntoView {
    let shown = Memo::new(move |_| shown());
    let is_unfinished = RwSignal::new(false);
    Effect::new(move |_| {
        shown.track();
        is_unfinished.set(false);
    });
    let take = move |written: Written<'_>| {
        let is_read = match written {
            Written::Whole(text) => take(text),
            Written::Same => true,
            Written::Unfinished => false,
        };
        is_unfinished.set(!is_read);
    };
    let is_invalid = move || is_unfinished.get().then_some("true");
    view! {
        <div class="line-field date">
            <label>{label}{by_parts(kind, shown, is_invalid, None, take)}</label>
            <p class="why" role="alert">{move || is_unfinished.get().then(|| say::not_a_date(LOCALE))}</p>
        </div>
    }
}

/// A date in a form that is kept as a whole. Until all of its parts are there it is none.
pub fn bound_date(label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! { <label>{label}{bound(value, || None, None)}</label> }
}

/// The field of such a date alone. Bound in the common way, what is half written would be put back into the field,
/// which empties it.
pub fn bound(
    value: RwSignal<String>,
    is_invalid: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    described_by: Option<&'static str>,
) -> impl IntoView {
    let shown = Memo::new(move |_| value.get());
    let take = move |written: Written<'_>| match written {
        Written::Whole(text) => value.set(text.to_owned()),
        Written::Same => {}
        Written::Unfinished => value.set(String::new()),
    };
    by_parts(
        "date",
        shown,
        is_invalid,
        described_by.map(str::to_owned),
        take,
    )
}

/// The field alone.
pub fn by_parts(
    kind: &'static str,
    shown: Memo<String>,
    is_invalid: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    described_by: Option<String>,
    take: impl Fn(Written<'_>) + 'static,
) -> impl IntoView {
    let take = Rc::new(move |input: &HtmlInputElement| {
        mark_typed(input, false);
        // A field that goes away with its form loses the focus as well, when what it shows is gone.
        let Some(shown) = shown.try_get_untracked() else {
            return;
        };
        let text = input.value();
        if text.is_empty() && input.validity().bad_input() {
            take(Written::Unfinished);
        } else if text == shown {
            take(Written::Same);
        } else {
            take(Written::Whole(&text));
        }
    });
    let pressed = {
        let take = Rc::clone(&take);
        move |event: KeyboardEvent| {
            let Some(input) = input_of(&event) else {
                return;
            };
            let is_typed = input.has_attribute(TYPED);
            let with_control = event.ctrl_key() || event.meta_key();
            // They open the calendar, in which a day is chosen as a whole.
            if event.key() == " " || event.alt_key() {
                return;
            }
            match event.key().as_str() {
                "Enter" if is_typed => take(&input),
                // What is being written is taken back first, the draft's last step after it.
                "Escape" | "z" | "Z" if is_typed && (with_control || event.key() == "Escape") => {
                    mark_typed(&input, false);
                    input.set_value(&shown.try_get_untracked().unwrap_or_default());
                    event.prevent_default();
                    event.stop_propagation();
                }
                "ArrowUp" | "ArrowDown" | "Backspace" | "Delete" => mark_typed(&input, true),
                key if !with_control && key.chars().count() == 1 => mark_typed(&input, true),
                _ => {}
            }
        }
    };
    let changed = {
        let take = Rc::clone(&take);
        move |event: Event| {
            if let Some(input) = input_of(&event).filter(|input| !input.has_attribute(TYPED)) {
                take(&input);
            }
        }
    };
    let left = move |event: leptos::ev::FocusEvent| {
        if let Some(input) = input_of(&event).filter(|input| input.has_attribute(TYPED)) {
            take(&input);
        }
    };
    view! {
        <input
            type=kind
            max=if kind == "date" { "9999-12-31" } else { "9999-12-31T23:59" }
            prop:value=move || shown.get()
            aria-invalid=is_invalid
            aria-describedby=described_by
            on:keydown=pressed
            on:change=changed
            on:blur=left
        />
    }
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
