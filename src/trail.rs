//! The way through the screens: where each one stood, so that going back finds the place and
//! a new screen begins at its top. Browsers cannot do it: they restore before the page stands.

use crate::route::Route;

#[derive(Default)]
pub struct Trail(Vec<Step>);

struct Step {
    route: Route,
    scrolled: f64,
}

impl Trail {
    /// Leaves one screen, `scrolled` so far, for another; answers where that one begins.
    /// `None` leaves the page where it stands: a sheet lies over it.
    pub fn go(&mut self, from: &Route, scrolled: f64, to: &Route) -> Option<f64> {
        if let Some(step) = self.0.pop_if(|step| step.route == *to) {
            return Some(step.scrolled);
        }
        self.0.push(Step {
            route: from.clone(),
            scrolled,
        });
        (!to.is_sheet()).then_some(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterbell_domain::Weekday;

    #[test]
    fn going_back_finds_the_place_and_going_on_begins_at_the_top() {
        let mut trail = Trail::default();
        assert_eq!(
            trail.go(&Route::Week, 300.0, &Route::Courses(None)),
            Some(0.0)
        );
        assert_eq!(
            trail.go(&Route::Courses(None), 900.0, &Route::Review),
            Some(0.0)
        );
        assert_eq!(
            trail.go(&Route::Review, 10.0, &Route::Courses(None)),
            Some(900.0)
        );
        assert_eq!(
            trail.go(&Route::Courses(None), 950.0, &Route::Week),
            Some(300.0)
        );
    }

    #[test]
    fn a_sheet_moves_nothing() {
        let mut trail = Trail::default();
        let sheet = Route::Care(Weekday::Tuesday);
        assert_eq!(trail.go(&Route::Week, 300.0, &sheet), None);
        assert_eq!(trail.go(&sheet, 300.0, &Route::Week), Some(300.0));
    }
}
