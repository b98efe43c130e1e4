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

impl MenuGroup {
    /// 其他: the group of all other children.
    const OTHERS: &str = "others";

    /// One more group, served after those there are and before all other children, which are the last
    /// group: with the first one these get a group, too.
    pub fn add(groups: &mut Vec<Self>, id: GroupId, name: Label, others: Label) {
        let last = match groups.pop() {
            Some(last) => Some(last),
            None => Self::OTHERS.parse().ok().map(|id| Self {
                id,
                name: others,
                precedence: 0,
            }),
        };
        let latest = groups.iter().map(|group| group.precedence).max();
        let precedence = latest.map_or(1, |latest| latest.saturating_add(1));
        groups.push(Self {
            id,
            name,
            precedence,
        });
        groups.extend(last.map(|last| Self {
            precedence: last.precedence.max(precedence.saturating_add(1)),
            ..last
        }));
    }
}
