//! The service menu (菜单): what a school publishes for a term, whole and immutable.

mod fault;
#[cfg(feature = "checks-menus")]
mod group;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Deref;
use std::str::FromStr;

pub use fault::MenuFault;
#[cfg(feature = "checks-menus")]
pub use group::MenuGroup;

use crate::{
    AgreementHash, BaseCare, ClockRange, Course, CourseId, GradeSet, Invalid, Label, MenuHash,
    Moment, Offering, OfferingId, Phase, ReceiptPrefix, SelectionRound, Term, Weekday, Zone,
};

/// 学校: who publishes the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct School {
    pub name: Label,
    pub receipt_prefix: ReceiptPrefix,
    pub grades: GradeSet,
    pub zone: Zone,
}

/// 选课限制: how many extension courses a child may choose; `None` is without limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_category: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_term: Option<u8>,
}

/// 菜单内容: the data of a menu, not yet known to be consistent. A phone passes over what only a draw
/// needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "checks-menus", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuContent {
    pub school: School,
    pub term: Term,
    pub base_care: BaseCare,
    pub courses: Vec<Course>,
    pub offerings: Vec<Offering>,
    #[serde(default)]
    pub limits: Limits,
    pub round: SelectionRound,
    /// 安全协议: the version that guardians sign; a school may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementHash>,
    /// 优先类别, in the order the district has published; a child without one is of the last. Without
    /// groups all children are alike.
    #[cfg(feature = "checks-menus")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<MenuGroup>,
}

/// 菜单: content that has been found consistent, by [`ServiceMenu::new`] or by whoever published
/// it; it cannot be changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "MenuContent", into = "MenuContent")]
pub struct ServiceMenu(MenuContent);

impl ServiceMenu {
    /// Accepts consistent content, or says everything that is wrong with it. Windows come out
    /// in the school's zone, so that one content has one hash and parents read local time.
    pub fn new(content: MenuContent) -> Result<Self, Vec<MenuFault>> {
        Self::judged(content, fault::find)
    }

    fn judged(
        mut content: MenuContent,
        find: fn(&MenuContent) -> Vec<MenuFault>,
    ) -> Result<Self, Vec<MenuFault>> {
        let zone = content.school.zone;
        for window in &mut content.round.windows {
            window.opens_at = window.opens_at.in_zone(zone);
            window.closes_at = window.closes_at.in_zone(zone);
        }
        let faults = find(&content);
        if faults.is_empty() {
            Ok(Self(content))
        } else {
            Err(faults)
        }
    }

    pub fn offering(&self, id: &OfferingId) -> Option<&Offering> {
        self.offerings.iter().find(|offering| offering.id == *id)
    }

    pub fn course(&self, id: &CourseId) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == *id)
    }

    /// The course an offering is of. In a consistent menu there always is one.
    pub fn course_of(&self, offering: &Offering) -> Option<&Course> {
        self.course(&offering.course)
    }

    /// When in the week an offering is first held: the order in which people read a week.
    pub fn first_session(&self, id: &OfferingId) -> Option<(Weekday, ClockRange)> {
        let sessions = self.offering(id)?.sessions.iter();
        sessions
            .map(|session| (session.weekday, session.time))
            .min()
    }

    /// The phase at a moment, told in any zone.
    pub fn phase(&self, now: Moment) -> Phase {
        Phase::at(&self.round, &self.term, now.in_zone(self.school.zone))
    }

    /// The weekdays on which anything is held, in order.
    pub fn weekdays(&self) -> impl Iterator<Item = Weekday> {
        Weekday::ALL.into_iter().filter(|day| {
            self.base_care.on(*day).is_some() || self.offerings.iter().any(|o| o.is_on(*day))
        })
    }

    /// Canonical JSON (keys sorted, no spaces, whole numbers only, as RFC 8785 has it), the
    /// bytes that are hashed, stored and sent.
    pub fn canonical_json(&self) -> Result<Vec<u8>, Invalid> {
        canonical_json("menu", &self.0)
    }

    /// The name of this version: the SHA-256 of its canonical JSON.
    pub fn hash(&self) -> Result<MenuHash, Invalid> {
        hash_of(&self.canonical_json()?)
    }
}

pub(crate) fn canonical_json(
    what: &'static str,
    content: &impl Serialize,
) -> Result<Vec<u8>, Invalid> {
    let mut value = serde_json::to_value(content).map_err(|e| Invalid::new(what, e))?;
    // serde_json's own map is sorted, until a crate anywhere in the build asks it to keep
    // the order of insertion.
    value.sort_all_objects();
    serde_json::to_vec(&value).map_err(|e| Invalid::new(what, e))
}

/// The version of a menu or an agreement that these bytes are.
pub fn hash_of<H: FromStr<Err = Invalid>>(canonical_json: &[u8]) -> Result<H, Invalid> {
    let digest = Sha256::digest(canonical_json);
    digest
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        .parse()
}

impl Deref for ServiceMenu {
    type Target = MenuContent;
    fn deref(&self) -> &MenuContent {
        &self.0
    }
}

impl TryFrom<MenuContent> for ServiceMenu {
    type Error = Invalid;
    /// What was published stays readable, also with what [`ServiceMenu::new`] has come to refuse since.
    #[cfg(feature = "checks-menus")]
    fn try_from(content: MenuContent) -> Result<Self, Invalid> {
        Self::judged(content, fault::find_in_published).map_err(|faults| {
            let codes: Vec<_> = faults.iter().map(MenuFault::code).collect();
            Invalid::new("menu", codes.join(", "))
        })
    }

    /// On a phone, which only ever reads what was checked when it was published.
    #[cfg(not(feature = "checks-menus"))]
    fn try_from(content: MenuContent) -> Result<Self, Invalid> {
        Ok(Self(content))
    }
}

impl From<ServiceMenu> for MenuContent {
    fn from(menu: ServiceMenu) -> Self {
        menu.0
    }
}
