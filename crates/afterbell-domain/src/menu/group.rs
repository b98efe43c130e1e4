use serde::{Deserialize, Serialize};

use crate::{GroupId, Label};

/// 优先类别: children whom a district has served before others, or has places reserved for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuGroup {
    /// What stands in published lists. It need not say what the group is.
    pub id: GroupId,
    /// How the district calls it. The menu is public, so this is.
    pub name: Label,
    /// The lower is served first; groups of the same precedence are drawn together.
    pub precedence: u8,
}
