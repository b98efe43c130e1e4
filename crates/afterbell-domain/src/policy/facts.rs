use std::collections::BTreeMap;

use super::draft::MenuDraft;
use super::finding::Location;
use super::pack::Pack;
use super::plan::{CourseDetail, FeeStandard, ServiceDetail, ServicePlan};
use super::vocabulary::{Activity, ServiceKind};
use super::words::WordList;
use crate::{
    BaseService, ClockRange, Course, CourseId, Date, Grade, MenuContent, Offering, Provider,
    ServiceDates, Weekday,
};

/// What the rules look at: the menu's services and offerings, each beside what the plan says.
pub(super) struct Facts<'a> {
    pub menu: &'a MenuContent,
    pub plan: &'a ServicePlan,
    /// Those that are held in the weeks of the term.
    pub services: Vec<Service<'a>>,
    /// 假期托管, by their dates.
    pub holiday_services: Vec<(Service<'a>, ServiceDates)>,
    pub offerings: Vec<Extension<'a>>,
    pub word_lists: &'a BTreeMap<String, WordList>,
    /// The district's, else the one that the plan names.
    pub fee_standard: Option<&'a FeeStandard>,
}

/// A line of the menu's services.
pub(super) struct Service<'a> {
    pub index: usize,
    pub line: &'a BaseService,
    /// As it is said, or while nobody has said it, as its days and times look and the desk shows it.
    pub kind: ServiceKind,
    pub detail: Option<&'a ServiceDetail>,
}

/// An offering with its course; one whose course is unknown is a fault of the menu.
pub(super) struct Extension<'a> {
    pub offering: &'a Offering,
    pub course: &'a Course,
    pub detail: Option<&'a CourseDetail>,
}

impl<'a> Facts<'a> {
    pub fn of(draft: &'a MenuDraft, pack: &'a Pack) -> Self {
        let (menu, plan) = (&draft.menu, &draft.plan);
        let courses: BTreeMap<&CourseId, &Course> = menu
            .courses
            .iter()
            .map(|course| (&course.id, course))
            .collect();
        let services = menu.base_care.services.iter().enumerate();
        let (mut of_term, mut holiday_services) = (Vec::new(), Vec::new());
        for (index, line) in services {
            let detail = plan.services.get(&line.name);
            let service = Service {
                index,
                line,
                kind: detail.map_or_else(|| line.likely_kind(), |detail| detail.kind),
                detail,
            };
            match line.dates {
                Some(dates) => holiday_services.push((service, dates)),
                None => of_term.push(service),
            }
        }
        let offerings = menu.offerings.iter().filter_map(|offering| {
            Some(Extension {
                offering,
                course: courses.get(&offering.course)?,
                detail: plan.courses.get(&offering.course),
            })
        });
        Self {
            menu,
            plan,
            services: of_term,
            holiday_services,
            offerings: offerings.collect(),
            word_lists: &pack.word_lists,
            fee_standard: pack.fee_standard.as_ref().or(plan.fee_standard.as_ref()),
        }
    }

    pub fn grades(&self) -> impl Iterator<Item = Grade> + use<'a> {
        self.menu.school.grades.iter()
    }

    /// Those of the term and those of the holidays.
    pub fn all_services(&self) -> impl Iterator<Item = &Service<'a>> {
        let of_holidays = self.holiday_services.iter().map(|(service, _)| service);
        self.services.iter().chain(of_holidays)
    }

    pub fn services_of(&self, kind: ServiceKind) -> impl Iterator<Item = &Service<'a>> {
        let services = self.services.iter();
        services.filter(move |service| service.kind == kind)
    }

    /// 课后服务: what follows the lessons, which lunch does not.
    pub fn after_school(&self) -> impl Iterator<Item = &Service<'a>> {
        let services = self.services.iter();
        services.filter(|service| service.kind != ServiceKind::Lunch)
    }

    /// What is done with all children of a grade after the lessons of a day.
    pub fn services_on(
        &self,
        weekday: Weekday,
        grade: Grade,
    ) -> impl Iterator<Item = &Service<'a>> {
        self.after_school().filter(move |service| {
            service.line.weekdays.contains(weekday) && service.line.grades.contains(grade)
        })
    }

    pub fn offerings_for(&self, grade: Grade) -> impl Iterator<Item = &Extension<'a>> {
        let offerings = self.offerings.iter();
        offerings.filter(move |it| it.offering.eligibility.grades.contains(grade))
    }

    pub fn outside(&self) -> impl Iterator<Item = &Extension<'a>> {
        let is_outside = |it: &&Extension| it.offering.provider != Provider::School;
        self.offerings.iter().filter(is_outside)
    }

    /// The school's date on which families can first choose.
    pub fn selection_opens_on(&self) -> Option<Date> {
        selection_opens_on(self.menu)
    }
}

pub fn selection_opens_on(menu: &MenuContent) -> Option<Date> {
    let windows = menu.round.windows.iter();
    let opens = windows.map(|window| window.opens_at).min()?;
    Some(opens.in_zone(menu.school.zone).date())
}

impl Service<'_> {
    pub fn at(&self) -> Location {
        Location {
            service: Some(self.index),
            ..Location::default()
        }
    }

    pub fn does(&self, activity: Activity) -> bool {
        self.detail
            .is_some_and(|detail| detail.activities.contains(&activity))
    }
}

impl Service<'_> {
    /// In a week.
    pub fn minutes(&self) -> u64 {
        let minutes = u64::from(minutes(self.line.time));
        self.line.weekdays.iter().map(|_| minutes).sum()
    }
}

impl Extension<'_> {
    pub fn at(&self) -> Location {
        Location {
            course: Some(self.course.id.clone()),
            offering: Some(self.offering.id.clone()),
            ..Location::default()
        }
    }

    pub fn at_session(&self, session: usize) -> Location {
        Location {
            session: Some(session),
            weekday: self.offering.sessions.get(session).map(|it| it.weekday),
            ..self.at()
        }
    }

    /// In a week.
    pub fn minutes(&self) -> u64 {
        let sessions = self.offering.sessions.iter();
        sessions
            .map(|session| u64::from(minutes(session.time)))
            .sum()
    }
}

pub(super) fn minutes(time: ClockRange) -> u32 {
    let minute = |time: crate::ClockTime| u32::from(time.minutes_since_midnight());
    minute(time.end()) - minute(time.start())
}

/// How many minutes of a day lie in any of the times; what overlaps counts once.
pub(super) fn minutes_in_any(times: impl IntoIterator<Item = ClockRange>) -> u32 {
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_unstable();
    let (mut sum, mut until) = (0, 0);
    for time in times {
        let start = u32::from(time.start().minutes_since_midnight()).max(until);
        let end = u32::from(time.end().minutes_since_midnight());
        sum += end.saturating_sub(start);
        until = until.max(end);
    }
    sum
}

/// How much of the whole a part is; nothing of nothing.
pub(super) fn percent(part: u64, whole: u64) -> u32 {
    let percent = part.saturating_mul(100).checked_div(whole).unwrap_or(0);
    u32::try_from(percent).unwrap_or(u32::MAX)
}

/// Whether a part is at least this much of the whole, without rounding.
pub(super) fn is_at_least(part: u64, percent: u8, whole: u64) -> bool {
    part.saturating_mul(100) >= whole.saturating_mul(u64::from(percent))
}
