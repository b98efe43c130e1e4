//! Forms that are kept with a button: whoever goes elsewhere with something written in one is asked first.

use std::sync::Arc;

use afterbell_locale::text::desk::frame as say;
use leptos::prelude::*;

use super::Desk;
use crate::LOCALE;
use crate::pages::form::is_sure;

/// What somebody is asked who would lose something by leaving; nothing while there is nothing to lose.
type Question = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// The forms that are on the page.
#[derive(Default)]
pub(super) struct Guards {
    made: usize,
    all: Vec<(usize, Question)>,
}

impl Desk {
    /// As long as what is drawn here stands, nobody leaves it unasked while it is ahead of what is kept.
    pub fn guard(self, is_ahead: impl Fn() -> bool + Send + Sync + 'static) {
        self.ask_before_leaving(move || is_ahead().then(|| say::leave_unkept(LOCALE).to_owned()));
    }

    /// The same with a question of its own.
    pub fn ask_before_leaving(self, question: impl Fn() -> Option<String> + Send + Sync + 'static) {
        let mut id = 0;
        self.guards.update_value(|guards| {
            guards.made += 1;
            id = guards.made;
            guards.all.push((id, Arc::new(question)));
        });
        on_cleanup(move || {
            self.guards
                .try_update_value(|guards| guards.all.retain(|(it, _)| *it != id));
        });
    }

    pub(super) fn would_lose(self) -> Option<String> {
        let all = self.guards.with_value(|guards| guards.all.clone());
        untrack(|| all.iter().find_map(|(_, question)| question()))
    }

    /// Whether nothing would be lost, or whoever leaves gives it up.
    pub fn may_leave(self) -> bool {
        self.would_lose().is_none_or(|question| is_sure(&question))
    }

    /// Whether somebody goes on to the address that is asked for, or stays where something is written.
    pub fn goes_on(self) -> bool {
        let asked = window().location().hash().unwrap_or_default();
        let here = self.here.get_value();
        if asked != here && !self.may_leave() {
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
