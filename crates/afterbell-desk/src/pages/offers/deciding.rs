//! The office: what teachers propose, what becomes of it, and when they have time.

use afterbell_domain::Label;
use afterbell_domain::desk::{DeclineProposal, ProposalState, ProposalView, TakeProposalOver};
use afterbell_locale::text::desk::offers as say;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Page, facts, key, state, times};
use crate::LOCALE;
use crate::desk::new_identifier;
use crate::pages::form::begin_in;
use crate::server;

/// The heading over what is open.
const OPEN: &str = "open-proposals";

pub(super) fn deciding(page: Page) -> impl IntoView {
    let of_state = move |is_open: bool| {
        page.view.with(|view| {
            let all = view.iter().flat_map(|view| &view.proposals);
            let some = all.filter(|it| (it.state == ProposalState::Open) == is_open);
            some.cloned().collect::<Vec<_>>()
        })
    };
    let nothing_open =
        Memo::new(move |_| page.view.with(Option::is_some) && of_state(true).is_empty());
    let decided = move || {
        let mut decided = of_state(false);
        decided.reverse();
        decided
    };
    let has_decided = Memo::new(move |_| !of_state(false).is_empty());
    let free = move || {
        page.view.with(|view| {
            let all = view.iter().flat_map(|view| &view.free_times);
            let rows = all.map(|it| {
                let printed = match it.times.is_empty() {
                    true => say::never_free(LOCALE).to_owned(),
                    false => times::print(&it.times),
                };
                view! { <tr><th scope="row">{it.teacher.to_string()}</th><td>{printed}</td></tr> }
            });
            rows.collect_view()
        })
    };
    // Before the answer nothing is known of anybody's times.
    let no_times = Memo::new(move |_| {
        page.view
            .with(|it| it.as_ref().is_some_and(|it| it.free_times.is_empty()))
    });
    let has_times = Memo::new(move |_| {
        page.view
            .with(|it| it.as_ref().is_some_and(|it| !it.free_times.is_empty()))
    });
    view! {
        <h2 id=OPEN tabindex="-1">{say::open_title(LOCALE)}</h2>
        <p class="quiet" hidden=move || !nothing_open.get()>{say::none_open(LOCALE)}</p>
        <ul class="findings">
            <For each=move || of_state(true) key=key children=move |it| view! { <li class="finding">{open(page, it)}</li> } />
        </ul>
        <h2>{say::times_of_all(LOCALE)}</h2>
        <p class="quiet" hidden=move || !no_times.get()>{say::no_times(LOCALE)}</p>
        <table class="rows" hidden=move || !has_times.get()>
            <thead><tr><th scope="col">{say::teacher(LOCALE)}</th><th scope="col">{say::times_title(LOCALE)}</th></tr></thead>
            <tbody>{free}</tbody>
        </table>
        <h2 hidden=move || !has_decided.get()>{say::decided_title(LOCALE)}</h2>
        <ul class="findings">
            <For each=decided key=key children=move |it| view! {
                <li class="finding">
                    <b>{heading(&it)}</b>
                    <p>{facts(&it.proposal)}</p>
                    <p class="quiet">{state(&it)}</p>
                </li>
            } />
        </ul>
    }
}

fn heading(proposal: &ProposalView) -> String {
    say::of_teacher(LOCALE, &proposal.proposal.course, &proposal.teacher)
}

fn take_over_id(number: u32) -> String {
    format!("take-over-{number}")
}

/// Where whoever has decided one goes on: at the next that is open, else at the last, else at the heading. What is
/// still there as it was keeps the focus.
fn go_on(page: Page, decided: (u32, u32)) {
    let open = page.view.try_with_untracked(|view| {
        let all = view.iter().flat_map(|view| &view.proposals);
        let open = all.filter(|it| it.state == ProposalState::Open);
        open.map(key).collect::<Vec<_>>()
    });
    let open = open.unwrap_or_default();
    if open.contains(&decided) {
        return;
    }
    let next = open.iter().find(|(number, _)| *number >= decided.0);
    begin_in(match next.or(open.last()) {
        Some((number, _)) => take_over_id(*number),
        None => OPEN.to_owned(),
    });
}

fn open(page: Page, proposal: ProposalView) -> impl IntoView {
    let (heading, facts, said) = (
        heading(&proposal),
        facts(&proposal.proposal),
        state(&proposal),
    );
    let course = proposal.proposal.course.to_string();
    let itself = key(&proposal);
    let take_over_id = take_over_id(proposal.number);
    let [decline_id, reason_id] = ["decline", "decline-reason"]
        .map(|what| StoredValue::new(format!("{what}-{}", proposal.number)));
    let proposal = StoredValue::new(proposal);
    let reason = RwSignal::new(String::new());
    let is_declining = RwSignal::new(false);
    let take_over = move |_| {
        let proposal = proposal.get_value();
        let names = (new_identifier().parse(), new_identifier().parse());
        let (Ok(course), Ok(offering)) = names else {
            return;
        };
        spawn_local(async move {
            let taken = TakeProposalOver {
                revision: proposal.revision,
                course,
                offering,
            };
            let done = server::tell(&Page::path_of(&proposal, "/acceptance"), &taken).await;
            if done.is_ok() {
                page.desk.hear_of_changes().await;
            }
            page.answered(done, say::took_over(LOCALE, &proposal.proposal.course))
                .await;
            go_on(page, itself);
        });
    };
    let decline = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(reason) = reason.get_untracked().parse::<Label>() else {
            return page.trouble.set(say::no_reason(LOCALE).to_owned());
        };
        let proposal = proposal.get_value();
        spawn_local(async move {
            let declined = DeclineProposal {
                revision: proposal.revision,
                reason,
            };
            let done = server::tell(&Page::path_of(&proposal, "/refusal"), &declined).await;
            page.answered(done, say::did_decline(LOCALE, &proposal.proposal.course))
                .await;
            go_on(page, itself);
        });
    };
    let ask_why = move |_| {
        is_declining.update(|it| *it = !*it);
        if is_declining.get_untracked() {
            begin_in(reason_id.get_value());
        }
    };
    let leave = move |event: KeyboardEvent| {
        // Escape that ends a word of the input method closes nothing.
        if event.key() == "Escape" && !event.is_composing() {
            is_declining.set(false);
            begin_in(decline_id.get_value());
        }
    };
    view! {
        <b>{heading}</b>
        <p>{facts}</p>
        <p class="quiet">{said}</p>
        <p class="choice">
            <button id=take_over_id class="go" aria-label=say::take_over_of(LOCALE, &course) on:click=take_over>{say::take_over(LOCALE)}</button>
            <button id=decline_id.get_value() aria-label=say::decline_of(LOCALE, &course) aria-expanded=move || is_declining.get().to_string() on:click=ask_why>
                {say::decline(LOCALE)}
            </button>
        </p>
        <Show when=move || is_declining.get()>
            <form class="inline" on:submit=decline on:keydown=leave>
                <label>{say::reason(LOCALE)}<input id=reason_id.get_value() maxlength=Label::LONGEST autocomplete="off" size="40" bind:value=reason /></label>
                <button type="submit">{say::decline_now(LOCALE)}</button>
            </form>
        </Show>
    }
}
