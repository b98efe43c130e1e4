use serde::{Deserialize, Serialize};

use crate::{Fen, OfferingId, SelectionDraft, ServiceMenu};

/// 费用明细: what a choice costs for the term, line by line; base care costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeStatement {
    pub lines: Vec<FeeLine>,
    pub total_fen: Fen,
}

/// One line: an offering and its fee, zero when it is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeeLine {
    pub offering: OfferingId,
    pub fee_fen: Fen,
}

impl FeeStatement {
    /// The fees of all chosen offerings that the menu has, in the order they were chosen.
    pub fn of(menu: &ServiceMenu, draft: &SelectionDraft) -> Self {
        let chosen = draft.offerings().iter().filter_map(|id| menu.offering(id));
        let line = |o: &crate::Offering| FeeLine {
            offering: o.id.clone(),
            fee_fen: o.fee_fen,
        };
        let lines: Vec<_> = chosen.map(line).collect();
        let total_fen = lines.iter().map(|line| line.fee_fen).sum();
        Self { lines, total_fen }
    }
}
