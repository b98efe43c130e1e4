//! 致家长信: one page per child with the code that binds it.

mod file;
mod page;
mod qr;

pub use file::write_to_new_file;
pub use page::html;

use afterbell_domain::{ChildCode, HomeroomClass, Label, Moment, ServiceMenu};

/// All that a letter says of a child.
pub struct Letter {
    pub name: Label,
    pub class: HomeroomClass,
    pub code: ChildCode,
}

/// All that a letter says of the school.
pub struct Sender {
    pub school: Label,
    pub term: Label,
    pub opens_at: Option<Moment>,
    pub closes_at: Option<Moment>,
    /// Where parents find the app; the code is put behind it.
    pub base_url: String,
}

impl Sender {
    pub fn of(menu: &ServiceMenu, base_url: &str) -> Self {
        let windows = &menu.round.windows;
        Self {
            school: menu.school.name.clone(),
            term: menu.term.name.clone(),
            opens_at: windows.first().map(|window| window.opens_at),
            closes_at: windows.first().map(|window| window.closes_at),
            base_url: base_url.trim_end_matches('/').to_owned(),
        }
    }

    fn address_of(&self, code: &ChildCode) -> String {
        format!("{}/#/bind/{code}", self.base_url)
    }
}
