//! What the list of all courses is narrowed to. It is kept while the app is open, so that a
//! parent who comes back from a course finds the list as it was left.

use afterbell_domain::{Category, OfferingId, Weekday};

use crate::standing::Standing;

#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    pub text: String,
    pub category: Option<Category>,
    pub weekday: Option<Weekday>,
    pub only_available: bool,
    /// The weekday in the address for which the list was opened.
    opened_for: Option<Weekday>,
}

impl Filter {
    /// Begins anew when the list is opened for another weekday than before.
    pub fn open_for(&mut self, weekday: Option<Weekday>) {
        if self.opened_for != weekday {
            *self = Self {
                weekday,
                opened_for: weekday,
                ..Self::default()
            };
        }
    }

    pub fn clear(&mut self) {
        *self = Self {
            opened_for: self.opened_for,
            ..Self::default()
        };
    }

    pub fn lets_through(&self, standing: &Standing, id: &OfferingId) -> bool {
        let Some((offering, course)) = standing.find(id) else {
            return false;
        };
        // Not `to_lowercase`: its table of all the scripts of the world weighs more than this page.
        let text = self.text.trim().to_ascii_lowercase();
        let mut names = offering.teachers.iter().chain([&course.name]);
        names.any(|name| name.as_str().to_ascii_lowercase().contains(&text))
            && self
                .category
                .is_none_or(|category| course.category == category)
            && self.weekday.is_none_or(|weekday| offering.is_on(weekday))
            && (!self.only_available || standing.can_draft(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_found_as_it_was_left() {
        let mut filter = Filter::default();
        filter.open_for(Some(Weekday::Tuesday));
        filter.text = "足球".into();
        filter.open_for(Some(Weekday::Tuesday));
        assert_eq!(filter.text, "足球");
        assert_eq!(filter.weekday, Some(Weekday::Tuesday));
    }

    #[test]
    fn another_weekday_begins_anew_and_clearing_shows_everything() {
        let mut filter = Filter::default();
        filter.open_for(Some(Weekday::Tuesday));
        filter.text = "足球".into();
        filter.open_for(None);
        assert!(filter == Filter::default());
        filter.open_for(Some(Weekday::Friday));
        filter.clear();
        filter.open_for(Some(Weekday::Friday));
        assert_eq!(filter.weekday, None);
    }
}
