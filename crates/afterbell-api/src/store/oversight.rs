//! 区县督导: what a district may learn from a school's books, and who may ask for it.

use afterbell_domain::oversight::{Participation, PublishedVersion};
use afterbell_domain::{Label, Moment};
use async_trait::async_trait;

use super::StoreError;
use crate::secret::Fingerprint;

/// 区县密钥, as it is kept: the key itself was shown once. Made and ended by acts of the command line
/// (`Deed::IssueDistrictKey`), so that both stand in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictKey {
    /// Whom it was given to.
    pub name: Label,
    pub issued_at: Moment,
    pub revoked_at: Option<Moment>,
    /// So often it has been used to read.
    pub reads: u32,
    pub last_read_at: Option<Moment>,
}

#[async_trait]
pub trait Overseen: Send + Sync {
    /// By name, also those that were revoked.
    async fn district_keys(&self) -> Result<Vec<DistrictKey>, StoreError>;

    /// Counts one more reading by this key; `None` when it is none or was revoked.
    async fn count_reading(
        &self,
        key: Fingerprint,
        now: Moment,
    ) -> Result<Option<DistrictKey>, StoreError>;

    /// One for each child at the school, in no order that would say which.
    async fn participation(&self) -> Result<Vec<Participation>, StoreError>;

    /// Every menu that was ever published, the newest first.
    async fn versions(&self) -> Result<Vec<PublishedVersion>, StoreError>;
}
