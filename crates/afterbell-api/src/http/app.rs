use std::path::PathBuf;
use std::sync::Arc;

use afterbell_hosts::Exchange;
use tokio::sync::{Semaphore, watch};

use super::attempts::Attempts;
use super::entrances::Entrances;
use super::hosts::Hosts;
use super::in_flight::InFlight;
use super::offer_keeper;
use super::pack::{self, CurrentPack, DistrictPack};
use super::places_feed::PlacesFeed;
use super::rates::Rates;
use super::tickets::Tickets;
use super::versions::VersionCache;
use crate::clock::Clock;
use crate::policy_pack::PolicyPack;
use crate::secret::ServerSecret;
use crate::staff::keys::StaffKeys;
use crate::store::{Books, Store, StoreError};

/// How the server is to be run.
pub struct Settings {
    pub site: Option<PathBuf>,
    /// A proxy in front of us names the client; without one such a header would be a lie.
    pub behind_proxy: bool,
    /// So many phones may listen to places at once.
    pub most_listeners: usize,
    /// What the menu is judged by before it is published.
    pub pack: Option<PolicyPack>,
    /// Where a newer one is asked for.
    pub district_pack: Option<DistrictPack>,
    /// The chat apps and sites that show the page.
    pub entrances: Entrances,
    /// Asks the vendors' servers; `None` where no chat app is set up.
    pub exchange: Option<Exchange>,
    pub staff_keys: StaffKeys,
}

/// What every handler can reach.
pub struct App {
    pub(super) store: Arc<dyn Store>,
    /// The same books, as the school's desk needs them.
    pub(super) books: Arc<dyn Books>,
    pub(super) pack: CurrentPack,
    pub(super) clock: Clock,
    pub(super) secret: ServerSecret,
    pub(super) places: PlacesFeed,
    pub(super) menus: VersionCache,
    pub(super) agreements: VersionCache,
    pub(super) attempts: Attempts,
    /// What the public has said to a notice, counted as wrong codes are.
    pub(super) objections: Attempts,
    /// District keys that are none, counted alike.
    pub(super) wrong_keys: Attempts,
    pub(super) in_flight: InFlight,
    pub(super) rates: Rates,
    pub(super) tickets: Tickets,
    pub(super) listeners: Arc<Semaphore>,
    /// Turns true when the server is to stop: streams that never end must hear of it.
    pub(super) stopping: watch::Receiver<bool>,
    pub(super) site: Option<PathBuf>,
    pub(super) behind_proxy: bool,
    pub(super) entrances: Entrances,
    pub(super) hosts: Hosts,
    pub(super) staff_keys: StaffKeys,
}

/// An app, or the reason why there is nothing to serve yet.
pub enum Started {
    App(Arc<App>),
    NothingImported,
}

impl App {
    pub async fn start(
        books: Arc<dyn Books>,
        clock: Clock,
        settings: Settings,
        stopping: watch::Receiver<bool>,
    ) -> Result<Started, StoreError> {
        let store: Arc<dyn Store> = Arc::<dyn Books>::clone(&books);
        let secret = store.server_secret().await?;
        let feed = PlacesFeed::start(Arc::clone(&store), clock.clone(), stopping.clone());
        let Some(places) = feed.await? else {
            return Ok(Started::NothingImported);
        };
        let tickets = Tickets::new(secret.clone());
        let app = Arc::new(Self {
            tickets,
            store,
            books,
            pack: CurrentPack::new(settings.pack),
            clock,
            secret,
            places,
            menus: VersionCache::default(),
            agreements: VersionCache::default(),
            attempts: Attempts::default(),
            objections: Attempts::default(),
            wrong_keys: Attempts::default(),
            in_flight: InFlight::default(),
            rates: Rates::default(),
            listeners: Arc::new(Semaphore::new(settings.most_listeners)),
            stopping,
            site: settings.site,
            behind_proxy: settings.behind_proxy,
            entrances: settings.entrances,
            hosts: Hosts::new(settings.exchange),
            staff_keys: settings.staff_keys,
        });
        tokio::spawn(offer_keeper::run(Arc::clone(&app), app.stopping.clone()));
        if let Some(district) = settings.district_pack {
            let stopping = app.stopping.clone();
            tokio::spawn(pack::keep_asking(Arc::clone(&app), district, stopping));
        }
        Ok(Started::App(app))
    }
}
