//! When teachers have time: what the sheet and the week grid hold against it.

use std::collections::BTreeMap;

use afterbell_domain::Label;
use afterbell_domain::desk::{FreeTime, Permission, ProposalsView};
use leptos::prelude::*;

use super::Desk;
use crate::server;

impl Desk {
    /// Only who edits the draft hears of everybody's; without an answer the sheet says nothing of them.
    pub(super) async fn fetch_free_times(self) {
        if self.may(Permission::EditDraft)
            && let Ok(view) = server::get::<ProposalsView>("/api/desk/offers").await
        {
            self.hear_free_times(&view);
        }
    }

    pub fn hear_free_times(self, view: &ProposalsView) {
        let all = view.free_times.iter();
        let all = all.map(|it| (it.teacher.clone(), it.times.clone()));
        self.free_times.set(all.collect());
    }

    pub fn free_times<T>(self, at: impl FnOnce(&BTreeMap<Label, Vec<FreeTime>>) -> T) -> T {
        self.free_times.with(at)
    }
}
