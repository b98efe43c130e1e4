use afterbell_locale::text::parent::{app, failure as say};

use crate::api::Failure;
use crate::components::failure_sentence;
use crate::parent::Parent;
use crate::ui::{Text, View, el, when};

/// The page when nothing could be fetched: what happened, what to do, and a way on.
pub fn failure_notice() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let sentence = move || -> Text {
        match parent.failure() {
            Some(failure @ Failure::Refused(_)) => failure_sentence(locale, &failure).into(),
            _ => say::advice(locale).into(),
        }
    };
    // boot.js hears the tap: it also tells when there is no app.
    let tell = move || el("button").class("link tell").text(say::tell(locale));
    let may_tell = move || !matches!(parent.failure(), None | Some(Failure::Offline));
    let retry = el("button")
        .class("go")
        .on("click", move |_| parent.load())
        .text(app::retry(locale));
    el("main")
        .class("plain")
        .child(el("h1").text(say::title(locale)))
        .child(el("p").attr("role", "alert").text_fn(sentence))
        .child(retry)
        .child(when(may_tell, tell))
}
