//! 区县督导: the district's page. It is the desk's bundle under another address, since whoever builds both has
//! one door, one style and one set of words for findings.

mod app;
mod list;
mod pack;
mod pack_text;
mod school;
mod staff;
mod told;
mod trial;

use afterbell_domain::desk::Workplace;

pub use app::app;
pub use pack_text::{line_bounds, number_of_lines};

/// Whether this is the district's page.
pub fn is_here() -> bool {
    let path = leptos::prelude::window().location().pathname();
    path.is_ok_and(|path| path.ends_with("/district.html"))
}

/// Whose staff this page is for.
pub fn workplace() -> Workplace {
    match is_here() {
        true => Workplace::District,
        false => Workplace::School,
    }
}
