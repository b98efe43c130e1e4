//! Sending a choice: once, however often the button is pressed or the network fails.

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{Receipt, SelectionDraft, StudentId};
use afterbell_locale::text::parent::sending as say;
use leptos::prelude::*;
use std::time::Duration;

use crate::api::{self, Answer, Failure};
use crate::background::dice;
use crate::components::failure_sentence;
use crate::outbox::{self, Compared, Request};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route::Route;

/// How long an answer may take before the request is taken for lost.
const PATIENCE: Duration = Duration::from_secs(30);
/// An answer that makes no sense so often will not make any.
const MOST_TRIES: u32 = 5;

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
    let child = &standing.child;
    if draft.is_none() {
        // What was begun goes with what is given back; what is begun from now on is new.
        parent.in_drafts(|drafts| drafts.finish(&child.student.id));
    }
    parent.in_outbox(|outbox| {
        outbox.take(child, draft, api::new_key);
        outbox.hurry(|one| one.request.child == child.student.id);
    });
    send(parent, &child.student.id);
}

/// Sends what is kept for a child, unless it is on its way or has to wait.
fn send(parent: Parent, child: &StudentId) {
    let now = untrack(|| parent.clock.now());
    let Some((request, tries)) = parent.in_outbox(|outbox| outbox.send(child, now)) else {
        return;
    };
    let late = request.clone();
    let (draft, key) = (request.draft.clone(), request.key.clone());
    api::choose(child, draft.as_ref(), &key, move |answer| {
        settle(parent, &request, tries, answer);
    });
    // A network can also swallow a request without a word. The same key again does no harm.
    set_timeout(
        move || settle(parent, &late, tries, Err(Failure::Offline)),
        PATIENCE,
    );
}

/// With the account as it is now: what was answered meanwhile is done, what was overtaken is
/// told, the rest is sent.
pub fn look_at(parent: Parent, children: Vec<Child>) {
    // What only this page knows, on a phone that keeps nothing, must not be taken for stopped.
    parent.in_outbox(|outbox| outbox.follow_storage(&children, false));
    for child in children {
        let id = &child.student.id;
        match parent.in_outbox(|outbox| outbox.compare(&child)) {
            Some((_, Compared::Open)) => send(parent, id),
            Some((key, Compared::Answered)) => {
                parent.in_outbox(|outbox| outbox.forget(&key));
                show_receipt(parent, id);
            }
            Some((key, Compared::Overtaken)) => {
                let sentence = say::overtaken(parent.locale, &child.student.name);
                let progress = Progress::Failed(sentence.into());
                parent.in_outbox(|outbox| outbox.set(&key, progress));
            }
            None => {}
        }
    }
}

/// At once, for a parent who does not want to wait.
pub fn hurry(parent: Parent, child: &StudentId) {
    parent.in_outbox(|outbox| outbox.hurry(|one| one.request.child == *child));
    // Asked first, since another phone may have chosen meanwhile.
    parent.ask_account();
}

/// The school could not be asked: what waits for nothing else is tried again after a pause.
pub fn keep_trying(parent: Parent) {
    for request in parent.in_outbox(|outbox| outbox.due()) {
        parent.in_outbox(|outbox| outbox.count_try(&request.key));
        wait(parent, &request, &Failure::Offline);
    }
}

/// Takes the answer to a try; the failure of an earlier one says nothing any more.
fn settle(parent: Parent, request: &Request, tries: u32, answer: Answer<Receipt>) {
    let is_last = parent.in_outbox(|outbox| {
        let sending = outbox.of(&request.child);
        sending.is_some_and(|one| one.progress.is_sending())
            && outbox.tries(&request.key) == Some(tries)
    });
    match answer {
        Ok(receipt) => accepted(parent, request, tries, receipt),
        Err(_) if !is_last => {}
        Err(failure)
            if may_have_arrived(&failure) && (tries < MOST_TRIES || is_passing(&failure)) =>
        {
            wait(parent, request, &failure);
        }
        Err(failure) => refused(parent, request, failure),
    }
}

fn accepted(parent: Parent, request: &Request, tries: u32, receipt: Receipt) {
    parent.in_outbox(|outbox| outbox.forget(&request.key));
    parent.take_receipt(receipt, request.draft.as_ref());
    show_receipt(parent, &request.child);
    // The account as it is now is wanted for the next time without a network. At once after
    // several tries, since the answer may be that of the first; else when the rush is over.
    let seconds = if tries == 1 {
        10.0 + 30.0 * dice()
    } else {
        0.0
    };
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
pub fn may_have_arrived(failure: &Failure) -> bool {
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

/// Whether it goes by by itself, sooner or later.
pub fn is_passing(failure: &Failure) -> bool {
    match failure {
        Failure::Offline => true,
        Failure::Unreadable => false,
        Failure::Refused(problem) => problem.code != ProblemCode::Internal,
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
    let again_at = untrack(|| parent.clock.now()).map(|now| now.plus_seconds(seconds));
    let progress = Progress::Waiting {
        is_offline: *failure == Failure::Offline,
        again_at,
    };
    parent.in_outbox(|outbox| outbox.set(&request.key, progress));
    let (child, key) = (request.child.clone(), request.key.clone());
    let once_more = move || {
        // Another chain of tries, or the parent, may have been faster.
        let is_still_waiting = parent.in_outbox(|outbox| {
            let one = outbox.of(&child);
            let is_waiting = one.is_some_and(|one| {
                matches!(&one.progress, Progress::Waiting { again_at: at, .. } if *at == again_at)
            });
            is_waiting && outbox.tries(&key) == tries
        });
        if is_still_waiting {
            hurry(parent, &child);
        }
    };
    set_timeout(once_more, pause);
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
