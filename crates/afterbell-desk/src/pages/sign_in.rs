//! 登录: name, password, and the code of the authenticator.

use afterbell_domain::desk::{SessionTerm, SignInRequest};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::desk::sign_in as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{alert, field};
use crate::desk::desk;
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

pub fn sign_in(title: &'static str) -> impl IntoView {
    let desk = desk();
    let (name, password, code) = fields();
    let trouble = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Ok(said) = name.get_untracked().parse() else {
            return trouble.set(say::refused(LOCALE).to_owned());
        };
        busy.set(true);
        trouble.set(String::new());
        let request = SignInRequest {
            name: said,
            password: password.get_untracked(),
            code: code.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            match server::tell("/api/desk/session", &request).await {
                Ok(()) => desk.look_who_it_is().await,
                Err(problem) => {
                    code.set(String::new());
                    trouble.set(words(&problem));
                }
            }
            busy.set(false);
        });
    };
    view! {
        <main class="door">
            <form on:submit=submit>
                <h1>{title}</h1>
                {move || desk.is_put_out.get().then(|| view! {
                    <p class="notice" role="status">{put_out()}</p>
                })}
                {field(say::name(LOCALE), "name", "text", "username", name)}
                {field(say::password(LOCALE), "password", "password", "current-password", password)}
                {field(say::code(LOCALE), "code", "text", "one-time-code", code)}
                <p class="hint">{say::code_hint(LOCALE)}</p>
                {alert(trouble)}
                {move || desk.left_unsent().map(|(name, count)| view! {
                    <p class="notice" role="status">{say::left_unsent(LOCALE, count, name)}</p>
                })}
                <button class="go" type="submit">{say::go(LOCALE)}</button>
            </form>
        </main>
    }
}

/// The server says of a session only that it is over.
fn put_out() -> String {
    let term = SessionTerm::DESK;
    let (hours, minutes) = (term.longest_seconds / 3600, term.idle_seconds / 60);
    say::put_out(LOCALE, hours, minutes)
}

fn fields() -> (RwSignal<String>, RwSignal<String>, RwSignal<String>) {
    let empty = || RwSignal::new(String::new());
    (empty(), empty(), empty())
}

fn words(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Refused(problem) => match (problem.code, problem.retry_after_seconds) {
            (ProblemCode::SignInRefused, _) => say::refused(LOCALE).to_owned(),
            (ProblemCode::TooManyAttempts, Some(seconds)) => {
                say::locked(LOCALE, seconds.div_ceil(60))
            }
            _ => wording::trouble(LOCALE, trouble),
        },
        _ => wording::trouble(LOCALE, trouble),
    }
}
