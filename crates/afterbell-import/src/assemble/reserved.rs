use afterbell_domain::allocation::Reserved;
use afterbell_domain::{Course, Offering};

use super::AssemblyFault;
use super::words::Words;
use crate::settings::Settings;

/// Puts the settings' reserved places on the offerings of the courses they name. Whether they fit is for
/// the menu to say.
pub(super) fn reserve(
    offerings: &mut [Offering],
    courses: &[Course],
    settings: &Settings,
    words: &mut Words,
) {
    for rule in &settings.reserved {
        let name = || rule.course.clone();
        let Some(course) = courses.iter().find(|course| course.name == rule.course) else {
            let name = name();
            words
                .faults
                .push(AssemblyFault::ReservedCourseUnknown { name });
            continue;
        };
        let is_meant = |offering: &Offering| {
            offering.course == course.id && rule.weekday.is_none_or(|day| offering.is_on(day))
        };
        let mut is_reserved = false;
        for offering in offerings.iter_mut().filter(|offering| is_meant(offering)) {
            is_reserved = true;
            offering.reserved.push(Reserved {
                group: rule.group.clone(),
                places: rule.places,
            });
        }
        // A course without any offering has been complained about before.
        if let (false, Some(weekday)) = (is_reserved, rule.weekday) {
            let name = name();
            words
                .faults
                .push(AssemblyFault::ReservedWeekday { name, weekday });
        }
    }
}
