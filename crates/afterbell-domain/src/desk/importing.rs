//! 导入的服务和设置: what a file says of services and settings, as edits of the draft. As with courses none is
//! removed that the file does not name.

use std::collections::BTreeMap;

use super::services::{detail, lines};
use crate::desk::{DraftEdit, ImportedService, MenuCell, MenuSettings};
use crate::policy::{MenuDraft, ServiceDetail};
use crate::{BaseService, Label, MenuContent};

impl MenuSettings {
    pub fn of(menu: &MenuContent) -> Self {
        Self {
            term: menu.term.clone(),
            days: menu.base_care.days.clone(),
            round: menu.round.clone(),
            limits: menu.limits,
        }
    }

    /// What has to be edited for the draft to say the same.
    pub fn edits(&self, draft: &MenuDraft) -> Vec<DraftEdit> {
        let menu = &draft.menu;
        let mut care = menu.base_care.clone();
        care.days.clone_from(&self.days);
        let cells = [
            (
                MenuCell::Term(menu.term.clone()),
                MenuCell::Term(self.term.clone()),
            ),
            (
                MenuCell::BaseCare(menu.base_care.clone()),
                MenuCell::BaseCare(care),
            ),
            (
                MenuCell::Round(menu.round.clone()),
                MenuCell::Round(self.round.clone()),
            ),
            (MenuCell::Limits(menu.limits), MenuCell::Limits(self.limits)),
        ];
        let changed = cells.into_iter().filter(|(before, after)| before != after);
        changed
            .map(|(before, after)| DraftEdit::Menu {
                before: Box::new(before),
                after: Box::new(after),
            })
            .collect()
    }
}

/// Puts what a file says of services into those that have their names, in order, and others below them. What
/// the file has no column for, or no word of, stays as it is known.
pub fn import_services(draft: &MenuDraft, read: &[ImportedService]) -> Vec<DraftEdit> {
    let mut edits = lines(draft, |services| {
        let mut met: BTreeMap<&Label, usize> = BTreeMap::new();
        for row in read {
            let name = &row.service.name;
            let count = met.entry(name).or_default();
            let mut same = services.iter_mut().filter(|line| line.name == *name);
            match same.nth(*count) {
                Some(known) => *known = row.said_of(known),
                None => services.push(row.service.clone()),
            }
            *count += 1;
        }
    });
    let mut said: BTreeMap<&Label, ServiceDetail> = BTreeMap::new();
    for row in read.iter().filter(|row| row.says_more()) {
        let name = &row.service.name;
        let known = said.get(name).or_else(|| draft.plan.services.get(name));
        said.insert(name, row.described(known.cloned()));
    }
    for (name, after) in said {
        if draft.plan.services.get(name) != Some(&after) {
            edits.push(detail(draft, name, Some(after)));
        }
    }
    edits
}

impl ImportedService {
    fn said_of(&self, known: &BaseService) -> BaseService {
        let read = self.service.clone();
        let known = known.clone();
        BaseService {
            grades: match self.says_grades {
                true => read.grades,
                false => known.grades,
            },
            dates: read.dates.or(known.dates),
            place: read.place.or(known.place),
            content: read.content.or(known.content),
            fee_note: read.fee_note.or(known.fee_note),
            signing_up: read.signing_up.or(known.signing_up),
            name: read.name,
            weekdays: read.weekdays,
            time: read.time,
        }
    }

    /// Whether it says what kind it is, or what it costs.
    fn says_more(&self) -> bool {
        self.kind.is_some() || self.fee_fen.is_some()
    }

    fn described(&self, known: Option<ServiceDetail>) -> ServiceDetail {
        let service: &BaseService = &self.service;
        let kind = self.kind.or(known.as_ref().map(|known| known.kind));
        let kind = kind.unwrap_or_else(|| service.likely_kind());
        let known = known.unwrap_or_else(|| ServiceDetail::usual(kind));
        ServiceDetail {
            kind,
            fee_fen: self.fee_fen.unwrap_or(known.fee_fen),
            ..known
        }
    }
}
