//! All courses, with filters that say how many they hide.

use afterbell_domain::{Category, OfferingId, Weekday};
use afterbell_locale::format;
use afterbell_locale::text::parent::courses as say;

use crate::components::{bottom_bar, category_mark, course_card, page_top, places_age};
use crate::filter::Filter;
use crate::initials::initials;
use crate::parent::Parent;

use crate::ui::{State, View, el, fragment, list, when, yes_no};

/// The page's state: what is chosen above the list.
#[derive(Clone, Copy)]
struct Courses {
    parent: Parent,
    filter: State<Filter>,
}

impl Courses {
    fn shown(self) -> Vec<OfferingId> {
        let (Some(standing), filter) = (self.parent.standing(), self.filter.get()) else {
            return Vec::new();
        };
        let all = standing.menu.offerings.iter().map(|offering| &offering.id);
        all.filter(|id| filter.lets_through(&standing, id, self.parent.locale, initials))
            .cloned()
            .collect()
    }

    fn count(self) -> Option<String> {
        let (standing, shown) = (self.parent.standing()?, self.shown());
        let available = shown.iter().filter(|id| standing.can_draft(id)).count();
        let name = self.parent.child_name();
        Some(say::shown(self.parent.locale, available, name, shown.len()))
    }

    fn hidden(self) -> usize {
        let all = self.parent.standing().map_or(0, |s| s.menu.offerings.len());
        all - self.shown().len()
    }
}

pub fn courses_page(weekday: Option<Weekday>) -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let filter = parent.filter;
    filter.change(|filter| filter.open_for(weekday));
    let page = Courses { parent, filter };
    let main = el("main")
        .attr("id", "main")
        .class("courses")
        .child(el("h1").text(say::title(locale)).focused())
        .child(search(page))
        .child(category_chips(page))
        .child(weekday_chips(page))
        .child(counts(page))
        .child(places_age())
        .child(el("ul").class("offers").child(list(
            move || page.shown(),
            OfferingId::to_string,
            |offering| course_card(offering, true),
        )))
        .child(when(
            move || page.shown().is_empty(),
            move || el("p").class("nothing").text(say::empty(locale)),
        ));
    fragment().child(page_top()).child(main).child(bottom_bar())
}

fn search(page: Courses) -> View {
    let words = say::search(page.parent.locale);
    let input = el("input")
        .attr("type", "search")
        .class("search")
        .attr("placeholder", words)
        .attr("aria-label", words)
        .value_fn(move || page.filter.with(|filter| filter.text.clone()));
    let typed = input.clone();
    input.on("input", move |_| {
        page.filter.change(|filter| filter.text = typed.typed())
    })
}

fn counts(page: Courses) -> View {
    let locale = page.parent.locale;
    let hidden = move || {
        let show_all = el("button")
            .class("link")
            .on("click", move |_| page.filter.change(Filter::clear))
            .text(say::show_all(locale));
        fragment()
            .child(el("span").text_fn(move || say::hidden(locale, page.hidden())))
            .child(show_all)
    };
    el("div")
        .class("counts")
        .attr("role", "status")
        .child(el("span").text_fn(move || page.count()))
        .child(when(move || page.hidden() > 0, hidden))
}

/// A button that is pressed or not.
fn chip(is_on: impl Fn() -> bool + 'static, press: impl Fn() + 'static) -> View {
    el("button")
        .class("chip")
        .attr_fn("aria-pressed", move || yes_no(is_on()))
        .on("click", move |_| press())
}

fn category_chips(page: Courses) -> View {
    let Courses { parent, filter } = page;
    let locale = parent.locale;
    let standing = parent.standing_now();
    let is_present = |category: &Category| {
        let mut courses = standing.iter().flat_map(|standing| &standing.menu.courses);
        courses.any(|course| course.category == *category)
    };
    let only_available = chip(
        move || filter.with(|filter| filter.only_available),
        move || filter.change(|filter| filter.only_available = !filter.only_available),
    );
    let category_chip = |category| {
        let is_on = move || filter.with(|filter| filter.category == Some(category));
        let press = move || filter.change(|filter| toggle(&mut filter.category, category));
        chip(is_on, press)
            .child(category_mark(category))
            .text(format::category(locale, category))
    };
    el("div")
        .class("chips")
        .attr("role", "group")
        .attr("aria-label", say::filter_category(locale))
        .child(only_available.text(say::only_available(locale)))
        .children(
            Category::ALL
                .into_iter()
                .filter(is_present)
                .map(category_chip),
        )
}

fn weekday_chips(page: Courses) -> View {
    let Courses { parent, filter } = page;
    let locale = parent.locale;
    let standing = parent.standing_now();
    let days = standing
        .iter()
        .flat_map(|standing| standing.menu.weekdays());
    let weekday_chip = |weekday| {
        let is_on = move || filter.with(|filter| filter.weekday == Some(weekday));
        let press = move || filter.change(|filter| toggle(&mut filter.weekday, weekday));
        chip(is_on, press).text(format::weekday(locale, weekday))
    };
    el("div")
        .class("chips")
        .attr("role", "group")
        .attr("aria-label", say::filter_day(locale))
        .children(days.map(weekday_chip))
}

/// Chooses a value, or lets go of it when it is chosen.
fn toggle<T: PartialEq>(chosen: &mut Option<T>, value: T) {
    let value = Some(value);
    *chosen = if *chosen == value { None } else { value };
}
