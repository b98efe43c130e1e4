//! 学校详情: what a school has published, as it last answered, and what is found in it.

mod coverage;
mod findings;
mod menu;

use afterbell_domain::desk::Permission;
use afterbell_domain::district::{MoveSchool, SchoolDetail, SchoolRow};
use afterbell_domain::oversight::OversightReport;
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::district::{add as ask, school as say, schools as listed};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::told;
use crate::desk::{Desk, desk};
use crate::pages::form::again::again;
use crate::pages::form::{alert, field};
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    id: StoredValue<String>,
    detail: RwSignal<Option<SchoolDetail>>,
    /// What is written where the school's address is changed.
    address: RwSignal<String>,
    trouble: RwSignal<String>,
    told: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Page {
    fn path(self) -> String {
        ["/api/district/schools/", &self.id.get_value()].concat()
    }

    fn tell(self, problem: &Trouble) {
        match (problem, problem.code()) {
            (Trouble::SignedOut, _) => self.desk.signed_out(),
            (_, Some(ProblemCode::SchoolUnknown)) => self.trouble.set(say::gone(LOCALE).to_owned()),
            _ => self.trouble.set(wording::trouble(LOCALE, problem)),
        }
    }

    async fn fetch(self, path: String) {
        match server::get(&path).await {
            Ok(detail) => self.show(detail),
            Err(problem) => self.tell(&problem),
        }
    }

    fn show(self, detail: SchoolDetail) {
        // Nobody waits for it any more.
        let Some(is_first) = self.detail.try_with_untracked(Option::is_none) else {
            return;
        };
        if is_first {
            self.address.set(detail.row.address.to_string());
        }
        self.detail.set(Some(detail));
    }

    fn ask(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(String::new());
        self.told.set(String::new());
        let of_school = self.path();
        spawn_local(async move {
            let path = [&of_school, "/ask"].concat();
            match server::post::<_, SchoolRow>(&path, &serde_json::json!({})).await {
                Ok(row) => {
                    self.fetch(of_school).await;
                    match row.failure {
                        None => self.told.set(say::asked(LOCALE).to_owned()),
                        Some(found) => self
                            .trouble
                            .set(listed::no_answer(LOCALE, told::why(found))),
                    }
                }
                Err(problem) => self.tell(&problem),
            }
            self.busy.set(false);
        });
    }

    /// Says where the school is now, and tells what came of asking it there.
    fn move_to(self) {
        let Ok(at) = self.address.get_untracked().parse() else {
            return self.trouble.set(ask::no_address(LOCALE).to_owned());
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(String::new());
        self.told.set(String::new());
        let request = MoveSchool { address: at };
        let of_school = self.path();
        spawn_local(async move {
            let path = [&of_school, "/address"].concat();
            match server::post::<_, SchoolRow>(&path, &request).await {
                Ok(row) => {
                    self.fetch(of_school).await;
                    match row.failure {
                        None => self.told.set(say::moved(LOCALE).to_owned()),
                        Some(found) => self
                            .trouble
                            .set(say::moved_silent(LOCALE, told::why(found))),
                    }
                }
                Err(problem) => self.tell(&problem),
            }
            self.busy.set(false);
        });
    }

    fn remove(self) {
        let name = self
            .detail
            .with_untracked(|detail| detail.as_ref().map(|it| it.row.name.to_string()));
        let sure = say::remove_sure(LOCALE, name.unwrap_or_default());
        if !window().confirm_with_message(&sure).unwrap_or(false) {
            return;
        }
        spawn_local(async move {
            match server::delete(&self.path()).await {
                Ok(()) => {
                    let _ = window().location().set_hash("#/schools");
                }
                Err(problem) => self.tell(&problem),
            }
        });
    }
}

pub fn school(id: String) -> impl IntoView {
    let page = Page {
        desk: desk(),
        id: StoredValue::new(id),
        detail: RwSignal::new(None),
        address: RwSignal::new(String::new()),
        trouble: RwSignal::new(String::new()),
        told: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
    };
    spawn_local(page.fetch(page.path()));
    view! {
        <main class="page" aria-busy=move || page.busy.get().to_string()>
            <p><a href="#/schools">{say::back(LOCALE)}</a></p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.detail.with(Option::is_none), move || spawn_local(page.fetch(page.path())))}
            <p role="status">{move || page.told.get()}</p>
            {move || page.detail.get().map(|detail| shown(&detail))}
            <Show when=move || page.detail.with(Option::is_some)>{tools(page)}</Show>
            {move || page.detail.get().and_then(|detail| reported(&detail))}
        </main>
    }
}

fn shown(detail: &SchoolDetail) -> impl IntoView + use<> {
    let row = &detail.row;
    let failure = row.failure.map(|found| {
        view! { <p class="notice">{listed::no_answer(LOCALE, told::why(found))}</p> }
    });
    let answered = match &row.summary {
        Some(summary) => say::answered(LOCALE, format::moment(LOCALE, summary.answered_at)),
        None => say::never(LOCALE).to_owned(),
    };
    let published = row.summary.as_ref().map(|summary| {
        let published = format::moment(LOCALE, summary.published_at);
        view! { <p>{listed::published(LOCALE, published, &summary.term)}</p> }
    });
    view! {
        <h1>{row.name.to_string()}</h1>
        <p class="quiet">{say::address(LOCALE, &row.address)}" "{answered}</p>
        {failure}
        {published}
    }
}

/// Stays when the school has answered anew: what has the focus or is half written is in it.
fn tools(page: Page) -> impl IntoView {
    view! {
        <p class="tools">
            <button on:click=move |_| page.ask()>{say::ask(LOCALE)}</button>
            <button on:click=move |_| page.remove()>{say::remove(LOCALE)}</button>
        </p>
        {page.desk.may(Permission::KeepSchools).then(|| address(page))}
    }
}

fn address(page: Page) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        page.move_to();
    };
    view! {
        <details>
            <summary>{say::move_dots(LOCALE)}</summary>
            <form class="add-school" on:submit=submit>
                <div>
                    {field(ask::address(LOCALE), "school-address", "url", "off", page.address)}
                    <p class="hint">{say::address_hint(LOCALE)}</p>
                </div>
                <button type="submit" disabled=move || page.busy.get()>{say::move_go(LOCALE)}</button>
            </form>
        </details>
    }
}

fn reported(detail: &SchoolDetail) -> Option<impl IntoView + use<>> {
    let report = detail.report.as_ref()?;
    Some(of_report(report, detail))
}

fn of_report(report: &OversightReport, detail: &SchoolDetail) -> impl IntoView + use<> {
    let district = detail.district.as_ref().map(|found| {
        view! {
            <h2>{say::findings(LOCALE)}</h2>
            {findings::list(&report.published, found)}
        }
    });
    let own = match &report.judgement {
        Some(judgement) => {
            let faults = (judgement.faults > 0)
                .then(|| view! { <p class="why">{say::faults(LOCALE, judgement.faults)}</p> });
            view! {
                <h2>{say::own_findings(LOCALE, &judgement.pack)}</h2>
                {faults}
                {findings::list(&report.published, &judgement.findings)}
            }
            .into_any()
        }
        None => view! { <p class="quiet">{say::no_own(LOCALE)}</p> }.into_any(),
    };
    view! {
        {coverage::table(&report.coverage)}
        {district}
        {own}
        {menu::table(report)}
    }
}
