//! A teacher's free times, as a line that an office would write.

use afterbell_domain::desk::{FreeTime, KeepFreeTimes};
use afterbell_domain::reading::{WeeklyTime, WeeklyTimes, print_weekly_times};
use afterbell_locale::text::desk::offers as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::weekly;
use super::{PATH, Page};
use crate::LOCALE;
use crate::server;
use crate::sheet::Column;
use crate::wording;

pub(super) fn print(times: &[FreeTime]) -> String {
    let times = times.iter().map(|it| WeeklyTime {
        weekday: it.weekday,
        range: it.time,
    });
    let times = WeeklyTimes::of(times);
    times
        .map(|times| print_weekly_times(&times))
        .unwrap_or_default()
}

pub(super) fn times(page: Page) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let known = Memo::new(move |_| {
        page.view.with(|view| {
            let own = view.as_ref()?.free_times.first()?;
            Some(print(&own.times))
        })
    });
    Effect::new(move |_| text.set(known.get().unwrap_or_default()));
    page.desk
        .guard(move || text.get().trim() != known.get().unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let read = text.with_untracked(|text| match text.trim() {
            "" => Ok(Vec::new()),
            text => weekly(text),
        });
        match read {
            Err(error) => problem.set(wording::cell_problem(LOCALE, Column::Times, &error)),
            Ok(times) => {
                problem.set(String::new());
                spawn_local(async move {
                    let path = format!("{PATH}/free-times");
                    let done = server::put(&path, &KeepFreeTimes { times }).await;
                    page.answered(done, say::times_kept(LOCALE).to_owned())
                        .await;
                });
            }
        }
    };
    view! {
        <h2>{say::times_title(LOCALE)}</h2>
        <p class="quiet">{say::times_about(LOCALE)}</p>
        <form class="inline" on:submit=submit>
            <label>
                {say::times_label(LOCALE)}
                <input
                    size="48" autocomplete="off" placeholder=say::hint_times(LOCALE) bind:value=text
                    aria-describedby="free-times-problem"
                    aria-invalid=move || problem.with(|it| !it.is_empty()).then_some("true")
                />
            </label>
            <button type="submit">{say::keep(LOCALE)}</button>
            <p class="why" id="free-times-problem" role="alert">{move || problem.get()}</p>
        </form>
    }
}
