//! What is wished for, what the school has of it, and the one next step.

use afterbell_domain::Phase;
use afterbell_locale::format;
use afterbell_locale::text::wishes::{bar as say, saving as on_the_way};
use afterbell_parent::progress::Progress;
use afterbell_parent::ui::{Text, View, el, switch, yes_no};
use leptos::prelude::*;

use super::progress;
use crate::route::Route;
use crate::saving;
use crate::wishing::{Wishing, can_rank};

pub fn bar() -> View {
    let wishing = Wishing::here();
    let locale = wishing.parent.locale;
    let status = el("div")
        .attr("role", "status")
        .child(el("b").text_fn(move || headline(wishing)))
        .child(el("span").text_fn(move || detail(wishing)));
    let key = |step: &Step| (*step as u8).to_string();
    el("section")
        .class("bar")
        .attr("aria-label", say::landmark(locale))
        .child(status)
        .child(switch(
            move || step(wishing),
            key,
            move |step| step_button(wishing, step),
        ))
}

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Sign,
    Save,
    Hurry,
    Nothing,
}

fn step(wishing: Wishing) -> Step {
    let Some((standing, wishes)) = wishing.now() else {
        return Step::Nothing;
    };
    match standing.judgement.phase {
        _ if wishes.is_waiting() => Step::Hurry,
        _ if !can_rank(&standing) => Step::Nothing,
        Phase::Open { .. } if must_sign(wishing) => Step::Sign,
        _ => Step::Save,
    }
}

fn must_sign(wishing: Wishing) -> bool {
    wishing.now().is_some_and(|(standing, wishes)| {
        let list = wishes.list(&standing);
        let signature = standing.child.signature.as_ref();
        let to_sign = standing.menu.agreement_to_sign_for_wishes(&list, signature);
        to_sign.is_some()
    })
}

fn headline(wishing: Wishing) -> Text {
    let locale = wishing.parent.locale;
    match wishing.list() {
        Some(list) if !list.slots().is_empty() => {
            let count = list.offerings().count();
            say::summary(locale, count, list.slots().len()).into()
        }
        _ => say::nothing(locale).into(),
    }
}

fn detail(wishing: Wishing) -> Option<Text> {
    let locale = wishing.parent.locale;
    let (standing, wishes) = wishing.now()?;
    let moment = |moment| format::moment(locale, moment);
    if let Progress::Waiting { is_offline, .. } = &wishes.progress {
        let why = match is_offline {
            true => on_the_way::offline(locale),
            false => on_the_way::busy(locale),
        };
        let separator = afterbell_locale::text::common::punctuation::list(locale);
        return Some(
            [why, separator, on_the_way::again_soon(locale)]
                .concat()
                .into(),
        );
    }
    let received = wishes
        .receipt
        .as_ref()
        .map(|receipt| say::received(locale, moment(receipt.saved_at), &receipt.number));
    let closes_at = standing.menu.round.wishes_close_at();
    let closes_at = closes_at.filter(|_| can_rank(&standing));
    Some(match (standing.judgement.phase, received, closes_at) {
        (Phase::Open { .. }, _, Some(_)) if wishes.has_changes() => say::unsaved(locale).into(),
        (_, Some(received), _) => received.into(),
        (Phase::Open { .. }, None, Some(closes_at)) => say::until(locale, moment(closes_at)).into(),
        (Phase::Before { opens_at }, None, _) => say::from(locale, moment(opens_at)).into(),
        _ => say::closed(locale).into(),
    })
}

fn step_button(wishing: Wishing, step: Step) -> View {
    let locale = wishing.parent.locale;
    match step {
        Step::Sign => el("a")
            .class("go")
            .attr("href", &Route::Agreement.href())
            .text(say::sign(locale)),
        Step::Hurry => el("button")
            .class("go")
            .on("click", move |_| {
                if let Some((standing, _)) = untrack(|| wishing.now()) {
                    saving::hurry(wishing, &standing.child.student.id);
                }
            })
            .text(on_the_way::again_now(locale)),
        Step::Nothing => el("a")
            .class("go")
            .attr("href", &Route::Result.href())
            .text(afterbell_locale::text::wishes::page::result(locale)),
        Step::Save => save_button(wishing),
    }
}

fn save_button(wishing: Wishing) -> View {
    let locale = wishing.parent.locale;
    let is_open = move || {
        let standing = wishing.parent.standing();
        standing
            .is_some_and(|one| can_rank(&one) && matches!(one.judgement.phase, Phase::Open { .. }))
    };
    let can_save = move || {
        is_open()
            && wishing
                .now()
                .is_some_and(|(_, wishes)| wishes.has_changes())
    };
    let is_saved = move || {
        let now = wishing.now();
        now.is_some_and(|(_, wishes)| wishes.receipt.is_some() && !wishes.has_changes())
    };
    let label = move || match progress(wishing) {
        Progress::Sending => say::saving(locale),
        _ if is_saved() => say::done(locale),
        _ => say::save(locale),
    };
    el("button")
        .class("go")
        .attr_fn("aria-disabled", move || {
            yes_no(!can_save() || progress(wishing).is_sending())
        })
        .on("click", move |_| {
            if untrack(can_save) {
                saving::save(wishing);
            }
        })
        .text_fn(label)
}
