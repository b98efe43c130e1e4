//! 政策包 by which the school's desk judges: one that stays as it was read, or the newest of the district's, which is
//! asked for again and again.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use afterbell_domain::Invalid;
use afterbell_domain::district::SchoolAddress;
use afterbell_hosts::{Client, ExchangeFault};
use afterbell_policy::PackProblem;
use tokio::sync::watch;

use super::app::App;
use crate::clock::{Clock, ClockError};
use crate::policy_pack::PolicyPack;
use crate::store::desk::{Actor, Deed, DeskAct};
use crate::store::{Books, StoreError};

/// Far longer than any pack.
const LONGEST_PACK: usize = 1024 * 1024;
/// Where a district has its newest pack.
const NEWEST: &str = "/api/district/pack.toml";

/// The one that holds now.
#[derive(Default)]
pub(super) struct CurrentPack(RwLock<Option<Arc<PolicyPack>>>);

impl CurrentPack {
    pub fn new(pack: Option<PolicyPack>) -> Self {
        Self(RwLock::new(pack.map(Arc::new)))
    }

    pub fn get(&self) -> Option<Arc<PolicyPack>> {
        let pack = self.0.read().unwrap_or_else(PoisonError::into_inner);
        pack.clone()
    }

    fn becomes(&self, pack: PolicyPack) {
        let mut held = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Arc::new(pack));
    }
}

/// 区县's server, which has the pack.
#[derive(Clone)]
pub struct DistrictPack {
    address: String,
    client: Client,
    pause: Duration,
}

/// Why a pack of the district's was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    #[error("the district does not answer: {0:?}")]
    Exchange(ExchangeFault),
    #[error("what is there is no pack (status {0})")]
    NoPack(u16),
    #[error("the pack cannot be read: {0:?}")]
    Unreadable(Vec<PackProblem>),
    #[error(transparent)]
    Clock(#[from] ClockError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Version(#[from] Invalid),
}

impl DistrictPack {
    /// The district's server, also when the address is that of the pack itself.
    pub fn server_of(address: &str) -> &str {
        let address = address.trim_end_matches('/');
        address.strip_suffix(NEWEST).unwrap_or(address)
    }

    pub fn at(server: &SchoolAddress, client: Client, pause: Duration) -> Self {
        Self {
            address: [server.as_str(), NEWEST].concat(),
            client,
            pause,
        }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The newest, of which the books keep a copy.
    async fn newest(&self, books: &dyn Books, clock: &Clock) -> Result<PolicyPack, NotTaken> {
        let asked = self.client.fetch_open(&self.address, LONGEST_PACK).await;
        let (status, body) = asked.map_err(NotTaken::Exchange)?;
        let text = String::from_utf8(body.to_vec());
        let (200, Ok(text)) = (status, text) else {
            return Err(NotTaken::NoPack(status));
        };
        let pack = PolicyPack::of_district(text).map_err(NotTaken::Unreadable)?;
        // It holds from now on, whether the copy for another day can be written or not.
        if let Err(error) = self.keep_copy(&pack, books, clock).await {
            tracing::warn!(%error, "district_pack_not_copied");
        }
        Ok(pack)
    }

    /// With its row in the desk's log: from now on another pack judges.
    async fn keep_copy(
        &self,
        pack: &PolicyPack,
        books: &dyn Books,
        clock: &Clock,
    ) -> Result<(), NotTaken> {
        if books.pack_copy(&self.address).await?.as_ref() == Some(&pack.text) {
            return Ok(());
        }
        let act = DeskAct {
            by: Actor::CommandLine,
            now: clock.now()?,
            deed: Deed::TakePack {
                address: self.address.clone(),
                text: pack.text.clone(),
                pack: pack.told()?,
            },
        };
        books.carry_out(act).await?;
        Ok(())
    }

    /// To begin with: the newest, else the one that was taken last. Without either nothing could be judged, and a menu
    /// would be published that the district does not allow.
    pub async fn begin(&self, books: &dyn Books, clock: &Clock) -> Result<PolicyPack, NotTaken> {
        let error = match self.newest(books, clock).await {
            Ok(pack) => return Ok(pack),
            Err(error) => error,
        };
        let Some(text) = books.pack_copy(&self.address).await? else {
            return Err(error);
        };
        tracing::warn!(%error, "district_pack_of_before");
        PolicyPack::of_district(text).map_err(NotTaken::Unreadable)
    }
}

/// Asks again after each pause, until `stopping` turns true. While the district is away the pack stays.
pub(super) async fn keep_asking(
    app: Arc<App>,
    district: DistrictPack,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(district.pause) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        match district.newest(&*app.books, &app.clock).await {
            Ok(pack) => {
                let before = app.pack.get().map(|held| held.text.clone());
                if before.as_ref() != Some(&pack.text) {
                    tracing::info!("district_pack_taken");
                    app.pack.becomes(pack);
                }
            }
            Err(error) => tracing::warn!(%error, "district_pack_not_taken"),
        }
    }
}
