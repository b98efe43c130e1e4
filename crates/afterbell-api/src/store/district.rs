//! 区县账本: what the district's own program keeps. Its books are those of a school that has published
//! nothing and has no children, so that its staff signs in, is locked out and logged as a school's is.

use afterbell_domain::desk::Permission;
use afterbell_domain::district::{AskFailure, SchoolAddress};
use afterbell_domain::{FileHash, Label, Moment, OverseenId, Zone};

use super::StoreError;
use crate::secret::Fingerprint;

/// 区县 itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    pub name: Label,
    pub zone: Zone,
}

/// 学校, as the district keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct OverseenSchool {
    pub id: OverseenId,
    pub name: Label,
    pub address: SchoolAddress,
    pub key: DistrictSecret,
    pub added_at: Moment,
    pub asked_at: Option<Moment>,
    /// Why it did not answer when it was last asked.
    pub failure: Option<AskFailure>,
    /// Its last answer and when it came, however long ago: a report as JSON.
    pub report: Option<(Moment, String)>,
}

/// A school's key. Goes to that school and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct DistrictSecret(pub String);

/// A key belongs into no log.
impl std::fmt::Debug for DistrictSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DistrictSecret")
    }
}

impl std::fmt::Debug for OverseenSchool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OverseenSchool({})", self.id)
    }
}

/// What came of asking a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// A report, as JSON.
    Report(String),
    Failure(AskFailure),
}

/// 政策包版本, immutable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    pub version: u32,
    pub name: Label,
    pub text: String,
    pub hash: FileHash,
    pub saved_at: Moment,
    pub saved_by: Label,
}

/// Who is signed in does this, at that moment.
#[derive(Debug, Clone)]
pub struct DistrictAct {
    pub session: Fingerprint,
    pub deed: DistrictDeed,
    pub now: Moment,
}

#[derive(Debug, Clone)]
pub enum DistrictDeed {
    AddSchool {
        id: OverseenId,
        name: Label,
        address: SchoolAddress,
        key: DistrictSecret,
    },
    MoveSchool {
        id: OverseenId,
        address: SchoolAddress,
    },
    RemoveSchool(OverseenId),
    /// The pack that was made from the version `base`.
    SavePack {
        base: u32,
        name: Label,
        text: String,
        hash: FileHash,
    },
}

impl DistrictDeed {
    /// What one needs to be allowed.
    pub fn permission(&self) -> Permission {
        match self {
            Self::AddSchool { .. } | Self::MoveSchool { .. } | Self::RemoveSchool(_) => {
                Permission::KeepSchools
            }
            Self::SavePack { .. } => Permission::KeepPack,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DistrictOutcome {
    Done,
    Saved {
        version: u32,
    },
    NotSignedIn,
    NotPermitted,
    NameTaken,
    SchoolUnknown,
    /// Somebody has saved another version meanwhile.
    PackChanged,
}

#[async_trait::async_trait]
pub trait DistrictBooks: Send + Sync {
    /// `None` before the books were opened for a district.
    async fn district(&self) -> Result<Option<District>, StoreError>;

    /// Makes them a district's, or gives the district another name.
    async fn open_district(&self, district: District) -> Result<(), StoreError>;

    /// By name.
    async fn schools(&self) -> Result<Vec<OverseenSchool>, StoreError>;

    /// Keeps what came of asking a school, unless it was removed meanwhile. A failure leaves the last answer.
    async fn keep_answer(
        &self,
        school: OverseenId,
        answered: Answered,
        now: Moment,
    ) -> Result<(), StoreError>;

    /// Every version, the newest first.
    async fn packs(&self) -> Result<Vec<PackRow>, StoreError>;

    /// Decides and writes in one transaction, with a row in the log.
    async fn carry_out_for_district(&self, act: DistrictAct)
    -> Result<DistrictOutcome, StoreError>;
}
