//! Making an edit, taking it back, and seeing whether it was made.

use super::rows::{above, find, find_mut, insert, remove};
use super::{DraftEdit, EditFault};
use crate::Session;
use crate::policy::{Acknowledgement, Breach, MenuDraft};

impl DraftEdit {
    /// What takes it back.
    pub fn inverse(&self) -> Self {
        let mut inverse = self.clone();
        match &mut inverse {
            Self::Offering { before, after, .. } => std::mem::swap(before, after),
            Self::Session { before, after, .. } => std::mem::swap(before, after),
            Self::MoveOffering { before, after, .. } => std::mem::swap(before, after),
            Self::Course { before, after, .. } => std::mem::swap(before, after),
            Self::Menu { before, after } => std::mem::swap(before, after),
            Self::Plan { before, after } => std::mem::swap(before, after),
            Self::CourseDetail { before, after, .. } => std::mem::swap(before, after),
            Self::ServiceDetail { before, after, .. } => std::mem::swap(before, after),
            Self::OutsideHolder { before, after, .. } => std::mem::swap(before, after),
            Self::Acknowledgement { before, after, .. } => std::mem::swap(before, after),
            Self::AddOffering { .. }
            | Self::RemoveOffering { .. }
            | Self::AddCourse { .. }
            | Self::RemoveCourse { .. } => {}
        }
        match inverse {
            Self::AddOffering { offering, below } => Self::RemoveOffering { offering, below },
            Self::RemoveOffering { offering, below } => Self::AddOffering { offering, below },
            Self::AddCourse { course, below } => Self::RemoveCourse { course, below },
            Self::RemoveCourse { course, below } => Self::AddCourse { course, below },
            swapped => swapped,
        }
    }

    /// What is wrong with it whatever the draft.
    pub fn fault(&self) -> Option<EditFault> {
        let two_cells = |same: bool| (!same).then_some(EditFault::TwoCells);
        match self {
            Self::Offering { before, after, .. } => two_cells(before.is_same_cell(after)),
            Self::Session { before, after, .. } => two_cells(before.is_same_cell(after)),
            Self::Course { before, after, .. } => two_cells(before.is_same_cell(after)),
            Self::Menu { before, after } => two_cells(before.is_same_cell(after)),
            Self::Plan { before, after } => two_cells(before.is_same_cell(after)),
            Self::MoveOffering { id, before, after } => {
                let below_itself = [before, after]
                    .into_iter()
                    .any(|row| row.as_ref() == Some(id));
                below_itself.then_some(EditFault::BelowItself)
            }
            Self::AddOffering { offering, below } | Self::RemoveOffering { offering, below } => {
                (below.as_ref() == Some(&offering.id)).then_some(EditFault::BelowItself)
            }
            Self::AddCourse { course, below } | Self::RemoveCourse { course, below } => {
                (below.as_ref() == Some(&course.id)).then_some(EditFault::BelowItself)
            }
            Self::Acknowledgement {
                breach,
                before,
                after,
            } => {
                let mut decisions = [before, after].into_iter().flatten();
                let other = decisions.any(|decision| decision.breach != **breach);
                other.then_some(EditFault::OtherBreach)
            }
            Self::CourseDetail { .. } | Self::ServiceDetail { .. } | Self::OutsideHolder { .. } => {
                None
            }
        }
    }

    /// The same edit made from what stands there now; `None` when its row is gone, or when there is
    /// one already where a new one should be.
    fn made_now(&self, draft: &MenuDraft) -> Option<Self> {
        let (menu, plan) = (&draft.menu, &draft.plan);
        let mut edit = self.clone();
        match &mut edit {
            Self::Offering { id, before, .. } => {
                *before = before.now(find(&menu.offerings, id)?);
            }
            Self::Session {
                offering,
                session,
                before,
                ..
            } => {
                let offering = find(&menu.offerings, offering)?;
                *before = before.now(offering.sessions.get(*session)?);
            }
            Self::AddOffering { offering, .. } => {
                if find(&menu.offerings, &offering.id).is_some() {
                    return None;
                }
            }
            Self::RemoveOffering { offering, below } => {
                *below = above(&menu.offerings, &offering.id)?;
                **offering = find(&menu.offerings, &offering.id)?.clone();
            }
            Self::MoveOffering { id, before, .. } => *before = above(&menu.offerings, id)?,
            Self::Course { id, before, .. } => *before = before.now(find(&menu.courses, id)?),
            Self::AddCourse { course, .. } => {
                if find(&menu.courses, &course.id).is_some() {
                    return None;
                }
            }
            Self::RemoveCourse { course, below } => {
                *below = above(&menu.courses, &course.id)?;
                **course = find(&menu.courses, &course.id)?.clone();
            }
            Self::Menu { before, .. } => **before = before.now(menu),
            Self::Plan { before, .. } => **before = before.now(plan),
            Self::CourseDetail {
                course,
                before,
                after,
            } => {
                // Nothing can be said any more of a course that somebody else has removed.
                if after.is_some() && find(&menu.courses, course).is_none() {
                    return None;
                }
                *before = plan.courses.get(course).cloned().map(Box::new);
            }
            Self::ServiceDetail {
                service, before, ..
            } => *before = plan.services.get(service).cloned().map(Box::new),
            Self::OutsideHolder { holder, before, .. } => {
                *before = plan.outside.get(holder).cloned();
            }
            Self::Acknowledgement { breach, before, .. } => {
                *before = decision(draft, breach).cloned().map(Box::new);
            }
        }
        Some(edit)
    }

    /// Whether the draft is already as it would be.
    pub(super) fn is_done(&self, draft: &MenuDraft) -> bool {
        let menu = &draft.menu;
        match self {
            Self::AddOffering { offering, .. } => {
                find(&menu.offerings, &offering.id) == Some(&**offering)
            }
            Self::RemoveOffering { offering, .. } => find(&menu.offerings, &offering.id).is_none(),
            Self::AddCourse { course, .. } => find(&menu.courses, &course.id) == Some(&**course),
            Self::RemoveCourse { course, .. } => find(&menu.courses, &course.id).is_none(),
            // A cell is done when taking it back would change it.
            cell => cell.inverse().is_made_from(draft),
        }
    }

    /// Whether what it was made from is still there. Where a removed row stood does not matter.
    fn is_made_from(&self, draft: &MenuDraft) -> bool {
        match (self, self.made_now(draft)) {
            (
                Self::RemoveOffering { offering, .. },
                Some(Self::RemoveOffering { offering: now, .. }),
            ) => *offering == now,
            (Self::RemoveCourse { course, .. }, Some(Self::RemoveCourse { course: now, .. })) => {
                *course == now
            }
            (edit, now) => now.as_ref() == Some(edit),
        }
    }

    /// Makes it and says what was made, which may be nothing more than somebody else has; or says what stands
    /// there instead.
    pub(super) fn apply(&self, draft: &mut MenuDraft) -> Result<Option<Self>, Option<Self>> {
        if self.is_made_from(draft) {
            self.write(draft);
            return Ok(Some(self.clone()));
        }
        let now = self.made_now(draft);
        let Some(merged) = now.as_ref().and_then(|now| self.merged_into(now)) else {
            return Err(now);
        };
        if merged.is_done(draft) {
            return Ok(None);
        }
        merged.write(draft);
        Ok(Some(merged))
    }

    /// Makes it as somebody else has made it, whatever a cell says here.
    pub(super) fn repeat(&self, draft: &mut MenuDraft) {
        let is_of_row = matches!(
            self,
            Self::AddOffering { .. }
                | Self::RemoveOffering { .. }
                | Self::MoveOffering { .. }
                | Self::AddCourse { .. }
                | Self::RemoveCourse { .. }
        );
        if !is_of_row || self.is_made_from(draft) {
            self.write(draft);
        }
    }

    fn write(&self, draft: &mut MenuDraft) {
        let (menu, plan) = (&mut draft.menu, &mut draft.plan);
        match self {
            Self::Offering { id, after, .. } => {
                if let Some(offering) = find_mut(&mut menu.offerings, id) {
                    after.write(offering);
                }
            }
            Self::Session {
                offering,
                session,
                after,
                ..
            } => {
                let offering = find_mut(&mut menu.offerings, offering);
                let session: Option<&mut Session> =
                    offering.and_then(|offering| offering.sessions.get_mut(*session));
                if let Some(session) = session {
                    after.write(session);
                }
            }
            Self::AddOffering { offering, below } => {
                insert(&mut menu.offerings, (**offering).clone(), below.as_ref());
            }
            Self::RemoveOffering { offering, .. } => {
                remove(&mut menu.offerings, &offering.id);
            }
            Self::MoveOffering { id, after, .. } => {
                if let Some(offering) = remove(&mut menu.offerings, id) {
                    insert(&mut menu.offerings, offering, after.as_ref());
                }
            }
            Self::Course { id, after, .. } => {
                if let Some(course) = find_mut(&mut menu.courses, id) {
                    after.write(course);
                }
            }
            Self::AddCourse { course, below } => {
                insert(&mut menu.courses, (**course).clone(), below.as_ref());
            }
            Self::RemoveCourse { course, .. } => {
                remove(&mut menu.courses, &course.id);
            }
            Self::Menu { after, .. } => after.write(menu),
            Self::Plan { after, .. } => after.write(plan),
            Self::CourseDetail { course, after, .. } => {
                put(&mut plan.courses, course, after.as_deref());
            }
            Self::ServiceDetail { service, after, .. } => {
                put(&mut plan.services, service, after.as_deref());
            }
            Self::OutsideHolder { holder, after, .. } => {
                put(&mut plan.outside, holder, after.as_ref());
            }
            Self::Acknowledgement { breach, after, .. } => {
                decide(&mut draft.acknowledgements, breach, after.as_deref());
            }
        }
    }
}

fn put<K: Ord + Clone, V: Clone>(
    map: &mut std::collections::BTreeMap<K, V>,
    key: &K,
    value: Option<&V>,
) {
    match value {
        Some(value) => map.insert(key.clone(), value.clone()),
        None => map.remove(key),
    };
}

pub(super) fn decision<'a>(draft: &'a MenuDraft, breach: &Breach) -> Option<&'a Acknowledgement> {
    let mut decisions = draft.acknowledgements.iter();
    decisions.find(|decision| decision.breach == *breach)
}

/// Decisions are a set: the order in which they stand means nothing.
fn decide(decisions: &mut Vec<Acknowledgement>, breach: &Breach, after: Option<&Acknowledgement>) {
    let at = decisions.iter().position(|known| known.breach == *breach);
    match (at, after) {
        (Some(at), Some(after)) => {
            if let Some(known) = decisions.get_mut(at) {
                *known = after.clone();
            }
        }
        (Some(at), None) => {
            decisions.remove(at);
        }
        (None, Some(after)) => decisions.push(after.clone()),
        (None, None) => {}
    }
}
