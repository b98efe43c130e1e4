//! Asking for a place after the draw, and waiting no longer: once, however often the button is pressed or
//! the network fails. One request a child.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{OfferingId, StudentId};
use afterbell_locale::text::wishes::asking as say;
use afterbell_parent::api::{self, Answer, Failure};
use afterbell_parent::components::failure_sentence;
use afterbell_parent::progress::Progress;
use afterbell_parent::storage;
use leptos::prelude::*;

use crate::retrying;
use crate::route::Route;
use crate::server::{self, OwnDraw};
use crate::wishing::Wishing;
use crate::words;

/// Kept with its key until there is a certain answer, as a line of words: a form of its own for four of them
/// would be another kilobyte.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub key: String,
    pub offering: OfferingId,
    /// It asks for a place; else it leaves the list.
    pub joins: bool,
    /// The number of the receipt that the child had then. With another one its week is another, too.
    held: String,
}

/// What is known by now of a request whose answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Nothing yet: it has to be sent again.
    Open,
    Answered,
    /// The child holds something else meanwhile.
    Overtaken,
}

impl Request {
    fn line(&self) -> String {
        let wants = if self.joins { "joins" } else { "leaves" };
        [&self.key, self.offering.as_str(), wants, &self.held].join(" ")
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let mut next = || words.next();
        Some(Self {
            key: next()?.to_owned(),
            offering: next()?.parse().ok()?,
            joins: next()? == "joins",
            held: next()?.to_owned(),
        })
    }

    /// `held`: the number of the child's receipt; `enrolled`: what it has a place in.
    pub fn compare(&self, held: &str, enrolled: &[OfferingId], own: &OwnDraw) -> Compared {
        let mut rows = own.waiting.iter();
        let row = rows.find(|row| row.offering == self.offering);
        let waits = row.is_some_and(|row| row.state.claims());
        match self.joins {
            true if waits || enrolled.contains(&self.offering) => Compared::Answered,
            false if !waits => Compared::Answered,
            true if held != self.held => Compared::Overtaken,
            _ => Compared::Open,
        }
    }
}

fn place(child: &StudentId) -> String {
    ["wishes-asking.", child.as_str()].concat()
}

pub fn kept(child: &StudentId) -> Option<Request> {
    Request::read(&storage::text(&place(child))?)
}

fn forget(child: &StudentId, key: &str) {
    if kept(child).is_none_or(|kept| kept.key == key) {
        storage::remove(&place(child));
    }
}

/// The number of what the school holds for a child.
fn held(wishing: Wishing, child: &StudentId) -> (String, Vec<OfferingId>) {
    let children = untrack(|| wishing.parent.children());
    let mut found = children.into_iter().filter(|one| one.student.id == *child);
    found.next().map_or_else(Default::default, |child| {
        let number = child.receipt.map(|receipt| receipt.number.to_string());
        (number.unwrap_or_default(), child.student.enrolled)
    })
}

/// Asks for a place for the child on the screen, or takes it off a list.
pub fn ask(wishing: Wishing, offering: &OfferingId, joins: bool) {
    let Some((standing, wishes)) = untrack(|| wishing.now()) else {
        return;
    };
    let child = &standing.child.student.id;
    if wishes.asked.is_sending() {
        return;
    }
    // The same again keeps its key; anything else takes its place.
    let is_same = |kept: &Request| kept.offering == *offering && kept.joins == joins;
    let request = kept(child).filter(is_same).unwrap_or_else(|| Request {
        key: api::new_key(),
        offering: offering.clone(),
        joins,
        held: held(wishing, child).0,
    });
    storage::keep_text(&place(child), &request.line());
    send(wishing, child, request, 1);
}

fn send(wishing: Wishing, child: &StudentId, request: Request, tries: u32) {
    wishing.change(child, |wishes| wishes.asked = Progress::Sending);
    let (id, sent) = (child.clone(), request.clone());
    let then = move |answer| settle(wishing, &id, sent, tries, answer);
    server::queue(child, &request.offering, request.joins, &request.key, then);
}

fn settle(wishing: Wishing, child: &StudentId, request: Request, tries: u32, answer: Answer<()>) {
    match answer {
        Ok(()) => done(wishing, child, request),
        Err(failure) if retrying::goes_on(tries, &failure) => {
            wait(wishing, child, request, tries, &failure);
        }
        Err(failure) => refused(wishing, child, &request, failure),
    }
}

/// The button works again, and what has become of it is told, when the page shows how it stands now.
fn done(wishing: Wishing, child: &StudentId, request: Request) {
    api::forget_account();
    wishing.parent.ask_account();
    let id = child.clone();
    wishing.ask_draw_then(child, move || {
        forget(&id, &request.key);
        let own = wishing.change(&id, |wishes| {
            wishes.asked = Progress::Idle;
            wishes.own.clone()
        });
        if let Some((standing, own)) = wishing.parent.standing_now().zip(own) {
            let said = words::queued(wishing.parent.locale, &standing.menu, &request, &own);
            wishing.said.set(Some(said.into()));
        }
    });
}

/// Tries again after a while, under the same key.
fn wait(wishing: Wishing, child: &StudentId, request: Request, tries: u32, failure: &Failure) {
    let (pause, waiting) = retrying::next(wishing, tries, failure);
    wishing.change(child, |wishes| wishes.asked = waiting.clone());
    let child = child.clone();
    let once_more = move || {
        // The parent, or a newer request, may have been faster.
        let is_still_waiting = untrack(|| wishing.of(&child)).asked == waiting;
        if is_still_waiting && kept(&child).is_none_or(|kept| kept.key == request.key) {
            send(wishing, &child, request, tries + 1);
        }
    };
    set_timeout(once_more, pause);
}

fn refused(wishing: Wishing, child: &StudentId, request: &Request, failure: Failure) {
    let locale = wishing.parent.locale;
    let code = match &failure {
        Failure::Refused(problem) => Some(problem.code),
        Failure::Offline | Failure::Unreadable => None,
    };
    // What the rules here can tell is told before anything is asked, so it is something else.
    let sentence = match code {
        Some(ProblemCode::SelectionDenied) => say::denied(locale).to_owned(),
        _ => failure_sentence(locale, &failure),
    };
    fail(wishing, child, request, sentence);
    match code {
        Some(ProblemCode::AgreementNotSigned) => Route::Agreement.go(),
        Some(ProblemCode::SignInRequired) => wishing.parent.forget_session(),
        _ => wishing.look_again(),
    }
}

fn fail(wishing: Wishing, child: &StudentId, request: &Request, sentence: String) {
    forget(child, &request.key);
    wishing.change(child, |wishes| {
        wishes.asked = Progress::Failed(sentence.into());
    });
}

/// With what is known now: an unanswered request is done, told as overtaken, or sent again.
pub fn look_at(wishing: Wishing, child: &StudentId, own: &OwnDraw) {
    let Some(request) = kept(child) else { return };
    if untrack(|| wishing.of(child)).asked.is_sending() {
        return;
    }
    let (number, enrolled) = held(wishing, child);
    match request.compare(&number, &enrolled, own) {
        Compared::Open => send(wishing, child, request, 1),
        Compared::Answered => {
            forget(child, &request.key);
            wishing.change(child, |wishes| wishes.asked = Progress::Idle);
        }
        Compared::Overtaken => {
            let sentence = say::overtaken(wishing.parent.locale).to_owned();
            fail(wishing, child, &request, sentence);
        }
    }
}

/// The school could not be asked: what is unanswered is asked about again after a pause.
pub fn keep_trying(wishing: Wishing, child: &StudentId) {
    if kept(child).is_none() || untrack(|| wishing.of(child)).asked.is_sending() {
        return;
    }
    let (pause, waiting) = retrying::later();
    wishing.change(child, |wishes| wishes.asked = waiting);
    let child = child.clone();
    set_timeout(move || wishing.ask_draw(&child), pause);
}

#[cfg(test)]
mod tests;
