//! Saving wishes: once, however often the button is pressed or the network fails.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{StudentId, WishReceipt};
use afterbell_locale::text::wishes::saving as say;
use afterbell_parent::api::{self, Answer, Failure};
use afterbell_parent::components::failure_sentence;
use afterbell_parent::progress::Progress;
use leptos::prelude::*;

use crate::outbox::{self, Compared, Request};
use crate::retrying;
use crate::route::Route;
use crate::wishing::Wishing;

/// Saves what is wished for the child on the screen.
pub fn save(wishing: Wishing) {
    let Some((standing, wishes)) = untrack(|| wishing.now()) else {
        return;
    };
    let child = &standing.child.student.id;
    if wishes.progress.is_sending() {
        return;
    }
    let list = wishes.list(&standing);
    // The same again keeps its key; other wishes take its place.
    let kept = outbox::kept(child).filter(|kept| kept.wishes == list);
    let request =
        kept.unwrap_or_else(|| Request::new(api::new_key(), list, wishes.receipt.as_ref()));
    request.keep(child);
    send(wishing, child, request, 1);
}

fn send(wishing: Wishing, child: &StudentId, request: Request, tries: u32) {
    wishing.change(child, |wishes| wishes.progress = Progress::Sending);
    let (id, sent) = (child.clone(), request.clone());
    server_save(child, &request, move |answer| {
        settle(wishing, &id, sent, tries, answer);
    });
}

fn server_save(
    child: &StudentId,
    request: &Request,
    then: impl FnOnce(Answer<WishReceipt>) + 'static,
) {
    crate::server::save(child, &request.wishes, &request.key, then);
}

fn settle(
    wishing: Wishing,
    child: &StudentId,
    request: Request,
    tries: u32,
    answer: Answer<WishReceipt>,
) {
    match answer {
        Ok(receipt) => {
            outbox::forget(child, &request.key);
            wishing.take_receipt(child, receipt);
        }
        Err(failure) if retrying::goes_on(tries, &failure) => {
            wait(wishing, child, request, tries, &failure);
        }
        Err(failure) => refused(wishing, child, &request, failure),
    }
}

/// Tries again after a while, under the same key.
fn wait(wishing: Wishing, child: &StudentId, request: Request, tries: u32, failure: &Failure) {
    let (pause, waiting) = retrying::next(wishing, tries, failure);
    wishing.change(child, |wishes| wishes.progress = waiting.clone());
    let child = child.clone();
    let once_more = move || {
        // The parent, or a newer request, may have been faster.
        let is_still_waiting = untrack(|| wishing.of(&child)).progress == waiting;
        let is_same = outbox::kept(&child).is_none_or(|kept| kept.key == request.key);
        if is_still_waiting && is_same {
            send(wishing, &child, request, tries + 1);
        }
    };
    set_timeout(once_more, pause);
}

fn refused(wishing: Wishing, child: &StudentId, request: &Request, failure: Failure) {
    outbox::forget(child, &request.key);
    let sentence = failure_sentence(wishing.parent.locale, &failure);
    wishing.change(child, |wishes| {
        wishes.progress = Progress::Failed(sentence.into());
    });
    if let Failure::Refused(problem) = failure {
        match problem.code {
            ProblemCode::AgreementNotSigned => Route::Agreement.go(),
            ProblemCode::MenuChanged | ProblemCode::DrawClosed => wishing.parent.load(),
            ProblemCode::SignInRequired => wishing.parent.forget_session(),
            _ => {}
        }
    }
}

/// With what the school holds now: an unanswered request is done, told as overtaken, or sent again.
pub fn look_at(wishing: Wishing, child: &StudentId, receipt: Option<&WishReceipt>) {
    let Some(request) = outbox::kept(child) else {
        return;
    };
    if untrack(|| wishing.of(child)).progress.is_sending() {
        return;
    }
    match request.compare(receipt) {
        Compared::Open => send(wishing, child, request, 1),
        Compared::Answered => {
            outbox::forget(child, &request.key);
            if let Some(receipt) = receipt {
                wishing.take_receipt(child, receipt.clone());
            }
        }
        Compared::Overtaken => {
            outbox::forget(child, &request.key);
            let sentence = say::overtaken(wishing.parent.locale);
            wishing.change(child, |wishes| {
                wishes.progress = Progress::Failed(sentence.into());
            });
        }
    }
}

/// The school could not be asked: what is unanswered is asked about again after a pause.
pub fn keep_trying(wishing: Wishing, child: &StudentId) {
    if outbox::kept(child).is_none() || untrack(|| wishing.of(child)).progress.is_sending() {
        return;
    }
    let (pause, waiting) = retrying::later();
    wishing.change(child, |wishes| wishes.progress = waiting);
    let child = child.clone();
    set_timeout(move || wishing.ask(&child), pause);
}

/// At once, for a parent who does not want to wait. Asked first, since another phone may have saved meanwhile.
pub fn hurry(wishing: Wishing, child: &StudentId) {
    wishing.change(child, |wishes| wishes.progress = Progress::Idle);
    wishing.ask(child);
}
