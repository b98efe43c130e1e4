//! One course: everything the school says of it, and whether this child can have it.

use afterbell_domain::OfferingId;
use afterbell_locale::format;
use afterbell_locale::text::parent::course as say;
use leptos::html;
use leptos::prelude::*;

use crate::components::{
    AddButton, BottomBar, CategoryMark, CourseFacts, PageTop, PlacesAge, Reasons,
};
use crate::focus;
use crate::parent::Parent;

#[component]
pub fn CoursePage(offering: OfferingId) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);
    let found = parent.menu.get_untracked().and_then(|current| {
        let found = current.menu.offering(&offering)?.clone();
        let course = current.menu.course_of(&found)?.clone();
        Some((found, course))
    });
    let body = match found {
        None => view! { <h1 tabindex="-1" node_ref=heading>{say::missing(locale)}</h1> }.into_any(),
        Some((found, course)) => {
            let name = course.name.to_string();
            view! {
                <p class="kind">
                    <CategoryMark category=course.category />
                    {format::category(locale, course.category)}
                </p>
                <h1 tabindex="-1" node_ref=heading>{name.clone()}</h1>
                <WhyNot offering=offering.clone() />
                <AddButton offering=found.clone() name />
                <PlacesAge />
                <CourseFacts offering=found />
            }
            .into_any()
        }
    };
    view! {
        <PageTop />
        <main id="main" class="course">{body}</main>
        <BottomBar />
    }
}

/// The reasons under a heading that says whom they are about.
#[component]
fn WhyNot(offering: OfferingId) -> impl IntoView {
    let parent = Parent::here();
    let id = offering.clone();
    let is_barred = Memo::new(move |_| {
        parent
            .judgement
            .with(|judgement| judgement.as_ref().is_some_and(|j| !j.can_draft(&id)))
    });
    let class = move || {
        parent
            .child
            .get()
            .map(|c| format::class(parent.locale, c.student.class))
            .unwrap_or_default()
    };
    view! {
        <div class:why-not=is_barred>
            <Show when=move || is_barred.get()>
                <h2>
                    {move || say::why_not(
                        parent.locale,
                        format!("{}（{}）", parent.child_name(), class()),
                    )}
                </h2>
            </Show>
            <Reasons offering />
        </div>
    }
}
