use afterbell_domain::{CareChoice, OfferingId, ServiceMenu, Weekday};
use afterbell_locale::text::parent::receipt as say;
use afterbell_locale::{Locale, format, wording};

use crate::ui::{View, el};

/// A week in one line of small columns: each day's courses and the pick-up.
pub fn week_strip(
    locale: Locale,
    menu: &ServiceMenu,
    offerings: &[OfferingId],
    care: &[CareChoice],
) -> View {
    let column = |weekday: Weekday| {
        let is_on = |id: &&OfferingId| menu.offering(id).is_some_and(|o| o.is_on(weekday));
        let names = offerings.iter().filter(is_on);
        let names = names.map(|id| el("em").text(&wording::offering_name(menu, id)));
        let pick_up = care.iter().find(|choice| choice.weekday == weekday);
        let column = match pick_up {
            Some(_) => el("li").class("care"),
            None => el("li"),
        };
        column
            .child(el("b").text(format::weekday_short(locale, weekday)))
            .children(names)
            .children(pick_up.map(|choice| el("span").text(&format::clock(choice.pick_up))))
    };
    el("ol")
        .class("week-strip")
        .attr("aria-label", say::week(locale))
        .children(menu.weekdays().map(column))
}
