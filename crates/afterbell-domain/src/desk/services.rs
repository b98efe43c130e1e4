//! 基本服务的改动: what a form for services does to a draft. Each gives the edits of one step, which can be
//! taken back together: a service has a line in the menu, and what a district asks about it in the plan, under
//! its name.

use crate::desk::{DraftEdit, MenuCell};
use crate::policy::{Activity, Attendance, MenuDraft, ServiceDetail, ServiceKind};
use crate::reading::{WeeklyTimes, print_fee};
use crate::{
    BaseCare, BaseService, CareDay, ClockRange, ClockTime, Date, Fen, Invalid, Label, MenuContent,
    ServiceDates, Weekday, WeekdaySet,
};

impl BaseService {
    /// A line of this kind for a clerk to correct: on the days and at the time usual for it, for all grades.
    pub fn suggested(menu: &MenuContent, kind: ServiceKind, name: Label) -> Result<Self, Invalid> {
        let care = menu.base_care.days.first().map(|day| day.time);
        let at = |start: (u8, u8), end: (u8, u8)| {
            ClockRange::new(
                ClockTime::new(start.0, start.1)?,
                ClockTime::new(end.0, end.1)?,
            )
        };
        let usual = match kind {
            ServiceKind::BaseCare => match care {
                Some(care) => care,
                None => at((15, 30), (17, 30))?,
            },
            ServiceKind::ExtendedCare => at((17, 30), (18, 30))?,
            ServiceKind::Lunch => at((12, 0), (13, 30))?,
            ServiceKind::EveningStudy => at((18, 30), (20, 0))?,
            ServiceKind::Weekend => at((8, 30), (11, 30))?,
            ServiceKind::HolidayCare => at((8, 30), (16, 30))?,
        };
        let is_held = |day: &Weekday| match kind {
            ServiceKind::Weekend => *day == Weekday::Saturday,
            _ => *day <= Weekday::Friday,
        };
        Ok(Self {
            name,
            grades: menu.school.grades,
            weekdays: WeekdaySet::of(Weekday::ALL.into_iter().filter(is_held))?,
            time: usual,
            dates: (kind == ServiceKind::HolidayCare).then(|| first_week_after(menu.term.last_day)),
            place: None,
            content: None,
            fee_note: None,
            signing_up: None,
        })
    }

    /// A line for each of several times, which each have days of their own.
    pub fn at_times(&self, times: &WeeklyTimes) -> Vec<Self> {
        let lines = times.groups().into_iter().flat_map(|(weekdays, ranges)| {
            ranges.into_iter().map(move |time| Self {
                weekdays,
                time,
                ..self.clone()
            })
        });
        lines.collect()
    }

    /// What kind of service this line looks like, while nobody has said it.
    pub fn likely_kind(&self) -> ServiceKind {
        let (start, noon_ends, evening) = (self.time.start().hour(), 14, 18);
        let is_at_weekend = self.weekdays.iter().all(|day| day > Weekday::Friday);
        match self.dates {
            Some(_) => ServiceKind::HolidayCare,
            None if is_at_weekend => ServiceKind::Weekend,
            None if (11..noon_ends).contains(&start) => ServiceKind::Lunch,
            None if start >= evening => ServiceKind::EveningStudy,
            None => ServiceKind::BaseCare,
        }
    }
}

impl CareDay {
    /// A day for a clerk to correct: as the others are.
    pub fn suggested(care: &BaseCare, weekday: Weekday) -> Result<Self, Invalid> {
        if let Some(other) = care.days.last() {
            return Ok(Self {
                weekday,
                ..other.clone()
            });
        }
        let (start, end) = (ClockTime::new(15, 30)?, ClockTime::new(17, 30)?);
        Ok(Self {
            weekday,
            time: ClockRange::new(start, end)?,
            pick_up_times: vec![end],
        })
    }
}

/// The care of a day in place of what was held on it, or among the others.
pub fn set_care_day(draft: &MenuDraft, day: &CareDay) -> Vec<DraftEdit> {
    let before = draft.menu.base_care.clone();
    let mut after = before.clone();
    after.days.retain(|other| other.weekday != day.weekday);
    after.days.push(day.clone());
    after.days.sort_by_key(|day| day.weekday);
    if before == after {
        return Vec::new();
    }
    vec![cell(before, after)]
}

fn cell(before: BaseCare, after: BaseCare) -> DraftEdit {
    DraftEdit::Menu {
        before: Box::new(MenuCell::BaseCare(before)),
        after: Box::new(MenuCell::BaseCare(after)),
    }
}

/// Monday to Friday of the first whole week after a day.
fn first_week_after(day: Date) -> ServiceDates {
    let days = |from: Date| std::iter::successors(Some(from), |day| day.next());
    let monday = days(day)
        .skip(1)
        .find(|day| day.weekday() == Weekday::Monday);
    let first_day = monday.unwrap_or(day);
    ServiceDates {
        first_day,
        last_day: days(first_day).nth(4).unwrap_or(first_day),
    }
}

impl ServiceDetail {
    /// What is usual for a kind, and free.
    pub fn usual(kind: ServiceKind) -> Self {
        let activity = match kind {
            ServiceKind::Lunch => Activity::Meal,
            ServiceKind::EveningStudy => Activity::SelfStudy,
            _ => Activity::Care,
        };
        Self {
            kind,
            activities: vec![activity],
            attendance: Attendance::Voluntary,
            places: None,
            fee_fen: Fen::ZERO,
            subject: None,
            level: None,
            booked_elsewhere: None,
        }
    }
}

/// One more service, at the end.
pub fn add_service(draft: &MenuDraft, service: BaseService, kind: ServiceKind) -> Vec<DraftEdit> {
    let name = service.name.clone();
    let mut edits = lines(draft, |services| services.push(service));
    if !draft.plan.services.contains_key(&name) {
        edits.push(detail(draft, &name, Some(ServiceDetail::usual(kind))));
    }
    edits
}

/// Puts these lines in place of one. What the plan says of it goes along with its name, and stays with the old
/// name as long as another line has that.
pub fn change_service(draft: &MenuDraft, at: usize, lines_now: Vec<BaseService>) -> Vec<DraftEdit> {
    let services = &draft.menu.base_care.services;
    let Some(before) = services.get(at) else {
        return Vec::new();
    };
    let others = services
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at);
    let mut others = others.map(|(_, other)| &other.name);
    let is_left = others.any(|name| *name == before.name)
        || lines_now.iter().any(|line| line.name == before.name);
    let mut edits = lines(draft, |services| {
        services.splice(at..=at, lines_now.iter().cloned());
    });
    let said = draft.plan.services.get(&before.name);
    let renamed = lines_now.iter().map(|line| &line.name);
    let mut renamed: Vec<_> = renamed.filter(|name| **name != before.name).collect();
    renamed.dedup();
    for name in renamed {
        if let Some(said) = said.filter(|_| !draft.plan.services.contains_key(name)) {
            edits.push(detail(draft, name, Some(said.clone())));
        }
    }
    if said.is_some() && !is_left {
        edits.push(detail(draft, &before.name, None));
    }
    edits
}

/// Without a line; with the last line of its name goes what the plan says of it.
pub fn remove_service(draft: &MenuDraft, at: usize) -> Vec<DraftEdit> {
    change_service(draft, at, Vec::new())
}

/// What the plan says of a service. Of a kind that is held in the holidays its lines have dates, and of another
/// none.
pub fn describe_service(draft: &MenuDraft, name: &Label, said: ServiceDetail) -> Vec<DraftEdit> {
    let is_for_holidays = said.kind == ServiceKind::HolidayCare;
    let week = first_week_after(draft.menu.term.last_day);
    let mut edits = lines(draft, |services| {
        for line in services.iter_mut().filter(|line| line.name == *name) {
            match (is_for_holidays, line.dates) {
                (true, None) => line.dates = Some(week),
                (false, Some(_)) => line.dates = None,
                _ => {}
            }
        }
    });
    if draft.plan.services.get(name) != Some(&said) {
        edits.push(detail(draft, name, Some(said)));
    }
    edits
}

/// 收费, for the whole term. Families read what a line says about it: as long as that is nothing, or the amount
/// so far, it follows.
pub fn charge_service(draft: &MenuDraft, at: usize, fee: Fen) -> Vec<DraftEdit> {
    let services = &draft.menu.base_care.services;
    let Some(line) = services.get(at) else {
        return Vec::new();
    };
    let known = draft.plan.services.get(&line.name).cloned();
    let before = known.unwrap_or_else(|| ServiceDetail::usual(line.likely_kind()));
    let told = print_fee(before.fee_fen);
    let Ok(tells): Result<Label, _> = print_fee(fee).parse() else {
        return Vec::new();
    };
    let mut edits = lines(draft, |services| {
        for line in services.iter_mut().filter(|other| other.name == line.name) {
            if line
                .fee_note
                .as_ref()
                .is_none_or(|note| note.as_str() == told)
            {
                line.fee_note = Some(tells.clone());
            }
        }
    });
    let after = ServiceDetail {
        fee_fen: fee,
        ..before
    };
    if draft.plan.services.get(&line.name) != Some(&after) {
        edits.push(detail(draft, &line.name, Some(after)));
    }
    edits
}

pub(super) fn lines(
    draft: &MenuDraft,
    change: impl FnOnce(&mut Vec<BaseService>),
) -> Vec<DraftEdit> {
    let before = draft.menu.base_care.clone();
    let mut after = before.clone();
    change(&mut after.services);
    if before == after {
        return Vec::new();
    }
    vec![cell(before, after)]
}

pub(super) fn detail(draft: &MenuDraft, name: &Label, after: Option<ServiceDetail>) -> DraftEdit {
    DraftEdit::ServiceDetail {
        service: name.clone(),
        before: draft.plan.services.get(name).cloned().map(Box::new),
        after: after.map(Box::new),
    }
}
