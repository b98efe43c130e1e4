//! A place that is kept for a child: what taking it gives back is shown before it is confirmed.

use afterbell_domain::OfferingId;
use afterbell_locale::text::wishes::waiting as say;
use afterbell_locale::{format, wording};
use afterbell_parent::api::{self, Failure};
use afterbell_parent::components::{failure_sentence, message};
use afterbell_parent::progress::Progress;
use afterbell_parent::standing::Standing;
use afterbell_parent::ui::{State, View, el, switch};
use leptos::prelude::*;
use std::rc::Rc;

use crate::components::{Question, confirm, exchange};
use crate::server::{self, WaitingPlace};
use crate::wishing::Wishing;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Accept,
    Decline,
}

#[derive(Clone, Copy)]
struct Answering {
    wishing: Wishing,
    asking: State<Asking>,
    progress: State<Progress>,
    /// One key for each answer, so that a lost reply is asked for again and acts once.
    keys: StoredValue<[String; 2]>,
}

pub fn offer(wishing: Wishing, standing: &Standing, place: &WaitingPlace) -> View {
    let locale = wishing.parent.locale;
    let course = wording::offering_name(&standing.menu, &place.offering);
    let until = place.state.until.map(|until| format::moment(locale, until));
    let child = &standing.child.student.name;
    let answering = Answering {
        wishing,
        asking: State::new(Asking::Nothing),
        progress: State::new(Progress::Idle),
        keys: StoredValue::new([api::new_key(), api::new_key()]),
    };
    let id = place.offering.clone();
    let key = |asking: &Asking| (*asking as u8).to_string();
    let body = move |asking| match asking {
        Asking::Nothing => questions(answering),
        Asking::Accept => {
            let title = say::confirm_title(locale, &course);
            // As it is now: what the child holds may have changed since the offer was shown.
            let now = wishing.parent.standing_now();
            let given = now.map(|standing| gives_back(wishing, &standing, &id));
            ask(
                answering,
                &title,
                &given.unwrap_or_default(),
                Asking::Accept,
                &id,
            )
        }
        Asking::Decline => {
            let title = say::decline_title(locale, &course);
            let explain = [say::decline_explain(locale).to_owned()];
            ask(answering, &title, &explain, Asking::Decline, &id)
        }
    };
    let told = say::offered(
        locale,
        child,
        wording::offering_name(&standing.menu, &place.offering),
        until.unwrap_or_default(),
    );
    el("section")
        .class("notice offered")
        .attr("aria-labelledby", "offer-title")
        .child(
            el("h2")
                .attr("id", "offer-title")
                .text(say::offer_title(locale)),
        )
        .child(el("p").text(&told))
        .child(switch(move || answering.asking.get(), key, body))
        .child(message(move || answering.progress.with(Progress::message)))
}

/// What accepting changes.
fn gives_back(wishing: Wishing, standing: &Standing, id: &OfferingId) -> Vec<String> {
    let locale = wishing.parent.locale;
    let Some(exchange) = exchange(wishing, standing, id) else {
        return Vec::new();
    };
    let given = match exchange.gone.is_empty() {
        true => say::gives_nothing(locale).to_owned(),
        false => say::gives_back(locale, exchange.gone),
    };
    [vec![given], exchange.moved].concat()
}

fn questions(answering: Answering) -> View {
    let locale = answering.wishing.parent.locale;
    let question = |asking, class: &str, label| {
        el("button")
            .class(class)
            .on("click", move |_| answering.asking.set(asking))
            .text(label)
    };
    el("div")
        .class("row")
        .child(question(Asking::Accept, "go", say::accept(locale)))
        .child(question(Asking::Decline, "add", say::decline(locale)))
}

fn ask(
    answering: Answering,
    title: &str,
    lines: &[String],
    asking: Asking,
    id: &OfferingId,
) -> View {
    let locale = answering.wishing.parent.locale;
    let is_danger = asking == Asking::Decline;
    let question = Question {
        title,
        lines,
        yes: match is_danger {
            true => say::confirm_decline(locale),
            false => say::confirm(locale),
        },
        sending: say::sending(locale),
        is_danger,
    };
    let id = id.clone();
    let cancel = move || {
        answering.progress.set(Progress::Idle);
        answering.asking.set(Asking::Nothing);
    };
    let go = move || {
        if !answering.progress.with_untracked(Progress::is_sending) {
            answer(answering, asking, &id);
        }
    };
    let is_sending = move || answering.progress.with(Progress::is_sending);
    confirm(
        &question,
        Rc::new(is_sending),
        Box::new(cancel),
        Box::new(go),
    )
}

fn answer(answering: Answering, asking: Asking, id: &OfferingId) {
    let wishing = answering.wishing;
    let Some(standing) = wishing.parent.standing_now() else {
        return;
    };
    answering.progress.set(Progress::Sending);
    let child = standing.child.student.id.clone();
    let [accepting, refusing] = answering.keys.get_value();
    let done = {
        let child = child.clone();
        move || wishing.ask_draw(&child)
    };
    let fail = move |failure: Failure| {
        let sentence = failure_sentence(wishing.parent.locale, &failure);
        let _ = answering
            .progress
            .try_set(Progress::Failed(sentence.into()));
        // A refusal is the answer to its key; what is tried again is a new intent.
        if matches!(failure, Failure::Refused(_)) {
            answering
                .keys
                .try_update_value(|keys| *keys = [api::new_key(), api::new_key()]);
        }
    };
    if asking == Asking::Accept {
        server::accept(&child, id, &accepting, move |answer| match answer {
            Ok(receipt) => {
                wishing.parent.take_receipt(receipt, None);
                done();
            }
            Err(failure) => fail(failure),
        });
    } else {
        server::refuse(&child, id, &refusing, move |answer| match answer {
            Ok(()) => done(),
            Err(failure) => fail(failure),
        });
    }
}
