//! 正在选: what a teacher has chosen on the screen and not kept yet, course by course.

use std::collections::BTreeMap;

use afterbell_domain::desk::{AuditionChild, AuditionChoice, AuditionView, AuditionsView};
use afterbell_domain::{OfferingId, StudentId};

/// What waits to be kept, and children that were found by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Choosing {
    works: BTreeMap<OfferingId, Work>,
    found: BTreeMap<OfferingId, Vec<AuditionChild>>,
}

#[derive(Debug, Clone)]
struct Work {
    /// From which it was made.
    revision: u32,
    choice: AuditionChoice,
}

/// 申请的学生 of a course by what was decided about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sorted {
    pub picked: Vec<AuditionChild>,
    /// With the reason.
    pub not_this_term: Vec<(AuditionChild, String)>,
    pub undecided: Vec<AuditionChild>,
}

impl Choosing {
    pub fn choice(&self, of: &AuditionView) -> AuditionChoice {
        let work = self.works.get(&of.offering);
        work.map_or_else(|| of.choice.clone(), |work| work.choice.clone())
    }

    /// The revision that is kept when this is.
    pub fn revision(&self, of: &AuditionView) -> u32 {
        let work = self.works.get(&of.offering);
        work.map_or(of.revision, |work| work.revision)
    }

    pub fn is_changed(&self, of: &AuditionView) -> bool {
        self.choice(of) != of.choice
    }

    /// Somebody else has kept another choice since this one was begun.
    pub fn is_overtaken(&self, of: &AuditionView) -> bool {
        self.is_changed(of) && self.revision(of) != of.revision
    }

    /// How many courses wait to be kept.
    pub fn count(&self) -> usize {
        self.works.len()
    }

    pub fn edit(&mut self, of: &AuditionView, edit: impl FnOnce(&mut AuditionChoice)) {
        let mut choice = self.choice(of);
        edit(&mut choice);
        let revision = self.revision(of);
        match choice == of.choice {
            true => self.works.remove(&of.offering),
            false => self
                .works
                .insert(of.offering.clone(), Work { revision, choice }),
        };
    }

    /// What the server has counts; what was chosen here is given up.
    pub fn take_theirs(&mut self, offering: &OfferingId) {
        self.works.remove(offering);
    }

    /// What was chosen here shall count although somebody else has kept another choice.
    pub fn take_ours(&mut self, of: &AuditionView) {
        if let Some(work) = self.works.get_mut(&of.offering) {
            work.revision = of.revision;
        }
    }

    /// A child that has not applied; it can be decided about from now on.
    pub fn find(&mut self, of: &AuditionView, child: AuditionChild) {
        let found = self.found.entry(of.offering.clone()).or_default();
        let is_known = |one: &AuditionChild| one.student == child.student;
        if !of.children.iter().chain(found.iter()).any(is_known) {
            found.push(child);
        }
    }

    /// What was kept is not waiting any more.
    pub fn hear(&mut self, view: &AuditionsView) {
        self.works.retain(|offering, work| {
            let known = view.auditions.iter().find(|it| it.offering == *offering);
            known.is_some_and(|known| known.choice != work.choice)
        });
    }

    pub fn sorted(&self, of: &AuditionView) -> Sorted {
        let choice = self.choice(of);
        let found = self.found.get(&of.offering).into_iter().flatten();
        let known = found.filter(|child| of.children.iter().all(|it| it.student != child.student));
        let all: Vec<&AuditionChild> = of.children.iter().chain(known).collect();
        let child = |id: &StudentId| all.iter().find(|it| it.student == *id).copied().cloned();
        let is_decided = |id: &StudentId| choice.students().any(|student| student == id);
        let turned_down = choice.not_this_term().iter();
        Sorted {
            picked: choice.picked().iter().filter_map(child).collect(),
            not_this_term: turned_down
                .filter_map(|one| Some((child(&one.student)?, one.reason.to_string())))
                .collect(),
            undecided: all
                .iter()
                .filter(|child| !is_decided(&child.student))
                .map(|child| (*child).clone())
                .collect(),
        }
    }
}
