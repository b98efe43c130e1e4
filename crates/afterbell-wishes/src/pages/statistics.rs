//! For everybody: what the draw came to for the whole school, and what other ways would have come to on
//! the same published wishes. Worked out on the phone, from verified files.

use afterbell_domain::{OfferingId, WeekSlots};
use afterbell_locale::text::wishes::statistics as say;
use afterbell_locale::{Locale, wording};
use afterbell_parent::components::category_mark;
use afterbell_parent::ui::{View, effect, el, fragment, svg, switch, yes_no};

use crate::components::{draw_links, draw_top};
use crate::route::Route;
use crate::verifying::{
    self, Beside, Mechanism, MechanismStatistics, OfferingStatistics, Statistics, Verification,
};
use crate::wishing::Wishing;

pub fn statistics_page() -> View {
    let wishing = Wishing::here();
    let locale = wishing.parent.locale;
    wishing.ask_draws();
    begin_when_published(wishing);
    let state = wishing.verification;
    let shown = move || {
        let is_published = wishing.draws().map(|draws| draws.last_whole().is_some());
        (is_published == Some(false), state.get())
    };
    let key = |(is_unpublished, state): &(bool, Verification)| {
        [yes_no(*is_unpublished), &state.word()].join(" ")
    };
    let body = move |shown| match shown {
        (true, _) => el("p").class("nothing").text(say::nothing(locale)),
        (_, Verification::Done(verdict)) => match &verdict.statistics {
            Some(statistics) => tables(wishing, statistics),
            // What was published is not in order: that page says what is not.
            None => draw_links(&Route::Statistics),
        },
        (_, Verification::Failed | Verification::Stopped) => el("p")
            .class("message")
            .text(afterbell_locale::text::wishes::verify::failed(locale)),
        _ => el("p")
            .class("nothing")
            .attr("role", "status")
            .text(say::working(locale)),
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain statistics")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").class("quiet").text(say::explain(locale)))
        .child(switch(shown, key, body))
        .child(draw_links(&Route::Statistics));
    fragment().child(draw_top()).child(main)
}

/// Once the files are known, and once only.
fn begin_when_published(wishing: Wishing) {
    effect(Box::new(move || {
        let Some(draws) = wishing.draws() else {
            return;
        };
        let is_idle = wishing.verification.get_untracked() == Verification::Idle;
        if let Some(draw) = draws.last_whole().filter(|_| is_idle) {
            verifying::begin(wishing.verification, draw, Beside::default());
        }
    }));
}

fn tables(wishing: Wishing, statistics: &Statistics) -> View {
    let locale = wishing.parent.locale;
    let is_lottery = statistics.mechanisms.len() < 4;
    let mechanisms = statistics.mechanisms.iter();
    let mechanisms = mechanisms.map(|one| mechanism(locale, one, is_lottery));
    fragment()
        .child(legend(locale))
        .children(mechanisms)
        .child(el("h2").class("small-heading").text(say::courses(locale)))
        .child(courses(wishing, &statistics.offerings))
}

/// The parts of a bar, best first, with the words for each.
fn shares(locale: Locale, one: &MechanismStatistics) -> [(&'static str, &'static str, u32); 5] {
    [
        ("first", say::first(locale), one.first),
        ("second", say::second(locale), one.second),
        ("third", say::third(locale), one.third),
        ("later", say::later(locale), one.later),
        ("unplaced", say::unplaced(locale), one.unplaced),
    ]
}

fn legend(locale: Locale) -> View {
    let none = MechanismStatistics {
        mechanism: Mechanism::Deferred,
        first: 0,
        second: 0,
        third: 0,
        later: 0,
        unplaced: 0,
    };
    // The bars say all of it themselves to who does not see them.
    let parts = shares(locale, &none).map(|(class, name, _)| {
        el("li")
            .child(el("i").class(&["part ", class].concat()))
            .text(name)
    });
    el("ul")
        .class("legend")
        .attr("aria-hidden", "true")
        .children(parts)
}

fn mechanism(locale: Locale, one: &MechanismStatistics, is_lottery: bool) -> View {
    let (name, note) = match (one.mechanism, is_lottery) {
        (Mechanism::Deferred, false) => (say::deferred(locale), say::deferred_note(locale)),
        (Mechanism::Deferred, true) => (say::deferred_lottery(locale), say::lottery_note(locale)),
        (Mechanism::Immediate, _) => (say::immediate(locale), say::immediate_note(locale)),
        (Mechanism::Lottery, _) => (say::lottery(locale), say::lottery_note(locale)),
        (Mechanism::FirstCome, _) => (say::first_come(locale), say::first_come_note(locale)),
    };
    let shares = shares(locale, one);
    let sum = shares.iter().map(|(_, _, count)| count).sum::<u32>();
    let percent = |count: u32| percent(count, sum);
    let lines = shares
        .iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(_, name, count)| el("li").text(&say::share(locale, count, name, percent(*count))));
    el("section")
        .class("mechanism")
        .child(el("h2").text(name))
        .child(bar(&shares, sum))
        .child(el("ul").class("share-lines").children(lines))
        .child(el("p").class("quiet").text(note))
}

/// Whole percents, to the nearest.
fn percent(count: u32, of: u32) -> u64 {
    let (count, of) = (u64::from(count), u64::from(of.max(1)));
    (count * 200 + of) / (of * 2)
}

/// In thousandths, which no eye tells from the exact share.
fn bar(shares: &[(&'static str, &'static str, u32); 5], sum: u32) -> View {
    let thousandths = |count: u32| u64::from(count) * 1000 / u64::from(sum.max(1));
    let mut before = 0;
    let parts = shares.iter().map(|(class, _, count)| {
        let from = thousandths(before);
        before += count;
        let width = thousandths(before) - from;
        svg("rect")
            .class(&["part ", class].concat())
            .attr("x", &from.to_string())
            .attr("y", "0")
            .attr("width", &width.to_string())
            .attr("height", "10")
    });
    svg("svg")
        .class("bar-of-shares")
        .attr("viewBox", "0 0 1000 10")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .children(parts.collect::<Vec<_>>())
}

/// By slot of the week, as the menu has them.
fn courses(wishing: Wishing, offerings: &[OfferingStatistics]) -> View {
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        let rows = offerings.iter().map(|one| course(wishing, one));
        return el("ul")
            .class("courses-table")
            .children(rows.collect::<Vec<_>>());
    };
    let slots = WeekSlots::of(&standing.menu.offerings);
    let sections = slots.iter().map(|slot| {
        let wished: Vec<&OfferingId> = slots
            .wished_in(&slot.id, &standing.menu.offerings)
            .collect();
        let of_slot = offerings
            .iter()
            .filter(|one| wished.contains(&&one.offering));
        let rows: Vec<_> = of_slot.map(|one| course(wishing, one)).collect();
        el("section")
            .child(el("h3").text(&crate::words::slot_title(locale, slot)))
            .child(el("ul").class("courses-table").children(rows))
    });
    fragment().children(sections.collect::<Vec<_>>())
}

fn course(wishing: Wishing, one: &OfferingStatistics) -> View {
    let locale = wishing.parent.locale;
    let standing = wishing.parent.standing_now();
    let found = standing
        .as_ref()
        .and_then(|standing| standing.find(&one.offering));
    let mark = found.map(|(_, course)| category_mark(course.category));
    let name = match &standing {
        Some(standing) => wording::offering_name(&standing.menu, &one.offering),
        None => one.offering.to_string(),
    };
    let last = match (one.is_closed, one.last_admitted) {
        (true, _) => say::closed(locale).to_owned(),
        (false, Some(number)) => say::last(locale, number),
        (false, None) if one.admitted < one.places => say::not_full(locale).to_owned(),
        (false, None) => String::new(),
    };
    let figures = [
        say::wished(locale, one.wished),
        say::admitted(locale, one.admitted, one.places),
    ];
    el("li")
        .child(el("b").children(mark).text(&name))
        .child(el("span").class("last").text(&last))
        .child(el("small").text(&figures.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percents_are_rounded_to_the_nearest_and_nothing_is_no_part_of_nothing() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(1, 200)], [33, 67, 1]);
        assert_eq!([percent(0, 0), percent(5, 5)], [0, 100]);
    }
}
