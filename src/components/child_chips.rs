use afterbell_domain::Student;
use afterbell_locale::format;
use afterbell_locale::text::parent::app as say;

use crate::components::icon::{Symbol, icon};
use crate::parent::Parent;
use crate::route::Route;
use crate::ui::{View, el, list};

/// The children of the account, one tap apart.
pub fn child_chips() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let students = move || {
        let children = parent.children().into_iter();
        children.map(|child| child.student).collect()
    };
    let key = |student: &Student| student.id.to_string();
    let add = el("a")
        .class("child add")
        .attr("href", &Route::Bind(None).href())
        .attr("aria-label", say::add_child(locale))
        .child(icon(Symbol::Plus));
    el("nav")
        .class("children")
        .attr("aria-label", say::children(locale))
        .child(list(students, key, move |student| chip(parent, student)))
        .child(add)
}

fn chip(parent: Parent, student: Student) -> View {
    let (id, other) = (student.id.clone(), student.id);
    let name = student.name.as_str();
    let initial: String = name.chars().last().into_iter().collect();
    let is_active = move || {
        parent
            .standing()
            .is_some_and(|standing| standing.child.student.id == id)
    };
    el("button")
        .class("child")
        .attr_fn("aria-current", move || is_active().then_some("true"))
        .on("click", move |_| parent.switch_to(other.clone()))
        .child(el("i").attr("aria-hidden", "true").text(&initial))
        .child(el("span").text(name))
        .child(
            el("span")
                .class("class")
                .text(&format::class(parent.locale, student.class)),
        )
}
