use afterbell_locale::text::wishes::verify as say;
use afterbell_locale::{Locale, format};
use afterbell_parent::ui::{View, el, fragment};

use crate::server::Draw;

/// What was published of a draw, to look at and to keep.
pub fn files(locale: Locale, draw: &Draw) -> View {
    let reason = draw.reason.as_ref();
    let again = reason.map(|reason| {
        let told = say::again_drawn(locale, draw.number, reason);
        el("p").class("notice").text(&told)
    });
    let lines = draw.files.iter().map(|file| {
        let label = say::download(locale, &file.name);
        let published = say::published(locale, format::moment(locale, file.published_at));
        let link = el("a")
            .attr("href", &["/api/draw/", file.hash.as_str()].concat())
            .attr("download", &file.name)
            .attr("aria-label", &label)
            .text(&file.name);
        el("li")
            .child(link)
            .child(el("small").text(&published))
            .child(el("code").class("hash").text(file.hash.as_str()))
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return fragment();
    }
    fragment()
        .children(again)
        .child(el("h2").class("small-heading").text(say::files(locale)))
        .child(el("ul").class("files").children(lines))
}

/// How an auditor does the same.
pub fn on_a_computer(locale: Locale, is_whole: bool) -> View {
    if !is_whole {
        return fragment();
    }
    fragment()
        .child(el("h2").class("small-heading").text(say::computer(locale)))
        .child(el("p").text(say::computer_explain(locale)))
        .child(
            el("pre")
                .attr("tabindex", "0")
                .child(el("code").text("afterbell verify-draw FOLDER")),
        )
}
