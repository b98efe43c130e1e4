//! One file per page.

mod accept;
mod audit;
mod auditions;
mod checks;
mod conflicts;
mod draw;
mod files;
pub mod form;
mod grid;
mod groups;
mod letters;
mod menu;
mod offers;
mod preview;
mod publish;
mod register;
mod roster;
mod school;
mod services;
mod sign_in;
mod staff;
mod term;
mod week;

use leptos::prelude::*;

use crate::route::Section;

pub use accept::accept;
pub use audit::audit;
pub use sign_in::sign_in;
pub use staff::{people, state_name};

pub fn section(section: Section) -> AnyView {
    match section {
        Section::Menu => menu::menu().into_any(),
        Section::Week => week::week().into_any(),
        Section::Term => term::term().into_any(),
        Section::Services => services::services().into_any(),
        Section::School => school::school().into_any(),
        Section::Checks => checks::checks().into_any(),
        Section::Preview => preview::preview().into_any(),
        Section::Files => files::files().into_any(),
        Section::Publish => publish::publish().into_any(),
        Section::Draw => draw::draw().into_any(),
        Section::Roster => roster::roster().into_any(),
        Section::Offers => offers::offers().into_any(),
        Section::Auditions => auditions::auditions().into_any(),
        Section::Groups => groups::groups().into_any(),
        Section::Letters => letters::letters().into_any(),
        Section::Register => register::register().into_any(),
        Section::Staff => staff::staff().into_any(),
        Section::Audit => audit("/api/desk/audit").into_any(),
    }
}
