//! The screens and their addresses after the `#`. The home and the safety agreement stand where the
//! parent's app has them, so that its pages lead to them here as well.

use afterbell_domain::SlotId;
use afterbell_parent::route::count_change;
use afterbell_parent::ui::{self, State};
use leptos::prelude::*;
use std::cell::RefCell;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The week with its rankings.
    Ranking,
    /// A slot's courses, over the week.
    Slot(SlotId),
    Agreement,
    Result,
    Verify,
    Statistics,
}

impl Route {
    /// An address nobody wrote leads to the week.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match first {
            "slot" => rest.parse().map_or(Self::Ranking, Self::Slot),
            "agreement" => Self::Agreement,
            "result" => Self::Result,
            "verify" => Self::Verify,
            "statistics" => Self::Statistics,
            _ => Self::Ranking,
        }
    }

    pub fn href(&self) -> String {
        self.to_string()
    }

    /// Whether it lies over the week instead of replacing it.
    pub fn is_sheet(&self) -> bool {
        matches!(self, Self::Slot(_))
    }

    /// Whether anybody may see it, with or without a child.
    pub fn is_for_everybody(&self) -> bool {
        matches!(self, Self::Verify | Self::Statistics)
    }

    fn now() -> Self {
        Self::parse(&window().location().hash().unwrap_or_default())
    }

    pub fn go(&self) {
        let _ = window().location().set_hash(&self.to_string());
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ranking => f.write_str("#/"),
            Self::Slot(slot) => write!(f, "#/slot/{slot}"),
            Self::Agreement => f.write_str("#/agreement"),
            Self::Result => f.write_str("#/result"),
            Self::Verify => f.write_str("#/verify"),
            Self::Statistics => f.write_str("#/statistics"),
        }
    }
}

/// The current route, following the address bar and the back button. A screen that was left is found
/// where it stood; a new one begins at its top.
pub fn current() -> State<Route> {
    let route = State::new(Route::now());
    let trail: RefCell<Vec<(Route, f64)>> = RefCell::default();
    let follow = move |_| {
        count_change();
        let (from, to) = (route.get_untracked(), Route::now());
        let scrolled = window().scroll_y().unwrap_or_default();
        let left = trail.borrow_mut().pop_if(|(left, _)| *left == to);
        let begins = match left {
            Some((_, scrolled)) => Some(scrolled),
            None => {
                trail.borrow_mut().push((from, scrolled));
                (!to.is_sheet()).then_some(0.0)
            }
        };
        route.set(to);
        if let Some(begins) = begins {
            request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, begins));
        }
    };
    ui::listen(&window(), "hashchange", Box::new(follow));
    route
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_read_back() {
        for route in [
            Route::Ranking,
            Route::Slot("d2-1530".parse().unwrap()),
            Route::Agreement,
            Route::Result,
            Route::Verify,
            Route::Statistics,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn an_address_nobody_wrote_leads_to_the_week() {
        for hash in ["", "#/", "#/slot", "#/slot/D2", "#/nowhere"] {
            assert_eq!(Route::parse(hash), Route::Ranking, "{hash}");
        }
    }
}
