use afterbell_locale::format;
use afterbell_locale::text::parent::bar as say;
use leptos::prelude::*;

use crate::parent::Parent;
use crate::route::Route;

/// Always there: what is chosen, what it costs, the one next step.
#[component]
pub fn BottomBar() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let headline = move || {
        let fees = parent.fees();
        match fees {
            Some(fees) if !fees.lines.is_empty() => say::summary(
                locale,
                fees.lines.len(),
                format::money(locale, fees.total_fen),
            ),
            _ => say::nothing(locale).to_owned(),
        }
    };
    let is_held = move || {
        parent
            .child
            .with(|c| c.as_ref().is_some_and(|c| c.receipt.is_some()))
    };
    let detail = move || {
        let days = parent
            .draft
            .with(|draft| draft.as_ref().map_or(0, |draft| draft.care().len()));
        let care = match days {
            0 => say::care_none(locale).to_owned(),
            days => say::care_days(locale, days),
        };
        let state = if parent.has_changes() {
            Some(say::unsent(locale))
        } else {
            is_held().then(|| say::sent(locale))
        };
        state.map_or_else(|| care.clone(), |state| format!("{care} · {state}"))
    };
    let step = move || {
        if is_held() && !parent.has_changes() {
            (Route::Receipt.href(), say::receipt(locale))
        } else {
            (Route::Review.href(), say::review(locale))
        }
    };
    view! {
        <section class="bar" aria-label=say::landmark(locale)>
            <div role="status">
                <b>{headline}</b>
                <span>{detail}</span>
            </div>
            <a class="go" href=move || step().0>
                {move || step().1}
            </a>
        </section>
    }
}
