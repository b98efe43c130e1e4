use std::path::PathBuf;
use std::sync::Arc;

use afterbell_domain::Label;
use afterbell_domain::desk::Workplace;
use afterbell_hosts::Client;
use axum::extract::FromRef;

use crate::clock::Clock;
use crate::http::house::{House, StaffHouse};
use crate::staff::keys::StaffKeys;
use crate::store::desk::Desk;
use crate::store::district::DistrictBooks;
use crate::store::sqlite::SqliteStore;

/// How the district's server is to be run.
pub struct DistrictSettings {
    pub name: Label,
    pub site: Option<PathBuf>,
    pub behind_proxy: bool,
    /// Asks schools, each within a limit.
    pub client: Client,
    pub staff_keys: StaffKeys,
}

/// What every handler of the district's server can reach.
pub struct DistrictApp {
    pub(super) books: Arc<dyn DistrictBooks>,
    staff_books: Arc<dyn Desk>,
    pub(super) clock: Clock,
    pub(super) settings: DistrictSettings,
}

impl DistrictApp {
    pub fn new(books: Arc<SqliteStore>, clock: Clock, settings: DistrictSettings) -> Arc<Self> {
        Arc::new(Self {
            books: Arc::<SqliteStore>::clone(&books),
            staff_books: books,
            clock,
            settings,
        })
    }
}

impl StaffHouse for DistrictApp {
    fn staff_books(&self) -> Arc<dyn Desk> {
        Arc::clone(&self.staff_books)
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn is_behind_proxy(&self) -> bool {
        self.settings.behind_proxy
    }

    fn name(&self) -> Label {
        self.settings.name.clone()
    }

    fn workplace(&self) -> Workplace {
        Workplace::District
    }

    fn staff_keys(&self) -> &StaffKeys {
        &self.settings.staff_keys
    }
}

impl FromRef<Arc<DistrictApp>> for House {
    fn from_ref(app: &Arc<DistrictApp>) -> Self {
        Self(Arc::<DistrictApp>::clone(app))
    }
}
