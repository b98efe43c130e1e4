//! 下一步: the one thing that is to be done or waited for.

use afterbell_domain::Date;
use afterbell_domain::desk::{DrawDesk, DrawRan, DrawStage, OfDraw, Permission};
use afterbell_locale::format;
use afterbell_locale::text::desk::draw as say;
use leptos::prelude::*;

use super::committing::committing;
use super::revealing::revealing;
use super::{Asked, Page, is_sure, trouble};
use crate::LOCALE;
use crate::route::Section;
use crate::server;

/// What the page of the next step follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NextStep {
    stage: DrawStage,
    menu_changed: bool,
    is_of_pool: bool,
}

impl NextStep {
    pub(super) fn of(view: &DrawDesk) -> Self {
        Self {
            stage: view.stage.clone(),
            menu_changed: view.menu_changed,
            is_of_pool: view.is_of_pool,
        }
    }

    /// Whether there is any use in showing the way to another draw; whether it may be begun the server says.
    fn may_be_drawn_again(&self) -> bool {
        match self.stage {
            DrawStage::NotDrawn | DrawStage::Missed { .. } | DrawStage::ToCommit { .. } => false,
            DrawStage::WasRun => !self.is_of_pool,
            _ => true,
        }
    }
}

pub(super) fn next(page: Page, step: NextStep) -> impl IntoView {
    let may = page.desk.may(Permission::RunDraw);
    let may_again = may && step.may_be_drawn_again();
    let was_run_before = step.stage == DrawStage::WasRun;
    let NextStep {
        stage,
        menu_changed,
        ..
    } = step;
    let day = |day: Date| format::date(LOCALE, day);
    let moment = |moment| format::moment(LOCALE, moment);
    let name = match &stage {
        DrawStage::ToCommit { .. } | DrawStage::NoNumberLeft => Some(say::step_commit(LOCALE)),
        DrawStage::Wishing { .. } => Some(say::step_wishes(LOCALE)),
        DrawStage::ToClose { .. } => Some(say::step_close(LOCALE)),
        DrawStage::AwaitingNumber { .. } => Some(say::step_number(LOCALE)),
        DrawStage::ToReveal { .. } => Some(say::step_reveal(LOCALE)),
        DrawStage::ToRun => Some(say::step_run(LOCALE)),
        DrawStage::NotDrawn | DrawStage::Missed { .. } | DrawStage::WasRun => None,
    };
    let heading = name.map(|step| view! { <h2>{say::next(LOCALE, step)}</h2> });
    let goes_on = may && !menu_changed;
    let body = match stage {
        DrawStage::NotDrawn => ().into_any(),
        DrawStage::Missed { closed_at } => told(say::closed_before(LOCALE, moment(closed_at))),
        DrawStage::ToCommit { closes_at } => view! {
            <p>{say::commit_about(LOCALE, moment(closes_at))}</p>
            {may.then(|| committing(page, false))}
        }
        .into_any(),
        DrawStage::Wishing { closes_at } => told(say::wishing(LOCALE, moment(closes_at))),
        DrawStage::ToClose { before } => view! {
            <p>{say::close_about(LOCALE, day(before))}</p>
            {goes_on.then(|| close(page))}
        }
        .into_any(),
        DrawStage::AwaitingNumber {
            issue,
            published_on,
        } => told(say::awaiting(LOCALE, day(published_on), issue)),
        DrawStage::ToReveal {
            issue,
            with_secrets,
            secrets_before,
        } => view! {
            <p>{match with_secrets {
                true => say::reveal_about(LOCALE, &issue),
                false => say::reveal_without(LOCALE, &issue),
            }}</p>
            {secrets_before.map(|before| view! { <p>{say::reveal_before(LOCALE, day(before))}</p> })}
            {goes_on.then(|| revealing(page, issue, with_secrets))}
        }
        .into_any(),
        DrawStage::NoNumberLeft => told(say::no_number_left(LOCALE).to_owned()),
        DrawStage::ToRun => view! {
            <p>{say::run_about(LOCALE)}</p>
            {goes_on.then(|| run(page))}
        }
        .into_any(),
        DrawStage::WasRun => was_run().into_any(),
    };
    view! {
        {heading}
        {menu_changed.then(|| view! { <p class="notice">{say::menu_changed(LOCALE)}</p> })}
        {body}
        {may_again.then(|| again(page, was_run_before))}
    }
}

fn told(text: String) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}

fn again(page: Page, was_run: bool) -> impl IntoView {
    let about = match was_run {
        true => say::again_about(LOCALE),
        false => say::again_before(LOCALE),
    };
    view! {
        <details class="again">
            <summary>{say::again(LOCALE)}</summary>
            <p>{about}</p>
            {committing(page, true)}
        </details>
    }
}

fn close(page: Page) -> impl IntoView {
    let go = move |_| {
        if is_sure(say::close_really(LOCALE)) {
            let draw = page.number();
            let step = say::step_close(LOCALE);
            page.take(Asked::Next, step, "/api/desk/draw/close", OfDraw { draw });
        }
    };
    view! {
        <p><button class="go" disabled=move || page.is_asking.get() on:click=go>{say::close(LOCALE)}</button></p>
        {trouble(page, Asked::Next)}
    }
}

fn run(page: Page) -> impl IntoView {
    let go = move |_| {
        if !is_sure(say::run_really(LOCALE)) {
            return;
        }
        let draw = page.number();
        page.asks(Asked::Next, async move {
            let asked = OfDraw { draw };
            let ran: DrawRan = server::post("/api/desk/draw/run", &asked).await?;
            let DrawRan {
                children,
                places,
                waiting,
            } = ran;
            page.told.set(say::ran(LOCALE, children, places, waiting));
            Ok(())
        });
    };
    view! {
        <p><button class="go" disabled=move || page.is_asking.get() on:click=go>{say::run(LOCALE)}</button></p>
        {trouble(page, Asked::Next)}
    }
}

fn was_run() -> impl IntoView {
    view! {
        <p>
            {say::was_run(LOCALE)}" "
            <a href=Section::Roster.href()>{say::to_roster(LOCALE)}</a>
        </p>
    }
}
