//! 换学期: what becomes of the term that holds, and whether that is meant.

use afterbell_domain::desk::{TermChange, TermDays, TermStep};
use afterbell_locale::format;
use afterbell_locale::text::desk::publish as say;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

/// It stays while it is ticked, so that it can be taken back.
pub(super) fn term(page: Page) -> impl IntoView {
    let change = Memo::new(move |_| page.told(|told| told.term.clone()));
    // What was confirmed of one change holds for no other that comes later.
    Effect::new(move |_| {
        if change.with(Option::is_none) && page.term.get_untracked().is_some() {
            page.term.set(None);
        }
    });
    move || change.get().map(|change| asked(page, &change))
}

fn asked(page: Page, change: &TermChange) -> impl IntoView + use<> {
    let step = change.step;
    let (title, confirm) = match step {
        TermStep::Begins => (say::term_title(LOCALE), say::term_confirm(LOCALE)),
        TermStep::Moves => (
            say::term_moves_title(LOCALE),
            say::term_moves_confirm(LOCALE),
        ),
    };
    let told = words(change);
    let last_day = change.from.last_day;
    let cut_short = change
        .cuts_short
        .then(|| say::term_cut_short(LOCALE, format::date(LOCALE, last_day)));
    let is_asked_for = move || page.term.get() == Some(step);
    view! {
        <h2>{title}</h2>
        <p>{told}</p>
        {cut_short.map(|said| view! { <p class="why">{said}</p> })}
        <label class="decide">
            <input
                type="checkbox"
                prop:checked=is_asked_for
                on:change=move |event| {
                    let is_ticked = event_target_checked(&event);
                    page.term.set(is_ticked.then_some(step));
                }
            />
            {confirm}
        </label>
    }
}

fn words(change: &TermChange) -> String {
    let TermChange { from, to, .. } = change;
    match change.step {
        TermStep::Moves => say::term_moves(LOCALE, days(from), days(to)),
        TermStep::Begins => say::term_begins(
            LOCALE,
            change.care_days,
            change.children,
            days(from),
            change.places,
            days(to),
        ),
    }
}

fn days(term: &TermDays) -> String {
    // With their year: that is what is wrong most often.
    say::term_days(LOCALE, term.first_day, term.last_day, &term.name)
}
