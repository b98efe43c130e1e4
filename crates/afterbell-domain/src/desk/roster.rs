//! 名册 by course and by class, for a page, for paper and for a spreadsheet.

use std::collections::BTreeSet;

use super::{RosterPupil, RosterView};
use crate::{
    ClockTime, HomeroomClass, Offering, OfferingId, ServiceMenu, Session, Waiting, Weekday,
};

/// 课程名册
#[derive(Clone)]
pub struct CourseRoster<'a> {
    pub offering: &'a Offering,
    /// By class and school number.
    pub holding: Vec<&'a RosterPupil>,
    /// 候补, in its order.
    pub waiting: Vec<(&'a RosterPupil, &'a Waiting)>,
}

/// 一天: a pupil's courses in the order of time, and when it is picked up from care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PupilDay<'a> {
    pub sessions: Vec<(&'a Offering, &'a Session)>,
    pub pick_up: Option<ClockTime>,
}

impl RosterView {
    pub fn classes(&self) -> BTreeSet<HomeroomClass> {
        self.pupils.iter().map(|pupil| pupil.class).collect()
    }

    pub fn of_class(&self, class: HomeroomClass) -> impl Iterator<Item = &RosterPupil> {
        self.pupils.iter().filter(move |pupil| pupil.class == class)
    }

    /// Every offering of the menu, in its order, also one that nobody holds.
    pub fn by_course<'a>(&'a self, menu: &'a ServiceMenu) -> Vec<CourseRoster<'a>> {
        let offerings = menu.offerings.iter();
        offerings.map(|it| self.of_course(it)).collect()
    }

    pub fn of_course<'a>(&'a self, offering: &'a Offering) -> CourseRoster<'a> {
        let holds = |pupil: &&RosterPupil| pupil.offerings.contains(&offering.id);
        let mut waiting: Vec<_> = self.pupils.iter().flat_map(waits).collect();
        waiting.retain(|(_, waiting)| waiting.offering == offering.id);
        waiting.sort_by_key(|(_, waiting)| waiting.position);
        CourseRoster {
            offering,
            holding: self.pupils.iter().filter(holds).collect(),
            waiting,
        }
    }
}

fn waits(pupil: &RosterPupil) -> impl Iterator<Item = (&RosterPupil, &Waiting)> {
    pupil.waits().map(move |waiting| (pupil, waiting))
}

impl CourseRoster<'_> {
    /// Places that nobody holds and that are kept for nobody.
    pub fn free(&self) -> u32 {
        let claimed = self.holding.len().saturating_add(self.waiting.len());
        let claimed = u32::try_from(claimed).unwrap_or(u32::MAX);
        u32::from(self.offering.places).saturating_sub(claimed)
    }
}

impl RosterPupil {
    /// Where it still waits; not where it has answered or is out.
    pub fn waits(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|one| one.state.claims())
    }

    pub fn holds_nothing(&self) -> bool {
        self.offerings.is_empty() && self.care.is_empty()
    }

    pub fn on<'a>(&self, menu: &'a ServiceMenu, weekday: Weekday) -> PupilDay<'a> {
        let held = |id: &OfferingId| menu.offering(id);
        let offerings = self.offerings.iter().filter_map(held);
        let mut sessions: Vec<_> = offerings
            .flat_map(|offering| {
                let sessions = offering.sessions_on(weekday);
                sessions.map(move |session| (offering, session))
            })
            .collect();
        sessions.sort_by_key(|(_, session)| session.time.start());
        let mut care = self.care.iter();
        let chosen = care.find(|choice| choice.weekday == weekday);
        PupilDay {
            sessions,
            pick_up: chosen.map(|choice| choice.pick_up),
        }
    }
}
