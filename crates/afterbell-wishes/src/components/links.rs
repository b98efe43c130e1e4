use afterbell_locale::text::wishes::page as say;
use afterbell_parent::components::{Symbol, icon};
use afterbell_parent::ui::{View, el};

use crate::route::Route;
use crate::wishing::Wishing;

/// To what the draw has come to, and how anybody can check it.
pub fn draw_links(here: &Route) -> View {
    let locale = Wishing::here().parent.locale;
    let links = [
        (Route::Result, say::result(locale)),
        (Route::Verify, say::verify(locale)),
        (Route::Statistics, say::statistics(locale)),
    ];
    let links = links.into_iter().filter(|(route, _)| route != here);
    el("nav")
        .class("draw-links")
        .children(links.map(|(route, name)| {
            el("a")
                .class("all-courses")
                .attr("href", &route.href())
                .text(name)
                .child(icon(Symbol::Onward))
        }))
}
