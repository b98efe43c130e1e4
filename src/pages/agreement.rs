//! The safety agreement: read, and signed with a typed name.

use afterbell_domain::wire::{FileKind, SignRequest};
use afterbell_domain::{AgreementHash, SafetyAgreement, SignerName};
use afterbell_locale::format;
use afterbell_locale::text::parent::agreement as say;
use afterbell_locale::text::reason::problem;

use std::cell::RefCell;
use std::sync::Arc;

use crate::api;
use crate::components::{failure_sentence, file_button, message, page_top};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route;
use crate::ui::{State, View, effect, el, fragment, switch, yes_no};

pub fn agreement_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let progress = State::new(Progress::Idle);
    // The school may publish another text while the page is open.
    let wanted = move || parent.standing()?.menu.agreement.clone();
    let asked = RefCell::new(None);
    effect(Box::new(move || {
        let wanted = wanted();
        if wanted != *asked.borrow() {
            asked.replace(wanted.clone());
            fetch(parent, progress, wanted);
        }
    }));
    let signed = move || Some(parent.standing()?.child.signature.clone()?.agreement);
    let explain = move || match (parent.agreement(), wanted()) {
        (_, None) => Some(say::none(locale)),
        (Some(_), wanted) if wanted != signed() => Some(say::explain(locale)),
        _ => None,
    };
    let key = |text: &Option<(AgreementHash, _)>| {
        let hash = text.as_ref().map(|(hash, _)| hash.to_string());
        hash.unwrap_or_default()
    };
    let body = move |text: Option<(AgreementHash, Arc<SafetyAgreement>)>| match text {
        Some((hash, text)) => el("div")
            .child(el("h2").text(text.title().as_str()))
            .child(clauses(&text))
            .child(signing(parent, progress, hash)),
        None => fragment(),
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain agreement")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").class("quiet").text_fn(explain))
        .child(switch(move || parent.agreement(), key, body))
        .child(message(move || progress.with(Progress::message)));
    fragment().child(page_top()).child(main)
}

fn fetch(parent: Parent, progress: State<Progress>, wanted: Option<AgreementHash>) {
    if let Some(hash) = wanted {
        api::agreement(&hash.clone(), move |found| match found {
            Ok(found) => parent.take_agreement(hash, found),
            Err(failure) => fail(parent, progress, &failure),
        });
    }
}

fn fail(parent: Parent, progress: State<Progress>, failure: &api::Failure) {
    let sentence = failure_sentence(parent.locale, failure);
    let _ = progress.try_set(Progress::Failed(sentence.into()));
}

fn clauses(agreement: &SafetyAgreement) -> View {
    let clauses = agreement.clauses().iter();
    let clauses = clauses.map(|clause| el("li").text(clause.as_str()));
    fragment().child(el("ol").class("clauses").children(clauses))
}

/// The name under it; or whose name stands there.
fn signing(parent: Parent, progress: State<Progress>, shown: AgreementHash) -> View {
    let locale = parent.locale;
    let to_sign = shown.clone();
    let signature = move || {
        let standing = parent.standing()?;
        let signature = standing.child.signature.clone()?;
        (signature.agreement == shown).then_some(signature)
    };
    let signed = move || {
        let signature = signature()?;
        let moment = format::moment(locale, signature.signed_at);
        Some(say::signed(locale, moment, &signature.signed_name))
    };
    // Looked at as a sentence: it is there when the signature is.
    let key = |sentence: &Option<String>| sentence.clone().unwrap_or_default();
    switch(signed, key, move |sentence| match sentence {
        Some(sentence) => fragment()
            .child(el("p").class("notice").text(&sentence))
            .child(file_button(FileKind::Agreement, say::copy(locale))),
        None => form(parent, progress, &to_sign),
    })
}

fn form(parent: Parent, progress: State<Progress>, shown: &AgreementHash) -> View {
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
        .attr_fn("aria-invalid", move || yes_no(is_refused()))
        // Who is mending the name need not be told any longer that it was wrong.
        .on("input", move |_| {
            if is_refused() {
                progress.set(Progress::Idle);
            }
        });
    let (typed, shown) = (input.clone(), shown.clone());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if !progress.with_untracked(Progress::is_sending) {
            sign(parent, progress, &shown, &typed.typed());
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

/// Signs the text that was shown, and no other.
fn sign(parent: Parent, progress: State<Progress>, shown: &AgreementHash, name: &str) {
    let Some(standing) = parent.standing_now() else {
        return;
    };
    let Ok(signed_name) = name.parse::<SignerName>() else {
        progress.set(Progress::Failed(say::name_invalid(parent.locale).into()));
        return;
    };
    if signed_name.is_name_of(&standing.child.student) {
        let why = problem::signer_is_student(parent.locale);
        progress.set(Progress::Failed(why.into()));
        return;
    }
    let request = SignRequest {
        agreement: shown.clone(),
        signed_name,
    };
    progress.set(Progress::Sending);
    let child = standing.child.student.id.clone();
    api::sign(
        &standing.child.student.id,
        &request,
        move |signed| match signed {
            Ok(signature) => {
                parent.take_signature(&child, signature);
                // The page may have been left while we waited.
                if progress.try_set(Progress::Idle) {
                    route::back();
                }
            }
            Err(failure) => fail(parent, progress, &failure),
        },
    );
}
