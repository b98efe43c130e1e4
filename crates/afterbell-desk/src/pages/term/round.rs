//! 选课轮次: how places are given out, and when.

use afterbell_domain::desk::{MenuCell, set_minimum};
use afterbell_domain::{SelectionMode, SelectionRound, reading};
use afterbell_import::Column;
use afterbell_locale::text::desk::round as say;
use afterbell_locale::text::import::accepted;
use afterbell_policy::wording::mode;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::edit;
use super::windows::windows;
use crate::LOCALE;
use crate::desk::Desk;
use crate::findings::Place;
use crate::pages::form::aim::mark;
use crate::pages::form::alert;
use crate::pages::form::draft::{act_on, choice_field, found, line_field, unread};

pub(super) fn edit_round(desk: Desk, change: impl FnOnce(&mut SelectionRound)) {
    let Some(before) = desk.draft(|draft| draft.menu.round.clone()) else {
        return;
    };
    let mut after = before.clone();
    change(&mut after);
    edit(desk, MenuCell::Round(before), MenuCell::Round(after));
}

pub(super) fn round(desk: Desk) -> impl IntoView {
    let round = Memo::new(move |_| desk.draft(|draft| draft.menu.round.clone()));
    let modes = [
        SelectionMode::FirstCome,
        SelectionMode::Wishes,
        SelectionMode::Lottery,
    ];
    let modes = modes.map(|it| (it, mode(LOCALE, it))).into();
    let chosen = move || round.with(|round| round.as_ref().map(|round| round.mode));
    let about = move || match chosen() {
        Some(SelectionMode::Wishes) => say::wishes(LOCALE),
        Some(SelectionMode::Lottery) => say::lottery(LOCALE),
        _ => say::first_come(LOCALE),
    };
    let minutes = move || round.with(|round| round.as_ref()?.opening_pool_minutes);
    // A pool that a drawn round was left with can still be taken away.
    let has_pool =
        Memo::new(move |_| minutes().is_some() || chosen() == Some(SelectionMode::FirstCome));
    let shown = move || minutes().map_or_else(String::new, |minutes| minutes.to_string());
    let take_minutes = move |text: &str| {
        let minutes = match text.trim() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| say::no_minutes(LOCALE).to_owned())?,
            ),
        };
        edit_round(desk, |round| round.opening_pool_minutes = minutes);
        Ok(())
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <div class="inline">
            <div data-place=mark(Place::Mode)>
                {choice_field(say::mode(LOCALE), modes, chosen, move |mode| edit_round(desk, |round| round.mode = mode))}
            </div>
            <div data-place=mark(Place::Pool)>{move || has_pool.get().then(|| line_field(say::pool(LOCALE), "number", shown, take_minutes))}</div>
        </div>
        <p class="quiet">{about}</p>
        {found(desk, || Some(Place::Mode))}
        {found(desk, || Some(Place::Pool))}
        {windows(desk)}
        {minimum(desk)}
    }
}

/// 开班人数 for all courses that have none; the sheet has it course by course.
fn minimum(desk: Desk) -> impl IntoView {
    let without = Memo::new(move |_| {
        let without = desk.draft(|draft| {
            let offerings = draft.menu.offerings.iter();
            offerings.filter(|it| it.minimum.is_none()).count()
        });
        without.unwrap_or_default()
    });
    let least = RwSignal::new(String::new());
    let trouble = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let read = reading::minimum(&least.get_untracked());
        let least_now = match read {
            Ok(Some(least)) => least,
            Ok(None) => return trouble.set(accepted::minimum(LOCALE).to_owned()),
            Err(error) => {
                let why = unread(Column::Minimum, accepted::minimum(LOCALE), &error);
                return trouble.set(why);
            }
        };
        trouble.set(String::new());
        let before = without.get_untracked();
        act_on(desk, |draft| set_minimum(draft, least_now));
        let left = without.get_untracked();
        desk.told
            .set(say::minimum_set(LOCALE, before - left.min(before), left));
        least.set(String::new());
    };
    view! {
        <h3>{say::minimum(LOCALE)}</h3>
        <p class="quiet">{say::minimum_about(LOCALE)}</p>
        <form class="inline" hidden=move || without.get() == 0 on:submit=submit>
            <label>{move || say::minimum_for(LOCALE, without.get())}<input size="6" autocomplete="off" bind:value=least /></label>
            <button type="submit">{say::set_minimum(LOCALE)}</button>
            {alert(trouble)}
        </form>
        <p class="quiet" hidden=move || without.get() != 0>{say::minimum_everywhere(LOCALE)}</p>
    }
}
