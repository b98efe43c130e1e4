use afterbell_locale::format;
use afterbell_locale::text::parent::app as say;

use crate::components::icon::{Symbol, icon};
use crate::parent::Parent;
use crate::route::{self, Route};
use crate::ui::{View, el};

/// Above the week: whose school and term this is, and the way to the settings.
pub fn top_bar() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let service = move || {
        let menu = &parent.standing()?.menu;
        Some(say::service_of(locale, &menu.school.name, &menu.term.name))
    };
    let settings = el("a")
        .class("tool")
        .attr("href", &Route::Settings.href())
        .attr("aria-label", say::settings(locale))
        .child(icon(Symbol::Settings));
    el("div")
        .class("top-bar")
        .child(el("span").class("service").text_fn(service))
        .child(settings)
}

/// Above every other page: the way back, and whom the page is about.
pub fn page_top() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let child = move || {
        let student = &parent.standing()?.child.student;
        let class = format::class(locale, student.class);
        Some([student.name.as_str(), " ", &class].concat())
    };
    let back = el("a")
        .class("tool back")
        .attr("href", &Route::Week.href())
        .on("click", |event| {
            event.prevent_default();
            route::back();
        })
        .child(icon(Symbol::Back))
        .text(say::back(locale));
    el("header")
        .class("top-bar")
        .child(back)
        .child(el("span").class("service").text_fn(child))
}
