//! 家长通知: which children still wait for their parents, and new letters with codes for them.

mod issued;

use std::collections::BTreeSet;

use afterbell_domain::desk::{CodeList, CodeState, CodesFor};
use afterbell_domain::{HomeroomClass, StudentId};
use afterbell_locale::format;
use afterbell_locale::text::desk::letters as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::{alert, is_sure};
use crate::LOCALE;
use crate::desk::desk;
use crate::server;
use crate::wording;
use issued::Issued;

#[derive(Clone, Copy)]
struct Page {
    class: RwSignal<Option<HomeroomClass>>,
    list: RwSignal<Option<CodeList>>,
    chosen: RwSignal<BTreeSet<StudentId>>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
    issued: Issued,
}

impl Page {
    fn fetch(self) {
        // Whoever asked may be on another page by now, and this one's state gone.
        let Some(class) = self.class.try_get_untracked() else {
            return;
        };
        let path = match class {
            Some(class) => format!(
                "/api/desk/codes?grade={}&class={}",
                u8::from(class.grade()),
                class.number()
            ),
            None => "/api/desk/codes".to_owned(),
        };
        spawn_local(async move {
            match server::get::<CodeList>(&path).await {
                Ok(list) => {
                    self.trouble.set(String::new());
                    self.list.set(Some(list));
                }
                Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    }

    fn request(self) -> CodesFor {
        let students: Vec<_> = self.chosen.get_untracked().into_iter().collect();
        CodesFor {
            class: match students.is_empty() {
                true => self.class.get_untracked(),
                false => None,
            },
            students,
        }
    }

    /// Who is chosen, or else all of the class.
    fn students(self) -> BTreeSet<StudentId> {
        let chosen = self.chosen.get_untracked();
        if !chosen.is_empty() {
            return chosen;
        }
        let class = self.class.get_untracked();
        self.list.with_untracked(|list| {
            let codes = list.iter().flat_map(|list| &list.codes);
            let of_class = codes.filter(|code| Some(code.class) == class);
            of_class.map(|code| code.student.clone()).collect()
        })
    }

    /// Whose letters they are, with their number: `三(2)班全班 42 名学生`.
    fn whom(self) -> String {
        match self.chosen.with_untracked(BTreeSet::len) {
            0 => {
                let class = self.class.get_untracked();
                let class = class.map(|class| format::class(LOCALE, class));
                let count = self.students().len();
                say::whole_class(LOCALE, class.unwrap_or_default(), count)
            }
            count => say::chosen_ones(LOCALE, count),
        }
    }

    /// What was said before is about something else.
    fn begin(self) {
        self.trouble.set(String::new());
        self.told.set(String::new());
    }

    fn reissue(self) {
        let Some(class) = self.class.get_untracked() else {
            return;
        };
        if self.issued.is_awaited() || !is_sure(&say::reissue_really(LOCALE, self.whom())) {
            return;
        }
        self.begin();
        let (request, students) = (self.request(), self.students());
        self.issued.awaits(students.len());
        spawn_local(async move {
            let answer = server::post_for_text("/api/desk/codes/reissue", &request).await;
            self.issued.awaits(0);
            match answer {
                Ok(letters) => {
                    self.issued.void(&students);
                    self.issued.add(class, students, &letters);
                    self.fetch();
                }
                Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    }

    fn revoke(self) {
        let whom = self.whom();
        if self.issued.is_awaited() || !is_sure(&say::revoke_really(LOCALE, &whom)) {
            return;
        }
        self.begin();
        let (request, students) = (self.request(), self.students());
        spawn_local(async move {
            match server::tell("/api/desk/codes/revoke", &request).await {
                Ok(()) => {
                    self.issued.void(&students);
                    self.told.set(say::revoked(LOCALE, whom));
                    self.fetch();
                }
                Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
            }
        });
    }
}

pub fn letters() -> impl IntoView {
    let own = desk()
        .me
        .with_untracked(|me| me.as_ref().and_then(|me| me.role.class()));
    let page = Page {
        class: RwSignal::new(own),
        list: RwSignal::new(None),
        chosen: RwSignal::new(BTreeSet::new()),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
        issued: Issued::new(),
    };
    page.fetch();
    let classes = move || {
        let classes = page
            .list
            .with(|list| list.as_ref().map(|it| it.classes.clone()));
        classes
            .unwrap_or_default()
            .into_iter()
            .map(|class| {
                let choose = move |_| {
                    page.begin();
                    page.class.set(Some(class));
                    page.chosen.set(BTreeSet::new());
                    page.fetch();
                };
                let pressed = move || (page.class.get() == Some(class)).to_string();
                view! { <button aria-pressed=pressed on:click=choose>{format::class(LOCALE, class)}</button> }
            })
            .collect_view()
    };
    let rows = move || {
        let of_class = page.class.get();
        let codes = page.list.get().map(|it| it.codes).unwrap_or_default();
        codes
            .into_iter()
            .filter(|code| Some(code.class) == of_class)
            .map(|code| shown(page, code))
            .collect_view()
    };
    let is_open = move || page.class.get().is_some();
    let of_all = move || page.chosen.with(BTreeSet::is_empty);
    // Until the class is read nobody knows whose letters they would be.
    let nothing = move || {
        page.class.track();
        page.chosen.track();
        page.list.track();
        page.students().is_empty()
    };
    view! {
        <main class="page">
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">{say::about(LOCALE)}</p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.list.with(Option::is_none), move || page.fetch())}
            <p class="choice">{classes}</p>
            <p hidden=is_open>{say::choose_class(LOCALE)}</p>
            <p class="choice" hidden=move || !is_open()>
                <button class="go" disabled=nothing on:click=move |_| page.reissue()>{move || if of_all() { say::reissue_all(LOCALE) } else { say::reissue(LOCALE) }}</button>
                <button disabled=nothing on:click=move |_| page.revoke()>{move || if of_all() { say::revoke_all(LOCALE) } else { say::revoke(LOCALE) }}</button>
            </p>
            {page.issued.view()}
            <p role="status">{move || page.told.get()}</p>
            <table class="rows" hidden=move || !is_open()>
                <thead>
                    <tr>
                        <td></td>
                        <th>{say::number(LOCALE)}</th>
                        <th>{say::name(LOCALE)}</th>
                        <th>{say::state(LOCALE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </main>
    }
}

fn shown(page: Page, code: CodeState) -> impl IntoView {
    let state = match (code.guardians, code.waiting) {
        (0, true) => say::waiting(LOCALE).to_owned(),
        (0, false) => say::none(LOCALE).to_owned(),
        (guardians, _) => say::bound(LOCALE, guardians),
    };
    let id = code.student.clone();
    let of_box = code.student;
    let checked = move || page.chosen.with(|chosen| chosen.contains(&of_box));
    let toggle = move |_| {
        page.chosen.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id.clone());
            }
        });
    };
    let label = say::choose(LOCALE, &code.name);
    view! {
        <tr>
            <td><input type="checkbox" aria-label=label prop:checked=checked on:change=toggle /></td>
            <td>{code.school_number.to_string()}</td>
            <td>{code.name.to_string()}</td>
            <td>{state}</td>
        </tr>
    }
}
