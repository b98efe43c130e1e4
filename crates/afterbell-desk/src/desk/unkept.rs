//! Forms that are kept with a button: whoever goes elsewhere with something written in one is asked first.

use std::sync::Arc;

use afterbell_locale::text::desk::frame as say;
use leptos::prelude::*;

use super::Desk;
use crate::LOCALE;
use crate::pages::form::is_sure;

type IsAhead = Arc<dyn Fn() -> bool + Send + Sync>;

/// The forms that are on the page.
#[derive(Default)]
pub(super) struct Guards {
    made: usize,
    all: Vec<(usize, IsAhead)>,
}

impl Desk {
    /// As long as what is drawn here stands, nobody leaves it unasked while it is ahead of what is kept.
    pub fn guard(self, is_ahead: impl Fn() -> bool + Send + Sync + 'static) {
        let mut id = 0;
        self.guards.update_value(|guards| {
            guards.made += 1;
            id = guards.made;
            guards.all.push((id, Arc::new(is_ahead)));
        });
        on_cleanup(move || {
            self.guards
                .try_update_value(|guards| guards.all.retain(|(it, _)| *it != id));
        });
    }

    pub fn is_ahead(self) -> bool {
        let all = self.guards.with_value(|guards| guards.all.clone());
        untrack(|| all.iter().any(|(_, is_ahead)| is_ahead()))
    }

    /// Whether somebody goes on to the address that is asked for, or stays where something is written.
    pub fn goes_on(self) -> bool {
        let asked = window().location().hash().unwrap_or_default();
        let here = self.here.get_value();
        if asked != here && self.is_ahead() && !gives_up() {
            let _ = window().location().set_hash(&here);
            return false;
        }
        if asked != here {
            self.remember_scroll(&here);
            self.scroll_back(&asked);
        }
        self.here.set_value(asked);
        true
    }
}

pub fn gives_up() -> bool {
    is_sure(say::leave_unkept(LOCALE))
}
