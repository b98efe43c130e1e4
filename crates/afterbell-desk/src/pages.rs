//! One file per page.

mod accept;
mod audit;
mod checks;
mod conflicts;
mod form;
mod grid;
mod menu;
mod preview;
mod sign_in;
mod staff;
mod term;
mod week;

use leptos::prelude::*;

use crate::route::Section;

pub use accept::accept;
pub use sign_in::sign_in;

pub fn section(section: Section) -> AnyView {
    match section {
        Section::Menu => menu::menu().into_any(),
        Section::Week => week::week().into_any(),
        Section::Term => term::term().into_any(),
        Section::Checks => checks::checks().into_any(),
        Section::Preview => preview::preview().into_any(),
        Section::Staff => staff::staff().into_any(),
        Section::Audit => audit::audit().into_any(),
    }
}
