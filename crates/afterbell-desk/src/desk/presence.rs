//! Whether somebody is there. Asking for changes does not count; who reads or types for half an hour
//! without a request must still not be put out, so the server is told now and then.

use std::time::Duration;

use afterbell_domain::desk::DeskMe;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, Standing};
use crate::server::{self, Trouble};

/// So many rounds of listening between two words that somebody is there: about a minute.
pub(super) const ROUNDS: u32 = 20;
/// The same where nobody listens to others.
const PAUSE: Duration = Duration::from_secs(60);

impl Desk {
    pub(super) fn notice_presence(self) {
        let touched = move || self.touched.set_value(true);
        let key = window_event_listener(ev::keydown, move |_| touched());
        let pointer = window_event_listener(ev::pointerdown, move |_| touched());
        let wheel = window_event_listener(ev::wheel, move |_| touched());
        on_cleanup(move || {
            key.remove();
            pointer.remove();
            wheel.remove();
        });
    }

    /// Tells the server now and then, where nothing else does.
    pub(super) fn keep_presence(self) {
        let tell = move || {
            spawn_local(async move {
                if self.standing.get_untracked() == Standing::SignedIn {
                    self.tell_presence().await;
                }
                self.keep_presence();
            });
        };
        set_timeout(tell, PAUSE);
    }

    /// Tells the server that somebody is there, if they are.
    pub(super) async fn tell_presence(self) -> bool {
        if !self.touched.get_value() {
            return false;
        }
        self.touched.set_value(false);
        match server::get::<DeskMe>("/api/desk/me").await {
            Ok(me) => self.now.set_value(Some(me.now)),
            Err(Trouble::SignedOut) => self.signed_out(),
            // Told again at the next touch.
            Err(_) => {}
        }
        true
    }
}
