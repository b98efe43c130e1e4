use afterbell_locale::format;
use afterbell_locale::text::wishes::page as say;
use afterbell_parent::components::{Symbol, icon};
use afterbell_parent::ui::{View, el};

use crate::route::Route;
use crate::wishing::Wishing;

/// Above the rankings: the way back to the week of the parent's app, and whom they are for.
pub fn home_top() -> View {
    top("./", say::week(Wishing::here().parent.locale))
}

/// Above what is told of the draw: the way to the wishes.
pub fn draw_top() -> View {
    top(
        &Route::Ranking.href(),
        say::title(Wishing::here().parent.locale),
    )
}

fn top(href: &str, name: &str) -> View {
    let parent = Wishing::here().parent;
    let child = move || {
        let student = &parent.standing()?.child.student;
        let class = format::class(parent.locale, student.class);
        Some([student.name.as_str(), " ", &class].concat())
    };
    let back = el("a").class("tool back").attr("href", href);
    el("header")
        .class("top-bar")
        .child(back.child(icon(Symbol::Back)).text(name))
        .child(el("span").class("service").text_fn(child))
}
