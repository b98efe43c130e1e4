use afterbell_domain::{Moment, Phase};
use afterbell_locale::text::parent::phase as say;
use afterbell_locale::{Locale, format};
use leptos::prelude::*;

use crate::parent::Parent;

/// Where the school stands, and how long until that changes, by the school's clock.
#[component]
pub fn PhaseBanner() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let words = Memo::new(move |_| {
        let (now, current) = (parent.clock.now()?, parent.menu.get()?);
        Some(sentences(locale, current.menu.phase(now), now))
    });
    let headline = move || words.get().map(|(headline, _)| headline);
    let detail = move || words.get().map(|(_, detail)| detail);
    view! {
        <section class="phase">
            <b role="timer">{headline}</b>
            <p>{detail}</p>
        </section>
    }
}

fn sentences(locale: Locale, phase: Phase, now: Moment) -> (String, String) {
    let left = |moment: Moment| format::span(locale, now.seconds_until(moment));
    let at = |moment: Moment| format::moment(locale, moment);
    match phase {
        Phase::Before { opens_at } => (
            say::before(locale, left(opens_at)),
            say::before_detail(locale, at(opens_at)),
        ),
        Phase::Open { closes_at } => (
            say::open(locale, left(closes_at)),
            say::open_detail(locale, at(closes_at)),
        ),
        Phase::Closed { closed_at } => (
            say::closed(locale).to_owned(),
            say::closed_detail(locale, at(closed_at)),
        ),
        Phase::Running { closed_at } => (
            say::running(locale).to_owned(),
            say::closed_detail(locale, at(closed_at)),
        ),
        Phase::Ended { .. } => (
            say::ended(locale).to_owned(),
            say::ended_detail(locale).to_owned(),
        ),
    }
}
