use afterbell_domain::BaseService;

use super::AssemblyRemark;
use super::words::Words;
use crate::heading::Column;
use crate::settings::Settings;
use crate::understood::Understood;

/// The sheets' base services; one line per time when a service is held at several.
pub(super) fn of(
    understood: &Understood,
    settings: &Settings,
    words: &mut Words,
) -> Vec<BaseService> {
    let mut services = Vec::new();
    for row in &understood.base_services {
        let place = &row.place;
        let Some(times) = &row.times else {
            words.remarks.push(AssemblyRemark::ServiceWithoutTime {
                place: place.clone(),
                service: row.service.clone(),
            });
            continue;
        };
        let Some(name) = words.label(place, Column::Course, &row.service) else {
            continue;
        };
        let content = row.content.as_deref();
        let content = content.and_then(|content| words.line(place, content));
        let fee_note = row.fee_text.as_deref();
        let fee_note = fee_note.and_then(|note| words.line(place, note));
        for (weekdays, ranges) in times.groups() {
            services.extend(ranges.into_iter().map(|time| BaseService {
                name: name.clone(),
                grades: row.grades.unwrap_or(settings.school.grades),
                weekdays,
                time,
                dates: None,
                place: None,
                content: content.clone(),
                fee_note: fee_note.clone(),
            }));
        }
    }
    services
}
