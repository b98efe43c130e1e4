//! 接受邀请: a password of one's own, then an authenticator that proves that it works.

use afterbell_domain::desk::{
    AcceptInvitation, ConfirmInvitation, InvitationAccepted, InvitationView, OpenInvitation,
    PasswordFault, password_faults,
};
use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::desk::accept as say;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{alert, begin_in, field};
use crate::server::{self, Trouble};
use crate::{LOCALE, wording};

pub fn accept(invitation: String) -> impl IntoView {
    let accepted: RwSignal<Option<InvitationAccepted>> = RwSignal::new(None);
    let is_done = RwSignal::new(false);
    let is_unknown = RwSignal::new(false);
    let is_open = RwSignal::new(false);
    let request = OpenInvitation {
        invitation: invitation.clone(),
    };
    let invitation = StoredValue::new(invitation);
    // One that can no more be used says so before anything is typed.
    spawn_local(async move {
        let opened = server::post::<_, InvitationView>("/api/desk/invitation/open", &request);
        match opened.await {
            Err(problem) if is_over(&problem) => is_unknown.set(true),
            // Whatever else is wrong is told when the form is sent.
            _ => is_open.set(true),
        }
    });
    view! {
        <main class="door">
            {move || match (is_done.get(), accepted.get()) {
                _ if is_unknown.get() => unknown().into_any(),
                _ if !is_open.get() => ().into_any(),
                (true, _) => done().into_any(),
                (false, None) => choose_password(invitation, accepted, is_unknown).into_any(),
                (false, Some(told)) => show_secret(invitation, told, is_done, is_unknown).into_any(),
            }}
        </main>
    }
}

/// No other password would help: the form is gone.
fn unknown() -> impl IntoView {
    view! {
        <h1>{say::unknown_title(LOCALE)}</h1>
        <p role="alert">{say::unknown(LOCALE)}</p>
        <p><a class="go" href="#/menu">{say::to_sign_in(LOCALE)}</a></p>
    }
}

fn choose_password(
    invitation: StoredValue<String>,
    accepted: RwSignal<Option<InvitationAccepted>>,
    is_unknown: RwSignal<bool>,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let trouble = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = password.get_untracked();
        // The server knows the names as well and has the last word.
        if let Some(fault) = password_faults(&chosen, &[]).first() {
            return trouble.set(fault_words(*fault).to_owned());
        }
        if chosen != again.get_untracked() {
            return trouble.set(say::differs(LOCALE).to_owned());
        }
        let request = AcceptInvitation {
            invitation: invitation.get_value(),
            password: chosen,
        };
        spawn_local(async move {
            match server::post("/api/desk/invitation/accept", &request).await {
                Ok(told) => accepted.set(Some(told)),
                Err(problem) if is_over(&problem) => is_unknown.set(true),
                Err(problem) => trouble.set(words(&problem)),
            }
        });
    };
    begin_in("password");
    view! {
        <form on:submit=submit>
            <h1>{say::title(LOCALE)}</h1>
            <p class="hint">{say::password_hint(LOCALE)}</p>
            {field(say::password(LOCALE), "password", "password", "new-password", password)}
            {field(say::again(LOCALE), "again", "password", "new-password", again)}
            {alert(trouble)}
            <button class="go" type="submit">{say::next(LOCALE)}</button>
        </form>
    }
}

fn show_secret(
    invitation: StoredValue<String>,
    told: InvitationAccepted,
    is_done: RwSignal<bool>,
    is_unknown: RwSignal<bool>,
) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let trouble = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let request = ConfirmInvitation {
            invitation: invitation.get_value(),
            code: code.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            match server::tell("/api/desk/invitation/confirm", &request).await {
                Ok(()) => is_done.set(true),
                Err(problem) if is_over(&problem) => is_unknown.set(true),
                Err(problem) => trouble.set(words(&problem)),
            }
        });
    };
    begin_in("code");
    view! {
        <form on:submit=submit>
            <h1>{say::scan_title(LOCALE)}</h1>
            <p>{say::scan(LOCALE, &told.name)}</p>
            <div class="code" role="img" aria-label=say::scan_title(LOCALE) inner_html=drawn(&told.otpauth) />
            <p class="hint">{say::by_hand(LOCALE)}<br /><code>{told.secret.clone()}</code></p>
            {field(say::code(LOCALE), "code", "text", "one-time-code", code)}
            {alert(trouble)}
            <button class="go" type="submit">{say::finish(LOCALE)}</button>
        </form>
    }
}

/// The address as a QR code; whoever cannot scan types the secret below it.
fn drawn(otpauth: &str) -> String {
    let Ok(code) = qrcode::QrCode::new(otpauth) else {
        return String::new();
    };
    code.render::<qrcode::render::svg::Color<'_>>()
        .min_dimensions(200, 200)
        .build()
}

fn done() -> impl IntoView {
    view! {
        <h1>{say::done(LOCALE)}</h1>
        <p>{say::done_next(LOCALE)}</p>
        <p><a class="go" href="#/menu">{say::to_sign_in(LOCALE)}</a></p>
    }
}

fn fault_words(fault: PasswordFault) -> &'static str {
    match fault {
        PasswordFault::TooShort => say::too_short(LOCALE),
        PasswordFault::TooLong => say::too_long(LOCALE),
        PasswordFault::HasName => say::has_name(LOCALE),
        PasswordFault::TooUniform => say::too_uniform(LOCALE),
    }
}

fn is_over(trouble: &Trouble) -> bool {
    trouble.code() == Some(ProblemCode::InvitationUnknown)
}

fn words(trouble: &Trouble) -> String {
    match trouble.code() {
        Some(ProblemCode::PasswordRefused) => say::has_name(LOCALE).to_owned(),
        Some(ProblemCode::SignInRefused) => say::wrong_code(LOCALE).to_owned(),
        _ => wording::trouble(LOCALE, trouble),
    }
}
