//! All courses, with filters that say how many they hide.

use afterbell_domain::{Category, OfferingId, ServiceMenu, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::courses as say;
use leptos::html;
use leptos::prelude::*;

use crate::components::{BottomBar, CategoryMark, CourseCard, PageTop, PlacesAge};
use crate::focus;
use crate::parent::Parent;

/// What the list is narrowed to.
#[derive(Clone, Copy)]
struct Filter {
    text: RwSignal<String>,
    category: RwSignal<Option<Category>>,
    weekday: RwSignal<Option<Weekday>>,
    only_available: RwSignal<bool>,
}

impl Filter {
    fn lets_through(self, parent: Parent, menu: &ServiceMenu, id: &OfferingId) -> bool {
        let Some(offering) = menu.offering(id) else {
            return false;
        };
        let Some(course) = menu.course_of(offering) else {
            return false;
        };
        let text = self.text.get().trim().to_lowercase();
        let names = offering.teachers.iter().chain([&course.name]);
        let matches_text = names
            .into_iter()
            .any(|n| n.as_str().to_lowercase().contains(&text));
        matches_text
            && self
                .category
                .get()
                .is_none_or(|category| course.category == category)
            && self
                .weekday
                .get()
                .is_none_or(|weekday| offering.is_on(weekday))
            && (!self.only_available.get() || is_available(parent, id))
    }

    fn clear(self) {
        self.text.set(String::new());
        self.category.set(None);
        self.weekday.set(None);
        self.only_available.set(false);
    }
}

fn is_available(parent: Parent, id: &OfferingId) -> bool {
    parent
        .judgement
        .with(|judgement| judgement.as_ref().is_some_and(|j| j.can_draft(id)))
}

#[component]
pub fn CoursesPage(weekday: Option<Weekday>) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let filter = Filter {
        text: RwSignal::new(String::new()),
        category: RwSignal::new(None),
        weekday: RwSignal::new(weekday),
        only_available: RwSignal::new(false),
    };
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);
    let all = Memo::new(move |_| {
        parent.menu.get().map(|current| {
            current
                .menu
                .offerings
                .iter()
                .map(|offering| offering.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let shown = Memo::new(move |_| {
        let (Some(current), Some(all)) = (parent.menu.get(), all.get()) else {
            return Vec::new();
        };
        all.into_iter()
            .filter(|id| filter.lets_through(parent, &current.menu, id))
            .collect()
    });
    let count = move || {
        let shown = shown.get();
        let available = shown.iter().filter(|id| is_available(parent, id)).count();
        say::shown(locale, available, parent.child_name(), shown.len())
    };
    let hidden = move || all.get().map_or(0, |all| all.len()) - shown.get().len();
    view! {
        <PageTop />
        <main id="main" class="courses">
            <h1 tabindex="-1" node_ref=heading>{say::title(locale)}</h1>
            <input
                type="search"
                class="search"
                placeholder=say::search(locale)
                aria-label=say::search(locale)
                bind:value=filter.text
            />
            <CategoryChips filter />
            <WeekdayChips filter />
            <div class="counts" role="status">
                <span>{count}</span>
                <Show when=move || { hidden() > 0 }>
                    <span>{move || say::hidden(locale, hidden())}</span>
                    <button class="link" on:click=move |_| filter.clear()>
                        {say::show_all(locale)}
                    </button>
                </Show>
            </div>
            <PlacesAge />
            <ul class="offers">
                <For each=move || shown.get() key=OfferingId::clone let(offering)>
                    <CourseCard offering with_times=true />
                </For>
            </ul>
            <Show when=move || shown.with(Vec::is_empty)>
                <p class="nothing">{say::empty(locale)}</p>
            </Show>
        </main>
        <BottomBar />
    }
}

#[component]
fn CategoryChips(filter: Filter) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let present = parent.menu.get_untracked().map(|current| {
        let is_present =
            |category: &Category| current.menu.courses.iter().any(|c| c.category == *category);
        Category::ALL
            .into_iter()
            .filter(is_present)
            .collect::<Vec<_>>()
    });
    let toggle = move |category| {
        filter
            .category
            .update(|chosen| *chosen = (*chosen != Some(category)).then_some(category));
    };
    let chip = move |category: Category| {
        view! {
            <button
                class="chip"
                aria-pressed=move || (filter.category.get() == Some(category)).to_string()
                on:click=move |_| toggle(category)
            >
                <CategoryMark category />
                {format::category(locale, category)}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=say::filter_category(locale)>
            <button
                class="chip"
                aria-pressed=move || filter.only_available.get().to_string()
                on:click=move |_| filter.only_available.update(|only| *only = !*only)
            >
                {say::only_available(locale)}
            </button>
            {present.unwrap_or_default().into_iter().map(chip).collect_view()}
        </div>
    }
}

#[component]
fn WeekdayChips(filter: Filter) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let days = parent
        .menu
        .get_untracked()
        .map(|current| current.menu.weekdays().collect::<Vec<_>>());
    let toggle = move |weekday| {
        filter
            .weekday
            .update(|chosen| *chosen = (*chosen != Some(weekday)).then_some(weekday));
    };
    let chip = move |weekday: Weekday| {
        view! {
            <button
                class="chip"
                aria-pressed=move || (filter.weekday.get() == Some(weekday)).to_string()
                on:click=move |_| toggle(weekday)
            >
                {format::weekday(locale, weekday)}
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=say::filter_day(locale)>
            {days.unwrap_or_default().into_iter().map(chip).collect_view()}
        </div>
    }
}
