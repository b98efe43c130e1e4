use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::desk::{DraftEdit, EditConflict};
use crate::policy::MenuDraft;
use crate::{Label, Moment};

/// 菜单草案 as the server keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuDraftView {
    /// Grows with every change; 0 before the first, when the draft is the published menu.
    pub revision: u32,
    pub draft: MenuDraft,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_by: Option<Label>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Moment>,
}

/// At most [`Self::MOST`] at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftEdits {
    pub edits: Vec<DraftEdit>,
}

impl DraftEdits {
    pub const MOST: usize = 5_000;
}

/// What can be made is made, also when others of the edits conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftEdited {
    pub revision: u32,
    /// So many changed something.
    pub applied: usize,
    pub conflicts: Vec<EditConflict>,
}

/// What has been changed since a revision, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftChanges {
    pub revision: u32,
    pub changes: Vec<DraftChange>,
    /// Too much has been changed, or the draft was made anew: ask for all of it.
    pub reload: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftChange {
    /// The revision it led to.
    pub revision: u32,
    pub by: Label,
    pub at: Moment,
    pub edits: Vec<DraftEdit>,
}

/// 政策包 as it is written, for findings where the clerk types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackView {
    /// TOML; missing when the school is under no pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// TOML by name: every list that the pack names.
    pub word_lists: BTreeMap<String, String>,
}
