//! Colours and size of type: attributes on the document that `tokens.css` reads.
//!
//! `boot.js` sets them before the first paint; here they are changed.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::storage;

// boot.js reads the same keys.
const THEME: &str = "afterbell.theme";
const CARE: &str = "afterbell.care";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

#[derive(Clone, Copy)]
pub struct Appearance {
    pub theme: RwSignal<Theme>,
    /// 大字版: larger type and targets.
    pub care_mode: RwSignal<bool>,
}

impl Appearance {
    pub fn new() -> Self {
        let appearance = Self {
            theme: RwSignal::new(storage::read(THEME).unwrap_or(Theme::Auto)),
            care_mode: RwSignal::new(storage::read(CARE).unwrap_or(false)),
        };
        Effect::new(move |_| appearance.show());
        appearance
    }

    fn show(self) {
        let (theme, care_mode) = (self.theme.get(), self.care_mode.get());
        storage::write(THEME, &theme);
        storage::write(CARE, &care_mode);
        let Some(root) = document().document_element() else {
            return;
        };
        let dark = match theme {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::Auto => prefers_dark(),
        };
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
        let _ = root.toggle_attribute_with_force("data-care", care_mode);
    }
}

fn prefers_dark() -> bool {
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    query.is_some_and(|query| query.matches())
}
