use afterbell_domain::Student;
use afterbell_locale::format;
use afterbell_locale::text::parent::app as say;
use afterbell_parent::ui::{View, el, list, when};

use crate::wishing::Wishing;

/// The children of the account, one tap apart; an only child needs no choice.
pub fn chips() -> View {
    let parent = Wishing::here().parent;
    let students = move || {
        let children = parent.children().into_iter();
        children.map(|child| child.student).collect::<Vec<_>>()
    };
    let has_several = move || students().len() > 1;
    when(has_several, move || {
        el("nav")
            .class("children")
            .attr("aria-label", say::children(parent.locale))
            .child(list(students, |one: &Student| one.id.to_string(), chip))
    })
}

fn chip(student: Student) -> View {
    let parent = Wishing::here().parent;
    let (id, other) = (student.id.clone(), student.id);
    let initial: String = student.name.as_str().chars().last().into_iter().collect();
    let is_active = move || {
        let standing = parent.standing();
        standing.is_some_and(|standing| standing.child.student.id == id)
    };
    let class = format::class(parent.locale, student.class);
    el("button")
        .class("child")
        .attr_fn("aria-current", move || is_active().then_some("true"))
        .on("click", move |_| parent.switch_to(other.clone()))
        .child(el("i").attr("aria-hidden", "true").text(&initial))
        .child(el("span").text(student.name.as_str()))
        .child(el("span").class("class").text(&class))
}
