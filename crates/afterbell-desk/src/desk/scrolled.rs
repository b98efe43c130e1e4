//! Where each page was left: whoever comes back to a long list of findings is where the last one was mended.

use leptos::prelude::*;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::Desk;

/// On a desk the page itself is scrolled, on a phone the window.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scrolled {
    main: i32,
    window: f64,
}

impl Desk {
    pub(super) fn remember_scroll(self, address: &str) {
        let scrolled = Scrolled {
            main: main().map_or(0, |main| main.scroll_top()),
            window: window().scroll_y().unwrap_or(0.0),
        };
        self.scrolled.update_value(|all| {
            all.insert(address.to_owned(), scrolled);
        });
    }

    /// Once the page is drawn, and before a link leads to a field of it.
    pub(super) fn scroll_back(self, address: &str) {
        let scrolled = self.scrolled.with_value(|all| all.get(address).copied());
        let scrolled = scrolled.unwrap_or_default();
        request_animation_frame(move || {
            // First: on a phone the navigation is above the page, and would be scrolled to.
            if let Some(link) = found("nav a[aria-current]") {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                options.set_inline(ScrollLogicalPosition::Center);
                link.scroll_into_view_with_scroll_into_view_options(&options);
            }
            window().scroll_to_with_x_and_y(0.0, scrolled.window);
            if let Some(main) = main() {
                main.set_scroll_top(scrolled.main);
            }
        });
    }
}

fn main() -> Option<Element> {
    found("main")
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
