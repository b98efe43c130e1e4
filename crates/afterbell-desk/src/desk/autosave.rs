//! Everything that is typed is kept by itself, and what others change comes in by itself.

use std::time::Duration;

use afterbell_domain::desk::{DraftChanges, DraftEdited, DraftEdits, Permission};
use afterbell_domain::wire::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::presence::ROUNDS;
use super::{Desk, Standing};
use crate::server::{self, Trouble};

/// 保存状态
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    Kept,
    Sending,
    /// Nobody answered; it is tried again.
    Waiting,
    /// The server said no, and would say so again.
    Refused,
}

/// One pause after the last key, so that a word is sent and not its letters.
const PAUSE: Duration = Duration::from_millis(400);
const AFTER_TROUBLE: Duration = Duration::from_secs(4);
/// How soon two people see what the other does.
const LISTENING: Duration = Duration::from_secs(3);

impl Desk {
    pub(super) fn save_soon(self) {
        self.save_after(PAUSE);
    }

    fn save_after(self, pause: Duration) {
        let is_kept = self
            .sheet
            .with_value(|sheet| sheet.as_ref().is_none_or(crate::sheet::Sheet::is_kept));
        if is_kept {
            return;
        }
        if self.scheduled.get_value() {
            // It goes along with what is sent next; until then it is not kept.
            if self.saving.get_untracked() == Saving::Kept {
                self.saving.set(Saving::Sending);
            }
            return;
        }
        self.scheduled.set_value(true);
        self.saving.set(Saving::Sending);
        set_timeout(
            move || {
                self.scheduled.set_value(false);
                spawn_local(self.save());
            },
            pause,
        );
    }

    pub(super) async fn save(self) {
        let Some(edits) = self.act(|sheet| sheet.outgoing(DraftEdits::MOST)).flatten() else {
            // Typed and taken back within the pause: nothing is left to send.
            if self.act(|sheet| sheet.is_kept()) == Some(true) {
                self.saving.set(Saving::Kept);
            }
            return;
        };
        let path = "/api/desk/menu-draft/edits";
        match server::post::<_, DraftEdited>(path, &DraftEdits { edits }).await {
            Ok(edited) => {
                // Both at once: what the server has signed is not taken away in between.
                let changes = self.changes().await;
                self.act(|sheet| sheet.sent(edited.conflicts));
                self.take(changes).await;
                self.saving.set(Saving::Kept);
                self.save_soon();
            }
            Err(trouble) => {
                self.act(super::Sheet::not_sent);
                self.saving.set(Saving::Waiting);
                match trouble {
                    Trouble::SignedOut => self.signed_out(),
                    Trouble::Refused(problem) if !passes(problem.code) => {
                        self.saving.set(Saving::Refused);
                    }
                    _ => self.save_after_trouble(),
                }
            }
        }
    }

    fn save_after_trouble(self) {
        self.save_after(AFTER_TROUBLE);
        self.saving.set(Saving::Waiting);
    }

    /// `silent` counts the rounds since the server was last told that somebody is here.
    pub(super) fn listen_to_others(self, silent: u32) {
        set_timeout(
            move || {
                spawn_local(async move {
                    let mut silent = silent.saturating_add(1);
                    if self.standing.get_untracked() == Standing::SignedIn {
                        if silent >= ROUNDS && self.tell_presence().await {
                            silent = 0;
                            self.hear_of_district().await;
                        }
                        if self.may_read_untracked() {
                            self.hear_of_changes().await;
                        }
                    }
                    self.listen_to_others(silent);
                });
            },
            LISTENING,
        );
    }

    fn may_read_untracked(self) -> bool {
        let me = self.me.get_untracked();
        me.is_some_and(|me| me.permissions.contains(&Permission::ReadDraft))
    }

    /// A newer pack of the district, by which the server judges already, is judged by here as well.
    async fn hear_of_district(self) {
        if self.may_read_untracked() {
            // Asked again in a minute, and before anything is published.
            let _ = self.fetch_pack().await;
        }
    }

    /// Takes in what has been changed elsewhere, also by oneself on another page.
    pub async fn hear_of_changes(self) {
        let changes = self.changes().await;
        self.take(changes).await;
    }

    async fn changes(self) -> Option<Result<DraftChanges, Trouble>> {
        let since = self
            .sheet
            .with_value(|sheet| sheet.as_ref().map(crate::sheet::Sheet::revision))?;
        let path = format!("/api/desk/menu-draft/changes?since={since}");
        Some(server::get::<DraftChanges>(&path).await)
    }

    async fn take(self, changes: Option<Result<DraftChanges, Trouble>>) {
        match changes {
            Some(Ok(changes)) if changes.changes.is_empty() && !changes.reload => {}
            Some(Ok(changes)) => {
                let own = self.me.get_untracked().map(|me| me.name);
                let other = changes.changes.iter().rev().map(|change| &change.by);
                if let Some(other) = other.into_iter().find(|by| Some(*by) != own.as_ref()) {
                    self.others.set(Some(other.to_string()));
                }
                if self.act(|sheet| sheet.take_changes(changes)) == Some(false) {
                    // Without it the next question gets the same answer.
                    let _ = self.fetch_again().await;
                }
            }
            Some(Err(Trouble::SignedOut)) => self.signed_out(),
            // Asked again in a moment.
            Some(Err(_)) | None => {}
        }
    }
}

/// Whether the same request may be answered otherwise in a while.
fn passes(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Overloaded
            | ProblemCode::Timeout
            | ProblemCode::Internal
            | ProblemCode::TooManyAttempts
    )
}
