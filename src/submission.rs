//! Sending a draft: once, however often the button is pressed or the network fails.

use afterbell_domain::wire::{Child, ProblemCode};
use afterbell_domain::{SelectionDraft, StudentId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::{self, Failure};
use crate::parent::Parent;
use crate::route::Route;
use crate::storage;

/// What has become of the last attempt.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Progress {
    #[default]
    Idle,
    Sending,
    /// No answer came; the same request can safely be sent again.
    Unanswered,
    /// The server said no.
    Refused(Failure),
}

/// A request whose answer has not come yet, kept so that its key survives a reload.
#[derive(Serialize, Deserialize)]
struct Pending {
    key: String,
    draft: SelectionDraft,
}

fn pending_key(child: &StudentId) -> String {
    format!("afterbell.pending.{child}")
}

/// The key of an earlier, unanswered attempt with the same draft, else a new one.
fn key_for(child: &StudentId, draft: &SelectionDraft) -> String {
    let place = pending_key(child);
    let earlier = storage::read::<Pending>(&place).filter(|pending| pending.draft == *draft);
    let key = earlier.map_or_else(api::new_key, |pending| pending.key);
    storage::write(
        &place,
        &Pending {
            key: key.clone(),
            draft: draft.clone(),
        },
    );
    key
}

/// Sends the active child's draft and, when it is accepted, shows the receipt.
pub fn submit(parent: Parent, progress: RwSignal<Progress>) {
    let (child, draft) = (parent.child.get_untracked(), parent.draft.get_untracked());
    let (Some(Child { student, .. }), Some(draft)) = (child, draft) else {
        return;
    };
    if progress.get_untracked() == Progress::Sending {
        return;
    }
    progress.set(Progress::Sending);
    spawn_local(async move {
        let key = key_for(&student.id, &draft);
        let answer = api::submit(&student.id, &draft, &key).await;
        let is_answered = !matches!(&answer, Err(failure) if may_have_arrived(failure));
        if is_answered {
            storage::remove(&pending_key(&student.id));
        }
        match answer {
            Ok(receipt) => {
                parent.take_receipt(receipt, Some(&draft));
                // The page may have been left, and with it its signals, while we waited.
                if progress.try_set(Progress::Idle).is_none() {
                    Route::Receipt.replace();
                }
            }
            Err(failure) => refused(parent, progress, failure),
        }
    });
}

/// Gives everything back.
pub fn withdraw(parent: Parent, progress: RwSignal<Progress>) {
    let Some(Child { student, .. }) = parent.child.get_untracked() else {
        return;
    };
    if progress.get_untracked() == Progress::Sending {
        return;
    }
    progress.set(Progress::Sending);
    spawn_local(async move {
        match api::withdraw(&student.id, &api::new_key()).await {
            Ok(receipt) => {
                parent.take_receipt(receipt, None);
                let _ = progress.try_set(Progress::Idle);
            }
            Err(failure) => refused(parent, progress, failure),
        }
    });
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
    if let Failure::Refused(problem) = &failure {
        // With the places and the time of the decision, our own verdict says the reasons.
        if let Some(places) = problem.places.clone() {
            parent.take_places(places);
        }
        match problem.code {
            ProblemCode::MenuChanged => parent.load(),
            ProblemCode::SignInRequired => parent.forget_session(),
            _ => {}
        }
    }
    let outcome = match failure {
        Failure::Offline => Progress::Unanswered,
        failure => Progress::Refused(failure),
    };
    let _ = progress.try_set(outcome);
}
