//! 菜单: the sheet, what is found in it beside it, and what is going on in one line.

use afterbell_domain::desk::Permission;
use afterbell_locale::text::desk::sheet as say;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::checks::finding_list;
use super::conflicts::conflicts;
use super::form::draft::undo_keys;
use super::grid;
use crate::LOCALE;
use crate::app::tally;
use crate::desk::{Desk, Saving, desk};

pub fn menu() -> impl IntoView {
    let desk = desk();
    let count = move || {
        desk.draft(|draft| draft.menu.offerings.len())
            .unwrap_or_default()
    };
    let term = move || desk.draft(|draft| draft.menu.term.name.to_string());
    let places = move || {
        let sum = desk.draft(|draft| {
            let places = draft.menu.offerings.iter().map(|it| u32::from(it.places));
            places.sum::<u32>()
        });
        say::places(LOCALE, sum.unwrap_or_default())
    };
    // Wherever on this page the focus is: after a link from another one it is not in the sheet.
    let listening = window_event_listener(ev::keydown, move |event| keys(desk, &event));
    on_cleanup(move || listening.remove());
    view! {
        <main class="work">
            <div class="top">
                <h1>{term}<small role="status">{move || saving(desk)}</small></h1>
                {toolbar(desk)}
                <a class="button" href="#/preview">{say::preview(LOCALE)}</a>
                {move || desk.may(Permission::Publish).then(|| view! {
                    <a class="button go" href="#/publish">{say::publish(LOCALE)}</a>
                })}
            </div>
            {conflicts()}
            {grid::grid()}
            <div class="foot">
                <span>{move || say::count(LOCALE, count())}</span>
                <span>{places}</span>
                <span class="told" role="status">{move || desk.told.get()}</span>
                <span class="keys">{say::keys(LOCALE)}</span>
            </div>
        </main>
        <aside aria-label=say::findings(LOCALE)>
            <h2 tabindex="-1">{move || tally(desk)}</h2>
            <p class:why=move || desk.is_pack_unreadable()>{move || desk.pack_words()}</p>
            {finding_list()}
        </aside>
    }
}

/// Ctrl+Z and Ctrl+Y outside the sheet, which has keys of its own, as any field has.
fn keys(desk: Desk, event: &ev::KeyboardEvent) {
    let target = event.target();
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    let is_field = element.is_some_and(|it| it.matches("input, textarea, select") == Ok(true));
    if !is_field {
        undo_keys(desk, event);
    }
}

fn toolbar(desk: Desk) -> impl IntoView {
    let locked = move || !desk.may(Permission::EditDraft);
    let undo_off = move || locked() || !desk.look(crate::sheet::Sheet::can_undo).unwrap_or(false);
    let redo_off = move || locked() || !desk.look(crate::sheet::Sheet::can_redo).unwrap_or(false);
    view! {
        <div class="tools" role="toolbar" aria-label=say::tools(LOCALE)>
            <button disabled=undo_off on:click=move |_| grid::undo(desk)>{say::undo(LOCALE)}</button>
            <button disabled=redo_off on:click=move |_| grid::redo(desk)>{say::redo(LOCALE)}</button>
            <button disabled=locked on:click=move |_| {
                desk.act(crate::sheet::Sheet::insert_row_here);
                grid::focus();
            }>{say::insert(LOCALE)}</button>
            <button disabled=locked on:click=move |_| {
                desk.act(crate::sheet::Sheet::remove_rows);
                desk.told.set(say::removed(LOCALE).to_owned());
                grid::focus();
            }>{say::remove(LOCALE)}</button>
        </div>
    }
}

pub fn saving(desk: Desk) -> String {
    let state = match desk.saving.get() {
        _ if !desk.may(Permission::EditDraft) => say::read_only(LOCALE),
        Saving::Kept => say::kept(LOCALE),
        Saving::Sending => say::sending(LOCALE),
        Saving::Waiting => say::waiting(LOCALE),
        Saving::Refused => say::refused(LOCALE),
    };
    match desk.others.get() {
        Some(other) => say::with_other(LOCALE, other, state),
        None => state.to_owned(),
    }
}
