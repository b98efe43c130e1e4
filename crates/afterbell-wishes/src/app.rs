//! The frame: which screen stands, and what stands there until one can.

use afterbell_locale::text::parent::agreement as agreement_words;
use afterbell_locale::text::wishes::page as say;
use afterbell_parent::components::{failure_notice, skeleton};
use afterbell_parent::language;
use afterbell_parent::pages::agreement_page;
use afterbell_parent::parent::{Parent, Readiness};
use afterbell_parent::ui::{State, View, effect, el, fragment, switch};
use leptos::prelude::*;

use crate::pages::{ranking_page, result_page, slot_sheet, statistics_page, verify_page};
use crate::route::{self, Route};
use crate::wishing::{Stage, Wishing, stage};

pub fn mount() {
    if let Some(shell) = shell() {
        language::take_sentences(&shell);
    }
    leptos::mount::mount_to_body(|| app().append_to(&body()));
}

/// What the HTML page itself drew; it stays until a screen can stand in its place.
fn shell() -> Option<web_sys::Element> {
    document().get_element_by_id("shell")
}

fn body() -> web_sys::Node {
    document()
        .body()
        .map_or_else(|| document().into(), Into::into)
}

/// What stands on the screen where no route can.
#[derive(Debug, Clone, PartialEq)]
enum Page {
    At(Route),
    Loading,
    Failed,
    Unbound,
    /// Nothing of the round is drawn: places are taken on the week.
    NotDrawn,
}

#[derive(Clone, Copy)]
struct Screen {
    parent: Parent,
    wishing: Wishing,
    route: State<Route>,
}

impl Screen {
    fn page(self) -> Page {
        let route = self.route.get();
        match self.parent.readiness() {
            _ if route.is_for_everybody() => Page::At(route),
            Readiness::Loading => Page::Loading,
            Readiness::Failed => Page::Failed,
            Readiness::Unbound => Page::Unbound,
            Readiness::Ready if route == Route::Agreement => Page::At(route),
            Readiness::Ready if !self.has_draw() => Page::NotDrawn,
            Readiness::Ready if route.is_sheet() => Page::At(Route::Ranking),
            Readiness::Ready => Page::At(route),
        }
    }

    fn has_draw(self) -> bool {
        let standing = self.parent.standing();
        standing.is_some_and(|standing| standing.menu.round.has_draw())
    }

    fn sheet(self) -> Option<Route> {
        let route = self.route.get();
        let is_open = || {
            let now = self.wishing.now();
            now.is_some_and(|(standing, wishes)| stage(&standing, &wishes) != Stage::Closed)
        };
        let is_over_week = route.is_sheet() && self.page() == Page::At(Route::Ranking);
        (is_over_week && is_open()).then_some(route)
    }
}

fn app() -> View {
    let parent = Parent::unstarted();
    provide_context(parent);
    let wishing = Wishing::new(parent);
    provide_context(wishing);
    parent.start();
    let screen = Screen {
        parent,
        wishing,
        route: route::current(),
    };
    follow_title(screen);
    let page_key = move |page: &Page| match page {
        // Other places to wish for, or a draw that was run, make it another page.
        Page::At(Route::Ranking) => parent.menu_version(),
        Page::At(route) => route.href(),
        Page::Loading => "loading".to_owned(),
        Page::Failed => "failed".to_owned(),
        Page::Unbound => "unbound".to_owned(),
        Page::NotDrawn => "not drawn".to_owned(),
    };
    let sheet_key = |sheet: &Option<Route>| sheet.as_ref().map(Route::href).unwrap_or_default();
    let is_covered = move || screen.sheet().is_some();
    let page = el("div")
        .class("page")
        .attr_fn("inert", move || is_covered().then_some(""))
        .attr_fn("aria-hidden", move || is_covered().then_some("true"))
        .child(switch(move || screen.page(), page_key, show));
    fragment().child(page).child(switch(
        move || screen.sheet(),
        sheet_key,
        |sheet| match sheet {
            Some(Route::Slot(slot)) => slot_sheet(slot),
            _ => fragment(),
        },
    ))
}

fn show(page: Page) -> View {
    if let Some(shell) = shell() {
        if page == Page::Loading {
            return fragment();
        }
        shell.remove();
    }
    match page {
        Page::At(Route::Agreement) => agreement_page(),
        Page::At(Route::Result) => result_page(),
        Page::At(Route::Verify) => verify_page(),
        Page::At(Route::Statistics) => statistics_page(),
        Page::At(Route::Ranking | Route::Slot(_)) => ranking_page(),
        Page::Loading => skeleton(),
        Page::Failed => failure_notice(),
        Page::Unbound => elsewhere(say::bind_first, "./#/bind"),
        Page::NotDrawn => elsewhere(say::not_drawn, "./"),
    }
}

/// There is nothing to do here, and a way on.
fn elsewhere(why: fn(afterbell_locale::Locale) -> &'static str, href: &str) -> View {
    let locale = Wishing::here().parent.locale;
    el("main")
        .attr("id", "main")
        .class("plain")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").text(why(locale)))
        .child(
            el("a")
                .class("go")
                .attr("href", href)
                .text(say::to_week(locale)),
        )
}

fn follow_title(screen: Screen) {
    let locale = screen.parent.locale;
    effect(Box::new(move || {
        let page = match screen.page() {
            Page::At(Route::Agreement) => agreement_words::title(locale),
            Page::At(Route::Result) => say::result(locale),
            Page::At(Route::Verify) => say::verify(locale),
            Page::At(Route::Statistics) => say::statistics(locale),
            _ => say::title(locale),
        };
        let app = afterbell_locale::text::parent::app::title(locale);
        document().set_title(&[page, " · ", app].concat());
    }));
}
