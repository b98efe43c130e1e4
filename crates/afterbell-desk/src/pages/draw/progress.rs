//! 进度: the steps of a draw, which are done and which is next.

use afterbell_domain::Moment;
use afterbell_domain::desk::{DrawDesk, DrawStage};
use afterbell_domain::draw::PublishedFile;
use afterbell_locale::format;
use afterbell_locale::text::desk::draw as say;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

/// How many steps are done; a draw that cannot go on stands where it stopped.
fn done(stage: &DrawStage) -> usize {
    match stage {
        DrawStage::NotDrawn | DrawStage::ToCommit { .. } | DrawStage::Missed { .. } => 0,
        DrawStage::Wishing { .. } => 1,
        DrawStage::ToClose { .. } => 2,
        DrawStage::AwaitingNumber { .. } => 3,
        DrawStage::ToReveal { .. } | DrawStage::NoNumberLeft => 4,
        DrawStage::ToRun => 5,
        DrawStage::WasRun => 6,
    }
}

fn names() -> [(&'static str, Option<PublishedFile>); 6] {
    [
        (say::step_commit(LOCALE), Some(PublishedFile::Commitment)),
        (say::step_wishes(LOCALE), None),
        (say::step_close(LOCALE), Some(PublishedFile::Closing)),
        (say::step_number(LOCALE), None),
        (say::step_reveal(LOCALE), Some(PublishedFile::Reveal)),
        (say::step_run(LOCALE), Some(PublishedFile::Results)),
    ]
}

fn published_at(view: &DrawDesk, file: PublishedFile) -> Option<Moment> {
    let files = &view.draws.last()?.files;
    let found = files.iter().find(|one| one.file == file);
    found.map(|one| one.published_at)
}

/// Until when the step that is next can be taken.
fn until(stage: &DrawStage) -> Option<String> {
    let told = match stage {
        DrawStage::ToCommit { closes_at } | DrawStage::Wishing { closes_at } => {
            format::moment(LOCALE, *closes_at)
        }
        DrawStage::ToClose { before } => format::date(LOCALE, *before),
        DrawStage::AwaitingNumber { published_on, .. } => format::date(LOCALE, *published_on),
        DrawStage::ToReveal { secrets_before, .. } => format::date(LOCALE, (*secrets_before)?),
        _ => return None,
    };
    Some(say::until(LOCALE, told))
}

pub(super) fn progress(page: Page) -> impl IntoView {
    let steps = move || {
        page.view.with(|view| {
            let view = view.as_ref()?;
            let done = done(&view.stage);
            let steps = names().into_iter().enumerate();
            let steps = steps.map(|(at, (name, file))| {
                let published = file.and_then(|file| published_at(view, file));
                let note = match at.cmp(&done) {
                    std::cmp::Ordering::Less => {
                        published.map(|moment| say::done_at(LOCALE, format::moment(LOCALE, moment)))
                    }
                    std::cmp::Ordering::Equal => until(&view.stage),
                    std::cmp::Ordering::Greater => None,
                };
                let is_done = at < done;
                let current = (at == done).then_some("step");
                view! {
                    <li class:done=is_done aria-current=current>
                        <b>{name}</b>
                        <small>{note}</small>
                    </li>
                }
            });
            Some(steps.collect_view())
        })
    };
    view! { <ol class="steps" aria-label=say::steps(LOCALE)>{steps}</ol> }
}
