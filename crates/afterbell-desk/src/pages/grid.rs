//! The sheet on the screen. One text field lies over the cell at the cursor and always has the
//! focus, so that a Chinese input method can begin a word in a cell that is not being edited yet.

mod keys;
mod row;
mod rows;

use afterbell_domain::desk::Permission;
use afterbell_locale::text::desk::sheet as say;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, HtmlElement, MouseEvent};

use crate::desk::{Desk, desk};
use crate::sheet::{Column, Sheet, Spot};
use crate::{LOCALE, wording};
use rows::Rows;

const ENTRY: &str = "entry";

pub fn grid() -> impl IntoView {
    let desk = desk();
    let rows = Memo::new(move |_| desk.consult(Sheet::rows).unwrap_or_default());
    let shown = Rows::of(desk);
    let entry = NodeRef::<html::Input>::new();
    // Set by Escape: the next Tab leaves the sheet instead of going through it.
    let leaving = StoredValue::new(false);
    let text = move || {
        let text = desk.look(|sheet| sheet.entry().map(|entry| entry.text.clone()));
        text.flatten().unwrap_or_default()
    };
    let is_editing = move || desk.look(|sheet| sheet.entry().is_some()) == Some(true);
    Effect::new(move |_| {
        desk.look(|_| ());
        // What is found moves the remark, which has to fit where it stands.
        desk.report.track();
        if let Some(input) = entry.get() {
            request_animation_frame(move || place(&input));
        }
    });
    let head = Column::ALL
        .into_iter()
        .zip(2..)
        .map(|(column, number)| {
            let name = wording::column(LOCALE, column);
            let mark = Memo::new(move |_| row::column_mark(desk, column));
            let class = move || {
                let (class, _) = mark.get().unwrap_or_default();
                format!("column-{} {class}", slug(column))
            };
            view! {
                <th role="columnheader" aria-colindex=number class=class>
                    {name}
                    {move || mark.get().map(|(_, word)| row::flag(word))}
                </th>
            }
        })
        .collect_view();
    let pointing = move |event: MouseEvent, act: fn(&mut Sheet, Spot)| {
        if let Some(spot) = spot_of(&event) {
            desk.act(|sheet| act(sheet, spot));
            focus();
        }
    };
    view! {
        <div class="sheet">
            <table
                role="grid"
                aria-label=say::label(LOCALE)
                aria-rowcount=move || rows.get() + 1
                aria-colcount={Column::ALL.len() + 1}
                aria-multiselectable="true"
                aria-readonly=move || (!desk.may(Permission::EditDraft)).to_string()
                on:mousedown=move |event| {
                    event.prevent_default();
                    let reaches = event.shift_key();
                    pointing(event, if reaches { Sheet::reach_to } else { Sheet::select });
                }
                on:mousemove=move |event| {
                    if event.buttons() == 1 && !is_editing() {
                        pointing(event, Sheet::reach_to);
                    }
                }
                on:dblclick=move |_| {
                    if desk.may(Permission::EditDraft) {
                        desk.act(Sheet::begin_with_content);
                    }
                }
            >
                <thead>
                    <tr role="row" aria-rowindex="1">
                        <th role="columnheader" aria-colindex="1" class="number">{say::row(LOCALE)}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || 0..rows.get() key=|row| *row children=move |at| shown.view(at) />
                </tbody>
            </table>
            <input
                node_ref=entry
                id=ENTRY
                class="entry"
                class:editing=is_editing
                autocomplete="off"
                spellcheck="false"
                aria-label=say::entry(LOCALE)
                aria-activedescendant=move || desk.look(|sheet| row::cell_id(sheet.selection().cursor))
                aria-describedby="cell-remark"
                readonly=move || !desk.may(Permission::EditDraft)
                prop:value=text
                on:keydown=move |event| keys::pressed(desk, leaving, &event)
                on:input=move |event| typed(desk, event_target_value(&event))
                on:copy=move |event| copied(desk, &event, false)
                on:cut=move |event| copied(desk, &event, true)
                on:paste=move |event| pasted(desk, &event)
                on:blur=move |_| { desk.act(Sheet::commit); }
            />
            {remark(desk)}
        </div>
    }
}

/// What is said of the cell at the cursor, below it.
fn remark(desk: Desk) -> impl IntoView {
    let said = Memo::new(move |_| {
        let said = desk.report.with(|report| {
            desk.look(|sheet| {
                let cursor = sheet.selection().cursor;
                let mut said = row::cell(sheet, report, cursor).said;
                let column = Column::at(cursor.column);
                let whole = column.and_then(|column| report.columns.get(&column));
                said.extend(whole.into_iter().flat_map(|found| found.said.clone()));
                said
            })
        });
        said.unwrap_or_default()
    });
    let lines = move || {
        said.get()
            .into_iter()
            .map(|line| view! { <span class="line">{line}</span> })
            .collect_view()
    };
    view! {
        <p id="cell-remark" class="remark" hidden=move || said.with(Vec::is_empty)>{lines}</p>
    }
}

fn typed(desk: Desk, text: String) {
    if !desk.may(Permission::EditDraft) {
        return;
    }
    desk.act(|sheet| match sheet.entry() {
        Some(_) => sheet.type_text(text),
        None => sheet.begin(text),
    });
}

fn copied(desk: Desk, event: &ev::Event, cut: bool) {
    let is_editing = desk.act(|sheet| sheet.entry().is_some()) == Some(true);
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    let (false, Some(data)) = (is_editing, data) else {
        return;
    };
    event.prevent_default();
    let text = desk.act(|sheet| sheet.copy()).unwrap_or_default();
    if data.set_data("text/plain", &text).is_ok() && cut && desk.may(Permission::EditDraft) {
        desk.act(Sheet::clear);
    }
}

fn pasted(desk: Desk, event: &ev::Event) {
    let is_editing = desk.act(|sheet| sheet.entry().is_some()) == Some(true);
    let data = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    let (false, true, Some(text)) = (is_editing, desk.may(Permission::EditDraft), text) else {
        return;
    };
    event.prevent_default();
    if let Some(pasted) = desk.act(|sheet| sheet.paste(&text)) {
        let mut told = say::pasted(LOCALE, pasted.rows);
        if pasted.unread > 0 {
            told.push_str(&say::pasted_unread(LOCALE, pasted.unread));
        }
        if pasted.left_out > 0 {
            told.push_str(&say::pasted_left_out(LOCALE, pasted.left_out));
        }
        desk.told.set(told);
    }
}

pub fn undo(desk: Desk) {
    tell_of(desk, desk.act(Sheet::undo));
}

pub fn redo(desk: Desk) {
    tell_of(desk, desk.act(Sheet::redo));
}

fn tell_of(desk: Desk, is_whole: Option<bool>) {
    let told = match is_whole {
        Some(false) => say::partly(LOCALE),
        _ => "",
    };
    desk.told.set(told.to_owned());
    focus();
}

/// Goes to a cell, from wherever the clerk is on this page.
pub fn go_to(desk: Desk, spot: Spot) {
    desk.act(|sheet| sheet.select(spot));
    focus();
}

pub fn focus() {
    let entry = document().get_element_by_id(ENTRY);
    if let Some(entry) = entry.and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot be focused has just left the page.
        let _ = entry.focus_with_options(&options);
    }
}

/// Puts the field over the cell at the cursor, and brings both into sight.
fn place(input: &web_sys::HtmlInputElement) {
    let Some(id) = input.get_attribute("aria-activedescendant") else {
        return;
    };
    let cell = document().get_element_by_id(&id);
    let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let style = (**input).style();
    for (property, pixels) in [
        ("left", cell.offset_left()),
        ("top", cell.offset_top()),
        ("width", cell.offset_width()),
        ("height", cell.offset_height()),
    ] {
        // Only a property that does not exist is refused.
        let _ = style.set_property(property, &format!("{pixels}px"));
    }
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    cell.scroll_into_view_with_scroll_into_view_options(&options);
    place_remark(&cell);
}

/// Below the cell, and above it where there is no room; within what is in sight of the sheet.
fn place_remark(cell: &HtmlElement) {
    let remark = document().get_element_by_id("cell-remark");
    let remark = remark.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let sheet = cell.closest(".sheet").ok().flatten();
    let (Some(remark), Some(sheet)) = (remark, sheet) else {
        return;
    };
    const MARGIN: i32 = 8;
    let right = sheet.scroll_left() + sheet.client_width() - MARGIN;
    let bottom = sheet.scroll_top() + sheet.client_height();
    let (width, height) = (remark.offset_width(), remark.offset_height());
    let left = cell.offset_left().min(right - width);
    let below = cell.offset_top() + cell.offset_height();
    let top = match below + height + MARGIN > bottom {
        true => cell.offset_top() - height - MARGIN,
        false => below,
    };
    for (property, pixels) in [("left", left), ("top", top)] {
        // Only a property that does not exist is refused.
        let _ = remark
            .style()
            .set_property(property, &format!("{pixels}px"));
    }
}

fn spot_of(event: &MouseEvent) -> Option<Spot> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let cell = target.closest("td[id]").ok()??;
    row::spot_of_id(&cell.id())
}

pub fn slug(column: Column) -> &'static str {
    match column {
        Column::Course => "course",
        Column::Category => "category",
        Column::Grades => "grades",
        Column::Times => "times",
        Column::Room => "room",
        Column::Teachers => "teachers",
        Column::Provider => "provider",
        Column::Places => "places",
        Column::Minimum => "minimum",
        Column::Fee => "fee",
        Column::Audition => "audition",
        Column::Remark => "remark",
        Column::Reserved => "reserved",
        Column::Prerequisite => "prerequisite",
        Column::Content => "content",
        Column::Series => "series",
        Column::ForGifted => "for-gifted",
        Column::Form => "form",
        Column::Level => "level",
        Column::Activities => "activities",
    }
}
