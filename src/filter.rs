//! What the list of all courses is narrowed to. It is kept while the app is open, so that a
//! parent who comes back from a course finds the list as it was left.

use afterbell_domain::{Category, OfferingId, Weekday};
use afterbell_locale::{Locale, format};

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

    /// `initials` gives the first sounds of a Chinese name.
    pub fn lets_through(
        &self,
        standing: &Standing,
        id: &OfferingId,
        locale: Locale,
        initials: fn(&str) -> String,
    ) -> bool {
        let Some((offering, course)) = standing.find(id) else {
            return false;
        };
        // Not `to_lowercase`: its table of all the scripts of the world weighs more than this page.
        let text: String = self.text.split_whitespace().collect();
        let text = text.to_ascii_lowercase();
        let names = offering.teachers.iter().chain([&course.name]);
        let category = format::category(locale, course.category);
        let mut names = names.map(|name| name.as_str()).chain([category]);
        names.any(|name| is_named(name, &text, initials))
            && self
                .category
                .is_none_or(|category| course.category == category)
            && self.weekday.is_none_or(|weekday| offering.is_on(weekday))
            && (!self.only_available || standing.can_draft(id))
    }
}

/// Whether a name has the text in it, or its first sounds have.
fn is_named(name: &str, text: &str, initials: fn(&str) -> String) -> bool {
    let may_be_sounds = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase());
    name.to_ascii_lowercase().contains(text) || (may_be_sounds && initials(name).contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_a_part_and_by_its_first_sounds() {
        let sounds = |_: &str| "lqtgb".to_owned();
        for (text, is_found) in [
            ("", true),
            ("篮球", true),
            ("lq", true),
            ("qt", true),
            ("ql", false),
            ("l q", false),
        ] {
            assert_eq!(is_named("篮球提高班", text, sounds), is_found, "{text}");
        }
        assert!(is_named("STEM 实验", "stem", |_| String::new()));
    }

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
