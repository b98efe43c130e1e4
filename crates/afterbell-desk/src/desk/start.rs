//! What the desk asks for first, and its address.

use afterbell_domain::desk::{DeskMe, MenuDraftView, PackView, Permission};
use afterbell_locale::text::desk::sheet as say;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, Standing};
use crate::LOCALE;
use crate::pack::PackState;
use crate::route::Route;
use crate::server::{self, Trouble};
use crate::sheet::{Sheet, Supplies};

pub(super) fn current_route() -> Route {
    let hash = window().location().hash().unwrap_or_default();
    Route::of(&hash)
}

impl Desk {
    pub fn start(self) {
        let following = window_event_listener(ev::hashchange, move |_| {
            if self.goes_on() {
                self.route.set(current_route());
            }
        });
        on_cleanup(move || following.remove());
        spawn_local(self.look_who_it_is());
        self.listen_to_others(0);
        self.notice_presence();
        self.ask_before_closing();
    }

    /// Without a draft there is nothing to keep and nobody to hear of.
    pub fn start_at_district(self) {
        let following = window_event_listener(ev::hashchange, move |_| {
            self.route.set(current_route());
        });
        on_cleanup(move || following.remove());
        spawn_local(self.look_who_it_is());
        self.notice_presence();
        self.keep_presence();
        self.ask_before_closing();
    }

    pub async fn look_who_it_is(self) {
        match server::get::<DeskMe>("/api/desk/me").await {
            Ok(me) => {
                let reads = me.permissions.contains(&Permission::ReadDraft);
                // What somebody else has left here is theirs, and is never kept in this one's name.
                if self.owner.get_value().is_some_and(|owner| owner != me.name) {
                    self.forget_sheet();
                }
                self.owner.set_value(Some(me.name.clone()));
                self.now.set_value(Some(me.now));
                self.me.set(Some(me));
                self.is_put_out.set(false);
                if reads && self.fetch_draft().await.is_err() {
                    return self.standing.set(Standing::Unreachable);
                }
                self.standing.set(Standing::SignedIn);
                self.save_soon();
                self.fetch_free_times().await;
            }
            Err(Trouble::SignedOut) => self.signed_out(),
            Err(_) => self.standing.set(Standing::Unreachable),
        }
    }

    /// The pack first: a sheet without its findings would look as if there were none.
    async fn fetch_draft(self) -> Result<(), Trouble> {
        self.fetch_pack().await?;
        let MenuDraftView {
            revision, draft, ..
        } = server::get("/api/desk/menu-draft").await?;
        self.begin(draft, revision);
        Ok(())
    }

    /// The district may have written a newer one meanwhile, by which the server judges already.
    pub async fn fetch_pack(self) -> Result<(), Trouble> {
        let written = server::get::<PackView>("/api/desk/pack").await?;
        let pack = PackState::of(&written);
        if self.pack.with_untracked(|held| *held != pack) {
            self.pack.set(pack);
        }
        Ok(())
    }

    pub(super) async fn fetch_again(self) -> Result<(), Trouble> {
        let view: MenuDraftView = server::get("/api/desk/menu-draft").await?;
        self.act(|sheet| sheet.reload(view.draft, view.revision));
        Ok(())
    }

    fn begin(self, draft: afterbell_domain::policy::MenuDraft, revision: u32) {
        // Signed in anew: what was not kept yet goes on from here.
        if self
            .act(|sheet| sheet.reload(draft.clone(), revision))
            .is_some()
        {
            return;
        }
        let Ok(untitled) = say::untitled(LOCALE).parse() else {
            return;
        };
        let supplies = Supplies {
            new_identifier: Box::new(new_identifier),
            untitled,
        };
        self.sheet
            .set_value(Some(Sheet::new(LOCALE, draft, revision, supplies)));
        self.moved.update(|count| *count = count.wrapping_add(1));
        self.edition.notify();
    }
}

/// Sixteen letters of chance: as many as two desks will never meet in.
pub fn new_identifier() -> String {
    let mut bytes = [0; 8];
    let crypto = window().crypto();
    let filled = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    match filled {
        Ok(_) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(_) => String::new(),
    }
}
