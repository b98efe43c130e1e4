//! Before submitting: every day, every yuan, every problem.

use afterbell_domain::{OfferingId, Phase};
use afterbell_locale::text::parent::review as say;
use afterbell_locale::{format, wording};
use leptos::html;
use leptos::prelude::*;

use crate::components::{Message, PageTop, Reasons, failure_sentence};
use crate::focus;
use crate::parent::Parent;
use crate::route::Route;
use crate::submission::{self, Progress};

#[component]
pub fn ReviewPage() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let progress = RwSignal::new(Progress::Idle);
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);
    let is_empty = move || {
        parent
            .draft
            .with(|d| d.as_ref().is_none_or(|draft| draft.is_empty()))
    };
    let is_blank = move || is_empty() && !parent.has_changes();
    let message = Signal::derive(move || match progress.get() {
        Progress::Unanswered => Some(say::retry_note(locale).to_owned()),
        Progress::Refused(failure) => Some(failure_sentence(locale, &failure)),
        Progress::Idle | Progress::Sending => None,
    });
    view! {
        <PageTop />
        <main id="main" class="review">
            <h1 tabindex="-1" node_ref=heading>{say::title(locale)}</h1>
            <Message text=message />
            <Show when=move || !is_blank() fallback=move || view! { <Nothing /> }>
                <Lines />
                <Leaving />
                <Warnings />
                <p class="quiet">{say::pay_later(locale)}</p>
            </Show>
        </main>
        <Show when=move || !is_blank()>
            <SubmitBar progress />
        </Show>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let locale = Parent::here().locale;
    view! {
        <p class="nothing">{say::nothing(locale)}</p>
        <a class="go wide" href=Route::Week.href()>{say::go_choose(locale)}</a>
    }
}

/// The sum, as the sum of its lines.
#[component]
fn Lines() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let offerings = move || {
        parent
            .draft
            .get()
            .map(|d| d.offerings().to_vec())
            .unwrap_or_default()
    };
    let total = move || {
        parent
            .fees()
            .map(|fees| format::money(locale, fees.total_fen))
    };
    let care_days = move || {
        parent
            .draft
            .with(|d| d.as_ref().map_or(0, |d| d.care().len()))
    };
    let care = move || {
        let choices = parent
            .draft
            .get()
            .map(|draft| draft.care().to_vec())
            .unwrap_or_default();
        format::list(
            locale,
            choices.iter().map(|choice| {
                format!(
                    "{} {}",
                    format::weekday(locale, choice.weekday),
                    choice.pick_up
                )
            }),
        )
    };
    view! {
        <div class="lines">
            <For each=offerings key=OfferingId::clone let(offering)>
                <Line offering />
            </For>
            <Show when=move || { care_days() > 0 }>
                <div>
                    <span>
                        {move || say::care_line(locale, care_days())} <small>{care}</small>
                        <CareReasons />
                    </span>
                    <span>{format::money(locale, afterbell_domain::Fen::ZERO)}</span>
                </div>
            </Show>
            <div class="total">
                <span>{say::total(locale)}</span>
                <span>{total}</span>
            </div>
        </div>
    }
}

#[component]
fn Line(offering: OfferingId) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let current = parent.menu.get_untracked()?;
    let name = wording::offering_name(&current.menu, &offering);
    let times = wording::times(locale, &current.menu, &offering);
    let fee = current
        .menu
        .offering(&offering)
        .map(|found| format::money(locale, found.fee_fen));
    let label = format!("{} {name}", say::remove(locale));
    let id = offering.clone();
    let remove = move |_| parent.edit(|draft| draft.remove(&id));
    Some(view! {
        <div>
            <span>
                {name} <small>{times}</small> <Reasons offering />
                <button class="link" aria-label=label on:click=remove>
                    {say::remove(locale)}
                </button>
            </span>
            <span>{fee}</span>
        </div>
    })
}

#[component]
fn CareReasons() -> impl IntoView {
    let parent = Parent::here();
    let sentences = move || {
        let (current, judgement) = (parent.menu.get()?, parent.judgement.get()?);
        let reasons = judgement.verdict.care.iter().flat_map(|day| &day.reasons);
        let line = |reason| wording::reason(parent.locale, &current.menu, reason);
        let lines = reasons
            .map(line)
            .map(|text| view! { <span class="line why">{text}</span> });
        Some(lines.collect_view())
    };
    view! { {sentences} }
}

#[component]
fn Leaving() -> impl IntoView {
    let parent = Parent::here();
    let sentence = move || {
        let (current, leaving) = (parent.menu.get()?, parent.leaving());
        let names = leaving
            .iter()
            .map(|id| wording::offering_name(&current.menu, id));
        let names = format::list(parent.locale, names);
        (!names.is_empty()).then(|| say::leaving(parent.locale, names))
    };
    view! { {move || sentence().map(|text| view! { <p class="notice">{text}</p> })} }
}

/// Reasons that concern the draft as a whole, and advice.
#[component]
fn Warnings() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let lines = move || {
        let (current, judgement) = (parent.menu.get()?, parent.judgement.get()?);
        let whole = judgement.verdict.whole.iter();
        let why = whole.map(|reason| wording::reason(locale, &current.menu, reason));
        let why = why
            .map(|text| view! { <p class="why">{text}</p> })
            .collect_view();
        let advice = judgement
            .verdict
            .advice
            .iter()
            .map(|advice| wording::advice(locale, advice));
        let advice = advice
            .map(|text| view! { <p class="notice">{text}</p> })
            .collect_view();
        Some((why, advice))
    };
    view! { {lines} }
}

/// The one tap, or in words why not yet.
#[component]
fn SubmitBar(progress: RwSignal<Progress>) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let faults = move || {
        parent
            .judgement
            .with(|j| j.as_ref().map_or(0, |j| j.faults()))
    };
    let is_held = move || {
        parent
            .child
            .with(|c| c.as_ref().is_some_and(|c| c.receipt.is_some()))
    };
    let opens_at = move || {
        let has_courses = parent
            .draft
            .with(|draft| draft.as_ref().is_some_and(|d| !d.offerings().is_empty()));
        parent
            .judgement
            .with(|judgement| match judgement.as_ref().map(|j| j.phase) {
                Some(Phase::Before { opens_at }) if has_courses => Some(opens_at),
                _ => None,
            })
    };
    let note = move || match (opens_at(), faults()) {
        (Some(opens_at), _) => say::wait_open(locale, format::moment(locale, opens_at)),
        (None, 0) if !parent.has_changes() => say::unchanged(locale).to_owned(),
        (None, 0) => parent.child_name(),
        (None, count) => say::problems(locale, count),
    };
    let can_submit =
        move || faults() == 0 && parent.has_changes() && progress.get() != Progress::Sending;
    let label = move || match progress.get() {
        Progress::Sending => say::submitting(locale),
        _ if is_held() => say::resubmit(locale),
        _ => say::submit(locale),
    };
    let submit = move |_| {
        if untrack(can_submit) {
            submission::submit(parent, progress);
        }
    };
    view! {
        <section class="bar">
            <div role="status">
                <span>{note}</span>
            </div>
            <button class="go" aria-disabled=move || (!can_submit()).to_string() on:click=submit>
                {label}
            </button>
        </section>
    }
}
