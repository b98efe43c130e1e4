//! The courses of one slot, over the week: the ranking above, what can be added below; after the draw what can
//! be asked for.

mod asking;
mod ranked;

use afterbell_domain::{OfferingId, Reason, SelectionMode, SlotId, worth_telling};
use afterbell_locale::text::parent::course as course_words;
use afterbell_locale::text::wishes::slot as say;
use afterbell_locale::{format, wording};
use afterbell_parent::components::{category_mark, sheet};
use afterbell_parent::standing::Standing;
use afterbell_parent::ui::{View, el, fragment, list, when};

use crate::ranking::Move;
use crate::wishing::{Stage, Wishing, slots, stage};
use crate::words::slot_title;

pub fn slot_sheet(id: SlotId) -> View {
    let wishing = Wishing::here();
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let slots = slots(&standing);
    let Some(slot) = slots.get(&id) else {
        return fragment();
    };
    let title = slot_title(locale, slot);
    wishing.said.set(None);
    let wishes = wishing.of(&standing.child.student.id);
    let body = match stage(&standing, &wishes) {
        Stage::Ranking => ranking(wishing, &standing, &id),
        _ => asking::after_draw(wishing, id.clone()),
    };
    sheet(slot.weekday, &title, body)
}

fn ranking(wishing: Wishing, standing: &Standing, id: &SlotId) -> View {
    let locale = wishing.parent.locale;
    let all = slots(standing);
    let wished = all.wished_in(id, &standing.menu.offerings).cloned();
    let judged = wished.map(|one| {
        let reasons = wishing.reasons(standing, id, &one);
        (one, reasons)
    });
    let (others, barred): (Vec<_>, Vec<_>) = judged.partition(|(_, reasons)| reasons.is_empty());
    let others: Vec<_> = others.into_iter().map(|(one, _)| one).collect();
    let status = el("p")
        .class("visually-hidden")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .text_fn(move || wishing.said.get());
    fragment()
        .child(status)
        .child(ranked::ranked(wishing, id.clone(), !others.is_empty()))
        .child(choices(wishing, id.clone(), others))
        .child(not_possible(wishing, standing, say::barred(locale), barred))
}

/// What can be added. A course that is ranked stands above instead.
fn choices(wishing: Wishing, slot: SlotId, offerings: Vec<OfferingId>) -> View {
    let locale = wishing.parent.locale;
    let left = {
        let slot = slot.clone();
        move || {
            let list = wishing.list();
            let ranked = list
                .map(|list| list.of_slot(&slot).to_vec())
                .unwrap_or_default();
            let left = offerings.iter().filter(|id| !ranked.contains(id));
            left.cloned().collect::<Vec<_>>()
        }
    };
    let has_any = {
        let left = left.clone();
        move || !left().is_empty()
    };
    when(has_any, move || {
        let slot = slot.clone();
        fragment()
            .child(el("h3").class("small-heading").text(say::others(locale)))
            .child(el("ul").class("offers").child(list(
                left.clone(),
                OfferingId::to_string,
                move |id| choice(wishing, &slot, id),
            )))
    })
}

fn choice(wishing: Wishing, slot: &SlotId, id: OfferingId) -> View {
    let locale = wishing.parent.locale;
    let Some(standing) = wishing.parent.standing_now() else {
        return fragment();
    };
    let is_lottery = standing.menu.round.mode == SelectionMode::Lottery;
    let is_instead = {
        let slot = slot.clone();
        move || {
            is_lottery
                && wishing
                    .list()
                    .is_some_and(|list| !list.of_slot(&slot).is_empty())
        }
    };
    let label = move || match is_instead() {
        true => say::instead(locale),
        false => say::add(locale),
    };
    let name = wording::offering_name(&standing.menu, &id);
    let accessible = {
        let label = label.clone();
        move || [label(), " ", &name].concat()
    };
    let (slot, added) = (slot.clone(), id.clone());
    let add = el("button")
        .class("add")
        .attr_fn("aria-label", accessible)
        .on("click", move |_| wishing.rank(&slot, &added, &Move::Add))
        .text_fn(label);
    facts(wishing, &standing, &id).child(
        el("div")
            .class("pick")
            .child(el("span").class("fee").text(&fee(wishing, &standing, &id)))
            .child(add),
    )
}

fn not_possible(
    wishing: Wishing,
    standing: &Standing,
    heading: &str,
    offerings: Vec<(OfferingId, Vec<Reason>)>,
) -> View {
    if offerings.is_empty() {
        return fragment();
    }
    let locale = wishing.parent.locale;
    let cards = offerings.into_iter().map(|(id, told)| {
        let lines = worth_telling(&told).map(|reason| {
            let sentence = wording::reason(locale, &standing.menu, reason);
            el("span").class("line").text(&sentence)
        });
        let lines: Vec<_> = lines.collect();
        facts(wishing, standing, &id)
            .class("offer off")
            .child(el("p").class("why").children(lines))
    });
    fragment()
        .child(el("h3").class("small-heading").text(heading))
        .child(el("ul").class("offers").children(cards.collect::<Vec<_>>()))
}

/// A course as it stands in a list.
fn facts(wishing: Wishing, standing: &Standing, id: &OfferingId) -> View {
    let locale = wishing.parent.locale;
    let Some((offering, course)) = standing.find(id) else {
        return el("li").class("offer");
    };
    let teachers = offering.teachers.iter().map(|teacher| teacher.as_str());
    let grades = format::grades(locale, offering.eligibility.grades);
    let places = say::places(locale, offering.places);
    let about: Vec<_> = [
        format::list(locale, teachers.collect::<Vec<_>>()),
        grades,
        places,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let heading = el("h4")
        .child(category_mark(course.category))
        .text(course.name.as_str());
    let times = (offering.sessions.len() > 1).then(|| {
        let times = wording::times(locale, &standing.menu, id);
        el("span").class("line").text(&times)
    });
    el("li").class("offer").child(heading).child(
        el("p")
            .class("about")
            .children(times)
            .text(&about.join(" · ")),
    )
}

fn fee(wishing: Wishing, standing: &Standing, id: &OfferingId) -> String {
    let locale = wishing.parent.locale;
    let fee = standing.menu.offering(id).map(|offering| offering.fee_fen);
    let fee = fee.unwrap_or_default();
    let told = format::money(locale, fee);
    match fee.is_free() {
        true => told,
        false => course_words::fee_term(locale, told),
    }
}
