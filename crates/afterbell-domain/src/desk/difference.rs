//! 变动: what a new version of a menu changes, and which children that touches. In codes with
//! values, which the desk puts into words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::edit::{MenuCell, OfferingCell};
use crate::{Course, Label, MenuContent, Offering, OfferingId, is_overfull};

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
}

/// 开班项变动
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedOffering {
    pub named: NamedOffering,
    /// Each changed cell as it is now and as it will be.
    pub cells: Vec<(OfferingCell, OfferingCell)>,
    /// 课程本身: its name, category, prerequisite or limit is another one.
    pub course_changed: bool,
}

/// 尚未决定: why a version cannot take the place of the one that holds, for the sake of children
/// who have a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NotDecided {
    /// The offering would be gone, and with it the places of so many children. Never allowed: they
    /// have to leave it themselves first.
    WouldBeDropped { offering: OfferingId, held: u32 },
    /// It would have fewer places than children.
    WouldBeOverfull {
        offering: OfferingId,
        held: u32,
        places: u16,
    },
    /// What children have chosen changes under them: somebody has to say that they keep their place
    /// and are told.
    NobodyDecided { offering: OfferingId, held: u32 },
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
            let course_changed = course_of(old, earlier) != course_of(new, offering);
            if !cells.is_empty() || course_changed {
                difference.changed.push(ChangedOffering {
                    named: named(new, offering),
                    cells,
                    course_changed,
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

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The children whose places it touches, each counted once for each of its offerings.
    pub fn touched(&self) -> u32 {
        let changed = self.changed.iter().map(|changed| &changed.named);
        let touched = changed.chain(&self.removed).map(|named| named.held);
        touched.fold(0, u32::saturating_add)
    }

    /// Everything that still keeps it from being published; `kept` are the offerings whose children
    /// keep their places under the new terms and are told so.
    pub fn not_decided(&self, kept: &[OfferingId]) -> Vec<NotDecided> {
        let removed = self.removed.iter().filter(|named| named.held > 0);
        let mut open: Vec<_> = removed
            .map(|named| NotDecided::WouldBeDropped {
                offering: named.offering.clone(),
                held: named.held,
            })
            .collect();
        for changed in &self.changed {
            let (offering, held) = (&changed.named.offering, changed.named.held);
            if let Some(places) = changed.places().filter(|it| is_overfull(held, Some(*it))) {
                open.push(NotDecided::WouldBeOverfull {
                    offering: offering.clone(),
                    held,
                    places,
                });
            } else if held > 0 && changed.alters_what_was_chosen() && !kept.contains(offering) {
                open.push(NotDecided::NobodyDecided {
                    offering: offering.clone(),
                    held,
                });
            }
        }
        open
    }
}

impl ChangedOffering {
    fn places(&self) -> Option<u16> {
        self.cells.iter().find_map(|(_, after)| match after {
            OfferingCell::Places(places) => Some(*places),
            _ => None,
        })
    }

    /// More or fewer places, for whom they are kept, and how many it takes to open, are nothing a child
    /// chose by.
    fn alters_what_was_chosen(&self) -> bool {
        let is_chosen_by = |cell: &OfferingCell| {
            !matches!(
                cell,
                OfferingCell::Places(_) | OfferingCell::Minimum(_) | OfferingCell::Reserved(_)
            )
        };
        self.course_changed || self.cells.iter().any(|(_, after)| is_chosen_by(after))
    }
}

fn find<'a>(menu: &'a MenuContent, id: &OfferingId) -> Option<&'a Offering> {
    menu.offerings.iter().find(|offering| offering.id == *id)
}

fn course_of<'a>(menu: &'a MenuContent, offering: &Offering) -> Option<&'a Course> {
    menu.courses
        .iter()
        .find(|course| course.id == offering.course)
}
