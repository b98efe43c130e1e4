//! Addresses of the desk, all behind the `#`.

/// 页面
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// With the invitation, which is a secret.
    Accept(String),
    Section(Section),
}

/// 栏目: a part of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    Menu,
    Week,
    Term,
    Services,
    School,
    Checks,
    Preview,
    Files,
    Publish,
    Draw,
    Roster,
    Auditions,
    Offers,
    Groups,
    Letters,
    Register,
    Staff,
    Audit,
}

impl Section {
    pub const ALL: [Self; 18] = [
        Self::Menu,
        Self::Week,
        Self::Term,
        Self::Services,
        Self::School,
        Self::Checks,
        Self::Preview,
        Self::Files,
        Self::Publish,
        Self::Draw,
        Self::Roster,
        Self::Auditions,
        Self::Offers,
        Self::Groups,
        Self::Letters,
        Self::Register,
        Self::Staff,
        Self::Audit,
    ];

    pub fn slug(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Week => "week",
            Self::Term => "term",
            Self::Services => "services",
            Self::School => "school",
            Self::Checks => "checks",
            Self::Preview => "preview",
            Self::Files => "files",
            Self::Publish => "publish",
            Self::Draw => "draw",
            Self::Roster => "roster",
            Self::Offers => "offers",
            Self::Auditions => "auditions",
            Self::Groups => "groups",
            Self::Letters => "letters",
            Self::Register => "register",
            Self::Staff => "staff",
            Self::Audit => "audit",
        }
    }

    pub fn href(self) -> String {
        format!("#/{}", self.slug())
    }
}

impl Route {
    /// Anything else leads to the menu.
    pub fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        if let Some(invitation) = path.strip_prefix("accept/") {
            return Self::Accept(invitation.to_owned());
        }
        let mut sections = Section::ALL.into_iter();
        let section = sections.find(|section| section.slug() == path);
        Self::Section(section.unwrap_or(Section::Menu))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_an_address_of_its_own() {
        for section in Section::ALL {
            assert_eq!(Route::of(&section.href()), Route::Section(section));
        }
        assert_eq!(Route::of("#/nowhere"), Route::Section(Section::Menu));
        let accept = Route::Accept("abc".to_owned());
        assert_eq!(Route::of("#/accept/abc"), accept);
    }
}
