use serde::{Deserialize, Serialize};

use crate::{ClockTime, Invalid, MenuHash, OfferingId, Weekday};

/// 选课草稿: what a parent has put together for one child; nothing is preselected.
///
/// Each offering and each weekday of care stands in it at most once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct SelectionDraft {
    menu: MenuHash,
    offerings: Vec<OfferingId>,
    care: Vec<CareChoice>,
}

/// 托管选择: care on a weekday until the child is picked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CareChoice {
    pub weekday: Weekday,
    pub pick_up: ClockTime,
}

impl SelectionDraft {
    /// More offerings than any week can hold; keeps a hostile request small.
    pub const MOST_OFFERINGS: usize = 20;

    pub fn empty(menu: MenuHash) -> Self {
        Self {
            menu,
            offerings: Vec::new(),
            care: Vec::new(),
        }
    }

    pub fn new(
        menu: MenuHash,
        offerings: Vec<OfferingId>,
        care: Vec<CareChoice>,
    ) -> Result<Self, Invalid> {
        Written {
            menu,
            offerings,
            care,
        }
        .try_into()
    }

    /// The version of the menu it was made from.
    pub fn menu(&self) -> &MenuHash {
        &self.menu
    }

    pub fn offerings(&self) -> &[OfferingId] {
        &self.offerings
    }

    /// Care choices in order of the week.
    pub fn care(&self) -> &[CareChoice] {
        &self.care
    }

    pub fn contains(&self, offering: &OfferingId) -> bool {
        self.offerings.contains(offering)
    }

    pub fn pick_up_on(&self, weekday: Weekday) -> Option<ClockTime> {
        self.care
            .iter()
            .find(|choice| choice.weekday == weekday)
            .map(|choice| choice.pick_up)
    }

    pub fn is_empty(&self) -> bool {
        self.offerings.is_empty() && self.care.is_empty()
    }

    /// Adds an offering; one that is already there, or beyond all bounds, changes nothing.
    pub fn add(&mut self, offering: OfferingId) {
        if !self.contains(&offering) && self.offerings.len() < Self::MOST_OFFERINGS {
            self.offerings.push(offering);
        }
    }

    pub fn remove(&mut self, offering: &OfferingId) {
        self.offerings.retain(|chosen| chosen != offering);
    }

    /// Chooses care on a weekday until `pick_up`, or no care with `None`.
    pub fn set_care(&mut self, weekday: Weekday, pick_up: Option<ClockTime>) {
        self.care.retain(|choice| choice.weekday != weekday);
        self.care
            .extend(pick_up.map(|pick_up| CareChoice { weekday, pick_up }));
        self.care.sort_unstable_by_key(|choice| choice.weekday);
    }

    /// The same wishes against another version of the menu.
    pub fn for_menu(mut self, menu: MenuHash) -> Self {
        self.menu = menu;
        self
    }

    /// Whether both choose the same, whatever version and order they were made in.
    pub fn chooses_same_as(&self, other: &Self) -> bool {
        self.care == other.care
            && self.offerings.len() == other.offerings.len()
            && self
                .offerings
                .iter()
                .all(|offering| other.contains(offering))
    }
}

/// The JSON of a draft.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = SelectionDraft))]
pub struct Written {
    menu: MenuHash,
    offerings: Vec<OfferingId>,
    care: Vec<CareChoice>,
}

impl TryFrom<Written> for SelectionDraft {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        let Written {
            menu,
            offerings,
            mut care,
        } = written;
        if offerings.len() > Self::MOST_OFFERINGS {
            return Err(Invalid::new("offerings", offerings.len()));
        }
        let earlier = offerings.iter().enumerate();
        let twice = earlier.filter(|(at, id)| offerings.iter().take(*at).any(|o| o == *id));
        if let Some((_, id)) = twice.into_iter().next() {
            return Err(Invalid::new("offering_chosen_once", id));
        }
        care.sort_unstable_by_key(|choice| choice.weekday);
        let pairs = care.iter().zip(care.iter().skip(1));
        if let Some((day, _)) = pairs.into_iter().find(|(a, b)| a.weekday == b.weekday) {
            return Err(Invalid::new("care_chosen_once_a_day", day.weekday.number()));
        }
        Ok(Self {
            menu,
            offerings,
            care,
        })
    }
}

impl From<SelectionDraft> for Written {
    fn from(draft: SelectionDraft) -> Self {
        Self {
            menu: draft.menu,
            offerings: draft.offerings,
            care: draft.care,
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for SelectionDraft {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Written::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for SelectionDraft {}
