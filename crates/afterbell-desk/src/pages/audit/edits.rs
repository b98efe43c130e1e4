//! 改了什么: edits of the draft as they stand in the log, in words: which field of which course, from what to what.

use afterbell_domain::CourseId;
use afterbell_domain::desk::{AuditEntry, DraftEdit};
use afterbell_locale::text::desk::audit as say;
use leptos::prelude::*;

use crate::LOCALE;
use crate::desk::Desk;
use crate::menu_words::cell_words;
use crate::pages::conflicts::{place, value};

/// So many are told one by one; a pasted block has hundreds.
const MOST_TOLD: usize = 5;

/// What an entry has changed in the draft; nothing for all other entries.
pub(super) fn told(desk: Desk, entry: &AuditEntry) -> Option<AnyView> {
    let edits = entry.after.as_ref()?.get("edits")?.clone();
    // One of an older program may have another form, and is shown as it stands there.
    let edits: Vec<DraftEdit> = serde_json::from_value(edits).ok()?;
    let told = edits.iter().take(MOST_TOLD);
    let mut lines: Vec<String> = told.flat_map(|edit| words(desk, &edits, edit)).collect();
    lines.dedup();
    let rest = edits.len().saturating_sub(MOST_TOLD);
    if rest > 0 {
        lines.push(say::more_edits(LOCALE, rest));
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    Some(view! { <ul class="told">{lines.collect_view()}</ul> }.into_any())
}

fn words(desk: Desk, all: &[DraftEdit], edit: &DraftEdit) -> Vec<String> {
    let named = |course: &CourseId| name(desk, all, course);
    let one = match edit {
        DraftEdit::AddOffering { offering, .. } => {
            say::offering_added(LOCALE, named(&offering.course))
        }
        DraftEdit::RemoveOffering { offering, .. } => {
            say::offering_removed(LOCALE, named(&offering.course))
        }
        DraftEdit::MoveOffering { id, .. } => {
            let course = desk.draft(|draft| {
                let mut offerings = draft.menu.offerings.iter();
                offerings
                    .find(|it| it.id == *id)
                    .map(|it| it.course.clone())
            });
            let course = course.flatten();
            let course = course.map_or_else(|| id.to_string(), |course| named(&course));
            say::offering_moved(LOCALE, course)
        }
        DraftEdit::AddCourse { course, .. } => say::course_added(LOCALE, &course.name),
        DraftEdit::RemoveCourse { course, .. } => say::course_removed(LOCALE, &course.name),
        DraftEdit::OutsideHolder { holder, .. } => say::of_outside(LOCALE, holder),
        DraftEdit::Acknowledgement { breach, after, .. } => match after {
            Some(decided) => say::accepted(LOCALE, &breach.check, &decided.reason),
            None => say::not_accepted(LOCALE, &breach.check),
        },
        DraftEdit::Menu { before, after } => {
            let words = desk.draft(|draft| cell_words(LOCALE, &draft.menu, before, after));
            return words.unwrap_or_else(|| vec![place(desk, edit)]);
        }
        _ => match (value(desk, edit, true), value(desk, edit, false)) {
            (Some(before), Some(after)) if before != after => {
                say::from_to(LOCALE, after, before, place(desk, edit))
            }
            _ => say::changed(LOCALE, place(desk, edit)),
        },
    };
    vec![one]
}

/// As the draft names it now, else as these edits do.
fn name(desk: Desk, all: &[DraftEdit], id: &CourseId) -> String {
    let known = desk.draft(|draft| {
        let mut courses = draft.menu.courses.iter();
        courses
            .find(|it| it.id == *id)
            .map(|it| it.name.to_string())
    });
    let here = || {
        all.iter().find_map(|edit| match edit {
            DraftEdit::AddCourse { course, .. } | DraftEdit::RemoveCourse { course, .. } => {
                (course.id == *id).then(|| course.name.to_string())
            }
            _ => None,
        })
    };
    known
        .flatten()
        .or_else(here)
        .unwrap_or_else(|| id.to_string())
}
