use afterbell_domain::{Moment, Phase};
use afterbell_locale::text::parent::phase as say;
use afterbell_locale::{Locale, format};

use crate::parent::Parent;
use crate::ui::{View, el};

/// Where the school stands, and how long until that changes, by the school's clock.
pub fn phase_banner() -> View {
    let parent = Parent::here();
    let words = move || {
        let (now, standing) = (parent.clock.now()?, parent.standing()?);
        Some(sentences(parent.locale, standing.menu.phase(now), now))
    };
    el("section")
        .class("phase")
        .child(
            el("b")
                .attr("role", "timer")
                .text_fn(move || words().map(|words| words.0)),
        )
        .child(el("p").text_fn(move || words().map(|words| words.1)))
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
