//! Words that give away what must not be done.

use serde::Deserialize;

use super::Look;
use crate::policy::facts::Facts;
use crate::policy::finding::{Field, Found, Location};
use crate::policy::violation::Violation;
use crate::{Label, Provider};

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

/// What families read, each at its place. Not the agreement: it names what is prohibited, to rule it out.
fn texts<'a>(facts: &Facts<'a>) -> Vec<(Location, Vec<&'a Label>)> {
    let courses = facts.menu.courses.iter().map(|course| {
        let detail = facts.plan.courses.get(&course.id);
        let more = detail.and_then(|detail| detail.content.as_ref());
        let series = detail.and_then(|detail| detail.series.as_ref());
        let at = Location {
            course: Some(course.id.clone()),
            ..Location::default()
        };
        (at, vec![Some(&course.name), more, series])
    });
    let offerings = facts.offerings.iter().map(|it| {
        let institution = match &it.offering.provider {
            Provider::Outside { institution } => institution.as_ref(),
            Provider::School => None,
        };
        (it.at(), vec![it.offering.remark.as_ref(), institution])
    });
    let services = facts.all_services().map(|service| {
        let line = service.line;
        let texts = [
            Some(&line.name),
            line.content.as_ref(),
            line.place.as_ref(),
            line.fee_note.as_ref(),
            line.signing_up.as_ref(),
            service.detail.and_then(|detail| detail.subject.as_ref()),
        ];
        (service.at(), texts.to_vec())
    });
    let mechanism = facts.plan.selection.iter();
    let mechanism = mechanism.map(|it| {
        (
            Location::field(Field::Selection),
            vec![Some(&it.explanation)],
        )
    });
    let all = courses.chain(offerings).chain(services).chain(mechanism);
    all.map(|(at, texts)| (at, texts.into_iter().flatten().collect()))
        .collect()
}
