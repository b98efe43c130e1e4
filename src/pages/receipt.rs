//! The receipt: what the school holds, on paper's terms.

use afterbell_domain::{Phase, Receipt, ReceiptStatus, Weekday};
use afterbell_locale::text::parent::receipt as say;
use afterbell_locale::text::parent::review;
use afterbell_locale::{format, wording};
use leptos::html;
use leptos::prelude::*;

use crate::components::{Message, PageTop, failure_sentence};
use crate::focus;
use crate::parent::{CurrentMenu, Parent};
use crate::route::Route;
use crate::submission::{self, Progress};

#[component]
pub fn ReceiptPage() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let heading = NodeRef::<html::H1>::new();
    focus::on_mount(heading);
    let receipt = Memo::new(move |_| parent.child.get().and_then(|child| child.receipt));
    let paper = move || match (receipt.get(), parent.menu.get()) {
        (Some(receipt), Some(current)) => view! { <Paper receipt current /> }.into_any(),
        _ => view! { <p class="nothing">{say::none(locale, parent.child_name())}</p> }.into_any(),
    };
    let is_submitted = move || {
        receipt.with(|r| {
            r.as_ref()
                .is_some_and(|r| r.status == ReceiptStatus::Submitted)
        })
    };
    view! {
        <PageTop />
        <main id="main" class="receipt">
            <h1 class="visually-hidden" tabindex="-1" node_ref=heading>{say::title(locale)}</h1>
            {paper}
            <div class="row">
                <a class="add" href=Route::Week.href()>
                    {move || match is_submitted() {
                        true => say::change(locale),
                        false => say::home(locale),
                    }}
                </a>
            </div>
            <Show when=is_submitted>
                <Withdrawal />
            </Show>
        </main>
    }
}

#[component]
fn Paper(receipt: Receipt, current: CurrentMenu) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let received_at = format::moment(locale, receipt.accepted_at);
    let phase = move || {
        parent
            .judgement
            .with(|judgement| judgement.as_ref().map(|j| j.phase))
    };
    let when = move || match phase() {
        Some(Phase::Open { closes_at }) => {
            let closes_at = format::moment(locale, closes_at);
            say::change_until(locale, closes_at, &received_at)
        }
        _ => say::received_at(locale, &received_at),
    };
    let is_submitted = receipt.status == ReceiptStatus::Submitted;
    let heading = if is_submitted {
        say::received(locale)
    } else {
        say::withdrawn(locale)
    };
    let total = format::money(locale, receipt.fees.total_fen);
    view! {
        <section class="paper">
            <p class="quiet">{heading}</p>
            <p class="number">{receipt.number.to_string()}</p>
            <p class="quiet">{when}</p>
            {is_submitted
                .then(|| view! {
                    <hr />
                    <WeekStrip receipt=receipt.clone() current=current.clone() />
                    <CourseLines receipt=receipt.clone() current=current.clone() />
                    <p class="sum">
                        <span>{review::total(locale)}</span>
                        <b>{total}</b>
                    </p>
                    <hr />
                    <NextSteps current=current.clone() phase=Signal::derive(phase) />
                })}
        </section>
    }
}

/// The week in one line of small columns.
#[component]
fn WeekStrip(receipt: Receipt, current: CurrentMenu) -> impl IntoView {
    let locale = Parent::here().locale;
    let menu = current.menu;
    let days: Vec<_> = menu.weekdays().collect();
    let column = |weekday: Weekday| {
        let chosen = receipt.offerings.iter().filter(|id| {
            menu.offering(id)
                .is_some_and(|offering| offering.is_on(weekday))
        });
        let names = chosen.map(|id| view! { <em>{wording::offering_name(&menu, id)}</em> });
        let names = names.collect_view();
        let pick_up = receipt.care.iter().find(|choice| choice.weekday == weekday);
        view! {
            <li class:care=pick_up.is_some()>
                <b>{format::weekday_short(locale, weekday)}</b>
                {names}
                {pick_up.map(|choice| view! { <span>{format::clock(choice.pick_up)}</span> })}
            </li>
        }
    };
    let columns: Vec<_> = days.into_iter().map(column).collect();
    view! { <ol class="week-strip" aria-label=say::week(locale)>{columns}</ol> }
}

#[component]
fn CourseLines(receipt: Receipt, current: CurrentMenu) -> impl IntoView {
    let locale = Parent::here().locale;
    let line = |line: &afterbell_domain::FeeLine| {
        let name = wording::offering_name(&current.menu, &line.offering);
        let times = wording::times(locale, &current.menu, &line.offering);
        view! {
            <li>
                <span>{name} <small>{times}</small></span>
                <span>{format::money(locale, line.fee_fen)}</span>
            </li>
        }
    };
    let lines: Vec<_> = receipt.fees.lines.iter().map(line).collect();
    view! { <ul class="course-lines">{lines}</ul> }
}

#[component]
fn NextSteps(current: CurrentMenu, phase: Signal<Option<Phase>>) -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let close = move || match phase.get() {
        Some(Phase::Open { closes_at }) => {
            let step = say::step_close(locale, format::moment(locale, closes_at));
            Some(view! { <li>{step}</li> })
        }
        _ => None,
    };
    let first_day = current.menu.term.first_day;
    let begin = move || match parent.clock.now() {
        Some(now) if now.date() < first_day => {
            say::step_begin(locale, format::date(locale, first_day))
        }
        _ => say::step_attend(locale).to_owned(),
    };
    view! {
        <h2 class="visually-hidden">{say::next_title(locale)}</h2>
        <ol class="steps">
            <li class="done">{say::step_sent(locale)}</li>
            {close}
            <li>{begin}</li>
            <li>{say::step_pay(locale)}</li>
        </ol>
    }
}

/// Leaving is as easy as joining, but not by a slip of the thumb.
#[component]
fn Withdrawal() -> impl IntoView {
    let parent = Parent::here();
    let locale = parent.locale;
    let is_asking = RwSignal::new(false);
    let progress = RwSignal::new(Progress::Idle);
    let message = Signal::derive(move || match progress.get() {
        Progress::Unanswered => Some(review::retry_note(locale).to_owned()),
        Progress::Refused(failure) => Some(failure_sentence(locale, &failure)),
        Progress::Idle | Progress::Sending => None,
    });
    let ask = move || {
        view! {
            <button class="link" on:click=move |_| is_asking.set(true)>{say::withdraw(locale)}</button>
        }
    };
    view! {
        <Show when=move || is_asking.get() fallback=ask>
            <section class="confirm" aria-labelledby="withdraw-title">
                <h2 id="withdraw-title">{say::withdraw_title(locale)}</h2>
                <p>{say::withdraw_explain(locale)}</p>
                <Message text=message />
                <div class="row">
                    <button class="add" on:click=move |_| is_asking.set(false)>
                        {say::withdraw_cancel(locale)}
                    </button>
                    <button
                        class="add danger"
                        on:click=move |_| submission::withdraw(parent, progress)
                    >
                        {say::withdraw_confirm(locale)}
                    </button>
                </div>
            </section>
        </Show>
    }
}
