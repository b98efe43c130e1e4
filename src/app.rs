//! The frame: which page stands on the screen, and what stands there until one can.

use afterbell_domain::{OfferingId, Weekday};
use afterbell_locale::text::parent as say;
use leptos::prelude::*;

use crate::components::{FailureNotice, Skeleton};
use crate::pages::{
    BindPage, CareSheet, CoursePage, CoursesPage, ReceiptPage, ReviewPage, SettingsPage, SlotSheet,
    WeekPage,
};
use crate::parent::{Parent, Readiness};
use crate::route::{self, Route};

pub fn mount() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(App);
}

/// A page; a sheet lies over the week and does not replace it.
#[derive(Debug, Clone, PartialEq)]
enum Screen {
    Waiting,
    Failed,
    Bind(Option<String>),
    Week,
    Courses(Option<Weekday>),
    Course(OfferingId),
    Review,
    Receipt,
    Settings,
}

#[component]
fn App() -> impl IntoView {
    let parent = Parent::new();
    provide_context(parent);
    parent.start();
    let route = route::current();
    let screen = Memo::new(move |_| match (parent.readiness.get(), route.get()) {
        (Readiness::Loading, _) => Screen::Waiting,
        (Readiness::Failed(_), _) => Screen::Failed,
        (_, Route::Bind(code)) => Screen::Bind(code),
        (_, Route::Settings) => Screen::Settings,
        (Readiness::Unbound, _) => Screen::Bind(None),
        (Readiness::Ready, route) => match route {
            Route::Courses(weekday) => Screen::Courses(weekday),
            Route::Course(offering) => Screen::Course(offering),
            Route::Review => Screen::Review,
            Route::Receipt => Screen::Receipt,
            _ => Screen::Week,
        },
    });
    let sheet = Memo::new(move |_| match (screen.get(), route.get()) {
        (Screen::Week, route @ (Route::Slot(..) | Route::Care(_))) => Some(route),
        _ => None,
    });
    let is_covered = move || sheet.with(Option::is_some);
    view! {
        <div class="page" inert=is_covered aria-hidden=move || is_covered().then_some("true")>
            {move || match screen.get() {
                Screen::Waiting => view! { <Skeleton /> }.into_any(),
                Screen::Failed => view! { <FailureNotice /> }.into_any(),
                Screen::Bind(code) => view! { <BindPage code /> }.into_any(),
                Screen::Week => view! { <WeekPage /> }.into_any(),
                Screen::Courses(weekday) => view! { <CoursesPage weekday /> }.into_any(),
                Screen::Course(offering) => view! { <CoursePage offering /> }.into_any(),
                Screen::Review => view! { <ReviewPage /> }.into_any(),
                Screen::Receipt => view! { <ReceiptPage /> }.into_any(),
                Screen::Settings => view! { <SettingsPage /> }.into_any(),
            }}
        </div>
        {move || match sheet.get() {
            Some(Route::Slot(weekday, time)) => view! { <SlotSheet weekday time /> }.into_any(),
            Some(Route::Care(weekday)) => view! { <CareSheet weekday /> }.into_any(),
            _ => ().into_any(),
        }}
        <DocumentTitle screen />
    }
}

/// The name of the tab, and what a screen reader says first.
#[component]
fn DocumentTitle(screen: Memo<Screen>) -> impl IntoView {
    let locale = Parent::here().locale;
    Effect::new(move |_| {
        let page = match screen.get() {
            Screen::Waiting | Screen::Failed | Screen::Week => None,
            Screen::Bind(_) => Some(say::bind::title(locale)),
            Screen::Courses(_) | Screen::Course(_) => Some(say::courses::title(locale)),
            Screen::Review => Some(say::review::title(locale)),
            Screen::Receipt => Some(say::receipt::title(locale)),
            Screen::Settings => Some(say::settings::title(locale)),
        };
        let app = say::app::title(locale);
        let title = page.map_or_else(|| app.to_owned(), |page| format!("{page} · {app}"));
        document().set_title(&title);
    });
}
