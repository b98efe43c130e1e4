//! 政策包 by which the school's desk judges: one that stays as it was read, or the newest of the district's, which is
//! asked for again and again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use afterbell_domain::district::SchoolAddress;
use afterbell_domain::policy::Pack;
use afterbell_domain::{FileHash, Invalid};
use afterbell_hosts::{Client, ExchangeFault};
use afterbell_policy::{PackProblem, bundled_word_list_text, read, read_word_list};
use tokio::sync::watch;

use super::app::App;
use crate::clock::{Clock, ClockError};
use crate::store::{Books, StoreError};

/// Far longer than any pack.
const LONGEST_PACK: usize = 1024 * 1024;
/// Where a district has its newest pack.
const NEWEST: &str = "/api/district/pack.toml";

/// 政策包 with the texts it was read from.
#[derive(Clone)]
pub struct PolicyPack {
    pub pack: Pack,
    pub text: String,
    pub word_lists: BTreeMap<String, String>,
}

impl PolicyPack {
    /// With word lists of its own, else those that are found by their names.
    pub fn read(
        text: String,
        list_text: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<PackProblem>> {
        let word_list = |list: &str| Some(read_word_list(list, &list_text(list)?));
        let pack = read(&text, word_list)?;
        // Its own are in its text.
        let lists = pack.word_lists.keys();
        let lists = lists.filter(|list| !pack.own_word_lists.contains(*list));
        let word_lists = lists.filter_map(|list| Some((list.clone(), list_text(list)?)));
        Ok(Self {
            word_lists: word_lists.collect(),
            text,
            pack,
        })
    }

    pub fn version(&self) -> Result<FileHash, Invalid> {
        Pack::version_of(&self.text, &self.word_lists)
    }
}

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
        let pack = of_district(text).map_err(NotTaken::Unreadable)?;
        // It holds from now on, whether the copy for another day can be written or not.
        if let Err(error) = self.keep_copy(&pack.text, books, clock).await {
            tracing::warn!(%error, "district_pack_not_copied");
        }
        Ok(pack)
    }

    async fn keep_copy(
        &self,
        text: &str,
        books: &dyn Books,
        clock: &Clock,
    ) -> Result<(), NotTaken> {
        if books.pack_copy(&self.address).await?.as_deref() != Some(text) {
            let now = clock.now()?;
            books.keep_pack_copy(&self.address, text, now).await?;
        }
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
        of_district(text).map_err(NotTaken::Unreadable)
    }
}

/// Word lists are its own, else the bundled ones: as the district itself reads it.
fn of_district(text: String) -> Result<PolicyPack, Vec<PackProblem>> {
    PolicyPack::read(text, |list| bundled_word_list_text(list).map(str::to_owned))
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
