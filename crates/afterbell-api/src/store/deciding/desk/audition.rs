use afterbell_domain::desk::{AuditAction, AuditionChoice, may_publish_lists};
use serde_json::{Value, json};

use super::{Decided, Deciding, DeskWrite, done};
use crate::store::StoreError;
use crate::store::desk::{Deed, DeskOutcome};

/// Keeps a choice as a whole: two people at one list do not mix.
pub(super) fn decide(deciding: &Deciding<'_>) -> Result<Decided, StoreError> {
    let refused = |outcome| Ok(Decided::refused(outcome));
    let (
        Deed::KeepAudition {
            offering,
            revision,
            choice,
            publishes,
        },
        Some(found),
    ) = (&deciding.act.deed, &deciding.facts.audition)
    else {
        return refused(DeskOutcome::NotPermitted);
    };
    let menu = deciding.facts.menu.as_ref();
    let offered = menu.and_then(|menu| Some((menu, menu.offering(offering)?)));
    let Some((menu, offered)) = offered.filter(|(_, offered)| offered.audition) else {
        return refused(DeskOutcome::OfferingUnknown);
    };
    let is_theirs = deciding
        .actor
        .is_none_or(|actor| actor.role.may_choose_for(&actor.name, offered));
    if !is_theirs {
        return refused(DeskOutcome::NotPermitted);
    }
    if found.row.revision != *revision {
        return refused(DeskOutcome::AuditionChanged);
    }
    let (applicants_are_published, was_run) = found.last_draw;
    if *publishes && !may_publish_lists(applicants_are_published, was_run) {
        return refused(DeskOutcome::DrawUnderWay);
    }
    if choice
        .students()
        .any(|student| !found.known.contains(student))
    {
        return refused(DeskOutcome::StudentUnknown);
    }
    let is_same = found.row.choice == *choice;
    if is_same && found.row.revision > 0 && found.row.is_published >= *publishes {
        return Ok(done(Vec::new()));
    }
    let action = match publishes {
        true => AuditAction::AuditionPublished,
        false => AuditAction::AuditionKept,
    };
    let course = menu.course_of(offered).map_or("", |it| it.name.as_str());
    let before = told(&found.row.choice, found.row.is_published);
    let after = told(choice, *publishes);
    let log = deciding.log(action, course, &before, &after)?;
    let write = DeskWrite::Audition {
        offering: offering.clone(),
        revision: revision.saturating_add(1),
        choice: choice.clone(),
        publishes: *publishes,
        by: deciding.actor.map(|actor| actor.name.clone()),
    };
    Ok(done(vec![write, log]))
}

/// Of reasons nothing: they are said of children.
fn told(choice: &AuditionChoice, is_published: bool) -> Value {
    let turned_down = choice.not_this_term().iter().map(|one| &one.student);
    json!({
        "picked": choice.picked(),
        "not_this_term": turned_down.collect::<Vec<_>>(),
        "published": is_published,
    })
}
