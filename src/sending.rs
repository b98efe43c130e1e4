//! Sending a choice: once, however often the button is pressed or the network fails.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Receipt, SelectionDraft, StudentId};
use leptos::prelude::*;
use std::time::Duration;

use crate::api::{self, Answer, Failure};
use crate::background::dice;
use crate::components::failure_sentence;
use crate::outbox::{self, Request};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route::Route;

/// How long an answer may take before the request is taken for lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends the active child's draft and, when it is accepted, shows the receipt.
pub fn submit(parent: Parent) {
    if let Some(standing) = parent.standing_now() {
        take(parent, Some(standing.draft.clone()));
    }
}

/// Gives everything back.
pub fn withdraw(parent: Parent) {
    take(parent, None);
}

fn take(parent: Parent, draft: Option<SelectionDraft>) {
    let Some(standing) = parent.standing_now() else {
        return;
    };
    parent.in_outbox(|outbox| outbox.take(&standing.child, draft, api::new_key));
    send(parent, standing.child.student.id.clone());
}

/// Sends what is kept for a child, unless it is on its way.
pub fn send(parent: Parent, child: StudentId) {
    let Some(request) = parent.in_outbox(|outbox| outbox.send(&child)) else {
        return;
    };
    let tries = parent.in_outbox(|outbox| outbox.tries(&request.key));
    let late = request.clone();
    let (draft, key) = (request.draft.clone(), request.key.clone());
    api::choose(&child, draft.as_ref(), &key, move |answer| {
        settle(parent, &request, answer);
    });
    // A network can also swallow a request without a word. The same key again does no harm.
    let give_up = move || {
        let is_still_sent = parent.in_outbox(|outbox| {
            let sending = outbox.of(&late.child);
            sending.is_some_and(|one| one.progress.is_sending()) && outbox.tries(&late.key) == tries
        });
        if is_still_sent {
            wait(parent, &late, &Failure::Offline);
        }
    };
    set_timeout(give_up, PATIENCE);
}

fn settle(parent: Parent, request: &Request, answer: Answer<Receipt>) {
    match answer {
        Ok(receipt) => accepted(parent, request, receipt),
        Err(failure) if may_have_arrived(&failure) => wait(parent, request, &failure),
        Err(failure) => refused(parent, request, failure),
    }
}

fn accepted(parent: Parent, request: &Request, receipt: Receipt) {
    let key = request.key.as_str();
    let is_first = parent.in_outbox(|outbox| {
        let tries = outbox.tries(key);
        outbox.forget(key);
        tries == Some(1)
    });
    parent.take_receipt(receipt, request.draft.as_ref());
    show_receipt(parent, &request.child);
    // The account as it is now is wanted for the next time without a network. At once after
    // several tries, since the answer may be that of the first; else when the rush is over.
    let seconds = if is_first { 10.0 + 30.0 * dice() } else { 0.0 };
    set_timeout(move || parent.load(), Duration::from_secs_f64(seconds));
}

/// To the receipt, for a parent who waits for it.
pub fn show_receipt(parent: Parent, child: &StudentId) {
    let is_waiting = parent
        .standing_now()
        .is_some_and(|standing| standing.child.student.id == *child && !standing.has_changes());
    if is_waiting && Route::now() == Route::Review {
        Route::Receipt.replace();
    }
}

/// Without a clear answer the request may have been carried out.
fn may_have_arrived(failure: &Failure) -> bool {
    match failure {
        Failure::Offline | Failure::Unreadable => true,
        Failure::Refused(problem) => matches!(
            problem.code,
            ProblemCode::RequestInFlight
                | ProblemCode::Overloaded
                | ProblemCode::Timeout
                | ProblemCode::Internal
        ),
    }
}

fn wait(parent: Parent, request: &Request, failure: &Failure) {
    let asked = match failure {
        Failure::Refused(problem) => problem.retry_after_seconds,
        Failure::Offline | Failure::Unreadable => None,
    };
    let tries = parent.in_outbox(|outbox| outbox.tries(&request.key));
    let pause = outbox::pause(tries.unwrap_or_default(), asked, dice());
    let seconds = i64::try_from(pause.as_secs()).unwrap_or_default();
    let now = untrack(|| parent.clock.now());
    let progress = Progress::Waiting {
        is_offline: *failure == Failure::Offline,
        again_at: now.map(|now| now.plus_seconds(seconds)),
    };
    parent.in_outbox(|outbox| outbox.set(&request.key, progress));
    let child = request.child.clone();
    set_timeout(move || send(parent, child), pause);
}

fn refused(parent: Parent, request: &Request, failure: Failure) {
    let sentence = failure_sentence(parent.locale, &failure);
    if let Failure::Refused(problem) = failure {
        // With the places and the time of the decision, our own verdict says the reasons.
        if let Some(places) = problem.places {
            parent.take_places(places);
        }
        match problem.code {
            ProblemCode::MenuChanged => parent.load(),
            ProblemCode::SignInRequired => parent.forget_session(),
            _ => {}
        }
    }
    let progress = Progress::Failed(sentence.into());
    parent.in_outbox(|outbox| outbox.set(&request.key, progress));
}

/// Stops trying. The account tells whether it was carried out all the same.
pub fn stop(parent: Parent, child: &StudentId) {
    parent.in_outbox(|outbox| {
        let key = outbox.of(child).map(|one| one.request.key.clone());
        outbox.forget(&key.unwrap_or_default());
    });
    parent.load();
}
