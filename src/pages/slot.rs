//! The courses of one slot, as a sheet over the week.

use afterbell_domain::{ClockRange, OfferingId, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::slot as say;
use leptos::prelude::*;

use crate::components::{CourseCard, PlacesAge, Sheet};
use crate::parent::Parent;
use crate::week;

#[component]
pub fn SlotSheet(weekday: Weekday, time: ClockRange) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let offerings = Memo::new(move |_| {
        parent.menu.with(|current| {
            let menu = current.as_ref().map(|current| current.menu.clone());
            menu.map(|menu| week::offerings_at(&menu, weekday, time))
                .unwrap_or_default()
        })
    });
    let is_possible = move |id: &OfferingId| {
        parent
            .judgement
            .with(|judgement| judgement.as_ref().is_some_and(|j| j.can_draft(id)))
    };
    // The order holds while the sheet is open: a course must not jump away under the thumb
    // because another was chosen.
    let (possible, others): (Vec<_>, Vec<_>) =
        untrack(|| offerings.get().into_iter().partition(|id| is_possible(id)));
    let ordered = StoredValue::new([possible, others].concat());
    let explain = move || {
        let all = offerings.get();
        let count = all.iter().filter(|id| is_possible(id)).count();
        match all.len() - count {
            0 => say::explain(locale, parent.child_name(), count),
            others => say::explain_more(locale, parent.child_name(), count, others),
        }
    };
    let title = say::title(
        locale,
        format::clock_range(locale, time),
        format::weekday(locale, weekday),
    );
    view! {
        <Sheet title>
            <p class="quiet" role="status">{explain}</p>
            <PlacesAge />
            <ul class="offers">
                <For each=move || ordered.get_value() key=OfferingId::clone let(offering)>
                    <CourseCard offering />
                </For>
            </ul>
        </Sheet>
    }
}
