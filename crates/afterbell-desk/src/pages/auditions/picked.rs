//! 入选名单: an order that is made with keys, with buttons and with the mouse; all are one move.

use afterbell_domain::StudentId;
use afterbell_domain::desk::AuditionChild;
use afterbell_locale::text::desk::auditions as say;
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::html::Li;
use leptos::prelude::*;

use super::Page;
use super::children::about;
use crate::LOCALE;

pub(super) fn picked(page: Page) -> impl IntoView {
    let choosing = page.desk.choosing;
    let rows = Memo::new(move |_| {
        let audition = page.audition();
        audition.map_or_else(Vec::new, |it| {
            choosing.with(|choosing| choosing.sorted(&it).picked)
        })
    });
    let dragged: RwSignal<Option<StudentId>> = RwSignal::new(None);
    let children = move |child: AuditionChild| row(page, rows, dragged, child);
    let count = move || rows.with(Vec::len);
    let places = move || page.audition().map_or(0, |it| usize::from(it.places));
    let heading = move || say::picked(LOCALE, count(), places());
    view! {
        <section aria-labelledby="picked-heading">
            <h3 id="picked-heading">{heading}</h3>
            <p class="quiet">{move || match count() {
                0 => say::nobody_picked(LOCALE),
                _ => say::keys(LOCALE),
            }}</p>
            <ol class="ranking">
                <For each=move || rows.get() key=|child| child.student.clone() children=children />
            </ol>
        </section>
    }
}

fn row(
    page: Page,
    rows: Memo<Vec<AuditionChild>>,
    dragged: RwSignal<Option<StudentId>>,
    child: AuditionChild,
) -> impl IntoView {
    let node = NodeRef::<Li>::new();
    let id = StoredValue::new(child.student.clone());
    let name = StoredValue::new(child.name.to_string());
    let place = Memo::new(move |_| {
        let position = |rows: &Vec<AuditionChild>| {
            id.with_value(|id| rows.iter().position(|it| it.student == *id))
        };
        rows.with(position)
    });
    let last = Memo::new(move |_| rows.with(Vec::len).saturating_sub(1));
    let move_to = move |to: usize| {
        page.edit(|choice| {
            choice.move_to(&id.get_value(), to);
        });
        let told = say::moved(LOCALE, name.get_value(), to + 1);
        page.told.set(told);
        // A row that is moved in the document loses the focus.
        request_animation_frame(move || {
            if let Some(row) = node.get_untracked() {
                let _ = row.focus();
            }
        });
    };
    let by = move |steps: isize| {
        let Some(at) = place.get_untracked() else {
            return;
        };
        let to = at.saturating_add_signed(steps).min(last.get_untracked());
        if to != at {
            move_to(to);
        }
    };
    let take_out = move || {
        page.edit(|choice| choice.undecide(&id.get_value()));
        page.told.set(say::taken_out(LOCALE, name.get_value()));
    };
    let key = move |event: KeyboardEvent| {
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowUp", true) => by(-1),
            ("ArrowDown", true) => by(1),
            ("ArrowUp", false) => neighbour(node, true),
            ("ArrowDown", false) => neighbour(node, false),
            ("Delete", _) => {
                neighbour(node, false);
                take_out();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let start = move |event: DragEvent| {
        dragged.set(Some(id.get_value()));
        // Without anything in it one engine drags nothing.
        if let Some(carried) = event.data_transfer() {
            let _ = carried.set_data("text/plain", "");
        }
    };
    let over = move |event: DragEvent| {
        if dragged.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        let (Some(carried), Some(to)) = (dragged.get_untracked(), place.get_untracked()) else {
            return;
        };
        dragged.set(None);
        page.edit(|choice| {
            choice.move_to(&carried, to);
        });
    };
    let is_dragged = move || id.with_value(|id| dragged.with(|it| it.as_ref() == Some(id)));
    view! {
        <li
            node_ref=node tabindex="0" draggable="true" class:dragged=is_dragged
            on:keydown=key on:dragstart=start on:dragover=over on:drop=drop
            on:dragend=move |_| dragged.set(None)
        >
            <span class="rank">{move || place.get().map(|at| at + 1)}</span>
            <span class="child">{about(&child)}</span>
            <span class="acts">
                <button aria-label=say::up_of(LOCALE, &child.name) disabled=move || place.get() == Some(0) on:click=move |_| by(-1)>"↑"</button>
                <button aria-label=say::down_of(LOCALE, &child.name) disabled=move || place.get() == Some(last.get()) on:click=move |_| by(1)>"↓"</button>
                <button on:click=move |_| take_out()>{say::take_out(LOCALE)}</button>
            </span>
        </li>
    }
}

/// The row above or below takes the focus.
fn neighbour(node: NodeRef<Li>, above: bool) {
    let Some(row) = node.get_untracked() else {
        return;
    };
    let next = match above {
        true => row.previous_element_sibling(),
        false => row
            .next_element_sibling()
            .or_else(|| row.previous_element_sibling()),
    };
    let next = next.and_then(|it| {
        use leptos::wasm_bindgen::JsCast as _;
        it.dyn_into::<web_sys::HtmlElement>().ok()
    });
    if let Some(next) = next {
        let _ = next.focus();
    }
}
