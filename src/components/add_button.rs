use afterbell_domain::{ClockTime, Offering, Reason, Weekday};
use afterbell_locale::text::parent::course as say;
use leptos::prelude::*;

use crate::parent::Parent;

/// Takes a course into the draft or out of it. One button all along, so that the focus
/// stays where it is; where a course cannot be chosen there is none.
#[component]
pub fn AddButton(offering: Offering, name: String) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let id = StoredValue::new(offering.id.clone());
    let is_chosen = Memo::new(move |_| {
        id.with_value(|id| {
            parent
                .draft
                .with(|d| d.as_ref().is_some_and(|d| d.contains(id)))
        })
    });
    // The later pick-ups that have to be chosen with the course; none if it fits as it is.
    let moves = Memo::new(move |_| {
        id.with_value(|id| {
            let judgement = parent.judgement.get()?;
            judgement
                .can_draft(id)
                .then(|| later_pick_ups(parent, judgement.reasons(id)))?
        })
    });
    let label = move || match moves.get().unwrap_or_default().as_slice() {
        _ if is_chosen.get() => say::chosen(locale).to_owned(),
        [] => say::choose(locale).to_owned(),
        [.., (_, pick_up)] => say::choose_and_move(locale, pick_up),
    };
    let accessible = move || match is_chosen.get() {
        true => say::remove_named(locale, &name),
        false => format!("{} {}", label(), say::choose_named(locale, &name)),
    };
    let toggle = move |_| {
        let chosen = is_chosen.get_untracked();
        let moves = moves.get_untracked().unwrap_or_default();
        parent.edit(|draft| {
            if chosen {
                draft.remove(&id.get_value());
            } else {
                moves
                    .iter()
                    .for_each(|(weekday, time)| draft.set_care(*weekday, Some(*time)));
                draft.add(id.get_value());
            }
        });
    };
    view! {
        <Show when=move || is_chosen.get() || moves.with(Option::is_some)>
            <button
                class="add"
                class:on=is_chosen
                aria-pressed=move || is_chosen.get().to_string()
                aria-label=accessible.clone()
                on:click=toggle
            >
                {label}
            </button>
        </Show>
    }
}

/// For every day on which the child would be fetched too early, the batch to move to;
/// `None` when the school lets nobody out that late.
fn later_pick_ups(parent: Parent, reasons: &[Reason]) -> Option<Vec<(Weekday, ClockTime)>> {
    let current = parent.menu.get()?;
    let too_early = reasons.iter().filter_map(|reason| match reason {
        Reason::PickUpBeforeCourseEnds {
            weekday, ends_at, ..
        } => Some((*weekday, *ends_at)),
        _ => None,
    });
    let care = &current.menu.base_care;
    too_early
        .map(|(day, ends)| Some((day, care.first_pick_up_from(day, ends)?)))
        .collect()
}
