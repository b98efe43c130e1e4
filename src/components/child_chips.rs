use afterbell_locale::format;
use afterbell_locale::text::parent::app as say;
use leptos::prelude::*;

use crate::components::icon::{Icon, Symbol};
use crate::parent::Parent;
use crate::route::Route;

/// The children of the account, one tap apart.
#[component]
pub fn ChildChips() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let students = move || {
        let children = parent.children.get().unwrap_or_default();
        children
            .into_iter()
            .map(|child| child.student)
            .collect::<Vec<_>>()
    };
    view! {
        <nav class="children" aria-label=say::children(locale)>
            <For each=students key=|student| student.id.clone() let(student)>
                {
                    let initial: String = student.name.as_str().chars().last().into_iter().collect();
                    let id = student.id.clone();
                    let is_active = {
                        let id = id.clone();
                        move || parent.child.with(|c| c.as_ref().is_some_and(|c| c.student.id == id))
                    };
                    view! {
                        <button
                            class="child"
                            aria-current=move || is_active().then_some("true")
                            on:click=move |_| parent.switch_to(id.clone())
                        >
                            <i aria-hidden="true">{initial}</i>
                            <span>{student.name.to_string()}</span>
                            <span class="class">{format::class(locale, student.class)}</span>
                        </button>
                    }
                }
            </For>
            <a class="child add" href=Route::Bind(None).href() aria-label=say::add_child(locale)>
                <Icon symbol=Symbol::Plus />
            </a>
        </nav>
    }
}
