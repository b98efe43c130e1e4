//! 改岗位: of one person at a time, in a form of its own above the list.

use afterbell_domain::desk::{ChangeRole, StaffMember};
use afterbell_locale::text::desk::staff as say;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::role::RoleField;
use super::{Page, change_role_id};
use crate::LOCALE;
use crate::app::role_name;
use crate::district;
use crate::pages::form::begin_in;
use crate::server;

const FIELD: &str = "changed-role";

pub fn changing(page: Page, member: StaffMember) -> impl IntoView {
    let role = RoleField::new(district::workplace(), [FIELD, "changed-class"]);
    role.show(member.role);
    let name = member.name.to_string();
    let title = say::change_role_of(LOCALE, &name);
    let heading = title.clone();
    let path = format!("/api/desk/staff/{}/role", member.id);
    let button = StoredValue::new(change_role_id(&member));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(role) = role.chosen() else {
            return page.trouble.set(say::no_class(LOCALE).to_owned());
        };
        page.trouble.set(String::new());
        let (path, name, button) = (path.clone(), name.clone(), button.get_value());
        spawn_local(async move {
            match server::tell(&path, &ChangeRole { role }).await {
                Ok(()) => {
                    let told = say::role_changed(LOCALE, name, role_name(role));
                    page.told.set(told);
                    page.changing.set(None);
                    page.fetch_and_begin_in(button);
                }
                Err(problem) => page.tell(&problem),
            }
        });
    };
    // Back to where it was opened.
    let leave = move || {
        begin_in(button.get_value());
        page.changing.set(None);
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            leave();
        }
    };
    begin_in(FIELD);
    view! {
        <form class="notice inline" on:submit=submit on:keydown=keys aria-label=title>
            <b>{heading}</b>
            {role.view()}
            <button class="go" type="submit">{say::keep_role(LOCALE)}</button>
            <button type="button" on:click=move |_| leave()>{say::leave_role(LOCALE)}</button>
        </form>
    }
}
