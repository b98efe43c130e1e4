use afterbell_domain::{OfferingId, worth_telling};
use afterbell_locale::wording;

use crate::components::course_facts::{fee, summary};
use crate::components::{add_button, category_mark, places_count};
use crate::parent::Parent;
use crate::route::Route;
use crate::ui::{View, el, fragment, list, when};

/// A course in a list: what it is, what is left, and either a button or the reasons why
/// this child cannot have it. `with_times` shows when it is held, where the list does not
/// already say so.
pub fn course_card(id: OfferingId, with_times: bool) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let Some(standing) = parent.standing_now() else {
        return fragment();
    };
    let Some((offering, course)) = standing.find(&id) else {
        return fragment();
    };
    let name = course.name.as_str();
    let times = with_times.then(|| wording::times(locale, &standing.menu, &id));
    // In a sheet the card stands under the sheet's heading, on a page under the page's.
    let level = if with_times { "h2" } else { "h3" };
    let heading = el(level).child(category_mark(course.category)).child(
        el("a")
            .attr("href", &Route::Course(id.clone()).href())
            .text(name),
    );
    let about = el("p")
        .class("about")
        .children(times.map(|times| el("span").class("line").text(&times)))
        .text(&summary(locale, offering));
    let pick = el("div")
        .class("pick")
        .child(el("span").class("fee").text(&fee(locale, offering)))
        .child(add_button(id.clone(), name.to_owned()));
    let off = {
        let id = id.clone();
        move || is_barred(parent, &id) && !is_chosen(parent, &id)
    };
    el("li")
        .class("offer")
        .class_if("off", off)
        .child(heading)
        .child(places_count(id.clone(), offering.places))
        .child(about)
        .child(reasons(id))
        .child(pick)
}

/// Whether this child cannot have an offering, not even in exchange for another.
pub fn is_barred(parent: Parent, id: &OfferingId) -> bool {
    parent.standing().is_some_and(|s| {
        let has_way = || !s.is_chosen(id) && s.way_to(id).is_some();
        !s.can_draft(id) && !has_way()
    })
}

fn is_chosen(parent: Parent, id: &OfferingId) -> bool {
    parent.standing().is_some_and(|s| s.is_chosen(id))
}

/// Every reason, one to a line, in the place where it matters.
pub fn reasons(id: OfferingId) -> View {
    let parent = Parent::here();
    let sentences = move || reason_sentences(parent, &id);
    let has_any = {
        let sentences = sentences.clone();
        move || !sentences().is_empty()
    };
    when(has_any, move || {
        let line = |sentence: String| el("span").class("line").text(&sentence);
        el("p")
            .class("why")
            .child(list(sentences.clone(), String::clone, line))
    })
}

fn reason_sentences(parent: Parent, id: &OfferingId) -> Vec<String> {
    let Some(standing) = parent.standing() else {
        return Vec::new();
    };
    worth_telling(standing.judgement.reasons(id))
        .map(|reason| wording::reason(parent.locale, &standing.menu, reason))
        .collect()
}
