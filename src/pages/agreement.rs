//! The safety agreement: read, and signed with a typed name.

use afterbell_domain::wire::{FileKind, SignRequest};
use afterbell_domain::{SafetyAgreement, SignerName};
use afterbell_locale::format;
use afterbell_locale::text::parent::agreement as say;

use crate::api;
use crate::components::{failure_sentence, file_button, message, page_top};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route;
use crate::ui::{State, View, el, fragment, when, yes_no};

pub fn agreement_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let progress = State::new(Progress::Idle);
    fetch(parent, progress);
    let text = move || parent.agreement();
    let is_asked = move || {
        parent
            .standing()
            .is_some_and(|s| s.menu.agreement.is_some())
    };
    let explain = move || match (text().is_some(), is_asked()) {
        (_, false) => Some(say::none(locale)),
        (true, _) => Some(say::explain(locale)),
        (false, _) => None,
    };
    let title = move || text().map(|text| text.title().to_string());
    let body = move || {
        let text = text().map(|text| clauses(&text).child(signing(parent, progress)));
        text.unwrap_or_else(fragment)
    };
    let main = el("main")
        .attr("id", "main")
        .class("plain agreement")
        .child(el("h1").text(say::title(locale)).focused())
        .child(el("p").class("quiet").text_fn(explain))
        .child(el("h2").text_fn(title))
        .child(when(move || text().is_some(), body))
        .child(message(move || progress.with(Progress::message)));
    fragment().child(page_top()).child(main)
}

fn fetch(parent: Parent, progress: State<Progress>) {
    let standing = parent.standing_now();
    let hash = standing.and_then(|standing| standing.menu.agreement.clone());
    if let Some(hash) = hash {
        api::agreement(&hash, move |found| match found {
            Ok(found) => parent.take_agreement(found),
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
fn signing(parent: Parent, progress: State<Progress>) -> View {
    let locale = parent.locale;
    let signature = move || {
        let standing = parent.standing()?;
        let signature = standing.child.signature.clone()?;
        (standing.menu.agreement.as_ref() == Some(&signature.agreement)).then_some(signature)
    };
    let signed = move || {
        let signature = signature()?;
        let moment = format::moment(locale, signature.signed_at);
        Some(say::signed(locale, moment, &signature.signed_name))
    };
    let is_signed = move || signature().is_some();
    let signed = move || {
        fragment()
            .child(el("p").class("notice").text_fn(signed))
            .child(file_button(FileKind::Agreement, say::copy(locale)))
    };
    fragment()
        .child(when(is_signed, signed))
        .child(when(move || !is_signed(), move || form(parent, progress)))
}

fn form(parent: Parent, progress: State<Progress>) -> View {
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

fn sign(parent: Parent, progress: State<Progress>, name: &str) {
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
