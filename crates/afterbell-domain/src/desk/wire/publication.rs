use serde::{Deserialize, Serialize};

use crate::desk::{
    ChangeDecision, DecidedChange, MenuDifference, NotDecided, TermChange, TermStep,
};
use crate::{CareChoice, Date, MenuHash, OfferingId};

/// Publishes the draft of a revision; with another one it is refused (`draft_changed`).
/// Acknowledgements stand in the draft itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishRequest {
    pub revision: u32,
    /// One for each change that touches children who hold a place.
    #[serde(default)]
    pub decisions: Vec<ChangeDecision>,
    /// Pick-up times that are gone, whose families are told.
    #[serde(default)]
    pub told: Vec<CareChoice>,
    /// What shall become of the term: another begins, or its days move by weeks. Neither is done unasked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermStep>,
    /// Only tells what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// 发布结果
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Publication {
    pub revision: u32,
    /// What keeps it from being published; nothing was done unless this is empty.
    pub obstacles: Vec<Obstacle>,
    pub difference: MenuDifference,
    /// What the decisions come to, so far as something was decided.
    pub decided: Vec<DecidedChange>,
    /// Where no child can be moved to, since the draw has closed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<OfferingId>,
    /// What becomes of the term that holds, when it has to be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermChange>,
    /// The version it became, or would become; missing while the draft is inconsistent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub menu: Option<MenuHash>,
    /// It would become the version that is published already: there is nothing to do.
    pub unchanged: bool,
    pub published: bool,
}

/// 发布障碍
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Obstacle {
    /// The draft contradicts itself in so many places.
    Faults { faults: usize },
    /// So many errors, and so many warnings that nobody has acknowledged. The desk, which has the
    /// pack, shows them.
    Findings { errors: usize, warnings: usize },
    /// The pack asks for a notice and none of this menu was posted.
    NotPosted,
    /// 公示期未满: it ends with this day.
    StillPosted { until: Date },
    /// For the sake of children who hold a place.
    Children { not_decided: NotDecided },
    /// Another term would begin, or the term's days would move by weeks: `Publication::term` says what follows, and
    /// the request has to ask for it.
    TermNotConfirmed,
    /// No other term begins while a draw is committed to and not run.
    DrawUnderWay,
    /// The text of the agreement that the menu names is not in the books.
    AgreementUnknown,
}
