//! Sending a draft: once, however often the button is pressed or the network fails.

use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Receipt, ReceiptNumber, SelectionDraft, StudentId};
use afterbell_locale::text::parent::review as say;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::api::{self, Answer, Failure};
use crate::background::spawn;
use crate::components::failure_sentence;
use crate::parent::Parent;
use crate::route::Route;
use crate::standing::Standing;
use crate::storage;
use crate::ui::Text;

/// What has become of the last attempt.
#[derive(Clone, PartialEq)]
pub enum Progress {
    Idle,
    Sending,
    /// It came to nothing, and why.
    Failed(Text),
}

impl Progress {
    pub fn is_sending(&self) -> bool {
        *self == Self::Sending
    }

    /// The sentence a parent is told.
    pub fn message(&self) -> Option<Text> {
        match self {
            Self::Failed(why) => Some(why.clone()),
            Self::Idle | Self::Sending => None,
        }
    }
}

/// A request whose answer has not come yet, kept so that its key survives a reload.
#[derive(Serialize, Deserialize)]
struct Pending {
    key: String,
    draft: SelectionDraft,
    /// What the school held when it was sent. Once it holds something else, the request was
    /// answered, and its key would only bring that old answer again.
    held: Option<ReceiptNumber>,
}

fn pending_key(child: &StudentId) -> String {
    format!("afterbell.pending.{child}")
}

/// The key of an earlier, unanswered attempt at the same, else a new one; and whether it is
/// an earlier one.
fn key_for(standing: &Standing) -> (String, bool) {
    let place = pending_key(&standing.child.student.id);
    let receipt = standing.child.receipt.as_ref();
    let (draft, held) = (
        standing.draft.clone(),
        receipt.map(|receipt| receipt.number.clone()),
    );
    let is_same = |earlier: &Pending| earlier.draft == draft && earlier.held == held;
    let earlier = storage::read::<Pending>(&place).filter(is_same);
    let is_repeated = earlier.is_some();
    let key = earlier.map_or_else(api::new_key, |pending| pending.key);
    let pending = Pending {
        key: key.clone(),
        draft,
        held,
    };
    storage::write(&place, &pending);
    (key, is_repeated)
}

/// Lets go of an answered request, but not of one that was begun meanwhile.
fn forget_pending(child: &StudentId, key: &str) {
    let place = pending_key(child);
    if storage::read::<Pending>(&place).is_some_and(|pending| pending.key == key) {
        storage::remove(&place);
    }
}

/// Sends the active child's draft and, when it is accepted, shows the receipt.
pub fn submit(parent: Parent, progress: RwSignal<Progress>) {
    let Some(standing) = begin(parent, progress) else {
        return;
    };
    spawn(async move {
        let (child, draft) = (&standing.child.student.id, &standing.draft);
        let (key, is_repeated) = key_for(&standing);
        let answer = api::submit(child, draft, &key).await;
        let is_answered = !matches!(&answer, Err(failure) if may_have_arrived(failure));
        if is_answered {
            forget_pending(child, &key);
        }
        if finish(parent, progress, answer, Some(draft)) {
            Route::Receipt.replace();
        }
        if is_repeated {
            // The answer may be that of the first time: the account says what holds now.
            parent.load();
        }
    });
}

/// Gives everything back.
pub fn withdraw(parent: Parent, progress: RwSignal<Progress>) {
    let Some(standing) = begin(parent, progress) else {
        return;
    };
    spawn(async move {
        let answer = api::withdraw(&standing.child.student.id, &api::new_key()).await;
        finish(parent, progress, answer, None);
    });
}

/// Whom it is about; nobody while another attempt is under way.
fn begin(parent: Parent, progress: RwSignal<Progress>) -> Option<Arc<Standing>> {
    let standing = parent.standing_now()?;
    if progress.with_untracked(Progress::is_sending) {
        return None;
    }
    progress.set(Progress::Sending);
    Some(standing)
}

/// Takes the answer. Whether it was accepted and the page still stands: it may have been
/// left, and with it its signals, while we waited.
fn finish(
    parent: Parent,
    progress: RwSignal<Progress>,
    answer: Answer<Receipt>,
    sent: Option<&SelectionDraft>,
) -> bool {
    match answer {
        Ok(receipt) => {
            parent.take_receipt(receipt, sent);
            progress.try_set(Progress::Idle).is_none()
        }
        Err(failure) => {
            refused(parent, progress, failure);
            false
        }
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

fn refused(parent: Parent, progress: RwSignal<Progress>, failure: Failure) {
    let sentence = match &failure {
        Failure::Offline => say::retry_note(parent.locale).into(),
        failure => failure_sentence(parent.locale, failure).into(),
    };
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
    let _ = progress.try_set(Progress::Failed(sentence));
}
