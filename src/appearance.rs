//! Colours and size of type: attributes on the document that `tokens.css` reads.
//!
//! `boot.js` sets them before the first paint; here they are changed.

use leptos::prelude::*;

use crate::ui::State;
use crate::{storage, ui};

// boot.js reads the same keys, and the same JSON in them.
const THEME: &str = "theme";
const CARE: &str = "care";

#[derive(Clone, Copy, PartialEq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    fn json(self) -> &'static str {
        match self {
            Self::Auto => "\"auto\"",
            Self::Light => "\"light\"",
            Self::Dark => "\"dark\"",
        }
    }
}

#[derive(Clone, Copy)]
pub struct Appearance(State<Look>);

#[derive(Clone, Copy)]
pub struct Look {
    pub theme: Theme,
    /// 大字版: larger type and targets.
    pub care_mode: bool,
}

impl Appearance {
    pub(crate) fn new() -> Self {
        let theme = storage::text(THEME).unwrap_or_default();
        let theme = Theme::ALL.into_iter().find(|known| known.json() == theme);
        let look = Look {
            theme: theme.unwrap_or(Theme::Auto),
            care_mode: storage::text(CARE).is_some_and(|care| care == "true"),
        };
        let appearance = Self(State::new(look));
        ui::effect(Box::new(move || appearance.get().show()));
        appearance
    }

    pub fn get(self) -> Look {
        self.0.get()
    }

    pub fn set_theme(self, theme: Theme) {
        self.0.change(|look| look.theme = theme);
    }

    pub fn switch_care_mode(self) {
        self.0.change(|look| look.care_mode = !look.care_mode);
    }
}

impl Look {
    fn show(self) {
        storage::keep_text(THEME, self.theme.json());
        storage::keep_text(CARE, ui::yes_no(self.care_mode));
        let Some(root) = document().document_element() else {
            return;
        };
        let dark = match self.theme {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::Auto => prefers_dark(),
        };
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
        let _ = root.toggle_attribute_with_force("data-care", self.care_mode);
    }
}

fn prefers_dark() -> bool {
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    query.is_some_and(|query| query.matches())
}
