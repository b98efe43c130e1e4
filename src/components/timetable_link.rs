use afterbell_locale::Locale;
use afterbell_locale::text::parent::timetable as say;

use crate::components::icon::{Symbol, icon};
use crate::route::Route;
use crate::ui::{View, el};

/// To the timetable of all children.
pub fn timetable_link(locale: Locale) -> View {
    el("a")
        .class("all-courses")
        .attr("href", &Route::Timetable.href())
        .text(say::link(locale))
        .child(icon(Symbol::Onward))
}
