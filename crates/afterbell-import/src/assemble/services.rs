use afterbell_domain::policy::ServiceKind;
use afterbell_domain::{BaseService, Fen};

use super::AssemblyRemark;
use super::words::Words;
use crate::heading::Column;
use crate::settings::Settings;
use crate::understood::Understood;

/// 基本服务行: a line that a row makes, and what the row says that is no part of a menu.
#[derive(Debug, Clone)]
pub struct DraftedService {
    /// The number of its row among the base services, counted from 0.
    pub row: usize,
    pub service: BaseService,
    /// Whether the row says for which grades it is.
    pub says_grades: bool,
    pub kind: Option<ServiceKind>,
    pub fee: Option<Fen>,
}

/// The sheets' base services; one line per time when a service is held at several.
pub(super) fn of(
    understood: &Understood,
    settings: &Settings,
    words: &mut Words,
) -> Vec<DraftedService> {
    let mut services = Vec::new();
    for (number, row) in understood.base_services.iter().enumerate() {
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
        let mut line = |text: &Option<String>| {
            let text = text.as_deref();
            text.and_then(|text| words.line(place, text))
        };
        let content = line(&row.content);
        let room = line(&row.room);
        let fee_note = line(row.fee_note.as_ref().unwrap_or(&row.fee_text));
        let signing_up = line(&row.signing_up);
        for (weekdays, ranges) in times.groups() {
            services.extend(ranges.into_iter().map(|time| DraftedService {
                row: number,
                service: BaseService {
                    name: name.clone(),
                    grades: row.grades.unwrap_or(settings.school.grades),
                    weekdays,
                    time,
                    dates: row.dates,
                    place: room.clone(),
                    content: content.clone(),
                    fee_note: fee_note.clone(),
                    signing_up: signing_up.clone(),
                },
                says_grades: row.grades.is_some(),
                kind: row.kind,
                // A number in a column of its own; elsewhere it is what families read.
                fee: row.fee.filter(|_| row.fee_note.is_some()),
            }));
        }
    }
    services
}
