//! 变动: what a new version of a menu changes, and which children that touches. In codes with
//! values, which the desk puts into words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::edit::{CourseCell, MenuCell, OfferingCell};
use super::reassigning::{ChangeDecision, Fate};
use super::telling::{Standing, Told, ToldChange, ToldCourse};
use crate::{CareChoice, Course, Label, MenuContent, Offering, OfferingId, Reason, is_overfull};

/// 菜单变动
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuDifference {
    pub added: Vec<NamedOffering>,
    pub removed: Vec<NamedOffering>,
    pub changed: Vec<ChangedOffering>,
    /// What is the same for all offerings: cells as they are now and as they will be.
    pub menu: Vec<(MenuCell, MenuCell)>,
    /// Pick-up times that children have chosen and that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub care: Vec<EndedCare>,
    /// So many wishes that nothing was drawn of yet hold no more, be it for what is removed or changed, or for what is
    /// in another slot since something beside it is.
    #[serde(default, skip_serializing_if = "is_none")]
    pub lapsing: u32,
}

/// 不再有的离校时间
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndedCare {
    pub choice: CareChoice,
    /// So many children have chosen it.
    pub held: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedOffering {
    pub offering: OfferingId,
    /// Missing when a draft speaks of a course it does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<Label>,
    /// So many children hold a place.
    pub held: u32,
    /// So many wait for one, or are offered one. In what is removed their waiting ends.
    #[serde(default)]
    pub waiting: u32,
    /// So many wish for one that is still to be drawn.
    #[serde(default, skip_serializing_if = "is_none")]
    pub wishing: u32,
}

/// 开班项变动
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedOffering {
    pub named: NamedOffering,
    /// Each changed cell as it is now and as it will be.
    pub cells: Vec<(OfferingCell, OfferingCell)>,
    /// 课程本身: its name, category, prerequisite or limit, where it is another one.
    pub course: Vec<(CourseCell, CourseCell)>,
}

/// 尚未决定: why a version cannot take the place of the one that holds, for the sake of children
/// who have a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotDecided {
    /// The offering would be gone, and with it the places of so many children: they have to be moved
    /// elsewhere, or their places ended.
    WouldBeDropped { offering: OfferingId, held: u32 },
    /// It would have fewer places than children: who came last has to be moved elsewhere, or out.
    WouldBeOverfull {
        offering: OfferingId,
        held: u32,
        places: u16,
    },
    /// What children have chosen changes under them: somebody has to say that they keep their place
    /// and are told, or what else becomes of them.
    NobodyDecided { offering: OfferingId, held: u32 },
    /// Whoever moves children, or ends places, tells their families why.
    ReasonMissing { offering: OfferingId },
    /// So many of them cannot stay, for these reasons.
    CannotStay {
        offering: OfferingId,
        children: u32,
        reasons: Vec<Reason>,
    },
    /// So many of them cannot be moved there, for these reasons.
    CannotMove {
        offering: OfferingId,
        to: OfferingId,
        children: u32,
        reasons: Vec<Reason>,
    },
    /// Places are drawn first: until then nobody can be moved into one.
    DrawToCome { offering: OfferingId },
    /// A pick-up time that children have chosen is gone: somebody has to say that their families are told.
    CareEnds { choice: CareChoice, held: u32 },
}

/// 触动: a change about which whoever publishes has to decide, since children hold a place in what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub offering: OfferingId,
    pub held: u32,
    pub how: Touch,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// 取消
    Dropped,
    /// 名额不够
    Overfull { places: u16 },
    /// 年级收窄: the only thing that changes is for whom it is.
    OtherAudience,
    /// 另有改动: something that it was chosen by is another one.
    Altered,
}

impl MenuDifference {
    /// `held` counts the children of each offering.
    /// Of another term's courses nobody holds any yet: those of the term before end with it.
    pub fn between(old: &MenuContent, new: &MenuContent, held: &BTreeMap<OfferingId, u32>) -> Self {
        let is_same_term = old.term.is_same_as(&new.term);
        let named = |menu: &MenuContent, offering: &Offering| NamedOffering {
            offering: offering.id.clone(),
            course: course_of(menu, offering).map(|course| course.name.clone()),
            held: match is_same_term {
                true => held.get(&offering.id).copied().unwrap_or(0),
                false => 0,
            },
            waiting: 0,
            wishing: 0,
        };
        let mut difference = Self::default();
        for offering in &new.offerings {
            let Some(earlier) = find(old, &offering.id) else {
                difference.added.push(named(new, offering));
                continue;
            };
            let before = OfferingCell::all(earlier).into_iter();
            let cells = before.zip(OfferingCell::all(offering));
            let cells: Vec<_> = cells.filter(|(before, after)| before != after).collect();
            let (before, after) = (course_of(old, earlier), course_of(new, offering));
            let of_course =
                |course: Option<&Course>| course.map(CourseCell::all).unwrap_or_default();
            let course = of_course(before).into_iter().zip(of_course(after));
            let course: Vec<_> = course.filter(|(before, after)| before != after).collect();
            if !cells.is_empty() || !course.is_empty() {
                difference.changed.push(ChangedOffering {
                    named: named(new, offering),
                    cells,
                    course,
                });
            }
        }
        let gone = old.offerings.iter();
        let gone = gone.filter(|offering| find(new, &offering.id).is_none());
        difference.removed = gone.map(|offering| named(old, offering)).collect();
        let menu = MenuCell::all(old).into_iter().zip(MenuCell::all(new));
        difference.menu = menu.filter(|(before, after)| before != after).collect();
        difference
    }

    /// With those whose families are told of it though they hold no place in what changes.
    pub fn with_told(mut self, told: &Told) -> Self {
        let mut ended: BTreeMap<CareChoice, u32> = BTreeMap::new();
        for change in told.values().flatten() {
            match change {
                ToldChange::Course(told) => self.counts(told),
                ToldChange::PickUp(told) => {
                    let held = ended.entry(told.ended).or_default();
                    *held = held.saturating_add(1);
                }
            }
        }
        let ended = ended.into_iter();
        self.care = ended
            .map(|(choice, held)| EndedCare { choice, held })
            .collect();
        self
    }

    /// What keeps it from being published for the sake of children in care; `told` are the pick-up times whose
    /// families are told.
    pub fn care_not_told(&self, told: &[CareChoice]) -> Vec<NotDecided> {
        let ended = self.care.iter().filter(|it| !told.contains(&it.choice));
        ended
            .map(|it| NotDecided::CareEnds {
                choice: it.choice,
                held: it.held,
            })
            .collect()
    }

    fn counts(&mut self, told: &ToldCourse) {
        let changed = self.changed.iter_mut().map(|changed| &mut changed.named);
        let mut named = self.removed.iter_mut().chain(changed);
        let named = named.find(|named| named.offering == told.before.offering.id);
        let more = |count: &mut u32| *count = count.saturating_add(1);
        match (told.standing, named) {
            (Standing::Waits, Some(named)) => more(&mut named.waiting),
            (Standing::Wishes | Standing::Wished, Some(named)) => more(&mut named.wishing),
            _ => {}
        }
        if told.standing == Standing::Wished {
            more(&mut self.lapsing);
        }
    }

    /// Whether an offering that stays is another one by what it is chosen by, beside for whom it is.
    pub(super) fn alters(&self, offering: &OfferingId) -> bool {
        let mut changed = self.changed.iter();
        changed.any(|it| it.named.offering == *offering && it.alters_beside_audience())
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The children whose places it touches, each counted once for each of its offerings.
    pub fn touched(&self) -> u32 {
        let changed = self.changed.iter().map(|changed| &changed.named);
        let touched = changed.chain(&self.removed).map(|named| named.held);
        let touched = touched.chain(self.care.iter().map(|care| care.held));
        touched.fold(0, u32::saturating_add)
    }

    /// The children whose waiting ends with what is removed, each counted once for each list.
    pub fn waiting(&self) -> u32 {
        let waiting = self.removed.iter().map(|named| named.waiting);
        waiting.fold(0, u32::saturating_add)
    }

    /// The changes to decide about: what is removed first, then what changes, each in the menu's order.
    pub fn to_decide(&self) -> Vec<Touched> {
        let touched = |named: &NamedOffering, how| Touched {
            offering: named.offering.clone(),
            held: named.held,
            how,
        };
        let removed = self.removed.iter().filter(|named| named.held > 0);
        let removed = removed.map(|named| touched(named, Touch::Dropped));
        let changed = self.changed.iter().filter(|it| it.named.held > 0);
        let changed = changed.filter_map(|it| Some(touched(&it.named, it.touch()?)));
        removed.chain(changed).collect()
    }

    /// Everything that still keeps it from being published, as far as it is seen without looking at each
    /// child; [`super::Reassigning::plan`] does that.
    pub fn not_decided(&self, decisions: &[ChangeDecision]) -> Vec<NotDecided> {
        let open = self.to_decide().into_iter().filter_map(|touched| {
            let Touched {
                offering,
                held,
                how,
            } = touched;
            let decision = decisions.iter().find(|it| it.offering == offering);
            let stays = decision.is_none_or(|it| it.fate == Fate::Keep);
            match how {
                Touch::Dropped if stays => Some(NotDecided::WouldBeDropped { offering, held }),
                Touch::Overfull { places } if stays => Some(NotDecided::WouldBeOverfull {
                    offering,
                    held,
                    places,
                }),
                _ if decision.is_none() => Some(NotDecided::NobodyDecided { offering, held }),
                _ if decision.is_some_and(ChangeDecision::lacks_reason) => {
                    Some(NotDecided::ReasonMissing { offering })
                }
                _ => None,
            }
        });
        open.collect()
    }
}

impl ChangedOffering {
    fn touch(&self) -> Option<Touch> {
        let held = self.named.held;
        if let Some(places) = self.places().filter(|it| is_overfull(held, Some(*it))) {
            return Some(Touch::Overfull { places });
        }
        match (self.alters_beside_audience(), self.chosen_by().next()) {
            (true, _) => Some(Touch::Altered),
            (false, None) => None,
            (false, Some(_)) => Some(Touch::OtherAudience),
        }
    }

    fn alters_beside_audience(&self) -> bool {
        let is_audience = |cell: &OfferingCell| matches!(cell, OfferingCell::Eligibility(_));
        !self.course.is_empty() || self.chosen_by().any(|cell| !is_audience(cell))
    }

    fn places(&self) -> Option<u16> {
        self.cells.iter().find_map(|(_, after)| match after {
            OfferingCell::Places(places) => Some(*places),
            _ => None,
        })
    }

    /// More or fewer places, for whom they are kept, and how many it takes to open, are nothing a child
    /// chose by.
    pub(super) fn chosen_by(&self) -> impl Iterator<Item = &OfferingCell> {
        self.cells.iter().map(|(_, after)| after).filter(|cell| {
            !matches!(
                cell,
                OfferingCell::Places(_) | OfferingCell::Minimum(_) | OfferingCell::Reserved(_)
            )
        })
    }

    /// Whether a child in it has something to hear of.
    pub(super) fn alters_what_was_chosen(&self) -> bool {
        !self.course.is_empty() || self.chosen_by().next().is_some()
    }
}

/// What is counted as nobody is left out, so that a desk of the version before reads it.
fn is_none(count: &u32) -> bool {
    *count == 0
}

fn find<'a>(menu: &'a MenuContent, id: &OfferingId) -> Option<&'a Offering> {
    menu.offerings.iter().find(|offering| offering.id == *id)
}

fn course_of<'a>(menu: &'a MenuContent, offering: &Offering) -> Option<&'a Course> {
    menu.courses
        .iter()
        .find(|course| course.id == offering.course)
}
