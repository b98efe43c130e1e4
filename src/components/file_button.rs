use afterbell_domain::wire::FileKind;

use crate::components::{failure_sentence, message};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::ui::{State, View, el, fragment};
use crate::{api, host};

/// Opens a file of the active child with whatever the phone opens such files with. The address
/// holds no token and works for a few minutes.
pub fn file_button(kind: FileKind, label: &str) -> View {
    let parent = Parent::here();
    let progress = State::new(Progress::Idle);
    let open = move |_| {
        let Some(standing) = parent.standing_now() else {
            return;
        };
        if progress.with_untracked(Progress::is_sending) {
            return;
        }
        progress.set(Progress::Sending);
        api::file(&standing.child.student.id, kind, move |ticket| {
            let done = match ticket {
                Ok(ticket) => {
                    host::open_file(&ticket.url, kind);
                    Progress::Idle
                }
                Err(failure) => Progress::Failed(failure_sentence(parent.locale, &failure).into()),
            };
            let _ = progress.try_set(done);
        });
    };
    fragment()
        .child(el("button").class("add").on("click", open).text(label))
        .child(message(move || progress.with(Progress::message)))
}
