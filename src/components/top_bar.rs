use afterbell_locale::format;
use afterbell_locale::text::parent::app as say;
use leptos::prelude::*;

use crate::components::icon::{Icon, Symbol};
use crate::parent::Parent;
use crate::route::{self, Route};

/// Above the week: whose school and term this is, and the way to the settings.
#[component]
pub fn TopBar() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let service = move || {
        parent.menu.get().map(|current| {
            say::service_of(locale, &current.menu.school.name, &current.menu.term.name)
        })
    };
    view! {
        <div class="top-bar">
            <span class="service">{service}</span>
            <a class="tool" href=Route::Settings.href() aria-label=say::settings(locale)>
                <Icon symbol=Symbol::Settings />
            </a>
        </div>
    }
}

/// Above every other page: the way back, and whom the page is about.
#[component]
pub fn PageTop() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let child = move || {
        parent.child.get().map(|child| {
            let class = format::class(locale, child.student.class);
            format!("{} {class}", child.student.name)
        })
    };
    view! {
        <header class="top-bar">
            <a
                class="tool back"
                href=Route::Week.href()
                on:click=move |event| {
                    event.prevent_default();
                    route::back();
                }
            >
                <Icon symbol=Symbol::Back />
                {say::back(locale)}
            </a>
            <span class="service">{child}</span>
        </header>
    }
}
