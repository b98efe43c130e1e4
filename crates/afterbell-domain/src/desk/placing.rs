//! 人工安排: may the school put this child into this course by hand, and may it take that back?

use serde::{Deserialize, Serialize};

use super::DrawObstacle;
use crate::check::rules::{audience, term_ended};
use crate::wishes::fetched_after_courses;
use crate::{
    CareChoice, HomeroomClass, Invalid, MenuHash, Moment, Offering, OfferingId, Reason,
    SelectionDraft, ServiceMenu,
};

/// 人工安排: a child that is to be put into an offering. Neither a limit per day, category and term nor what
/// has to be learnt before stands in its way: the school answers for it with a reason that everybody reads.
#[derive(Debug, Clone, Copy)]
pub struct Placing<'a> {
    pub menu: &'a ServiceMenu,
    pub class: HomeroomClass,
    /// What the child holds.
    pub held: &'a [OfferingId],
    pub offering: &'a OfferingId,
    /// Places of it that nobody holds and that are kept for no other child.
    pub free: u32,
    /// 一并退出: what the child holds and is to leave for it, as whoever asks has said.
    pub exchanges: &'a [OfferingId],
    pub now: Moment,
}

impl<'a> Placing<'a> {
    /// Why it is not done; `None` when it can be.
    pub fn obstacle(&self) -> Option<DrawObstacle> {
        let Some(offering) = self.menu.offering(self.offering) else {
            return Some(DrawObstacle::OfferingUnknown);
        };
        if self.held.contains(self.offering) {
            return Some(DrawObstacle::Holds);
        }
        let reasons = self.reasons(offering);
        if !reasons.is_empty() {
            return Some(DrawObstacle::Unfit { reasons });
        }
        (self.free == 0).then_some(DrawObstacle::NoPlace)
    }

    fn reasons(&self, offering: &Offering) -> Vec<Reason> {
        let mut reasons = Vec::new();
        audience(self.class, offering, &mut reasons);
        reasons.extend(term_ended(self.menu, self.now));
        let stays = |other: &&Offering| !self.exchanges.contains(&other.id);
        let in_the_way = self.in_the_way().into_iter().filter(stays);
        reasons.extend(in_the_way.map(|other| match offering.first_clash(other) {
            Some(session) => Reason::Clashes {
                with: other.id.clone(),
                weekday: session.weekday,
                time: session.time,
            },
            None => Reason::CourseChosenTwice {
                other: other.id.clone(),
            },
        }));
        reasons
    }

    /// What the child holds and cannot keep beside it.
    pub fn in_the_way(&self) -> Vec<&'a Offering> {
        let menu = self.menu;
        let Some(offering) = menu.offering(self.offering) else {
            return Vec::new();
        };
        let course = menu.course(&offering.course);
        let is_once = course.is_some_and(|course| course.once_per_term);
        let held = self.held.iter().filter(|id| *id != self.offering);
        let held = held.filter_map(|id| menu.offering(id));
        let meets = |other: &&Offering| {
            let is_same = is_once && other.course == offering.course;
            is_same || offering.first_clash(other).is_some()
        };
        held.filter(meets).collect()
    }

    /// What the child holds then: what is not in the way stays, and it is fetched after its courses.
    pub fn selection(
        &self,
        hash: &MenuHash,
        care: Vec<CareChoice>,
    ) -> Result<SelectionDraft, Invalid> {
        let mut next = SelectionDraft::new(hash.clone(), self.held.to_vec(), care)?;
        for other in self.in_the_way() {
            next.remove(&other.id);
        }
        next.add(self.offering.clone());
        fetched_after_courses(self.menu, &mut next);
        Ok(next)
    }
}

/// 人工安排的名额: a place that a child holds because the school has put it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandPlace {
    pub offering: OfferingId,
    /// 家长之后自己改过: its family has handed in a selection since, and kept the place in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen_since: bool,
}

impl HandPlace {
    /// Why the school does not take this place back; `None` when it may. What a family has chosen for itself
    /// only the family gives up.
    pub fn obstacle_to_taking_back(places: &[Self], offering: &OfferingId) -> Option<DrawObstacle> {
        match places.iter().find(|place| place.offering == *offering) {
            None => Some(DrawObstacle::NotByHand),
            Some(place) if place.chosen_since => Some(DrawObstacle::ChosenSince),
            Some(_) => None,
        }
    }
}
