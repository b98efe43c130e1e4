//! 门: where staff is let in. A school's server has one for its desk, a district's another; signing in,
//! invitations and sessions are the same at both.

use std::ops::Deref;
use std::sync::Arc;

use afterbell_domain::Label;
use afterbell_domain::desk::Workplace;
use axum::extract::FromRef;

use super::app::App;
use crate::clock::Clock;
use crate::staff::keys::StaffKeys;
use crate::store::desk::Desk;

pub(in crate::http) trait StaffHouse: Send + Sync {
    fn staff_books(&self) -> Arc<dyn Desk>;

    fn clock(&self) -> &Clock;

    fn is_behind_proxy(&self) -> bool;

    /// Whose house it is.
    fn name(&self) -> Label;

    /// What its staff's roles mean.
    fn workplace(&self) -> Workplace;

    /// What authenticators were told is sealed with them.
    fn staff_keys(&self) -> &StaffKeys;
}

impl<T: StaffHouse + ?Sized> StaffHouse for Arc<T> {
    fn staff_books(&self) -> Arc<dyn Desk> {
        (**self).staff_books()
    }

    fn clock(&self) -> &Clock {
        (**self).clock()
    }

    fn is_behind_proxy(&self) -> bool {
        (**self).is_behind_proxy()
    }

    fn name(&self) -> Label {
        (**self).name()
    }

    fn workplace(&self) -> Workplace {
        (**self).workplace()
    }

    fn staff_keys(&self) -> &StaffKeys {
        (**self).staff_keys()
    }
}

/// Of whichever server a request came to.
#[derive(Clone)]
pub(in crate::http) struct House(pub Arc<dyn StaffHouse>);

impl Deref for House {
    type Target = dyn StaffHouse;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl FromRef<Arc<App>> for House {
    fn from_ref(app: &Arc<App>) -> Self {
        Self(Arc::<App>::clone(app))
    }
}

impl StaffHouse for App {
    fn staff_books(&self) -> Arc<dyn Desk> {
        Arc::<dyn crate::store::Books>::clone(&self.books)
    }

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn is_behind_proxy(&self) -> bool {
        self.behind_proxy
    }

    fn name(&self) -> Label {
        self.places.board().school.clone()
    }

    fn workplace(&self) -> Workplace {
        Workplace::School
    }

    fn staff_keys(&self) -> &StaffKeys {
        &self.staff_keys
    }
}
