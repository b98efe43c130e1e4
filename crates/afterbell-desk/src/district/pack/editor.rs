use std::collections::BTreeSet;

use afterbell_domain::district::PackLineProblem;
use afterbell_locale::text::district::pack as say;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;
use crate::district::{line_bounds, number_of_lines};

/// The text with the numbers of its lines; those that are wrong are marked, and named below.
pub(super) fn editor(page: Page) -> impl IntoView {
    let field: NodeRef<Textarea> = NodeRef::new();
    let gutter: NodeRef<Div> = NodeRef::new();
    let problems = Memo::new(move |_| page.trial().map(|it| it.problems).unwrap_or_default());
    let wrong = Memo::new(move |_| {
        let problems = problems.get();
        let lines = problems
            .iter()
            .filter_map(|it| usize::try_from(it.line?).ok());
        lines.collect::<BTreeSet<_>>()
    });
    let count = Memo::new(move |_| page.text.with(|text| number_of_lines(text)));
    let numbers = move || {
        let wrong = wrong.get();
        let numbers = (1..=count.get()).map(|number| {
            let class = if wrong.contains(&number) { "wrong" } else { "" };
            view! { <span class=class>{number}</span> }
        });
        numbers.collect_view()
    };
    // The numbers stand beside their lines wherever the text is scrolled to.
    let follow = move |_| {
        if let (Some(field), Some(gutter)) = (field.get_untracked(), gutter.get_untracked()) {
            gutter.set_scroll_top(field.scroll_top());
        }
    };
    let list = move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let rows = problems.iter().map(|problem| shown(page, field, problem));
            view! { <ul class="findings" id="pack-problems">{rows.collect_view()}</ul> }
        })
    };
    let described = move || problems.with(|it| (!it.is_empty()).then_some("pack-problems"));
    let invalid = move || problems.with(|it| (!it.is_empty()).then_some("true"));
    view! {
        <label class="label" for="pack-text">{say::text(LOCALE)}</label>
        <div class="lined">
            <div class="gutter" aria-hidden="true" node_ref=gutter>{numbers}</div>
            <textarea
                id="pack-text"
                spellcheck="false"
                autocomplete="off"
                wrap="off"
                node_ref=field
                aria-invalid=invalid
                aria-describedby=described
                bind:value=page.text
                on:scroll=follow
            ></textarea>
        </div>
        {list}
    }
}

fn shown(page: Page, field: NodeRef<Textarea>, problem: &PackLineProblem) -> impl IntoView + use<> {
    let place = match problem.line {
        Some(line) => {
            let go = move |_| jump(page, field, line);
            let word = say::line(LOCALE, line);
            view! { <button class="link" on:click=go>{word}</button> }.into_any()
        }
        None => view! { <span class="weight">{say::whole(LOCALE)}</span> }.into_any(),
    };
    view! { <li class="finding error">{place}<b>{problem.words.clone()}</b></li> }
}

/// Selects the line and brings it into sight.
fn jump(page: Page, field: NodeRef<Textarea>, line: u32) {
    let Some(field) = field.get_untracked() else {
        return;
    };
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    let (bounds, lines) = page
        .text
        .with_untracked(|text| (line_bounds(text, line), number_of_lines(text)));
    let _ = field.focus();
    let _ = field.set_selection_range(bounds.0, bounds.1);
    let height = field.scroll_height() / i32::try_from(lines).unwrap_or(1).max(1);
    let above = i32::try_from(line.saturating_sub(4)).unwrap_or(0);
    field.set_scroll_top(height.saturating_mul(above));
}
