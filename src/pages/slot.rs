//! The courses of one slot, as a sheet over the week.

use afterbell_domain::week;
use afterbell_domain::{ClockRange, OfferingId, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::slot as say;

use crate::components::{course_card, places_age, sheet};
use crate::parent::Parent;
use crate::standing::Standing;
use crate::ui::{View, el, fragment};

pub fn slot_sheet(weekday: Weekday, time: ClockRange) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    // The order holds while the sheet is open: a course must not jump away under the thumb
    // because another was chosen.
    let offerings = parent.standing_now().map(|standing| {
        let (possible, others) = possible_first(&standing, weekday, time);
        [possible, others].concat()
    });
    let explain = move || {
        let (possible, others) = possible_first(&*parent.standing()?, weekday, time);
        let (name, count) = (parent.child_name(), possible.len());
        Some(match others.len() {
            0 => say::explain(locale, name, count),
            others => say::explain_more(locale, name, count, others),
        })
    };
    let title = say::title(
        locale,
        format::clock_range(locale, time),
        format::weekday(locale, weekday),
    );
    let cards = offerings.into_iter().flatten();
    let cards = cards.map(|offering| course_card(offering, false));
    let body = fragment()
        .child(
            el("p")
                .class("quiet")
                .attr("role", "status")
                .text_fn(explain),
        )
        .child(places_age())
        .child(el("ul").class("offers").children(cards));
    sheet(weekday, &title, body)
}

/// What the child could choose at this time, and the other courses held then.
fn possible_first(
    standing: &Standing,
    weekday: Weekday,
    time: ClockRange,
) -> (Vec<OfferingId>, Vec<OfferingId>) {
    week::offerings_at(&standing.menu, standing.is_wished_for(), weekday, time)
        .into_iter()
        .partition(|id| standing.can_draft(id))
}
