use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::policy::PublicNotice;
use crate::written::written_as_text;
use crate::{Invalid, Label, MenuContent, Moment};

/// Posts the draft of a revision as it is then. What is posted is what its plan says
/// (`plan.public_notice`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostNotice {
    pub revision: u32,
}

/// 公示 as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostedNotice {
    /// Counted from 1.
    pub number: u32,
    pub posted_at: Moment,
    pub notice: PublicNotice,
    /// The menu that is to be published.
    pub menu: MenuContent,
    /// Whether objections are taken now.
    pub is_open: bool,
}

/// 意见: what somebody has to say against it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objection {
    /// The number of the notice.
    pub notice: u32,
    pub text: ObjectionText,
    /// How to answer, when that is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Label>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectionView {
    pub at: Moment,
    pub objection: Objection,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objections {
    pub objections: Vec<ObjectionView>,
}

/// 意见正文: 1 to 1,000 characters, lines allowed. A form of a browser ends its lines as typewriters did; here a line
/// ends with `\n`, and a tab is a space.
#[derive(Clone, PartialEq, Eq)]
pub struct ObjectionText(String);

impl ObjectionText {
    pub const LONGEST: usize = 1_000;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectionText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ObjectionText {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n");
        let text = text.trim().replace('\t', " ");
        let is_text = |c: char| !c.is_control() || c == '\n';
        if (1..=Self::LONGEST).contains(&text.chars().count()) && text.chars().all(is_text) {
            Ok(Self(text))
        } else {
            // What somebody has said is not repeated in an error.
            Err(Invalid::new("objection", "…"))
        }
    }
}

written_as_text!(ObjectionText, "晚托结束太早，接不到孩子。");
