//! The screens, and their addresses after the `#`: the URL is the first global state.
//!
//! Hash routes need no server rule, survive every chat app's web-view, and cost a tenth of
//! `leptos_router`.

use afterbell_domain::{ClockRange, OfferingId, Weekday};
use leptos::prelude::*;
use std::cell::RefCell;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::trail::Trail;
use crate::ui::{self, State};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Week,
    /// Binding a child, with the code when it came from a QR code.
    Bind(Option<String>),
    Slot(Weekday, ClockRange),
    Care(Weekday),
    /// All courses, of one weekday if given.
    Courses(Option<Weekday>),
    Course(OfferingId),
    Review,
    /// The safety agreement, to read and sign.
    Agreement,
    Receipt,
    /// What all children do, to look up and to print.
    Timetable,
    Settings,
}

/// The page of wishes, an app of its own.
pub const WISHES: &str = "wishes.html";
/// Care and services of all kinds, on the plain pages.
pub const SERVICES: &str = "/lite/services";
/// What the draw came to, on it.
pub const WISHES_RESULT: &str = "wishes.html#/result";

impl Route {
    /// An address nobody wrote leads home.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        let first = parts.next().unwrap_or_default();
        let (second, third) = (parts.next(), parts.next());
        let weekday = |text: Option<&str>| {
            text.and_then(|text| text.parse().ok())
                .and_then(|number| Weekday::new(number).ok())
        };
        let route = match first {
            "bind" => Some(Self::Bind(second.map(str::to_owned))),
            "slot" => weekday(second)
                .zip(third.and_then(|time| time.parse().ok()))
                .map(|(weekday, time)| Self::Slot(weekday, time)),
            "care" => weekday(second).map(Self::Care),
            "courses" => Some(Self::Courses(weekday(second))),
            "course" => second.and_then(|id| id.parse().ok()).map(Self::Course),
            "review" => Some(Self::Review),
            "receipt" => Some(Self::Receipt),
            "agreement" => Some(Self::Agreement),
            "timetable" => Some(Self::Timetable),
            "settings" => Some(Self::Settings),
            _ => None,
        };
        route.unwrap_or(Self::Week)
    }

    /// Whether it lies over the week instead of replacing it.
    pub fn is_sheet(&self) -> bool {
        matches!(self, Self::Slot(..) | Self::Care(_))
    }

    pub fn href(&self) -> String {
        self.to_string()
    }

    /// What the address bar says.
    pub fn now() -> Self {
        Self::parse(&window().location().hash().unwrap_or_default())
    }

    /// Goes there without leaving a way back, as after a submission.
    pub fn replace(&self) {
        let _ = window().location().replace(&self.to_string());
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week => f.write_str("#/"),
            Self::Bind(None) => f.write_str("#/bind"),
            Self::Bind(Some(code)) => write!(f, "#/bind/{code}"),
            Self::Slot(weekday, time) => write!(f, "#/slot/{}/{time}", weekday.number()),
            Self::Care(weekday) => write!(f, "#/care/{}", weekday.number()),
            Self::Courses(None) => f.write_str("#/courses"),
            Self::Courses(Some(weekday)) => write!(f, "#/courses/{}", weekday.number()),
            Self::Course(id) => write!(f, "#/course/{id}"),
            Self::Review => f.write_str("#/review"),
            Self::Receipt => f.write_str("#/receipt"),
            Self::Agreement => f.write_str("#/agreement"),
            Self::Timetable => f.write_str("#/timetable"),
            Self::Settings => f.write_str("#/settings"),
        }
    }
}

/// How many times the address has changed since the app began. Before the first change,
/// going back would leave the app.
static CHANGES: AtomicU32 = AtomicU32::new(0);

/// Counts a change of the address, for an app whose screens are others.
pub fn count_change() {
    CHANGES.fetch_add(1, Ordering::Relaxed);
}

/// One screen back; from the first screen, home.
pub fn back() {
    match window().history() {
        Ok(history) if CHANGES.load(Ordering::Relaxed) > 0 => {
            let _ = history.back();
        }
        _ => Route::Week.replace(),
    }
}

/// The current route, following the address bar and the back button.
pub fn current() -> State<Route> {
    let route = State::new(Route::now());
    let trail = RefCell::new(Trail::default());
    let follow = move |_| {
        count_change();
        let (from, to) = (route.get_untracked(), Route::now());
        let scrolled = window().scroll_y().unwrap_or_default();
        let begins = trail.borrow_mut().go(&from, scrolled, &to);
        route.set(to);
        if let Some(begins) = begins {
            // In the next frame the screen stands.
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
        let routes = [
            Route::Week,
            Route::Bind(None),
            Route::Bind(Some("7K4Q-92MX-0ABC-DEFG".into())),
            Route::Slot(Weekday::Tuesday, "15:40-16:40".parse().unwrap()),
            Route::Care(Weekday::Friday),
            Route::Courses(None),
            Route::Courses(Some(Weekday::Monday)),
            Route::Course("c7k2m9qd".parse().unwrap()),
            Route::Review,
            Route::Receipt,
            Route::Agreement,
            Route::Timetable,
            Route::Settings,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn an_address_nobody_wrote_leads_home() {
        for hash in [
            "",
            "#",
            "#/",
            "#/slot/9/15:40-16:40",
            "#/slot/2",
            "#/care/x",
            "#/nowhere",
        ] {
            assert_eq!(Route::parse(hash), Route::Week, "{hash}");
        }
    }
}
