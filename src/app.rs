//! The frame: which page stands on the screen, and what stands there until one can.

use afterbell_locale::text::parent as say;
use leptos::prelude::*;

use crate::components::{failure_notice, notices, skeleton};
use crate::language;
use crate::pages::{
    agreement_page, bind_page, care_sheet, course_page, courses_page, receipt_page, review_page,
    settings_page, slot_sheet, timetable_page, week_page,
};
use crate::parent::{Parent, Readiness};
use crate::route::{self, Route};
use crate::ui::{State, View, effect, el, fragment, switch};

pub fn mount() {
    if let Some(shell) = shell() {
        language::take_sentences(&shell);
    }
    // Leptos starts its executor and keeps the root owner; the elements are ours.
    leptos::mount::mount_to_body(|| app().append_to(&body()));
}

/// What the HTML page itself drew. It stays until a page can stand in its place: drawing the same
/// shapes anew would cost a frame just when the first answers are there.
fn shell() -> Option<web_sys::Element> {
    document().get_element_by_id("shell")
}

fn body() -> web_sys::Node {
    document()
        .body()
        .map_or_else(|| document().into(), Into::into)
}

/// What is on the screen: a sheet lies over the week and does not replace it.
#[derive(Clone, Copy)]
struct Screen {
    parent: Parent,
    route: State<Route>,
}

impl Screen {
    /// The page that can be shown for the address, now.
    fn page(self) -> Result<Route, Readiness> {
        match (self.parent.readiness(), self.route.get()) {
            (readiness @ (Readiness::Loading | Readiness::Failed), _) => Err(readiness),
            (_, route @ (Route::Bind(_) | Route::Settings)) => Ok(route),
            (Readiness::Unbound, _) => Ok(Route::Bind(None)),
            (_, Route::Slot(..) | Route::Care(_)) => Ok(Route::Week),
            (_, route) => Ok(route),
        }
    }

    fn sheet(self) -> Option<Route> {
        let route = self.route.get();
        (route.is_sheet() && self.page() == Ok(Route::Week)).then_some(route)
    }

    /// Under which name a page stays the same elements. What a page shows of the menu is drawn
    /// once, so a new version of the menu draws it anew; what is being typed stays.
    fn key_of(self, route: &Route) -> String {
        match route {
            Route::Bind(_) | Route::Settings | Route::Agreement => route.href(),
            _ => route.href() + &self.parent.menu_version(),
        }
    }

    fn is_covered(self) -> bool {
        self.sheet().is_some()
    }
}

fn app() -> View {
    let parent = Parent::unstarted();
    provide_context(parent);
    parent.start();
    let screen = Screen {
        parent,
        route: route::current(),
    };
    follow_title(screen);
    let page_key = move |page: &Result<Route, Readiness>| match page {
        Ok(route) => screen.key_of(route),
        Err(Readiness::Failed) => "failed".to_owned(),
        Err(_) => "loading".to_owned(),
    };
    let sheet_key = move |sheet: &Option<Route>| {
        let key = sheet.as_ref().map(|sheet| screen.key_of(sheet));
        key.unwrap_or_default()
    };
    let page = el("div")
        .class("page")
        .attr_fn("inert", move || screen.is_covered().then_some(""))
        .attr_fn("aria-hidden", move || screen.is_covered().then_some("true"))
        .child(switch(move || screen.page(), page_key, show_page));
    fragment().child(page).child(notices()).child(switch(
        move || screen.sheet(),
        sheet_key,
        show_sheet,
    ))
}

fn show_page(page: Result<Route, Readiness>) -> View {
    if let Some(shell) = shell() {
        if page == Err(Readiness::Loading) {
            return fragment();
        }
        shell.remove();
    }
    match page {
        Ok(Route::Bind(code)) => bind_page(code),
        Ok(Route::Courses(weekday)) => courses_page(weekday),
        Ok(Route::Course(offering)) => course_page(offering),
        Ok(Route::Review) => review_page(),
        Ok(Route::Agreement) => agreement_page(),
        Ok(Route::Receipt) => receipt_page(),
        Ok(Route::Timetable) => timetable_page(),
        Ok(Route::Settings) => settings_page(),
        Ok(Route::Week | Route::Slot(..) | Route::Care(_)) => week_page(),
        Err(Readiness::Failed) => failure_notice(),
        Err(_) => skeleton(),
    }
}

fn show_sheet(sheet: Option<Route>) -> View {
    match sheet {
        Some(Route::Slot(weekday, time)) => slot_sheet(weekday, time),
        Some(Route::Care(weekday)) => care_sheet(weekday),
        _ => fragment(),
    }
}

/// The name of the tab, and what a screen reader says first.
fn follow_title(screen: Screen) {
    let locale = screen.parent.locale;
    effect(Box::new(move || {
        let page = match screen.page() {
            Ok(Route::Bind(_)) => Some(say::bind::title(locale)),
            Ok(Route::Courses(_) | Route::Course(_)) => Some(say::courses::title(locale)),
            Ok(Route::Review) => Some(say::review::title(locale)),
            Ok(Route::Agreement) => Some(say::agreement::title(locale)),
            Ok(Route::Receipt) => Some(say::receipt::title(locale)),
            Ok(Route::Timetable) => Some(say::timetable::title(locale)),
            Ok(Route::Settings) => Some(say::settings::title(locale)),
            _ => None,
        };
        let app = say::app::title(locale);
        let title = page.map_or_else(|| app.to_owned(), |page| [page, " · ", app].concat());
        document().set_title(&title);
    }));
}
