//! Before submitting: every day, every yuan, every problem.

use afterbell_domain::{Fen, OfferingId, Phase, SelectionDraft};
use afterbell_locale::text::parent::{agreement, bar, review as say};
use afterbell_locale::{format, wording};
use leptos::prelude::*;

use crate::components::{message, page_top, reasons, week_strip};
use crate::drafts::in_a_word;
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route::Route;
use crate::sending;
use crate::ui::{Text, View, el, fragment, list, switch, when, yes_no};

pub fn review_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let is_blank = move || {
        let standing = parent.standing();
        standing.is_none_or(|s| s.draft.is_empty() && !s.has_changes())
    };
    let body = move |blank| {
        if blank {
            nothing(parent)
        } else {
            choice(parent)
        }
    };
    let key = |blank: &bool| yes_no(*blank).to_owned();
    let main = el("main")
        .attr("id", "main")
        .class("review")
        .child(el("h1").text(say::title(locale)).focused())
        .child(message(move || parent.progress().message()))
        .child(switch(is_blank, key, body));
    let bar = when(move || !is_blank(), move || submit_bar(parent));
    fragment().child(page_top()).child(main).child(bar)
}

fn nothing(parent: Parent) -> View {
    let locale = parent.locale;
    let choose = el("a")
        .class("go wide")
        .attr("href", &Route::Week.href())
        .text(say::go_choose(locale));
    fragment()
        .child(el("p").class("nothing").text(say::nothing(locale)))
        .child(choose)
}

fn choice(parent: Parent) -> View {
    fragment()
        .child(strip(parent))
        .child(lines(parent))
        .child(leaving(parent))
        .child(warnings(parent))
        .child(when(
            move || {
                parent
                    .standing()
                    .is_some_and(|s| s.fees().total_fen > Fen::ZERO)
            },
            move || el("p").class("quiet").text(say::pay_later(parent.locale)),
        ))
}

/// The week once more, as it will be.
fn strip(parent: Parent) -> View {
    let draft = move || parent.standing().map(|standing| standing.draft.clone());
    let key = |draft: &Option<SelectionDraft>| draft.as_ref().map(in_a_word).unwrap_or_default();
    let show = move |draft: Option<SelectionDraft>| match (draft, parent.standing_now()) {
        (Some(draft), Some(standing)) => {
            let chosen = standing.chosen_by_day();
            week_strip(parent.locale, &standing.menu, &chosen, draft.care())
        }
        _ => fragment(),
    };
    switch(draft, key, show)
}

/// The sum, as the sum of its lines.
fn lines(parent: Parent) -> View {
    let locale = parent.locale;
    let offerings = move || {
        let standing = parent.standing();
        standing
            .map(|standing| standing.chosen_by_day())
            .unwrap_or_default()
    };
    let total = move || Some(format::money(locale, parent.standing()?.fees().total_fen));
    let has_care = move || care_days(parent) > 0;
    let total = el("li")
        .class("total")
        .child(el("span").text(say::total(locale)))
        .child(el("span").text_fn(total));
    el("ul")
        .class("lines")
        .child(list(offerings, OfferingId::to_string, move |id| {
            line(parent, id)
        }))
        .child(when(has_care, move || care_line(parent)))
        .child(total)
}

fn line(parent: Parent, id: OfferingId) -> View {
    let locale = parent.locale;
    let Some(standing) = parent.standing_now() else {
        return fragment();
    };
    let menu = &standing.menu;
    let name = wording::offering_name(menu, &id);
    let fee = menu
        .offering(&id)
        .map(|found| format::money(locale, found.fee_fen));
    let remove = {
        let id = id.clone();
        el("button")
            .class("link")
            .attr("aria-label", &[say::remove(locale), &name].join(" "))
            .on("click", move |_| parent.edit(|draft| draft.remove(&id)))
            .text(say::remove(locale))
    };
    let what = el("span")
        .text(&name)
        .child(el("small").text(&wording::times(locale, menu, &id)))
        .child(reasons(id));
    let fee = el("span").text(&fee.unwrap_or_default()).child(remove);
    el("li").child(what).child(fee)
}

fn care_days(parent: Parent) -> usize {
    parent
        .standing()
        .map_or(0, |standing| standing.draft.care().len())
}

fn care_line(parent: Parent) -> View {
    let locale = parent.locale;
    let days = move || {
        let standing = parent.standing()?;
        Some(wording::pick_ups(locale, standing.draft.care()))
    };
    let why = |text: String| el("span").class("line why").text(&text);
    let what = el("span")
        .text_fn(move || say::care_line(locale, care_days(parent)))
        .child(el("small").text_fn(days))
        .child(list(move || care_reasons(parent), String::clone, why));
    el("li")
        .child(what)
        .child(el("span").text(&format::money(locale, Fen::ZERO)))
}

fn care_reasons(parent: Parent) -> Vec<String> {
    let Some(standing) = parent.standing() else {
        return Vec::new();
    };
    let care = standing.judgement.verdict.care.iter();
    let reasons = care.flat_map(|day| &day.reasons);
    reasons
        .map(|reason| wording::reason(parent.locale, &standing.menu, reason))
        .collect()
}

fn leaving(parent: Parent) -> View {
    let sentences = move || -> Option<Vec<String>> {
        let standing = parent.standing()?;
        let names = standing
            .leaving()
            .map(|id| wording::offering_name(&standing.menu, id));
        let names = format::list(parent.locale, names);
        let days = standing
            .leaving_care()
            .map(|day| format::weekday(parent.locale, day));
        let days = format::list(parent.locale, days);
        let courses = (!names.is_empty()).then(|| say::leaving(parent.locale, names));
        let care = (!days.is_empty()).then(|| say::leaving_care(parent.locale, days));
        Some(courses.into_iter().chain(care).collect())
    };
    let notice = |text: String| el("p").class("notice").text(&text);
    list(
        move || sentences().unwrap_or_default(),
        String::clone,
        notice,
    )
}

/// Reasons that concern the draft as a whole, and advice.
fn warnings(parent: Parent) -> View {
    let locale = parent.locale;
    let sentences = move || {
        let Some(standing) = parent.standing() else {
            return Vec::new();
        };
        let verdict = &standing.judgement.verdict;
        let why = verdict.whole.iter();
        let why = why.map(|reason| ("why", wording::reason(locale, &standing.menu, reason)));
        let advice = verdict.advice.iter();
        let advice = advice.map(|advice| ("notice", wording::advice(locale, advice)));
        why.chain(advice).collect()
    };
    let key = |(class, text): &(&'static str, String)| [class, text.as_str()].concat();
    list(sentences, key, |(class, text)| {
        el("p").class(class).text(&text)
    })
}

/// The one tap, or in words why not yet.
fn submit_bar(parent: Parent) -> View {
    let locale = parent.locale;
    let note = el("div")
        .attr("role", "status")
        .child(el("span").text_fn(move || note(parent)));
    let to_sign = move || {
        let standing = parent.standing();
        standing.is_some_and(|s| s.judgement.faults() == 0 && s.agreement_to_sign().is_some())
    };
    let sign = move || {
        el("a")
            .class("go")
            .attr("href", &Route::Agreement.href())
            .text(agreement::go(locale))
    };
    let step = switch(
        to_sign,
        |signs| yes_no(*signs).to_owned(),
        move |signs| {
            if signs { sign() } else { submit_button(parent) }
        },
    );
    el("section")
        .class("bar")
        .attr("aria-label", bar::landmark(locale))
        .child(note)
        .child(step)
}

fn submit_button(parent: Parent) -> View {
    let locale = parent.locale;
    let can_submit = move || {
        let standing = parent.standing();
        let is_ready = standing.is_some_and(|s| s.judgement.faults() == 0 && s.has_changes());
        is_ready && !parent.progress().is_sending()
    };
    let label = move || {
        if parent.progress().is_sending() {
            say::submitting(locale)
        } else if matches!(parent.progress(), Progress::Waiting { .. }) {
            say::submit_again(locale)
        } else if parent.standing().is_some_and(|s| s.is_held()) {
            say::resubmit(locale)
        } else {
            say::submit(locale)
        }
    };
    let submit = move |_| {
        if untrack(can_submit) {
            sending::submit(parent);
        }
    };
    el("button")
        .class("go")
        .attr_fn("aria-disabled", move || yes_no(!can_submit()))
        .on("click", submit)
        .text_fn(label)
}

fn note(parent: Parent) -> Option<Text> {
    let locale = parent.locale;
    let standing = parent.standing()?;
    let judgement = &standing.judgement;
    let sentence = match (judgement.phase, judgement.faults()) {
        (Phase::Before { opens_at }, _) if !standing.draft.offerings().is_empty() => {
            say::wait_open(locale, format::moment(locale, opens_at)).into()
        }
        (_, 0) if !standing.has_changes() => say::unchanged(locale).into(),
        (_, 0) => {
            let (fees, name) = (standing.fees(), parent.child_name());
            say::sum(
                locale,
                fees.lines.len(),
                format::money(locale, fees.total_fen),
                name,
            )
            .into()
        }
        (_, count) => say::problems(locale, count).into(),
    };
    Some(sentence)
}
