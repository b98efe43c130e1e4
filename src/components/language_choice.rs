use afterbell_locale::text::common::language as name;
use afterbell_locale::text::parent::settings as say;

use crate::language;
use crate::parent::Parent;
use crate::ui::{View, el, yes_no};

/// Every language under its own name, for whoever cannot read the one on the screen.
pub fn language_choice() -> View {
    let locale = Parent::here().locale;
    let languages = [
        ("zh-Hans", name::zh_hans(locale)),
        ("zh-Hant", name::zh_hant(locale)),
        ("en", name::en(locale)),
    ];
    let choices = languages.map(|(tag, name)| {
        el("button")
            .class("chip")
            .attr("type", "button")
            .attr("lang", tag)
            .attr("aria-pressed", yes_no(language::is_spoken(tag)))
            .on("click", move |_| language::switch_to(tag))
            .text(name)
    });
    el("fieldset")
        .class("options")
        .child(el("legend").text(say::language(locale)))
        .child(el("div").class("row languages").children(choices))
}
