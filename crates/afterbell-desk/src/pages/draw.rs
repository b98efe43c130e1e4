//! 抽签与安排: where the draw stands and what comes next, a trial, what was published, and placing by hand.

mod committing;
mod next;
mod placing;
mod progress;
mod published;
mod revealing;
mod trial;

use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::{DrawDesk, DrawStage, Permission};
use afterbell_locale::format;
use afterbell_locale::text::desk::draw as say;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::form::again::again;
use super::form::{bring_into_view, is_sure};
use crate::LOCALE;
use crate::desk::{Desk, desk};
use crate::draw_words;
use crate::server;

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    view: RwSignal<Option<DrawDesk>>,
    menu: RwSignal<Option<Arc<ServiceMenu>>>,
    trouble: RwSignal<String>,
    /// At what somebody was when it went wrong.
    at: RwSignal<Asked>,
    /// What was done last.
    told: RwSignal<String>,
    /// Nothing is asked twice while an answer is awaited.
    is_asking: RwSignal<bool>,
}

/// 所在的一步: the forms of the page, beside which is told what went wrong with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// None of them, or one that is gone.
    Page,
    Committing,
    Next,
    Trial,
    Placing,
    TakingBack,
}

impl Page {
    fn fetch(self) {
        spawn_local(self.look());
    }

    async fn look(self) {
        match server::get::<DrawDesk>("/api/desk/draw").await {
            Ok(view) => {
                let path = format!("/api/menus/{}", view.menu);
                // Whoever asked may be on another page by now, and this one's state gone.
                let known = self
                    .view
                    .try_with_untracked(|it| it.as_ref().map(|it| it.menu.clone()));
                let is_new = known.flatten().as_ref() != Some(&view.menu);
                self.view.set(Some(view));
                if is_new && let Ok(menu) = server::get::<ServiceMenu>(&path).await {
                    self.menu.set(Some(Arc::new(menu)));
                }
            }
            Err(problem) => self.trouble.set(draw_words::trouble(LOCALE, &problem)),
        }
    }

    /// What went wrong with a form, in place of what was done before it.
    fn refuse(self, at: Asked, why: String) {
        self.told.set(String::new());
        self.at.set(at);
        self.trouble.set(why);
    }

    /// Takes a step and looks where the draw stands then, whatever came of it.
    fn take<B: Serialize + 'static>(
        self,
        at: Asked,
        step: &'static str,
        path: &'static str,
        body: B,
    ) {
        self.asks(at, async move {
            server::tell(path, &body).await?;
            self.told.set(say::done(LOCALE, step));
            Ok(())
        });
    }

    /// One thing at a time.
    fn asks(self, at: Asked, act: impl Future<Output = Result<(), server::Trouble>> + 'static) {
        if self.is_asking.get_untracked() {
            return;
        }
        self.is_asking.set(true);
        self.refuse(at, String::new());
        spawn_local(async move {
            if let Err(problem) = act.await {
                self.trouble.set(draw_words::trouble(LOCALE, &problem));
            }
            self.look().await;
            self.is_asking.set(false);
            bring_into_view(".draw > [role=status]");
        });
    }

    fn at<T: Default>(self, look: impl FnOnce(&DrawDesk) -> T) -> T {
        self.view
            .with(|view| view.as_ref().map(look).unwrap_or_default())
    }

    /// The draw that is under way, counted from 1; 0 before the first.
    fn number(self) -> u32 {
        self.view.with_untracked(|view| {
            let last = view.as_ref().and_then(|view| view.draws.last());
            last.map_or(0, |draw| draw.number)
        })
    }
}

pub fn draw() -> impl IntoView {
    let page = Page {
        desk: desk(),
        view: RwSignal::new(None),
        menu: RwSignal::new(None),
        trouble: RwSignal::new(String::new()),
        at: RwSignal::new(Asked::Page),
        told: RwSignal::new(String::new()),
        is_asking: RwSignal::new(false),
    };
    page.fetch();
    let stage = Memo::new(move |_| page.at(|view| Some(view.stage.clone())));
    // Forms are drawn anew only when another step is next: what is typed outlives a refusal.
    let next_step = Memo::new(move |_| page.at(|view| Some(next::NextStep::of(view))));
    let is_drawn = Memo::new(move |_| {
        stage.with(|stage| stage.as_ref().is_some_and(|it| *it != DrawStage::NotDrawn))
    });
    view! {
        <main class="page draw" aria-busy=move || stage.get().is_none().to_string()>
            <h1>{say::title(LOCALE)}</h1>
            {move || stage.get().is_some().then(|| standing(page))}
            {trouble(page, Asked::Page)}
            {again(page.trouble, move || page.view.with(Option::is_none), move || page.fetch())}
            {move || {
                let told = page.told.get();
                (!told.is_empty()).then(|| view! { <p class="notice" role="status">{told}</p> })
            }}
            {move || is_drawn.get().then(|| progress::progress(page))}
            {move || next_step.get().map(|step| next::next(page, step))}
            {move || is_drawn.get().then(|| trial::trial(page))}
            {move || is_drawn.get().then(|| published::published(page))}
            {move || stage.get().map(|stage| placing::placing(page, &stage))}
        </main>
    }
}

/// Where somebody is when it is told, and in sight. Of a form that is gone it is told at the head of the page.
fn trouble(page: Page, at: Asked) -> impl IntoView {
    let said = Memo::new(move |_| {
        let said = page.trouble.get();
        (page.at.get() == at && !said.is_empty()).then_some(said)
    });
    let line = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if said.with(Option::is_some)
            && let Some(line) = line.get()
        {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    on_cleanup(move || {
        // The page may be gone as well.
        if page.at.try_get_untracked() == Some(at) {
            page.at.try_set(Asked::Page);
        }
    });
    move || {
        said.get()
            .map(|said| view! { <p class="why" role="alert" node_ref=line>{said}</p> })
    }
}

fn standing(page: Page) -> impl IntoView {
    let told = move || {
        page.at(|view| match view.stage {
            DrawStage::NotDrawn => say::not_drawn(LOCALE).to_owned(),
            _ => say::standing(LOCALE, view.pupils, view.wishing),
        })
    };
    let of_pool = move || page.at(|view| view.is_of_pool).then(|| say::pool(LOCALE));
    let now = move || {
        page.view.with(|view| {
            let now = view.as_ref().map(|view| format::moment(LOCALE, view.now));
            now.map(|at| say::now(LOCALE, at))
        })
    };
    let read_only = !page.desk.may(Permission::RunDraw);
    view! {
        <p>{told}" "<span class="quiet">{now}</span></p>
        {move || of_pool().map(|told| view! { <p class="quiet">{told}</p> })}
        {read_only.then(|| view! { <p class="quiet">{say::read_only(LOCALE)}</p> })}
    }
}
