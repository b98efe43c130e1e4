//! 选课限制: how many courses a child may choose; an empty field is no limit.

use afterbell_domain::Limits;
use afterbell_domain::desk::{MenuCell, set_once_per_term};
use afterbell_locale::text::desk::limits as say;
use leptos::prelude::*;

use super::edit;
use crate::LOCALE;
use crate::desk::Desk;
use crate::pages::form::draft::{act_on, line_field};

pub(super) fn limits(desk: Desk) -> impl IntoView {
    let limits = Memo::new(move |_| desk.draft(|draft| draft.menu.limits).unwrap_or_default());
    let field = move |label: &'static str, of: fn(&mut Limits) -> &mut Option<u8>| {
        let shown = move || {
            let limit = *of(&mut limits.get());
            limit.map_or_else(String::new, |limit| limit.to_string())
        };
        let take = move |text: &str| {
            let limit = match text.trim() {
                "" => None,
                number => {
                    let read = number.parse::<u8>().ok().filter(|limit| *limit > 0);
                    Some(read.ok_or_else(|| say::no_limit(LOCALE).to_owned())?)
                }
            };
            let before = limits.get_untracked();
            let mut after = before;
            *of(&mut after) = limit;
            edit(desk, MenuCell::Limits(before), MenuCell::Limits(after));
            Ok(())
        };
        line_field(label, "number", shown, take)
    };
    let once = Memo::new(move |_| {
        let counted = desk.draft(|draft| {
            let courses = &draft.menu.courses;
            let once = courses.iter().filter(|course| course.once_per_term).count();
            (once, courses.len())
        });
        counted.unwrap_or_default()
    });
    let is_mixed = move || once.with(|(once, all)| *once > 0 && once < all);
    let toggle = move |event| {
        let once = event_target_checked(&event);
        act_on(desk, |draft| set_once_per_term(draft, once));
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p class="quiet">{say::about(LOCALE)}</p>
        <div class="inline">
            {field(say::per_day(LOCALE), |it| &mut it.per_day)}
            {field(say::per_category(LOCALE), |it| &mut it.per_category)}
            {field(say::per_term(LOCALE), |it| &mut it.per_term)}
        </div>
        <label class="box">
            <input
                type="checkbox"
                prop:checked=move || once.with(|(once, all)| once == all)
                prop:indeterminate=is_mixed
                on:change=toggle
            />
            {say::once_per_term(LOCALE)}
        </label>
        <p class="quiet" hidden=move || !is_mixed()>{move || say::once_for_some(LOCALE, once.get().0)}</p>
    }
}
