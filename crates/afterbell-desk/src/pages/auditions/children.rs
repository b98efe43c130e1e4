//! 待定 and 本学期不选: who is on no list, and why.

use afterbell_domain::StudentId;
use afterbell_domain::desk::AuditionChild;
use afterbell_locale::format;
use afterbell_locale::text::desk::auditions as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Page;
use crate::LOCALE;

/// Name, class and number, and what one should know before choosing.
pub(super) fn about(child: &AuditionChild) -> impl IntoView + use<> {
    let marks = [
        (child.applied, say::applied(LOCALE)),
        (child.holds, say::holds(LOCALE)),
        (!child.is_eligible, say::not_eligible(LOCALE)),
    ];
    let marks = marks.into_iter().filter(|(shown, _)| *shown);
    let marks = marks.map(|(_, word)| view! { <small class="said">{word}</small> });
    let marks = marks.collect_view();
    view! {
        <b>{child.name.to_string()}</b>
        <span class="quiet">{format::class(LOCALE, child.class)}" "{child.school_number.to_string()}</span>
        {marks}
    }
}

pub(super) fn undecided(page: Page) -> impl IntoView {
    let choosing = page.desk.choosing;
    let rows = Memo::new(move |_| {
        let audition = page.audition();
        audition.map_or_else(Vec::new, |it| {
            choosing.with(|choosing| choosing.sorted(&it).undecided)
        })
    });
    let is_drawn = move || {
        page.view
            .with(|it| it.as_ref().is_some_and(|it| it.is_drawn))
    };
    let empty = move || match is_drawn() {
        true => say::nobody_undecided(LOCALE),
        false => say::nobody_applies(LOCALE),
    };
    view! {
        <section aria-labelledby="undecided-heading">
            <h3 id="undecided-heading">{move || say::undecided(LOCALE, rows.with(Vec::len))}</h3>
            <p class="quiet" hidden=move || rows.with(|it| !it.is_empty())>{empty}</p>
            <ul class="ranking">
                <For each=move || rows.get() key=|child| child.student.clone() children=move |child| candidate(page, child) />
            </ul>
        </section>
    }
}

fn candidate(page: Page, child: AuditionChild) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let (id, name) = (child.student.clone(), child.name.clone());
    let pick = move |_| {
        page.edit(|choice| choice.pick(id.clone()));
        page.told.set(say::was_picked(LOCALE, &name));
    };
    let id = StoredValue::new(child.student.clone());
    view! {
        <li>
            <span class="child">{about(&child)}</span>
            <span class="acts">
                <button aria-label=say::pick_of(LOCALE, &child.name) on:click=pick>{say::pick(LOCALE)}</button>
                <button
                    aria-label=say::turn_down_of(LOCALE, &child.name)
                    aria-expanded=move || is_asked.get().to_string()
                    on:click=move |_| is_asked.update(|it| *it = !*it)
                >{say::turn_down(LOCALE)}</button>
            </span>
            {move || is_asked.get().then(|| why(page, id.get_value(), ""))}
        </li>
    }
}

/// The reason that is asked for; nobody is turned down without one.
fn why(page: Page, student: StudentId, known: &str) -> impl IntoView + use<> {
    let reason = RwSignal::new(known.to_owned());
    let trouble = RwSignal::new(String::new());
    let student = StoredValue::new(student);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match reason.get_untracked().parse() {
            Ok(reason) => {
                page.edit(|choice| choice.turn_down(student.get_value(), reason));
                page.told.set(String::new());
            }
            Err(_) => trouble.set(say::no_reason(LOCALE).to_owned()),
        }
    };
    view! {
        <form class="inline" on:submit=submit>
            <label>{say::reason(LOCALE)}<input maxlength="80" autocomplete="off" autofocus bind:value=reason /></label>
            <button type="submit">{say::confirm(LOCALE)}</button>
            {super::alert(trouble)}
        </form>
    }
}

pub(super) fn not_this_term(page: Page) -> impl IntoView {
    let choosing = page.desk.choosing;
    let rows = Memo::new(move |_| {
        let audition = page.audition();
        audition.map_or_else(Vec::new, |it| {
            choosing.with(|choosing| choosing.sorted(&it).not_this_term)
        })
    });
    let row = move |(child, reason): (AuditionChild, String)| {
        let id = child.student.clone();
        let put_back = move |_| page.edit(|choice| choice.undecide(&id));
        view! {
            <li>
                <span class="child">{about(&child)}<span class="reason">{reason}</span></span>
                <span class="acts">
                    <button aria-label=say::put_back_of(LOCALE, &child.name) on:click=put_back>{say::put_back(LOCALE)}</button>
                </span>
            </li>
        }
    };
    view! {
        <section aria-labelledby="turned-down-heading" hidden=move || rows.with(Vec::is_empty)>
            <h3 id="turned-down-heading">{move || say::not_this_term(LOCALE, rows.with(Vec::len))}</h3>
            <p class="quiet">{say::reason_is_ours(LOCALE)}</p>
            <ul class="ranking">
                <For each=move || rows.get() key=|(child, reason)| (child.student.clone(), reason.clone()) children=row />
            </ul>
        </section>
    }
}
