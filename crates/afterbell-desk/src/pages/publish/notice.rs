//! 公示: what the plan says of the notice, posting it, and what people have said against it.

use afterbell_domain::Date;
use afterbell_domain::desk::{
    DraftEdit, Objections, Permission, PlanCell, PostNotice, PostedNotice,
};
use afterbell_domain::policy::{Channel, NoticeContent, PublicNotice};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::format;
use afterbell_locale::text::desk::notice as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::words;
use crate::LOCALE;
use crate::desk::{Desk, Saving, desk};
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
    let post = move |_| {
        let Some(revision) = desk.consult(crate::sheet::Sheet::revision) else {
            return;
        };
        spawn_local(async move {
            match server::post("/api/desk/notice", &PostNotice { revision }).await {
                Ok(found) => {
                    trouble.set(String::new());
                    posted.set(Some(found));
                    told.update(|count| *count = count.wrapping_add(1));
                }
                Err(problem) => trouble.set(words(&problem)),
            }
        });
    };
    // What is posted is what the server has.
    let cannot = move || !desk.may(Permission::PostNotice) || desk.saving.get() != Saving::Kept;
    let state = move || match posted.get() {
        Some(it) => say::posted(
            LOCALE,
            format::moment(LOCALE, it.posted_at),
            it.number,
            it.notice.posted_until,
        ),
        None => say::none(LOCALE).to_owned(),
    };
    view! {
        <h2>{say::title(LOCALE)}</h2>
        <p>{state}</p>
        {alert(trouble)}
        {period(desk)}
        <p>
            <button disabled=cannot on:click=post>{say::post(LOCALE)}</button>
        </p>
        {move || objections.get().map(|it| listed(&it))}
    }
}

/// Where and how long: a part of the plan, like everything that a district asks.
fn period(desk: Desk) -> impl IntoView {
    let planned = Memo::new(move |_| {
        desk.draft(|draft| draft.plan.public_notice.clone())
            .flatten()
    });
    let empty = || RwSignal::new(String::new());
    let (place, from, until) = (empty(), empty(), empty());
    // Written anew when somebody plans another one, and not for any other change of the draft.
    Effect::new(move |_| {
        let planned = planned.get();
        let date = |date: Option<Date>| date.map_or_else(String::new, |it| it.to_string());
        let of = planned.as_ref();
        place.set(of.map_or_else(String::new, |it| it.place.to_string()));
        from.set(date(of.map(|it| it.posted_on)));
        until.set(date(of.map(|it| it.posted_until)));
    });
    let trouble = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let before = planned.get_untracked();
        let read = (
            place.get_untracked().parse(),
            from.get_untracked().parse(),
            until.get_untracked().parse(),
        );
        let (Ok(place), Ok(posted_on), Ok(posted_until)) = read else {
            return trouble.set(say::unfinished(LOCALE).to_owned());
        };
        let after = PublicNotice {
            place,
            posted_on,
            posted_until,
            contents: before
                .as_ref()
                .map_or_else(|| NoticeContent::ALL.to_vec(), |it| it.contents.clone()),
            channels: before
                .as_ref()
                .map_or_else(|| vec![Channel::Platform], |it| it.channels.clone()),
        };
        let edit = DraftEdit::Plan {
            before: Box::new(PlanCell::PublicNotice(before)),
            after: Box::new(PlanCell::PublicNotice(Some(after))),
        };
        trouble.set(String::new());
        desk.act(|sheet| sheet.edit(vec![edit]));
    };
    view! {
        <form class="inline" on:submit=keep>
            <label>{say::place(LOCALE)}<input maxlength="80" bind:value=place /></label>
            <label>{say::from(LOCALE)}<input type="date" bind:value=from /></label>
            <label>{say::until(LOCALE)}<input type="date" bind:value=until /></label>
            <button type="submit" disabled=move || !desk.may(Permission::EditDraft)>{say::keep(LOCALE)}</button>
            {alert(trouble)}
        </form>
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
                    <span class="quiet">{format::moment(LOCALE, it.at)}</span>
                    <p>{it.objection.text.to_string()}</p>
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
