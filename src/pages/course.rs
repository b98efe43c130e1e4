//! One course: everything the school says of it, and whether this child can have it.

use afterbell_domain::{Course, Offering, OfferingId};
use afterbell_locale::format;
use afterbell_locale::text::parent::course as say;

use crate::components::{
    add_button, bottom_bar, category_mark, course_facts, is_barred, page_top, places_age, reasons,
    share_button,
};
use crate::parent::Parent;
use crate::ui::{View, el, fragment, when};

pub fn course_page(id: OfferingId) -> View {
    let parent = Parent::here();
    let standing = parent.standing_now();
    let found = standing.as_ref().and_then(|standing| standing.find(&id));
    let body = match found {
        Some((offering, course)) => body(parent, offering, course),
        None => el("h1").text(say::missing(parent.locale)).focused(),
    };
    fragment()
        .child(page_top())
        .child(el("main").attr("id", "main").class("course").child(body))
        .child(bottom_bar())
}

fn body(parent: Parent, offering: &Offering, course: &Course) -> View {
    let name = course.name.as_str();
    let kind = el("p")
        .class("kind")
        .child(category_mark(course.category))
        .text(format::category(parent.locale, course.category));
    fragment()
        .child(kind)
        .child(el("h1").text(name).focused())
        .child(why_not(parent, offering.id.clone()))
        .child(add_button(offering.id.clone(), name.to_owned()))
        .child(places_age())
        .child(course_facts(offering))
        .children(share_button(&course.name))
}

/// The reasons under a heading that says whom they are about.
fn why_not(parent: Parent, id: OfferingId) -> View {
    let is_barred = {
        let id = id.clone();
        move || is_barred(parent, &id)
    };
    let whom = move || {
        let student = &parent.standing()?.child.student;
        let class = format::class(parent.locale, student.class);
        Some(say::why_not(parent.locale, &student.name, class))
    };
    el("div")
        .class_if("why-not", is_barred.clone())
        .child(when(is_barred, move || el("h2").text_fn(whom)))
        .child(reasons(id))
}
