//! What families and the public can see before they choose.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::{Facts, selection_opens_on};
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::policy::vocabulary::{Channel, NoticeContent};
use crate::{Date, MenuContent};

/// The menu is posted in time, long enough, and all of this is in it or beside it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicNotice {
    pub before: NoticeDeadline,
    /// How many days it can be read before that.
    #[serde(default)]
    pub least_days: u16,
    #[serde(default)]
    pub contents: Vec<NoticeContent>,
}

/// 公示截止: what the notice has to come before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeDeadline {
    SelectionOpens,
    TermBegins,
}

impl PublicNotice {
    /// The day on which it would be too late.
    pub fn deadline(&self, menu: &MenuContent) -> Option<Date> {
        match self.before {
            NoticeDeadline::SelectionOpens => selection_opens_on(menu),
            NoticeDeadline::TermBegins => Some(menu.term.first_day),
        }
    }
}

impl Look for PublicNotice {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(notice) = &facts.plan.public_notice else {
            return found.not_stated(Field::PublicNotice);
        };
        let at = || Location::field(Field::PublicNotice);
        let posted_on = notice.posted_on;
        if let Some(before) = self.deadline(facts.menu) {
            let until_posted_until = posted_on.days_until(notice.posted_until) + 1;
            let days = until_posted_until.min(posted_on.days_until(before)).max(0);
            if posted_on >= before {
                found.add(at(), Violation::NoticeLate { posted_on, before });
            } else if days < i64::from(self.least_days) {
                let least = self.least_days;
                found.add(at(), Violation::NoticeTooShort { days, least });
            }
        }
        for content in &self.contents {
            if content.concerns(facts.menu) && !notice.tells(*content, facts.menu) {
                let content = *content;
                found.add(at(), Violation::NoticeLacks { content });
            }
        }
    }
}

/// The notice names these ways to object, each with its number or address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectionChannels {
    pub channels: Vec<Channel>,
}

impl Look for ObjectionChannels {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(notice) = &facts.plan.public_notice else {
            return found.not_stated(Field::PublicNotice);
        };
        let missing = self.channels.iter().filter(|it| !notice.names(**it));
        for channel in missing {
            let channel = *channel;
            let at = Location::field(Field::PublicNotice);
            found.add(at, Violation::ChannelMissing { channel });
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.channels.is_empty().then_some("channels")
    }
}

/// Families are told how places are given, and it is how they are given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionDeclared {}

impl Look for SelectionDeclared {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(selection) = &facts.plan.selection else {
            return found.not_stated(Field::Selection);
        };
        let (declared, mode) = (selection.mode, facts.menu.round.mode);
        if declared != mode {
            let at = Location::field(Field::Selection);
            found.add(at, Violation::OtherMode { declared, mode });
        }
    }
}

/// Families were asked what they need before selection opens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamiliesAsked {}

impl Look for FamiliesAsked {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let Some(asked_on) = facts.plan.families_asked_on else {
            return found.not_stated(Field::FamiliesAskedOn);
        };
        if let Some(before) = facts
            .selection_opens_on()
            .filter(|opens| asked_on >= *opens)
        {
            let at = Location::field(Field::FamiliesAskedOn);
            found.add(at, Violation::AskedLate { asked_on, before });
        }
    }
}
