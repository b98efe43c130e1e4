//! Words that give away what must not be done.

use serde::Deserialize;

use super::Look;
use crate::Label;
use crate::policy::facts::Facts;
use crate::policy::finding::{Found, Location};
use crate::policy::violation::Violation;

/// No text of the menu has a word of these lists. A word is a reason to look, not a proof, so a
/// pack should only warn.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProhibitedWords {
    pub lists: Vec<String>,
}

impl Look for ProhibitedWords {
    fn look(&self, facts: &Facts, found: &mut Found) {
        let texts = texts(facts);
        let lists = self
            .lists
            .iter()
            .filter_map(|name| facts.word_lists.get(name));
        for list in lists {
            let ready = list.ready();
            for (at, parts) in &texts {
                let mut seen = Vec::new();
                for word in parts.iter().flat_map(|part| ready.found_in(part.as_str())) {
                    if !seen.contains(&word) {
                        seen.push(word);
                        let violation = Violation::WordProhibited {
                            word: word.to_owned(),
                            about: list.about.clone(),
                        };
                        found.add(at.clone(), violation);
                    }
                }
            }
        }
    }

    fn senseless(&self) -> Option<&'static str> {
        self.lists.is_empty().then_some("lists")
    }
}

/// Everything that families read, each at its place.
fn texts<'a>(facts: &Facts<'a>) -> Vec<(Location, Vec<&'a Label>)> {
    let courses = facts.menu.courses.iter().map(|course| {
        let detail = facts.plan.courses.get(&course.id);
        let more = detail.and_then(|detail| detail.content.as_ref());
        let series = detail.and_then(|detail| detail.series.as_ref());
        let at = Location {
            course: Some(course.id.clone()),
            ..Location::default()
        };
        (at, [Some(&course.name), more, series])
    });
    let offerings = facts.offerings.iter();
    let offerings = offerings.map(|it| (it.at(), [it.offering.remark.as_ref(), None, None]));
    let services = facts.all_services().map(|service| {
        let subject = service.detail.and_then(|detail| detail.subject.as_ref());
        let texts = [
            Some(&service.line.name),
            service.line.content.as_ref(),
            subject,
        ];
        (service.at(), texts)
    });
    let all = courses.chain(offerings).chain(services);
    all.map(|(at, texts)| (at, texts.into_iter().flatten().collect()))
        .collect()
}
