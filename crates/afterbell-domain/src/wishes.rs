//! Wishes (志愿): what a family would like for a child, to be drawn at the close instead of taken now.

mod judging;
mod keeping;
mod placement;
mod slots;
mod stage;

use serde::{Deserialize, Serialize};

pub use judging::check_wishes;
pub use keeping::{beside_kept, has_part, with_lost};
#[cfg(feature = "policy")]
pub(crate) use placement::fetched_after_courses;
pub use placement::{placed_selection, selection_with};
pub(crate) use slots::times_apart;
pub use slots::{WeekSlot, WeekSlots};
pub use stage::WishingStage;

use crate::{CareChoice, Invalid, MenuHash, Moment, OfferingId, ReceiptNumber, SlotId, StudentId};

/// 志愿表: for each slot of the week a ranking, the best first, and the care beside it. A slot that
/// is not named is not wished for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct WishList {
    menu: MenuHash,
    wishes: Vec<SlotWishes>,
    care: Vec<CareChoice>,
}

/// 时段志愿: the ranking of one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotWishes {
    pub slot: SlotId,
    /// The best first.
    pub offerings: Vec<OfferingId>,
}

/// 志愿回执: what the school has received for a child; the last one before the close is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WishReceipt {
    pub number: ReceiptNumber,
    pub student: StudentId,
    pub saved_at: Moment,
    pub wishes: WishList,
}

impl WishReceipt {
    /// Added to the number of an entry, so that no receipt of wishes has the number of a receipt of
    /// places: both are read out at the same desk.
    pub const NUMBERS_FROM: u32 = 1 << 29;
}

impl WishList {
    /// More wishes than any menu needs; keeps a hostile request small.
    pub const MOST_WISHES: usize = 400;

    pub fn empty(menu: MenuHash) -> Self {
        Self {
            menu,
            wishes: Vec::new(),
            care: Vec::new(),
        }
    }

    pub fn new(
        menu: MenuHash,
        wishes: Vec<SlotWishes>,
        care: Vec<CareChoice>,
    ) -> Result<Self, Invalid> {
        Written { menu, wishes, care }.try_into()
    }

    /// Nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.wishes.is_empty() && self.care.is_empty()
    }

    /// The version of the menu it was made from.
    pub fn menu(&self) -> &MenuHash {
        &self.menu
    }

    /// In order of the slots' names, which is the order of the week.
    pub fn slots(&self) -> &[SlotWishes] {
        &self.wishes
    }

    /// Care choices in order of the week.
    pub fn care(&self) -> &[CareChoice] {
        &self.care
    }

    pub fn of_slot(&self, slot: &SlotId) -> &[OfferingId] {
        let found = self.wishes.iter().find(|one| one.slot == *slot);
        found.map_or(&[], |one| &one.offerings)
    }

    /// Every wish, slot by slot.
    pub fn offerings(&self) -> impl Iterator<Item = &OfferingId> {
        self.wishes.iter().flat_map(|one| &one.offerings)
    }

    /// Replaces the ranking of a slot; an empty one is no wish.
    pub fn rank(&mut self, slot: SlotId, offerings: Vec<OfferingId>) {
        self.wishes.retain(|one| one.slot != slot);
        if !offerings.is_empty() {
            self.wishes.push(SlotWishes { slot, offerings });
            self.wishes.sort_by(|one, other| one.slot.cmp(&other.slot));
        }
    }
}

/// The JSON of a list of wishes.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = WishList))]
pub struct Written {
    menu: MenuHash,
    wishes: Vec<SlotWishes>,
    care: Vec<CareChoice>,
}

impl TryFrom<Written> for WishList {
    type Error = Invalid;
    fn try_from(written: Written) -> Result<Self, Invalid> {
        let Written {
            menu,
            mut wishes,
            mut care,
        } = written;
        let count = wishes.iter().map(|one| one.offerings.len()).sum::<usize>();
        if count > Self::MOST_WISHES || wishes.len() > WeekSlots::MOST {
            return Err(Invalid::new("wishes", count));
        }
        wishes.retain(|one| !one.offerings.is_empty());
        wishes.sort_by(|one, other| one.slot.cmp(&other.slot));
        if let Some(slot) = twice(wishes.iter().map(|one| &one.slot)) {
            return Err(Invalid::new("slot_ranked_once", slot));
        }
        if let Some(offering) = twice(wishes.iter().flat_map(|one| &one.offerings)) {
            return Err(Invalid::new("offering_wished_once", offering));
        }
        care.sort_unstable_by_key(|choice| choice.weekday);
        if let Some(day) = twice(care.iter().map(|choice| choice.weekday)) {
            return Err(Invalid::new("care_chosen_once_a_day", day.number()));
        }
        Ok(Self { menu, wishes, care })
    }
}

fn twice<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut sorted: Vec<_> = all.collect();
    sorted.sort_unstable();
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    let mut same = pairs.filter(|(one, other)| one == other);
    same.next().map(|(one, _)| *one)
}

impl From<WishList> for Written {
    fn from(list: WishList) -> Self {
        Self {
            menu: list.menu,
            wishes: list.wishes,
            care: list.care,
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for WishList {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Written::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for WishList {
    fn schemas(
        schemas: &mut Vec<(
            String,
            utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
        )>,
    ) {
        use utoipa::PartialSchema as _;
        schemas.push((SlotWishes::name().into_owned(), SlotWishes::schema()));
        Written::schemas(schemas);
    }
}
