//! Forms of the draft: each field is kept by itself when it is left, like a cell of the sheet, and what the
//! domain finds in it stands beside it.

use std::sync::atomic::{AtomicU32, Ordering};

use afterbell_domain::desk::{DraftEdit, Permission};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::reading::ReadingError;
use afterbell_import::Column as ImportColumn;
use afterbell_locale::text::desk::{cell, sheet as say};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::{Place, Weight};
use crate::pages::conflicts::conflicts;
use crate::pages::{grid, menu};
use crate::wording;

/// A page of such forms: above them whether they are kept, and the way back.
pub fn draft_page(
    desk: Desk,
    title: &'static str,
    about: &'static str,
    forms: impl IntoView,
) -> impl IntoView {
    let is_locked = move || !desk.may(Permission::EditDraft);
    let undo_off =
        move || is_locked() || !desk.look(crate::sheet::Sheet::can_undo).unwrap_or(false);
    let redo_off =
        move || is_locked() || !desk.look(crate::sheet::Sheet::can_redo).unwrap_or(false);
    // Wherever the focus is: after a link or a button that is gone it is nowhere.
    let listening = window_event_listener(ev::keydown, move |event| keys(desk, &event));
    on_cleanup(move || listening.remove());
    view! {
        <main class="page forms">
            <div class="top">
                <h1>{title}<small role="status">{move || menu::saving(desk)}</small></h1>
                <p class="told" role="status">{move || desk.told.get()}</p>
                <div class="tools" role="toolbar" aria-label=say::tools(LOCALE)>
                    <button disabled=undo_off on:click=move |_| grid::undo(desk)>{say::undo(LOCALE)}</button>
                    <button disabled=redo_off on:click=move |_| grid::redo(desk)>{say::redo(LOCALE)}</button>
                </div>
            </div>
            {conflicts()}
            <p class="quiet">{about}</p>
            <fieldset class="bare" disabled=is_locked>{forms}</fieldset>
        </main>
    }
}

/// Ctrl+Z and Ctrl+Y, as in the sheet, unless letters of a field that is being written are to be taken back.
fn keys(desk: Desk, event: &ev::KeyboardEvent) {
    let target = event.target();
    let field = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if !field.is_some_and(|field| field.has_attribute(TYPED)) {
        undo_keys(desk, event);
    }
}

pub fn undo_keys(desk: Desk, event: &ev::KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || !desk.may(Permission::EditDraft) {
        return;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("z" | "Z", false) => grid::undo(desk),
        ("y" | "Y", _) | ("z" | "Z", true) => grid::redo(desk),
        _ => return,
    }
    event.prevent_default();
}

/// Whether a field is being written; what its keys do is then its own.
pub const TYPED: &str = "data-typed";

pub fn mark_typed(field: &Element, is_typed: bool) {
    // An attribute that has a name is never refused.
    let _ = match is_typed {
        true => field.set_attribute(TYPED, ""),
        false => field.remove_attribute(TYPED),
    };
}

/// Whether an event is one of a field that goes on being written: a date, part by part.
pub fn is_being_typed(event: &ev::Event) -> bool {
    let field = event.target();
    let field = field.and_then(|it| it.dyn_into::<Element>().ok());
    field.is_some_and(|field| field.has_attribute(TYPED))
}

/// Makes edits that follow from the draft as it stands, as one step.
pub fn act_on(desk: Desk, edits: impl FnOnce(&MenuDraft) -> Vec<DraftEdit>) {
    let edits = desk.draft(edits).unwrap_or_default();
    if !edits.is_empty() {
        desk.told.set(String::new());
        desk.act(|sheet| sheet.edit(edits));
    }
}

/// What is found at a place, in the words that the list of findings has.
pub fn found(desk: Desk, at: impl Fn() -> Option<Place> + Send + Sync + 'static) -> impl IntoView {
    let said = Memo::new(move |_| {
        desk.report.with(|report| {
            let remark = at().and_then(|at| report.places.get(&at));
            remark.map(|remark| (remark.weight, remark.said.clone()))
        })
    });
    move || {
        said.get().map(|(weight, said)| {
            let class = match weight {
                Weight::Fault | Weight::Error => "why beside",
                Weight::Warning | Weight::Clash => "beside open",
                Weight::Accepted => "beside quiet",
            };
            let said = said.into_iter();
            let said = said
                .map(|said| view! { <p class=class><i class="flag"></i>{said}</p> })
                .collect_view();
            view! { <div class=class_of(weight)>{said}</div> }
        })
    }
}

fn class_of(weight: Weight) -> &'static str {
    match weight {
        Weight::Fault | Weight::Error => "error",
        Weight::Warning => "warning",
        Weight::Clash => "clash",
        Weight::Accepted => "accepted",
    }
}

/// A field of text, read as an office writes it. What cannot be read stays in it, with the reason beside it;
/// the draft keeps what it has.
pub fn line_field(
    label: &'static str,
    class: &'static str,
    value: impl Fn() -> String + Send + Sync + 'static,
    take: impl Fn(&str) -> Result<(), String> + 'static,
) -> impl IntoView {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let id = format!("why-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let value = Memo::new(move |_| value());
    let trouble = RwSignal::new(String::new());
    let is_typed = RwSignal::new(false);
    let change = move |event: ev::Event| {
        is_typed.set(false);
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        match take(&input.value()) {
            Ok(()) => {
                trouble.set(String::new());
                // In the words it is always said in, also when they mean what stood there.
                input.set_value(&value.get_untracked());
            }
            Err(why) => trouble.set(why),
        }
    };
    // Somebody's other value, or one taken back, stands where something could not be read.
    Effect::new(move |_| {
        value.track();
        trouble.set(String::new());
    });
    let is_invalid = move || (!trouble.with(String::is_empty)).then_some("true");
    view! {
        <div class=["line-field ", class].concat()>
            <label>
                {label}
                <input
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="80"
                    prop:value=move || value.get()
                    data-typed=move || is_typed.get().then_some("")
                    aria-invalid=is_invalid
                    aria-describedby=id.clone()
                    on:input=move |_| is_typed.set(true)
                    on:change=change
                />
            </label>
            <p class="why" id=id role="alert">{move || trouble.get()}</p>
        </div>
    }
}

/// A choice among several, each with its own word.
pub fn choice_field<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    all: Vec<(T, &'static str)>,
    value: impl Fn() -> Option<T> + Send + Sync + 'static,
    take: impl Fn(T) + 'static,
) -> impl IntoView {
    let value = Memo::new(move |_| value());
    let options = all.iter().enumerate().map(|(at, (one, word))| {
        let one = *one;
        view! {
            <option value=at.to_string() prop:selected=move || value.get() == Some(one)>{*word}</option>
        }
    });
    let options = options.collect_view();
    let change = move |event: ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some((one, _)) = at.and_then(|at| all.get(at)) {
            take(*one);
        }
    };
    view! {
        <label>{label}<select on:change=change>{options}</select></label>
    }
}

/// Why a field cannot be read, and what could stand there, in the words that an import has.
pub fn unread(column: ImportColumn, accepted: &str, error: &ReadingError) -> String {
    cell::why(LOCALE, accepted, wording::unread_as(LOCALE, column, error))
}
