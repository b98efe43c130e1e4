//! Nobody leaves with something that is not kept: signing out sends it first, and the browser asks
//! before it closes the page.

use std::time::Duration;

use afterbell_domain::Label;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::unkept::Guards;
use super::{Desk, Saving};
use crate::choosing::Choosing;
use crate::sheet::Sheet;

/// How long an answer that is on its way is waited for, before looking again.
const LOOKING_AGAIN: Duration = Duration::from_millis(100);

impl Desk {
    /// How much of what was done here is not known to be kept.
    pub fn unsent(self) -> usize {
        self.moved.track();
        self.choosing.track();
        self.unsent_untracked()
    }

    pub fn unsent_untracked(self) -> usize {
        let in_sheet = self
            .sheet
            .with_value(|sheet| sheet.as_ref().map_or(0, Sheet::unsent));
        in_sheet + self.choosing.with_untracked(Choosing::count)
    }

    /// Whose it is, and how much.
    pub fn left_unsent(self) -> Option<(Label, usize)> {
        let count = self.unsent();
        self.owner
            .get_value()
            .filter(|_| count > 0)
            .map(|owner| (owner, count))
    }

    /// Sends all that is not kept yet. Whether it is now.
    pub async fn keep_everything(self) -> bool {
        self.act(Sheet::commit);
        loop {
            if self.act(|sheet| sheet.is_kept()) != Some(false) {
                return true;
            }
            match self.act(|sheet| sheet.is_on_its_way()) {
                Some(true) => pause(LOOKING_AGAIN).await,
                _ => {
                    self.save().await;
                    let saving = self.saving.get_untracked();
                    if matches!(saving, Saving::Waiting | Saving::Refused) {
                        return false;
                    }
                }
            }
        }
    }

    /// What was done here and not kept is given up, with everything else that is one person's.
    pub fn forget_sheet(self) {
        self.sheet.set_value(None);
        self.owner.set_value(None);
        self.choosing.set(Choosing::default());
        self.guards.set_value(Guards::default());
        self.saving.set(Saving::Kept);
        self.moved.update(|count| *count = count.wrapping_add(1));
    }

    pub(super) fn ask_before_closing(self) {
        let asking = window_event_listener(ev::beforeunload, move |event| {
            if self.unsent_untracked() > 0 || self.would_lose().is_some() {
                event.prevent_default();
                // Older browsers ask because of this.
                event.set_return_value("-");
            }
        });
        on_cleanup(move || asking.remove());
    }
}

async fn pause(time: Duration) {
    let mut begin = |resolve: js_sys::Function, _: js_sys::Function| {
        set_timeout(
            move || {
                // A resolved promise takes no notice.
                let _ = resolve.call0(&JsValue::NULL);
            },
            time,
        );
    };
    let _ = JsFuture::from(js_sys::Promise::new(&mut begin)).await;
}
