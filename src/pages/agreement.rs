//! The safety agreement: read, and signed with a typed name.

use afterbell_domain::wire::{FileKind, SignRequest};
use afterbell_domain::{AgreementHash, SafetyAgreement, SignerName};
use afterbell_locale::format;
use afterbell_locale::text::parent::agreement as say;
use leptos::prelude::*;

use crate::api;
use crate::background::spawn;
use crate::components::{failure_sentence, file_button, message, page_top};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route;
use crate::ui::{View, el, fragment, switch, yes_no};

pub fn agreement_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let text = RwSignal::new(None::<SafetyAgreement>);
    let progress = RwSignal::new(Progress::Idle);
    let hash = parent
        .standing_now()
        .and_then(|standing| standing.menu.agreement.clone());
    if let Some(hash) = hash.clone() {
        fetch(parent, hash, text, progress);
    }
    let explain = move || match (text.with(Option::is_some), &hash) {
        (_, None) => Some(say::none(locale)),
        (true, _) => Some(say::explain(locale)),
        (false, _) => None,
    };
    let title = move || text.with(|text| text.as_ref().map(|text| text.title().to_string()));
    let key = |text: &Option<SafetyAgreement>| yes_no(text.is_some()).to_owned();
    let body = move |text: Option<SafetyAgreement>| {
        let text = text.map(|text| clauses(&text).child(signing(parent, progress)));
        text.unwrap_or_else(fragment)
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain agreement")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").class("quiet").text_fn(explain))
        .child(el("h2").text_fn(title))
        .child(switch(move || text.get(), key, body))
        .child(message(move || progress.with(Progress::message)));
    fragment().child(page_top()).child(main)
}

fn fetch(
    parent: Parent,
    hash: AgreementHash,
    text: RwSignal<Option<SafetyAgreement>>,
    progress: RwSignal<Progress>,
) {
    spawn(async move {
        match api::agreement(&hash).await {
            Ok(found) => {
                let _ = text.try_set(Some(found));
            }
            Err(failure) => fail(parent, progress, &failure),
        }
    });
}

fn fail(parent: Parent, progress: RwSignal<Progress>, failure: &api::Failure) {
    let sentence = failure_sentence(parent.locale, failure);
    let _ = progress.try_set(Progress::Failed(sentence.into()));
}

fn clauses(agreement: &SafetyAgreement) -> View {
    let clauses = agreement.clauses().iter();
    let clauses = clauses.map(|clause| el("li").text(clause.as_str()));
    fragment().child(el("ol").class("clauses").children(clauses))
}

/// The name under it; or whose name stands there.
fn signing(parent: Parent, progress: RwSignal<Progress>) -> View {
    let locale = parent.locale;
    let signature = move || {
        let standing = parent.standing()?;
        let signature = standing.child.signature.clone()?;
        (standing.menu.agreement.as_ref() == Some(&signature.agreement)).then_some(signature)
    };
    let key = |signature: &Option<_>| yes_no(Option::is_some(signature)).to_owned();
    switch(signature, key, move |signature| match signature {
        Some(signature) => {
            let moment = format::moment(locale, signature.signed_at);
            fragment()
                .child(el("p").class("notice").text(&say::signed(
                    locale,
                    moment,
                    &signature.signed_name,
                )))
                .child(file_button(FileKind::Agreement, say::copy(locale)))
        }
        None => form(parent, progress),
    })
}

fn form(parent: Parent, progress: RwSignal<Progress>) -> View {
    let locale = parent.locale;
    let is_sending = move || progress.with(Progress::is_sending);
    let is_refused = move || progress.with(|progress| progress.message().is_some());
    let label = move || {
        if is_sending() {
            say::signing(locale)
        } else {
            say::sign(locale)
        }
    };
    let input = el("input")
        .attr("id", "signer")
        .attr("name", "name")
        .attr("autocomplete", "name")
        .attr("aria-describedby", "signer-hint")
        .attr_fn("aria-invalid", move || yes_no(is_refused()));
    let typed = input.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if !progress.with_untracked(Progress::is_sending) {
            sign(parent, progress, &typed.typed());
        }
    };
    let hint = el("p").class("hint").attr("id", "signer-hint");
    el("form")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(el("label").attr("for", "signer").text(say::name(locale)))
        .child(input)
        .child(hint.text(say::name_hint(locale)))
        .child(
            el("button")
                .class("go wide")
                .attr_fn("aria-disabled", move || yes_no(is_sending()))
                .text_fn(label),
        )
}

fn sign(parent: Parent, progress: RwSignal<Progress>, name: &str) {
    let Some(standing) = parent.standing_now() else {
        return;
    };
    let (Ok(signed_name), Some(agreement)) = (name.parse::<SignerName>(), &standing.menu.agreement)
    else {
        progress.set(Progress::Failed(say::name_invalid(parent.locale).into()));
        return;
    };
    let request = SignRequest {
        agreement: agreement.clone(),
        signed_name,
    };
    progress.set(Progress::Sending);
    spawn(async move {
        let child = &standing.child.student.id;
        match api::sign(child, &request, &api::new_key()).await {
            Ok(signature) => {
                parent.take_signature(child, signature);
                // The page may have been left while we waited.
                if progress.try_set(Progress::Idle).is_none() {
                    route::back();
                }
            }
            Err(failure) => fail(parent, progress, &failure),
        }
    });
}
