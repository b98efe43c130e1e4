//! 学校资料: the school's name and grades, what a district asks about it beside its courses and services, and the
//! safety agreement that families sign.

mod agreement;
mod fact;
mod facts;

use afterbell_locale::text::desk::school as say;
use leptos::prelude::*;

use super::form::draft::draft_page;
use crate::LOCALE;
use crate::desk::desk;

pub fn school() -> impl IntoView {
    let desk = desk();
    let groups = facts::groups().into_iter().map(|(title, facts)| {
        let facts = facts.into_iter().map(|it| fact::fact(desk, it));
        view! {
            <h2>{title}</h2>
            {facts.collect_view()}
        }
    });
    let forms = view! {
        {groups.collect_view()}
        {agreement::agreement(desk)}
    };
    draft_page(desk, say::title(LOCALE), say::about(LOCALE), forms)
}
