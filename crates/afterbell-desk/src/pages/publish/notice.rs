//! 公示: posting it, and what people have said against it.

use afterbell_domain::desk::{Objections, Permission, PostNotice, PostedNotice};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::desk::notice as say;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{planned, words};
use crate::LOCALE;
use crate::desk::desk;
use crate::pages::form::alert;
use crate::server;

/// `told` grows with every notice that is posted.
pub(super) fn notice(told: RwSignal<u32>) -> impl IntoView {
    let desk = desk();
    let posted: RwSignal<Option<PostedNotice>> = RwSignal::new(None);
    let objections: RwSignal<Option<Objections>> = RwSignal::new(None);
    let trouble = RwSignal::new(String::new());
    let reads = desk.may(Permission::ReadObjections);
    spawn_local(async move {
        match server::get("/api/notice").await {
            Ok(found) => posted.set(Some(found)),
            Err(problem) if problem.code() == Some(ProblemCode::NoticeClosed) => {}
            Err(problem) => trouble.set(words(&problem)),
        }
        if reads && let Ok(found) = server::get("/api/desk/objections").await {
            objections.set(Some(found));
        }
    });
    let writing = planned::Writing::new(desk);
    let is_ahead = Memo::new(move |_| desk.may(Permission::EditDraft) && writing.is_ahead());
    // What is posted is what the server has: what is written above goes there first.
    let is_posting = RwSignal::new(false);
    let post = move |_| {
        // Each posting is a notice of its own, also one by a second press.
        if is_posting.get_untracked() {
            return;
        }
        // Where nothing is written yet, its fields say so.
        let planned = writing.planned().filter(|_| !is_ahead.get_untracked());
        let Some(meant) = planned.or_else(|| writing.keep()) else {
            return;
        };
        is_posting.set(true);
        spawn_local(async move {
            let is_kept = desk.keep_everything().await;
            is_posting.set(false);
            let revision = desk.act(|sheet| sheet.revision());
            let Some(revision) = revision.filter(|_| is_kept) else {
                return trouble.set(say::not_kept(LOCALE).to_owned());
            };
            // Somebody else's came first, and nobody has read this one.
            if writing.planned() != Some(meant) {
                return trouble.set(say::changed_meanwhile(LOCALE).to_owned());
            }
            is_posting.set(true);
            match server::post("/api/desk/notice", &PostNotice { revision }).await {
                Ok(found) => {
                    trouble.set(String::new());
                    posted.set(Some(found));
                    told.update(|count| *count = count.wrapping_add(1));
                }
                Err(problem) => trouble.set(words(&problem)),
            }
            is_posting.set(false);
        });
    };
    let cannot = move || !desk.may(Permission::PostNotice);
    let state = move || match posted.get() {
        Some(it) => say::posted(
            LOCALE,
            format::moment(LOCALE, it.posted_at),
            it.number,
            format::date(LOCALE, it.notice.posted_until),
        ),
        None => say::none(LOCALE).to_owned(),
    };
    let label = move || match is_ahead.get() {
        true => say::keep_and_post(LOCALE),
        false => say::post(LOCALE),
    };
    // What everybody reads, and where they object.
    let page = move || {
        let is_posted = posted.with(Option::is_some);
        is_posted.then(
            || view! { <p><a href="/lite/notice" target="_blank">{say::page(LOCALE)}</a></p> },
        )
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p>{state}</p>
        {move || desk.is_notice_asked().then(|| view! { <p class="hint">{say::again(LOCALE)}</p> })}
        {page}
        {alert(trouble)}
        {planned::planned(writing)}
        <p>
            <button disabled=move || cannot() || is_posting.get() on:click=post>{label}</button>
        </p>
        {move || objections.get().map(|it| listed(&it))}
    }
}

fn listed(objections: &Objections) -> impl IntoView + use<> {
    let all = objections
        .objections
        .iter()
        .map(|it| {
            let contact = it.objection.contact.as_ref().map(|it| it.to_string());
            view! {
                <li class="finding">
                    <span class="quiet">{say::objected(LOCALE, format::moment(LOCALE, it.at), it.objection.notice)}</span>
                    <p class="as-written">{it.objection.text.to_string()}</p>
                    <p class="quiet">{contact}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{say::objections(LOCALE, objections.objections.len())}</h2>
        <ul class="findings">{all}</ul>
    }
}
