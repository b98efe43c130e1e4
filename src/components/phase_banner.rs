use afterbell_domain::{Moment, Phase};
use afterbell_locale::text::parent::phase as say;
use afterbell_locale::text::reason::why;
use afterbell_locale::{Locale, format};

use crate::parent::Parent;
use crate::ui::{View, el};

/// Where the school stands, and how long until that changes, by the school's clock.
pub fn phase_banner() -> View {
    let parent = Parent::here();
    let words = move || {
        let (now, standing) = (parent.clock.now()?, parent.standing()?);
        let pool_ends = standing.menu.round.wishes_close_at();
        let pool_ends = pool_ends.filter(|_| standing.places.waits_for_pool);
        let phase = standing.menu.phase(now);
        Some(sentences(parent.locale, phase, pool_ends, now))
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

/// `pool_ends`: when the opening pool ends, as long as its places were not given out.
fn sentences(
    locale: Locale,
    phase: Phase,
    pool_ends: Option<Moment>,
    now: Moment,
) -> (String, String) {
    let left = |moment: Moment| format::span(locale, now.seconds_until(moment));
    let at = |moment: Moment| format::moment(locale, moment);
    match phase {
        Phase::Before { opens_at } => (
            say::before(locale, left(opens_at)),
            match pool_ends {
                Some(ends_at) => say::pool_detail(locale, at(ends_at)),
                None => say::before_detail(locale, at(opens_at)),
            },
        ),
        Phase::Open { closes_at } => match pool_ends {
            Some(ends_at) if now < ends_at => (
                say::pool(locale, left(ends_at)),
                say::pool_detail(locale, at(ends_at)),
            ),
            Some(_) => (
                why::being_drawn(locale).to_owned(),
                say::open_detail(locale, at(closes_at)),
            ),
            None => (
                say::open(locale, left(closes_at)),
                say::open_detail(locale, at(closes_at)),
            ),
        },
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
