//! 对象: what something was done to, by the name that people know it by.

use std::collections::BTreeMap;

use afterbell_domain::desk::{Permission, StaffList};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::Desk;
use crate::server;

/// Who works here, by identifier.
#[derive(Clone, Copy)]
pub(super) struct Names {
    desk: Desk,
    staff: RwSignal<BTreeMap<String, String>>,
}

impl Names {
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            staff: RwSignal::new(BTreeMap::new()),
        }
    }

    /// Without an answer the log tells the identifiers that it has.
    pub fn fetch(self) {
        if !untrack(|| self.desk.may(Permission::ReadStaff)) {
            return;
        }
        spawn_local(async move {
            if let Ok(list) = server::get::<StaffList>("/api/desk/staff").await {
                let staff = list.staff.into_iter();
                let named = staff.map(|it| (it.id.to_string(), it.name.to_string()));
                self.staff.try_set(named.collect());
            }
        });
    }

    /// Somebody, else a course of the draft, else as the log has it.
    pub fn of(self, subject: &str) -> String {
        let somebody = self.staff.with(|staff| staff.get(subject).cloned());
        let named = somebody.or_else(|| untrack(|| self.course(subject)));
        named.unwrap_or_else(|| subject.to_owned())
    }

    fn course(self, subject: &str) -> Option<String> {
        let named = self.desk.draft(|draft| {
            let mut offerings = draft.menu.offerings.iter();
            let offering = offerings.find(|it| it.id.as_str() == subject);
            let id = offering.map_or(subject, |it| it.course.as_str());
            let mut courses = draft.menu.courses.iter();
            let course = courses.find(|it| it.id.as_str() == id)?;
            Some(course.name.to_string())
        });
        named.flatten()
    }
}
