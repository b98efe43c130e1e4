use afterbell_domain::OfferingId;
use afterbell_locale::wording;
use leptos::prelude::*;

use crate::components::course_facts::{fee, summary};
use crate::components::{AddButton, CategoryMark, PlacesCount};
use crate::parent::Parent;
use crate::route::Route;

/// A course in a list: what it is, what is left, and either a button or the reasons why
/// this child cannot have it.
#[component]
pub fn CourseCard(
    offering: OfferingId,
    /// Show when it is held, where the list does not already say so.
    #[prop(optional)]
    with_times: bool,
) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let current = parent.menu.get_untracked()?;
    let found = current.menu.offering(&offering)?.clone();
    let course = current.menu.course_of(&found)?.clone();
    let name = course.name.to_string();
    let times = with_times.then(|| wording::times(locale, &current.menu, &offering));
    let id = offering.clone();
    let cannot = Memo::new(move |_| {
        parent
            .judgement
            .with(|judgement| judgement.as_ref().is_some_and(|j| !j.can_draft(&id)))
    });
    let is_chosen = {
        let id = offering.clone();
        move || {
            parent
                .draft
                .with(|d| d.as_ref().is_some_and(|draft| draft.contains(&id)))
        }
    };
    Some(view! {
        <li class="offer" class:off=move || cannot.get() && !is_chosen()>
            <h3>
                <CategoryMark category=course.category />
                <a href=Route::Course(offering.clone()).href()>{name.clone()}</a>
            </h3>
            <PlacesCount offering=found.clone() />
            <p class="about">
                {times.map(|times| view! { <span class="line">{times}</span> })}
                {summary(locale, &found)}
            </p>
            <Reasons offering=offering.clone() />
            <div class="pick">
                <span class="fee">{fee(locale, &found)}</span>
                <AddButton offering=found name />
            </div>
        </li>
    })
}

/// Every reason, one to a line, in the place where it matters.
#[component]
pub fn Reasons(offering: OfferingId) -> impl IntoView {
    let parent = Parent::here();
    let sentences = Memo::new(move |_| {
        let (current, judgement) = (parent.menu.get()?, parent.judgement.get()?);
        let reasons = judgement.reasons(&offering).iter();
        let word = |reason| wording::reason(parent.locale, &current.menu, reason);
        Some(reasons.map(word).collect::<Vec<_>>())
    });
    let lines = move || {
        let sentences = sentences.get().unwrap_or_default().into_iter();
        sentences
            .map(|sentence| view! { <span class="line">{sentence}</span> })
            .collect_view()
    };
    view! {
        <Show when=move || sentences.with(|s| s.as_ref().is_some_and(|s| !s.is_empty()))>
            <p class="why">{lines}</p>
        </Show>
    }
}
