use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{MenuHash, Moment, Offering, OfferingId, ServiceMenu, Student};

/// 名额快照: how many children hold a place in each offering, as of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Places {
    pub menu: MenuHash,
    pub as_of: Moment,
    /// Offerings without a child are left out.
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, u32>))]
    pub taken: BTreeMap<OfferingId, u32>,
    /// 开放池待抽签: none can be taken until those of the opening pool were given out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits_for_pool: bool,
}

impl Places {
    pub fn taken(&self, offering: &OfferingId) -> u32 {
        self.taken.get(offering).copied().unwrap_or(0)
    }

    /// Places nobody holds.
    pub fn left(&self, offering: &Offering) -> u32 {
        u32::from(offering.places).saturating_sub(self.taken(&offering.id))
    }

    /// Counts places as taken that are free and kept for children who wait, so many of each offering.
    pub fn keep(&mut self, menu: &ServiceMenu, claims: &BTreeMap<OfferingId, u32>) {
        for (id, claims) in claims {
            let places = menu.offering(id).map_or(0, |one| u32::from(one.places));
            let taken = self.taken(id);
            let kept = taken.saturating_add(*claims).min(places).max(taken);
            if kept > taken {
                self.taken.insert(id.clone(), kept);
            }
        }
    }

    /// Whether this child could be in: a place is left, or it holds one already.
    pub fn has_room_for(&self, student: &Student, offering: &Offering) -> bool {
        student.is_enrolled(&offering.id) || self.left(offering) > 0
    }
}

/// Whether more children hold a course than it has places (超员). One that is not in the menu
/// has none.
pub fn is_overfull(taken: u32, places: Option<u16>) -> bool {
    taken > places.map_or(0, u32::from)
}
