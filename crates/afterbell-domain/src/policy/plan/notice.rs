//! 公示: the menu as it is posted, what is posted beside it, and how to object.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::policy::vocabulary::{Channel, NoticeContent};
use crate::{Date, Label, MenuContent, Offering, Provider};

/// 公示: where and when the menu is posted, and how to object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicNotice {
    pub place: Label,
    pub posted_on: Date,
    /// The last day on which objections are taken before selection opens.
    pub posted_until: Date,
    /// 另附的内容: what is posted at the place beside the menu; what the menu says itself need not be named. Every
    /// content there is, in order, is read as none: the desk wrote that for everybody, once, and nobody had said it.
    #[serde(deserialize_with = "said_contents")]
    pub contents: Vec<NoticeContent>,
    /// 监督渠道, each with the number or address at which somebody answers. A bare list of channels, as it was
    /// written once, is read as none: it told nobody a number.
    #[serde(deserialize_with = "told_channels")]
    pub channels: BTreeMap<Channel, Label>,
}

impl PublicNotice {
    /// Whether it can still be posted as it says: a period that had begun before anybody could see it
    /// would be over before its time.
    pub fn can_be_posted_on(&self, day: Date) -> bool {
        day <= self.posted_on && self.posted_on <= self.posted_until
    }

    /// Whether its last day comes before its first: nobody could object.
    pub fn ends_before_it_begins(&self) -> bool {
        self.posted_until < self.posted_on
    }

    /// Whether the public may object on this day.
    pub fn takes_objections_on(&self, day: Date) -> bool {
        self.posted_on <= day && day <= self.posted_until
    }

    /// Whether it has been posted as long as it says.
    pub fn is_over_on(&self, day: Date) -> bool {
        self.posted_until < day
    }

    /// Whether whoever reads it finds this, in the menu or beside it.
    pub fn tells(&self, content: NoticeContent, menu: &MenuContent) -> bool {
        content.is_in(menu) || self.contents.contains(&content)
    }

    /// Whether it says where this channel ends.
    pub fn names(&self, channel: Channel) -> bool {
        let contact = self.channels.get(&channel);
        contact.is_some_and(|contact| channel.can_be(contact))
    }
}

impl NoticeContent {
    /// Whether there is anything to tell of it: of outside courses only where there are any.
    pub fn concerns(self, menu: &MenuContent) -> bool {
        match self {
            Self::OutsideCourses | Self::OutsideTeachers => outside(menu).next().is_some(),
            _ => true,
        }
    }

    /// Whether a posted menu says all of it by itself.
    pub fn is_in(self, menu: &MenuContent) -> bool {
        let services = &menu.base_care.services;
        let is_empty = services.is_empty() && menu.offerings.is_empty();
        match self {
            Self::Times => !is_empty || !menu.base_care.days.is_empty(),
            Self::Content => !is_empty && services.iter().all(|it| it.content.is_some()),
            Self::Fees => !is_empty && services.iter().all(|it| it.fee_note.is_some()),
            Self::Teachers => !menu.offerings.is_empty() && menu.offerings.iter().all(has_teacher),
            Self::OutsideCourses => outside(menu).next().is_some(),
            Self::OutsideTeachers => {
                outside(menu).next().is_some() && outside(menu).all(has_teacher)
            }
            // No field of a menu is for these.
            Self::Form | Self::Safety => false,
        }
    }
}

fn outside(menu: &MenuContent) -> impl Iterator<Item = &Offering> {
    let offerings = menu.offerings.iter();
    offerings.filter(|it| it.provider != Provider::School)
}

fn has_teacher(offering: &Offering) -> bool {
    !offering.teachers.is_empty()
}

impl Channel {
    /// Whether this can be its number or address: a telephone has at least three digits, such as 110, mail an `@`
    /// between two words. Where a box hangs and what a platform is called is the school's own wording.
    pub fn can_be(self, contact: &Label) -> bool {
        let contact = contact.as_str();
        match self {
            Self::Phone => contact.chars().filter(char::is_ascii_digit).count() >= 3,
            Self::Email => {
                let parts = contact.split_once('@');
                let is_name =
                    |part: &str| !part.is_empty() && !part.contains(['@', ' ', '\u{3000}']);
                parts.is_some_and(|(name, host)| is_name(name) && is_name(host))
            }
            Self::LetterBox | Self::Platform => true,
        }
    }
}

fn said_contents<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<NoticeContent>, D::Error> {
    let contents = Vec::deserialize(from)?;
    Ok(match contents == NoticeContent::ALL {
        true => Vec::new(),
        false => contents,
    })
}

fn told_channels<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Channel, Label>, D::Error> {
    from.deserialize_any(Channels)
}

/// Reads both forms without keeping the whole of it first, which is much code in a browser.
struct Channels;

impl<'de> Visitor<'de> for Channels {
    type Value = BTreeMap<Channel, Label>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("channels with their numbers and addresses")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut channels = BTreeMap::new();
        while let Some((channel, contact)) = map.next_entry()? {
            channels.insert(channel, contact);
        }
        Ok(channels)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<Channel>()?.is_some() {}
        Ok(BTreeMap::new())
    }
}
