//! 优先类别登记: which children belong to a group, on what evidence; for the office alone.

use afterbell_domain::desk::{GroupedChild, GroupsView, RecordGroup};
use afterbell_domain::wire::ProblemCode;
use afterbell_domain::{Label, MenuGroup};
use afterbell_locale::format;
use afterbell_locale::text::desk::groups as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::alert;
use crate::LOCALE;
use crate::route::Section;
use crate::server::{self, Trouble};
use crate::wording;

#[derive(Clone, Copy)]
struct Page {
    view: RwSignal<Option<GroupsView>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
    /// Whose group is being taken back.
    leaving: RwSignal<Option<Label>>,
}

impl Page {
    async fn fetch(self) {
        match server::get("/api/desk/groups").await {
            Ok(view) => self.view.set(Some(view)),
            Err(problem) => self.tell(&problem),
        }
    }

    fn tell(self, problem: &Trouble) {
        self.told.set(String::new());
        self.trouble.set(match problem.code() {
            Some(ProblemCode::StudentNotYours) => say::no_such_child(LOCALE).to_owned(),
            Some(ProblemCode::NotFound) => say::no_such_group(LOCALE).to_owned(),
            _ => wording::trouble(LOCALE, problem),
        });
    }

    fn record(self, request: RecordGroup, told: &'static str, then: impl FnOnce() + 'static) {
        spawn_local(async move {
            match server::tell("/api/desk/groups", &request).await {
                Ok(()) => {
                    self.trouble.set(String::new());
                    self.told.set(told.to_owned());
                    then();
                    self.fetch().await;
                }
                Err(problem) => self.tell(&problem),
            }
        });
    }

    fn groups(self) -> Vec<MenuGroup> {
        let groups = self
            .view
            .with(|view| view.as_ref().map(|it| it.groups.clone()));
        groups.unwrap_or_default()
    }
}

pub fn groups() -> impl IntoView {
    let page = Page {
        view: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
        leaving: RwSignal::new(None),
    };
    spawn_local(page.fetch());
    let has_groups = Memo::new(move |_| !page.groups().is_empty());
    let is_read = move || page.view.with(Option::is_some);
    let rows = move || {
        let children = page
            .view
            .with(|view| view.as_ref().map(|it| it.children.clone()));
        children.unwrap_or_default()
    };
    let is_empty = move || is_read() && rows().is_empty();
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.view.with(Option::is_none), move || spawn_local(page.fetch()))}
            <p role="status">{move || page.told.get()}</p>
            {move || match (is_read(), has_groups.get()) {
                (false, _) => None,
                (true, true) => Some(add(page).into_any()),
                (true, false) => Some(view! {
                    <p class="notice">{say::no_groups(LOCALE)}" "<a href=Section::Term.href()>{say::to_term(LOCALE)}</a></p>
                }.into_any()),
            }}
            <p class="quiet" hidden=move || !is_empty()>{say::empty(LOCALE)}</p>
            <table class="rows" hidden=move || rows().is_empty()>
                <thead>
                    <tr>
                        <th>{say::class(LOCALE)}</th>
                        <th>{say::number(LOCALE)}</th>
                        <th>{say::name(LOCALE)}</th>
                        <th>{say::group(LOCALE)}</th>
                        <th>{say::evidence(LOCALE)}</th>
                        <th>{say::recorded_at(LOCALE)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|child| format!("{} {}", child.student, child.recorded_at) children=move |child| shown(page, child) />
                </tbody>
            </table>
        </main>
    }
}

/// One more child, or another group for one that is in one.
fn add(page: Page) -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let (number, evidence) = (empty(), empty());
    let groups = page.groups();
    let first = groups.first().map(|group| group.id.to_string());
    let group = RwSignal::new(first.unwrap_or_default());
    let options = groups
        .into_iter()
        .map(|it| view! { <option value=it.id.to_string()>{it.name.to_string()}</option> })
        .collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = (
            number.get_untracked().parse(),
            group.get_untracked().parse(),
            evidence.get_untracked().parse(),
        );
        let (Ok(school_number), Ok(group), Ok(evidence_said)) = said else {
            page.told.set(String::new());
            return page.trouble.set(say::unfinished(LOCALE).to_owned());
        };
        let request = RecordGroup {
            school_number,
            group: Some(group),
            evidence: evidence_said,
        };
        page.record(request, say::recorded(LOCALE), move || {
            number.set(String::new());
            evidence.set(String::new());
        });
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::number(LOCALE)}<input maxlength="80" autocomplete="off" bind:value=number /></label>
            <label>{say::group(LOCALE)}<select bind:value=group>{options}</select></label>
            <label>{say::evidence(LOCALE)}<input maxlength="80" size="36" autocomplete="off" bind:value=evidence /></label>
            <button type="submit" class="go">{say::record(LOCALE)}</button>
        </form>
    }
}

fn shown(page: Page, child: GroupedChild) -> impl IntoView {
    let known = page.groups().into_iter().find(|it| it.id == child.group);
    let group = match known {
        Some(group) => group.name.to_string(),
        None => say::not_in_menu(LOCALE, &child.group),
    };
    let number = StoredValue::new(child.school_number.clone());
    let is_leaving =
        move || number.with_value(|number| page.leaving.with(|it| it.as_ref() == Some(number)));
    let ask = move |_| match is_leaving() {
        true => page.leaving.set(None),
        false => page.leaving.set(Some(number.get_value())),
    };
    view! {
        <tr>
            <td>{format::class(LOCALE, child.class)}</td>
            <td>{child.school_number.to_string()}</td>
            <td>{child.name.to_string()}</td>
            <td>{group}</td>
            <td>{child.evidence.to_string()}</td>
            <td>{format::moment(LOCALE, child.recorded_at)}</td>
            <td>
                <button
                    class="link" aria-label=say::revoke_of(LOCALE, &child.name)
                    aria-expanded=move || is_leaving().to_string() on:click=ask
                >{say::revoke(LOCALE)}</button>
                {move || is_leaving().then(|| revoke(page, number.get_value()))}
            </td>
        </tr>
    }
}

/// Why it is taken back is evidence as well.
fn revoke(page: Page, school_number: Label) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(evidence) = reason.get_untracked().parse() else {
            page.told.set(String::new());
            return page.trouble.set(say::no_reason(LOCALE).to_owned());
        };
        let request = RecordGroup {
            school_number: school_number.clone(),
            group: None,
            evidence,
        };
        page.record(request, say::revoked(LOCALE), move || {
            page.leaving.set(None)
        });
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::reason(LOCALE)}<input maxlength="80" autocomplete="off" autofocus bind:value=reason /></label>
            <button type="submit">{say::confirm(LOCALE)}</button>
        </form>
    }
}
