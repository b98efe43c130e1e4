//! 变动告知: what families are told of a new version. Of places that children hold [`super::Reassigning::plan`]
//! says it; of all else that a version takes from a child it is said here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MenuDifference, Reassigned};
use crate::{
    CareChoice, ClockTime, Label, MenuContent, Offering, OfferingId, ServiceMenu, Student,
    StudentId, WishList,
};

/// 告知: one change as a family is told of it. Without a tag, since books have such changes from before there
/// was more than one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ToldChange {
    Course(Box<ToldCourse>),
    PickUp(ToldPickUp),
}

/// 课程变动: what became of a course for a child, with what was and what is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldCourse {
    /// What the child has of it, or had.
    #[serde(default, skip_serializing_if = "Standing::is_usual")]
    pub standing: Standing,
    pub before: ToldOffering,
    /// The same offering as it is now, or the one the child was moved to; none when the place ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<ToldOffering>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Label>,
    /// Later pick-ups that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pick_ups: Vec<CareChoice>,
}

/// 身份: how a child stands to a course that changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 已选上
    #[default]
    Holds,
    /// 候补; the waiting ends with the course.
    Waits,
    /// 志愿, which still holds
    Wishes,
    /// 志愿失效: wished for it, and that wish is none any more.
    Wished,
    /// 人工安排: the school has put it there.
    Placed,
    /// 撤回安排: the school has put it there and out of it again.
    TakenBack,
}

impl Standing {
    fn is_usual(&self) -> bool {
        *self == Self::Holds
    }
}

/// An offering with the name of its course, which the menu of then or of now has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldOffering {
    pub course: Label,
    pub offering: Offering,
}

/// 离校时间取消: a pick-up time that a child has chosen and that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPickUp {
    pub ended: CareChoice,
    /// When children can leave on that day now; none when it has no care any more.
    pub pick_up_times: Vec<ClockTime>,
}

impl ToldOffering {
    pub fn of(menu: &MenuContent, id: &OfferingId) -> Option<Self> {
        let offering = menu.offerings.iter().find(|it| it.id == *id)?.clone();
        let course = menu.courses.iter().find(|it| it.id == offering.course)?;
        Some(Self {
            course: course.name.clone(),
            offering,
        })
    }
}

impl ToldCourse {
    /// Whether the child is in another offering now.
    pub fn is_move(&self) -> bool {
        let after = self.after.as_ref().map(|after| &after.offering.id);
        after.is_some_and(|after| *after != self.before.offering.id)
    }
}

impl From<ToldCourse> for ToldChange {
    fn from(told: ToldCourse) -> Self {
        Self::Course(Box::new(told))
    }
}

/// 旁及的学生: a child to which a version may do something whether it holds a place in what changes or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bystander {
    pub student: StudentId,
    pub care: Vec<CareChoice>,
    /// Where it waits, or is offered a place.
    pub waits: Vec<OfferingId>,
    /// Wishes of which nothing was drawn yet.
    pub wishes: Option<Wisher>,
}

/// 填了志愿的学生
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wisher {
    pub student: Student,
    pub wishes: WishList,
}

impl Bystander {
    pub fn new(student: StudentId) -> Self {
        Self {
            student,
            care: Vec::new(),
            waits: Vec::new(),
            wishes: None,
        }
    }
}

/// 受影响的学生: what the family of each child is told, of those that are told anything.
pub type Told = BTreeMap<StudentId, Vec<ToldChange>>;

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    pub published: &'a ServiceMenu,
    pub menu: &'a ServiceMenu,
    /// What becomes of children whose places the same version changes, who may be fetched later by it.
    pub reassigned: &'a [Reassigned],
}

impl Telling<'_> {
    /// With another term all ends, which is asked for by itself and told by every receipt.
    pub fn told(&self, children: &[Bystander]) -> Told {
        if !self.published.term.is_same_as(&self.menu.term) {
            return Told::new();
        }
        let difference = MenuDifference::between(self.published, self.menu, &BTreeMap::new());
        let told = children.iter().map(|child| {
            let courses = self.of_waiting(child, &difference);
            let courses = courses.chain(self.of_wishes(child, &difference));
            let told = courses.map(ToldChange::from).chain(self.of_care(child));
            (child.student.clone(), told.collect())
        });
        told.filter(|(_, told): &(_, Vec<_>)| !told.is_empty())
            .collect()
    }

    fn of_waiting<'a>(
        &'a self,
        child: &'a Bystander,
        difference: &'a MenuDifference,
    ) -> impl Iterator<Item = ToldCourse> + 'a {
        let goes_on = |id: &OfferingId| self.menu.offering(id).is_some();
        let waits = child.waits.iter();
        let concerned = waits.filter(move |id| !goes_on(id) || difference.alters(id));
        concerned.filter_map(|id| self.of_course(Standing::Waits, id))
    }

    /// Which wishes hold is asked of the same rules by which applicants are listed for the draw. Of a course in which
    /// the child has a place it hears as one that holds it.
    fn of_wishes<'a>(
        &'a self,
        child: &'a Bystander,
        difference: &'a MenuDifference,
    ) -> impl Iterator<Item = ToldCourse> + 'a {
        let hold = |menu: &ServiceMenu| -> Vec<OfferingId> {
            let wisher = child.wishes.iter().filter(|_| menu.round.has_draw());
            let lists = wisher.map(|it| it.wishes.that_hold(menu, &it.student));
            lists
                .flat_map(|list| list.offerings().cloned().collect::<Vec<_>>())
                .collect()
        };
        let (before, after) = (hold(self.published), hold(self.menu));
        let is_held = |id: &OfferingId| {
            let mut wisher = child.wishes.iter();
            wisher.any(|it| it.student.is_enrolled(id))
        };
        before.into_iter().filter_map(move |id| {
            let standing = match after.contains(&id) {
                true => Standing::Wishes,
                false => Standing::Wished,
            };
            let is_concerned = standing == Standing::Wished || difference.alters(&id);
            let is_concerned = is_concerned && !is_held(&id);
            is_concerned
                .then(|| self.of_course(standing, &id))
                .flatten()
        })
    }

    fn of_course(&self, standing: Standing, id: &OfferingId) -> Option<ToldCourse> {
        Some(ToldCourse {
            standing,
            before: ToldOffering::of(self.published, id)?,
            after: ToldOffering::of(self.menu, id),
            reason: None,
            pick_ups: Vec::new(),
        })
    }

    /// Times that this very version takes away: who was told of one before is not told again.
    fn of_care<'a>(&'a self, child: &'a Bystander) -> impl Iterator<Item = ToldChange> + 'a {
        let moved = self
            .reassigned
            .iter()
            .find(|it| it.student == child.student);
        let moved = moved.and_then(|it| it.selection.as_ref());
        let care = moved.map_or(child.care.as_slice(), |selection| selection.care());
        let times = |menu: &MenuContent, choice: &CareChoice| {
            let day = menu.base_care.on(choice.weekday);
            day.map_or_else(Vec::new, |day| day.pick_up_times.clone())
        };
        care.iter().filter_map(move |choice| {
            let now = times(self.menu, choice);
            let was_there = times(self.published, choice).contains(&choice.pick_up);
            let is_gone = was_there && !now.contains(&choice.pick_up);
            is_gone.then_some(ToldChange::PickUp(ToldPickUp {
                ended: *choice,
                pick_up_times: now,
            }))
        })
    }
}
