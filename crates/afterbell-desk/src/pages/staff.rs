//! 人员: who works at the desk, or at the district, invited, given a role and let go by whoever may.

mod changing;
mod link;
mod role;

use afterbell_domain::desk::{
    InviteRequest, Invited, Permission, StaffList, StaffMember, StaffState,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::desk::{staff as say, trouble as words_of_trouble};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::{alert, begin_in, bring_into_view, field, is_sure};
use crate::app::role_name;
use crate::desk::desk;
use crate::server::{self, Trouble};
use crate::{LOCALE, district, wording};
use changing::changing;
use link::link;
use role::RoleField;

/// Where what went wrong is told, far above the form for the next one.
const TROUBLE: &str = "main > [role=alert]";

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    list: RwSignal<Option<StaffList>>,
    invited: RwSignal<Option<(String, Invited)>>,
    /// Whose role is being changed.
    changing: RwSignal<Option<StaffMember>>,
    told: RwSignal<String>,
    trouble: RwSignal<String>,
}

impl Page {
    fn fetch(self) {
        spawn_local(self.look());
    }

    async fn look(self) {
        match server::get("/api/desk/staff").await {
            Ok(list) => self.list.set(Some(list)),
            Err(problem) => self.tell(&problem),
        }
    }

    /// The rows are drawn anew then, and the focus goes to what can be done next about this one.
    fn fetch_and_begin_in(self, button: String) {
        spawn_local(async move {
            self.look().await;
            begin_in(button);
        });
    }

    fn tell(self, problem: &Trouble) {
        self.trouble.set(match problem.code() {
            Some(ProblemCode::NameTaken) => say::name_taken(LOCALE).to_owned(),
            Some(ProblemCode::NotPermitted) => words_of_trouble::not_permitted(LOCALE).to_owned(),
            Some(ProblemCode::LastManager) => say::last_manager(LOCALE).to_owned(),
            _ => wording::trouble(LOCALE, problem),
        });
        bring_into_view(TROUBLE);
    }

    /// What the form for the next one lacks.
    fn lacks(self, what: &str) {
        self.trouble.set(what.to_owned());
        bring_into_view(TROUBLE);
    }

    /// What was said before is about something else.
    fn begin(self) {
        self.trouble.set(String::new());
        self.told.set(String::new());
        self.changing.set(None);
    }

    fn invite_again(self, member: &StaffMember) {
        let name = member.name.to_string();
        // Whoever works here is put out, and has to begin anew.
        let puts_out = member.state == StaffState::Active;
        if puts_out && !is_sure(&say::invite_again_really(LOCALE, &name)) {
            return;
        }
        self.begin();
        let path = format!("/api/desk/staff/{}/invite", member.id);
        spawn_local(async move {
            match server::post(&path, &serde_json::json!({})).await {
                Ok(invited) => {
                    self.invited.set(Some((name, invited)));
                    self.fetch();
                }
                Err(problem) => self.tell(&problem),
            }
        });
    }

    fn revoke(self, member: &StaffMember) {
        let name = member.name.to_string();
        if !is_sure(&say::revoke_really(LOCALE, &name)) {
            return;
        }
        self.begin();
        // The link of somebody who is let go leads nowhere; that of another is shown only once.
        let is_theirs = |it: &Option<(String, _)>| it.as_ref().is_some_and(|(of, _)| *of == name);
        if self.invited.with_untracked(is_theirs) {
            self.invited.set(None);
        }
        let path = format!("/api/desk/staff/{}/revoke", member.id);
        let next = invite_again_id(member);
        spawn_local(async move {
            match server::tell(&path, &serde_json::json!({})).await {
                Ok(()) => self.fetch_and_begin_in(next),
                Err(problem) => self.tell(&problem),
            }
        });
    }

    fn change_role(self, member: &StaffMember) {
        self.begin();
        self.changing.set(Some(member.clone()));
    }
}

pub fn staff() -> impl IntoView {
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            {people()}
        </main>
    }
}

/// The list with all that can be done about it; a district's page has more below.
pub fn people() -> impl IntoView {
    let desk = desk();
    let page = Page {
        list: RwSignal::new(None),
        invited: RwSignal::new(None),
        changing: RwSignal::new(None),
        told: RwSignal::new(String::new()),
        trouble: RwSignal::new(String::new()),
    };
    page.fetch();
    let rows = move || {
        let staff = page.list.get().map(|list| list.staff).unwrap_or_default();
        staff
            .into_iter()
            .map(|member| shown(page, member, desk.may(Permission::ManageStaff)))
            .collect_view()
    };
    view! {
        {alert(page.trouble)}
        {again(page.trouble, move || page.list.with(Option::is_none), move || page.fetch())}
        <p role="status">{move || page.told.get()}</p>
        {move || page.invited.get().map(|(name, invited)| link(&name, &invited))}
        {move || page.changing.get().map(|member| changing(page, member))}
        <table class="rows">
            <thead>
                <tr>
                    <th>{say::name(LOCALE)}</th>
                    <th>{say::role(LOCALE)}</th>
                    <th>{say::state(LOCALE)}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {move || desk.may(Permission::ManageStaff).then(|| invite(page))}
    }
}

pub fn state_name(state: StaffState) -> &'static str {
    match state {
        StaffState::Invited => say::invited(LOCALE),
        StaffState::Active => say::active(LOCALE),
        StaffState::Revoked => say::revoked(LOCALE),
    }
}

fn invite_again_id(member: &StaffMember) -> String {
    format!("invite-again-{}", member.id)
}

fn change_role_id(member: &StaffMember) -> String {
    format!("change-role-{}", member.id)
}

fn shown(page: Page, member: StaffMember, may_manage: bool) -> impl IntoView {
    let state = state_name(member.state);
    let role = match member.role.class() {
        Some(class) => [role_name(member.role), " ", &format::class(LOCALE, class)].concat(),
        None => role_name(member.role).to_owned(),
    };
    let is_in = member.state != StaffState::Revoked;
    let name = member.name.to_string();
    let (invite_again_id, change_role_id) = (invite_again_id(&member), change_role_id(&member));
    let member = StoredValue::new(member);
    let acts = may_manage.then(|| {
        view! {
            <button id=invite_again_id class="link" on:click=move |_| member.with_value(|it| page.invite_again(it))>
                {say::invite_again(LOCALE)}
            </button>
            " "
            {is_in.then(|| view! {
                <button id=change_role_id class="link" on:click=move |_| member.with_value(|it| page.change_role(it))>
                    {say::change_role(LOCALE)}
                </button>
                " "
                <button class="link" on:click=move |_| member.with_value(|it| page.revoke(it))>
                    {say::revoke(LOCALE)}
                </button>
            })}
        }
    });
    view! { <tr><td>{name}</td><td>{role}</td><td>{state}</td><td>{acts}</td></tr> }
}

fn invite(page: Page) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let role = RoleField::new(district::workplace(), ["invited-role", "invited-class"]);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(said) = name.get_untracked().parse() else {
            return page.lacks(say::no_name(LOCALE));
        };
        let Some(role) = role.chosen() else {
            return page.lacks(say::no_class(LOCALE));
        };
        page.begin();
        let request = InviteRequest { name: said, role };
        spawn_local(async move {
            match server::post::<_, Invited>("/api/desk/staff", &request).await {
                Ok(invited) => {
                    page.invited.set(Some((request.name.to_string(), invited)));
                    name.set(String::new());
                    page.fetch();
                }
                Err(problem) => page.tell(&problem),
            }
        });
    };
    view! {
        <h2>{say::invite(LOCALE)}</h2>
        <form class="inline" on:submit=submit>
            {field(say::name(LOCALE), "invited-name", "text", "off", name)}
            {role.view()}
            <button class="go" type="submit">{say::send(LOCALE)}</button>
        </form>
        {role.hint()}
    }
}
