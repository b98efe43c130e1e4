//! How it looks, and leaving.

use afterbell_domain::wire::ProblemCode;
use afterbell_locale::text::parent::settings as say;

use crate::appearance::Theme;
use crate::components::{failure_sentence, language_choice, message, page_top};
use crate::parent::Parent;
use crate::progress::Progress;
use crate::route::Route;
use crate::ui::{State, View, el, fragment, when, yes_no};
use crate::{api, host};

pub fn settings_page() -> View {
    let parent = Parent::here();
    let locale = parent.locale;
    let themes = [
        (Theme::Auto, say::theme_auto(locale)),
        (Theme::Light, say::theme_light(locale)),
        (Theme::Dark, say::theme_dark(locale)),
    ];
    let themes = themes.map(|(theme, label)| theme_option(parent, theme, label));
    let main = el("main")
        .attr("id", "main")
        .class("plain")
        .child(el("h1").text(say::title(locale)).focused())
        .child(language_choice())
        .child(care_mode_option(parent))
        .child(
            el("fieldset")
                .class("options")
                .child(el("legend").text(say::theme(locale)))
                .children(themes),
        )
        .child(when(
            move || parent.has_children(),
            move || sign_out(parent),
        ));
    fragment().child(page_top()).child(main)
}

fn care_mode_option(parent: Parent) -> View {
    let (locale, appearance) = (parent.locale, parent.appearance);
    let input = el("input")
        .attr("type", "checkbox")
        .checked_if(move || appearance.get().care_mode)
        .on("change", move |_| appearance.switch_care_mode());
    el("label")
        .class("option")
        .child(input)
        .child(el("span").text(say::care_mode(locale)))
        .child(el("small").text(say::care_mode_explain(locale)))
}

fn theme_option(parent: Parent, theme: Theme, label: &str) -> View {
    let appearance = parent.appearance;
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "theme")
        .checked_if(move || appearance.get().theme == theme)
        .on("change", move |_| appearance.set_theme(theme));
    el("label")
        .class("option")
        .child(input)
        .child(el("span").text(label))
}

/// Asks once more before it is done. The question appears below the button, so that the
/// second half of a double tap does not answer it.
fn sign_out(parent: Parent) -> View {
    let locale = parent.locale;
    let is_asking = State::new(false);
    let ask = el("button")
        .class("add")
        .attr_fn("aria-expanded", move || yes_no(is_asking.get()))
        .on("click", move |_| is_asking.set(true))
        .text(say::sign_out(locale));
    el("section").class("sign-out").child(ask).child(when(
        move || is_asking.get(),
        move || confirm_sign_out(parent, is_asking),
    ))
}

fn confirm_sign_out(parent: Parent, is_asking: State<bool>) -> View {
    let locale = parent.locale;
    let progress = State::new(Progress::Idle);
    let explain = if host::opens_account() {
        say::sign_out_hosted(locale)
    } else {
        say::sign_out_explain(locale)
    };
    let cancel = el("button")
        .class("add")
        .on("click", move |_| is_asking.set(false))
        .text(say::sign_out_cancel(locale));
    let confirm = el("button")
        .class("add danger")
        .on("click", move |_| leave(parent, progress))
        .text(say::sign_out_confirm(locale));
    el("div")
        .class("confirm")
        .attr("role", "status")
        .child(el("p").text(explain))
        .child(message(move || progress.with(Progress::message)))
        .child(el("div").class("row").child(cancel).child(confirm))
}

fn leave(parent: Parent, progress: State<Progress>) {
    let sign_out = move || {
        api::sign_out(move || {
            parent.forget_session();
            Route::Bind(None).replace();
        });
    };
    if !host::opens_account() {
        return sign_out();
    }
    // A chat app would open the account again at the next visit. Whoever believes to have ended that has ended it.
    api::end_host_sign_in(move |ended| match ended {
        Ok(_) => sign_out(),
        // Not even the chat app opens it any more: another phone has ended that already.
        Err(api::Failure::Refused(problem)) if problem.code == ProblemCode::SignInRequired => {
            sign_out()
        }
        Err(failure) => {
            let why = failure_sentence(parent.locale, &failure);
            let _ = progress.try_set(Progress::Failed(why.into()));
        }
    });
}
