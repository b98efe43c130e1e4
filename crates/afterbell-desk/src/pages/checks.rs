//! 检查: everything that is found, the worst first, each with its clause and how to mend it.

use afterbell_domain::desk::{DraftEdit, Permission};
use afterbell_domain::policy::{Acknowledgement, Breach};
use afterbell_domain::{Date, Label};
use afterbell_locale::Locale;
use afterbell_locale::text::desk::{checks as say, weight as word};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, EventTarget, HtmlElement};

use super::form::alert;
use super::grid;
use crate::LOCALE;
use crate::app::{section_name, tally};
use crate::desk::{Desk, desk};
use crate::findings::{Cell, Group, Weight};
use crate::route::Section;
use crate::sheet::{Column, Sheet, Spot};
use crate::wording;

/// A list of forty cells is no longer read; the first ones lead to the others.
const CELLS_SHOWN: usize = 6;

pub fn checks() -> impl IntoView {
    let desk = desk();
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet" class:why=move || desk.is_pack_unreadable()>{move || desk.pack_words()}</p>
            <p role="status" tabindex="-1">{move || tally(desk)}</p>
            {finding_list()}
        </main>
    }
}

pub fn finding_list() -> impl IntoView {
    let desk = desk();
    let cells = Memo::new(move |_| {
        let cells = desk.look(|sheet| {
            let all = sheet.all_unread().into_iter();
            let named = all.map(|(spot, _)| {
                let course = sheet.text(Spot { column: 0, ..spot });
                let column = Column::ALL.get(spot.column);
                let column = column.map_or("", |column| wording::column(LOCALE, *column));
                (spot, say::unread_in(LOCALE, column, course))
            });
            named.collect::<Vec<_>>()
        });
        cells.unwrap_or_default()
    });
    let unread = move || {
        let cells = cells.get();
        (!cells.is_empty()).then(|| {
            let links = cells
                .iter()
                .take(CELLS_SHOWN)
                .map(|(spot, name)| jump(desk, *spot, name.clone()))
                .collect_view();
            let hidden = cells.len().saturating_sub(CELLS_SHOWN);
            let more = (hidden > 0)
                .then(|| view! { <span class="quiet">{say::more(LOCALE, hidden)}</span> });
            let title = say::unread(LOCALE, cells.len());
            let word = word::unread(LOCALE);
            view! {
                <li class="finding error">
                    <span class="weight"><i class="flag"></i>{word}</span>
                    <b>{title}</b>
                    <p class="cells">{links}{more}</p>
                </li>
            }
        })
    };
    let keys = Memo::new(move |_| {
        desk.report.with(|report| {
            let keys = report.groups.iter().map(|group| group.key.clone());
            keys.collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="findings">
            {unread}
            <For each=move || keys.get() key=String::clone children=move |key| shown(desk, key) />
        </ul>
    }
}

fn weight_word(locale: Locale, weight: Weight) -> (&'static str, &'static str) {
    match weight {
        Weight::Fault => ("error", word::fault(locale)),
        Weight::Error => ("error", word::error(locale)),
        Weight::Warning => ("warning", word::warning(locale)),
        Weight::Clash => ("clash", word::clash(locale)),
        Weight::Accepted => ("accepted", word::accepted(locale)),
    }
}

/// What one check has found. It stays the same element while its findings come and go, so that
/// nobody loses a reason that is half written because somebody else has edited a cell.
fn shown(desk: Desk, key: String) -> impl IntoView {
    let group = Memo::new(move |_| {
        desk.report.with(|report| {
            let mut groups = report.groups.iter();
            groups.find(|group| group.key == key).cloned()
        })
    });
    let of = move |at: fn(&Group) -> AnyView| {
        group.with(|group| group.as_ref().map(at).unwrap_or_else(|| ().into_any()))
    };
    let words = Memo::new(move |_| {
        let weight = group.with(|group| group.as_ref().map(|group| group.weight));
        weight.map_or(("", ""), |weight| weight_word(LOCALE, weight))
    });
    let cells = Memo::new(move |_| {
        let cells = group.with(|group| group.as_ref().map(|group| group.cells.clone()));
        let cells = cells.unwrap_or_default();
        let hidden = cells.len().saturating_sub(CELLS_SHOWN);
        let shown = cells.iter().take(CELLS_SHOWN);
        let shown: Vec<_> = shown.filter_map(|cell| spot_of(desk, cell)).collect();
        (shown, hidden)
    });
    let links = move || {
        let (shown, hidden) = cells.get();
        let more =
            (hidden > 0).then(|| view! { <span class="quiet">{say::more(LOCALE, hidden)}</span> });
        let links = shown.into_iter().map(|(spot, name)| jump(desk, spot, name));
        (links.collect_view(), more)
    };
    // Once to each page, however much is to be mended there.
    let pages = Memo::new(move |_| {
        let aims = group.with(|group| group.as_ref().map(|group| group.aims.clone()));
        let mut aims = aims.unwrap_or_default();
        aims.dedup_by_key(|aim| aim.place.section());
        aims
    });
    let pages = move || {
        let pages = pages.get().into_iter();
        let pages = pages.map(|aim| {
            let page = aim.place.section();
            let said = say::to_page(LOCALE, section_name(page));
            // The address leads to the page, and this to the first field of it that is concerned.
            let go = move |event: MouseEvent| {
                // In another tab nobody gets there from here.
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    desk.aim.set(Some(aim));
                }
            };
            view! { <a class="to-page" href=page.href() on:click=go>{said}</a> }
        });
        pages.collect_view()
    };
    let decides = Memo::new(move |_| {
        let is_open = group.with(|group| group.as_ref().is_some_and(|it| !it.open.is_empty()));
        is_open && desk.may(Permission::EditDraft)
    });
    view! {
        <li class=move || format!("finding {}", words.get().0)>
            <span class="weight"><i class="flag"></i>{move || words.get().1}</span>
            {move || of(|group| {
                let said = group.said.iter();
                said.map(|said| view! { <b>{said.clone()}</b> }).collect_view().into_any()
            })}
            {move || of(|group| {
                let mend = group.mend.clone();
                mend.map(|mend| view! { <p class="mend">{mend}</p> }).into_any()
            })}
            {move || of(|group| {
                let clause = group.clause.clone();
                clause.map(|clause| view! { <cite>{clause}</cite> }).into_any()
            })}
            {move || of(|group| decisions_told(group).into_any())}
            <p class="cells">{links}{pages}</p>
            {move || decides.get().then(|| acknowledge(desk, group))}
        </li>
    }
}

fn decisions_told(group: &Group) -> impl IntoView + use<> {
    let decided = group.decided.iter().map(|it| {
        let said = say::decided(LOCALE, &it.decided_by, it.decided_on, &it.reason);
        view! { <p class="mend">{said}</p> }
    });
    decided.collect_view()
}

/// Where a cell stands now, with the name of its course.
fn spot_of(desk: Desk, (id, column): &Cell) -> Option<(Spot, String)> {
    desk.consult(|sheet| {
        let row = sheet.row_of(id)?;
        let column = column.index();
        let name = sheet.text(Spot { row, column: 0 });
        Some((Spot { row, column }, name))
    })
    .flatten()
}

/// Leads to the cell, also from another page.
fn jump(desk: Desk, spot: Spot, name: String) -> impl IntoView {
    let go = move |_| {
        if desk.route.get_untracked() == crate::route::Route::Section(Section::Menu) {
            return grid::go_to(desk, spot);
        }
        desk.act(|sheet| sheet.select(spot));
        // The page draws the sheet first.
        if window().location().set_hash(&Section::Menu.href()).is_ok() {
            set_timeout(grid::focus, std::time::Duration::ZERO);
        }
    };
    view! { <button class="link" on:click=go>{say::cell(LOCALE, name, spot.row + 1)}</button> }
}

/// A warning is decided about with a reason. By whom and when is written by the server; until it
/// has answered, it is who sits here, today.
fn acknowledge(desk: Desk, group: Memo<Option<Group>>) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let trouble = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let list = event.target().and_then(|form| List::around(&form));
        let reason: Result<Label, _> = reason.get_untracked().parse();
        let (me, now) = (desk.me.get_untracked(), desk.now());
        let (Ok(reason), Some(me), Some(now)) = (reason, me, now) else {
            return trouble.set(say::no_reason(LOCALE).to_owned());
        };
        let open = group.with_untracked(|group| group.as_ref().map(|group| group.open.clone()));
        let edits = decisions(&open.unwrap_or_default(), &reason, &me.name, now.date());
        desk.act(|sheet: &mut Sheet| sheet.edit(edits));
        // What has been decided about is gone, with the button that had the focus.
        if let Some(list) = list {
            list.go_on();
        }
    };
    view! {
        <details class="acknowledge">
            <summary>{say::acknowledge(LOCALE)}</summary>
            <form class="inline" on:submit=submit>
                <label>{say::reason(LOCALE)}<input maxlength="80" bind:value=reason /></label>
                <button type="submit">{say::confirm(LOCALE)}</button>
                {alert(trouble)}
            </form>
        </details>
    }
}

/// 逐条确认: where in the list of what is to be decided about somebody is.
struct List {
    element: Element,
    at: usize,
}

impl List {
    fn around(form: &EventTarget) -> Option<Self> {
        let fold = form.dyn_ref::<Element>()?.closest(".acknowledge").ok()??;
        let element = fold.closest(".findings").ok()??;
        let is_it = |other: &Element| *other == fold;
        let at = folds(&element).iter().position(is_it)?;
        Some(Self { element, at })
    }

    /// To the next one, or the last that is left; with none left to what is said of all of them.
    fn go_on(self) {
        request_animation_frame(move || {
            let folds = folds(&self.element);
            let next = folds.get(self.at).or_else(|| folds.last());
            let next = next.and_then(|fold| fold.query_selector("summary").ok().flatten());
            let page = || self.element.closest("main, aside").ok().flatten();
            let heading = || page()?.query_selector("[tabindex=\"-1\"]").ok().flatten();
            let next = next.or_else(heading);
            if let Some(next) = next.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                // An element that cannot be focused has just left the page.
                let _ = next.focus();
            }
        });
    }
}

fn folds(list: &Element) -> Vec<Element> {
    let Ok(found) = list.query_selector_all(".acknowledge") else {
        return Vec::new();
    };
    let all = (0..found.length()).filter_map(|at| found.get(at));
    all.filter_map(|node| node.dyn_into().ok()).collect()
}

fn decisions(breaches: &[Breach], reason: &Label, by: &Label, on: Date) -> Vec<DraftEdit> {
    let decision = |breach: &Breach| DraftEdit::Acknowledgement {
        breach: Box::new(breach.clone()),
        before: None,
        after: Some(Box::new(Acknowledgement {
            breach: breach.clone(),
            reason: reason.clone(),
            decided_by: by.clone(),
            decided_on: on,
        })),
    };
    breaches.iter().map(decision).collect()
}
