//! 名册: who holds which place and who waits, by course or by class, on the screen, on paper and as a
//! spreadsheet.

mod by_class;
mod by_course;
mod search;

use std::sync::Arc;

use afterbell_domain::ServiceMenu;
use afterbell_domain::desk::RosterView;
use afterbell_locale::format;
use afterbell_locale::text::desk::roster as say;
use afterbell_locale::wording::{offering_name, times};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::again::again;
use super::form::alert;
use crate::desk::desk;
use crate::server;
use crate::{LOCALE, wording};

/// 名册的排法
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Course,
    Class,
}

impl Order {
    /// The name it has in an address.
    fn code(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Class => "class",
        }
    }
}

/// What the page holds.
#[derive(Clone, Copy)]
struct Page {
    read: RwSignal<Option<Read>>,
    order: RwSignal<Order>,
    /// One course or class; empty for all.
    which: RwSignal<String>,
    search: RwSignal<String>,
    trouble: RwSignal<String>,
    /// The reader has one class only, whose numbers say nothing of a whole course.
    is_of_one_class: bool,
}

#[derive(Clone)]
struct Read {
    roster: Arc<RosterView>,
    menu: Arc<ServiceMenu>,
}

impl Page {
    async fn look(self) {
        let read = async {
            let roster: RosterView = server::get("/api/desk/roster").await?;
            let path = format!("/api/menus/{}", roster.menu);
            let menu: ServiceMenu = server::get(&path).await?;
            let (roster, menu) = (Arc::new(roster), Arc::new(menu));
            Ok(Read { roster, menu })
        };
        match read.await {
            Ok(read) => self.read.set(Some(read)),
            Err(problem) => self.trouble.set(wording::trouble(LOCALE, &problem)),
        }
    }

    fn choose(self, order: Order) {
        self.which.set(String::new());
        self.order.set(order);
    }
}

pub fn roster() -> impl IntoView {
    let role = desk().me.with_untracked(|me| me.as_ref().map(|me| me.role));
    let own = role.and_then(|role| role.class());
    let page = Page {
        read: RwSignal::new(None),
        order: RwSignal::new(match own {
            Some(_) => Order::Class,
            None => Order::Course,
        }),
        which: RwSignal::new(String::new()),
        search: RwSignal::new(String::new()),
        trouble: RwSignal::new(String::new()),
        is_of_one_class: own.is_some(),
    };
    spawn_local(page.look());
    let is_loading = move || page.read.with(Option::is_none) && page.trouble.with(String::is_empty);
    let sheets = move || {
        let read = page.read.get()?;
        if read.roster.pupils.is_empty() {
            return Some(view! { <p>{say::no_pupils(LOCALE)}</p> }.into_any());
        }
        let (which, search) = (page.which.get(), search::Search::of(&page.search.get()));
        let sheets = match page.order.get() {
            Order::Course => by_course::sheets(&read, &which, &search, page.is_of_one_class),
            Order::Class => by_class::sheets(&read, &which, &search),
        };
        Some(match sheets.is_empty() {
            true => {
                let told = say::nothing_found(LOCALE, page.search.get());
                view! { <p role="status">{told}</p> }.into_any()
            }
            false => sheets.into_any(),
        })
    };
    view! {
        <main class="page roster" aria-busy=move || is_loading().to_string()>
            <h1>{say::title(LOCALE)}</h1>
            <p class="quiet">
                {own.map(|class| say::of_own_class(LOCALE, format::class(LOCALE, class)))}
                {say::about(LOCALE)}
            </p>
            {alert(page.trouble)}
            {again(page.trouble, move || page.read.with(Option::is_none), move || spawn_local(page.look()))}
            {controls(page)}
            {move || is_loading().then(|| view! { <p>{say::loading(LOCALE)}</p> })}
            {printed(page)}
            <div class="sheets">{sheets}</div>
        </main>
    }
}

fn controls(page: Page) -> impl IntoView {
    let order = move |order: Order, label: &'static str| {
        let pressed = move || (page.order.get() == order).to_string();
        view! { <button aria-pressed=pressed on:click=move |_| page.choose(order)>{label}</button> }
    };
    let options = move || {
        let read = page.read.get()?;
        Some(match page.order.get() {
            Order::Course => course_options(&read.menu),
            Order::Class => class_options(&read.roster),
        })
    };
    let href = move |kind: &str| {
        let order = page.order.get().code();
        format!("/api/desk/roster/export?by={order}&format={kind}")
    };
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="inline controls">
            <span class="choice">
                {order(Order::Course, say::by_course(LOCALE))}
                {order(Order::Class, say::by_class(LOCALE))}
            </span>
            <label>{say::which(LOCALE)}
                <select bind:value=page.which>
                    <option value="">{say::all(LOCALE)}</option>
                    {options}
                </select>
            </label>
            <label>{say::search(LOCALE)}
                <input type="search" autocomplete="off" bind:value=page.search />
            </label>
            <span class="choice">
                <button title=say::print_all(LOCALE) on:click=print>{say::print(LOCALE)}</button>
                <a class="button" download="" href=move || href("xlsx")>{say::xlsx(LOCALE)}</a>
                <a class="button" download="" href=move || href("csv")>{say::csv(LOCALE)}</a>
            </span>
        </div>
    }
}

fn course_options(menu: &ServiceMenu) -> Vec<AnyView> {
    let offerings = menu.offerings.iter();
    let options = offerings.map(|offering| {
        let id = &offering.id;
        let told = [
            offering_name(menu, id),
            " ".to_owned(),
            times(LOCALE, menu, id),
        ];
        view! { <option value=id.to_string()>{told.concat()}</option> }.into_any()
    });
    options.collect()
}

fn class_options(roster: &RosterView) -> Vec<AnyView> {
    let classes = roster.classes().into_iter();
    let options = classes.map(|class| {
        let told = format::class(LOCALE, class);
        view! { <option value=told.clone()>{told.clone()}</option> }.into_any()
    });
    options.collect()
}

/// Stands on paper only.
fn printed(page: Page) -> impl IntoView {
    move || {
        let read = page.read.get()?;
        let at = format::moment(LOCALE, read.roster.now);
        let told = say::printed_at(LOCALE, at, &read.menu.school.name);
        Some(view! { <p class="printed">{told}</p> })
    }
}
