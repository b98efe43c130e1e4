use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::written::written_as_text;
use crate::{Grade, GroupId, Invalid, OfferingId, SlotId};

/// 申请人代号: names a child within a round, 1 to 64 visible ASCII characters; in a published list
/// it is a pseudonym.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicantName(Arc<str>);

impl ApplicantName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApplicantName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ApplicantName {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        if (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic()) {
            Ok(Self(text.into()))
        } else {
            let found: String = text.chars().take(20).collect();
            Err(Invalid::new("applicant_name", found))
        }
    }
}

written_as_text!(ApplicantName, "1f7c09ab52d3e8466b90");

/// 申请: a child with its wishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    pub child: ApplicantName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// 抽签号; without numbers they are drawn from the seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// First-come only: milliseconds since the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_ms: Option<u64>,
    /// Needed only where an offering asks for grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// The best first. A slot that is not named is not wished for.
    #[serde(with = "by_slot")]
    pub wishes: Vec<WishesOfSlot>,
}

/// 一个时段的志愿
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishesOfSlot {
    pub slot: SlotId,
    pub wishes: Vec<Wish>,
}

/// 志愿: an offering by its name or, shorter, by its place in the rules' list, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Named(OfferingId),
    Numbered(u32),
}

/// 面试名单: whom a teacher picked, the best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditionList {
    pub offering: OfferingId,
    pub children: Vec<ApplicantName>,
}

impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(id) => id.fmt(f),
            Self::Numbered(number) => number.fmt(f),
        }
    }
}

impl Serialize for Wish {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Named(id) => id.serialize(to),
            Self::Numbered(number) => number.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Wish {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrNumber;
        impl Visitor<'_> for NameOrNumber {
            type Value = Wish;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an offering's id, or its number counted from 1")
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Wish, E> {
                let number = u32::try_from(number).map_err(E::custom)?;
                Ok(Wish::Numbered(number))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Wish, E> {
                text.parse().map(Wish::Named).map_err(E::custom)
            }
        }
        from.deserialize_any(NameOrNumber)
    }
}

/// An object with a list for each slot. A slot that is named twice is an error, while a map would
/// silently keep the last one.
mod by_slot {
    use super::*;

    pub fn serialize<S: Serializer>(all: &[WishesOfSlot], to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(all.len()))?;
        for one in all {
            map.serialize_entry(&one.slot, &one.wishes)?;
        }
        map.end()
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<WishesOfSlot>, D::Error> {
        struct Slots;
        impl<'de> Visitor<'de> for Slots {
            type Value = Vec<WishesOfSlot>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a list of wishes for each slot")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all: Vec<WishesOfSlot> = Vec::new();
                while let Some((slot, wishes)) = map.next_entry::<SlotId, _>()? {
                    if all.iter().any(|one| one.slot == slot) {
                        return Err(A::Error::custom(format_args!("slot {slot} is named twice")));
                    }
                    all.push(WishesOfSlot { slot, wishes });
                }
                Ok(all)
            }
        }
        from.deserialize_map(Slots)
    }
}
