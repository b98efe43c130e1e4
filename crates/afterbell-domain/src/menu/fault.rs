#[cfg(feature = "checks-menus")]
mod grades;
#[cfg(feature = "checks-menus")]
mod prerequisites;

use serde::Serialize;
use std::collections::BTreeSet;

use super::MenuContent;
use crate::{
    CourseId, Date, Grade, GroupId, Offering, OfferingId, SelectionDraft, SelectionMode,
    SelectionRound, SelectionWindow, Term, WeekSlots, Weekday,
};

/// More groups the allocation does not take.
#[cfg(feature = "checks-menus")]
const MOST_GROUPS: usize = u8::MAX as usize;

/// 菜单问题: why content is no menu; each names what has to be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MenuFault {
    TermEndsBeforeItBegins,
    HolidayEndsBeforeItBegins {
        index: usize,
    },
    /// A date cannot follow two timetables.
    DuplicateMakeUpDay {
        date: Date,
    },
    NoWindow,
    WindowEndsBeforeItBegins {
        index: usize,
    },
    WindowsOverlap {
        index: usize,
    },
    /// Parents would be promised time in which nothing can be chosen any more.
    WindowOutlastsTerm {
        index: usize,
    },
    /// A draw has one close.
    SeveralWindows {
        mode: SelectionMode,
    },
    /// Where all places are drawn there is nothing for whoever comes later.
    PoolOfDrawnRound {
        mode: SelectionMode,
    },
    /// It has no minute, or more than the first window or than a pool may have.
    PoolLength {
        most: i64,
    },
    /// A child may win one course in each time of the week, and holds no more than this many.
    TooManySlots {
        most: usize,
    },
    DuplicateCourse {
        course: CourseId,
    },
    DuplicateOffering {
        offering: OfferingId,
    },
    UnknownCourse {
        offering: OfferingId,
        course: CourseId,
    },
    UnknownPrerequisite {
        course: CourseId,
        prerequisite: CourseId,
    },
    /// Nobody can have completed it before taking it.
    PrerequisiteIsItself {
        course: CourseId,
    },
    /// It needs a course that needs it, be it by way of others: nobody could ever begin.
    PrerequisiteCircle {
        course: CourseId,
    },
    /// It is for a grade that the school does not have.
    GradeNotAtSchool {
        offering: OfferingId,
        grade: Grade,
    },
    NoSession {
        offering: OfferingId,
    },
    SessionsClash {
        offering: OfferingId,
        weekday: Weekday,
    },
    NoPlaces {
        offering: OfferingId,
    },
    MinimumAbovePlaces {
        offering: OfferingId,
    },
    DuplicateGroup {
        group: GroupId,
    },
    TooManyGroups {
        most: usize,
    },
    /// A child of no group is of the last one: with a single one all are in it.
    LoneGroup {
        group: GroupId,
    },
    /// All others are in the last group, and would be served before one that was declared to be first.
    LastGroupPrecedes {
        group: GroupId,
    },
    /// Places are reserved for the group in which all others are.
    ReservedForLastGroup {
        offering: OfferingId,
        group: GroupId,
    },
    /// Places are reserved for a group that the menu does not declare.
    UnknownGroup {
        offering: OfferingId,
        group: GroupId,
    },
    GroupReservedTwice {
        offering: OfferingId,
        group: GroupId,
    },
    NothingReserved {
        offering: OfferingId,
        group: GroupId,
    },
    /// Together more than there are.
    ReservedAbovePlaces {
        offering: OfferingId,
        reserved: u32,
        places: u16,
    },
    DuplicateCareDay {
        weekday: Weekday,
    },
    NoPickUpTime {
        weekday: Weekday,
    },
    PickUpOutsideCare {
        weekday: Weekday,
    },
    /// Which of the services, counted from 0.
    ServiceEndsBeforeItBegins {
        service: usize,
    },
    /// None of its weekdays lies between its dates.
    ServiceNeverHeld {
        service: usize,
    },
}

impl MenuFault {
    /// The stable name it has in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TermEndsBeforeItBegins => "term_ends_before_it_begins",
            Self::HolidayEndsBeforeItBegins { .. } => "holiday_ends_before_it_begins",
            Self::DuplicateMakeUpDay { .. } => "duplicate_make_up_day",
            Self::NoWindow => "no_window",
            Self::WindowEndsBeforeItBegins { .. } => "window_ends_before_it_begins",
            Self::WindowsOverlap { .. } => "windows_overlap",
            Self::WindowOutlastsTerm { .. } => "window_outlasts_term",
            Self::SeveralWindows { .. } => "several_windows",
            Self::PoolOfDrawnRound { .. } => "pool_of_drawn_round",
            Self::PoolLength { .. } => "pool_length",
            Self::TooManySlots { .. } => "too_many_slots",
            Self::DuplicateCourse { .. } => "duplicate_course",
            Self::DuplicateOffering { .. } => "duplicate_offering",
            Self::UnknownCourse { .. } => "unknown_course",
            Self::UnknownPrerequisite { .. } => "unknown_prerequisite",
            Self::PrerequisiteIsItself { .. } => "prerequisite_is_itself",
            Self::PrerequisiteCircle { .. } => "prerequisite_circle",
            Self::GradeNotAtSchool { .. } => "grade_not_at_school",
            Self::NoSession { .. } => "no_session",
            Self::SessionsClash { .. } => "sessions_clash",
            Self::NoPlaces { .. } => "no_places",
            Self::MinimumAbovePlaces { .. } => "minimum_above_places",
            Self::DuplicateGroup { .. } => "duplicate_group",
            Self::TooManyGroups { .. } => "too_many_groups",
            Self::LoneGroup { .. } => "lone_group",
            Self::LastGroupPrecedes { .. } => "last_group_precedes",
            Self::ReservedForLastGroup { .. } => "reserved_for_last_group",
            Self::UnknownGroup { .. } => "unknown_group",
            Self::GroupReservedTwice { .. } => "group_reserved_twice",
            Self::NothingReserved { .. } => "nothing_reserved",
            Self::ReservedAbovePlaces { .. } => "reserved_above_places",
            Self::DuplicateCareDay { .. } => "duplicate_care_day",
            Self::NoPickUpTime { .. } => "no_pick_up_time",
            Self::PickUpOutsideCare { .. } => "pick_up_outside_care",
            Self::ServiceEndsBeforeItBegins { .. } => "service_ends_before_it_begins",
            Self::ServiceNeverHeld { .. } => "service_never_held",
        }
    }
}

/// What is wrong with content that is put together or published now.
pub(super) fn find(content: &MenuContent) -> Vec<MenuFault> {
    #[cfg_attr(not(feature = "checks-menus"), expect(unused_mut))]
    let mut faults = find_in_published(content);
    // Not of what is read: schools have published these before they were judged, and live with them.
    #[cfg(feature = "checks-menus")]
    {
        prerequisites::find(&content.courses, &mut faults);
        grades::find(content, &mut faults);
    }
    faults
}

/// What no menu ever had, whenever it was published.
pub(super) fn find_in_published(content: &MenuContent) -> Vec<MenuFault> {
    let mut faults = Vec::new();
    find_in_term(&content.term, &mut faults);
    find_in_round(content, &mut faults);
    find_in_courses(content, &mut faults);
    find_in_offerings(content, &mut faults);
    #[cfg(feature = "checks-menus")]
    find_in_groups(content, &mut faults);
    find_in_base_care(content, &mut faults);
    faults
}

fn find_in_term(term: &Term, faults: &mut Vec<MenuFault>) {
    if term.last_day < term.first_day {
        faults.push(MenuFault::TermEndsBeforeItBegins);
    }
    for (index, holiday) in term.holidays.iter().enumerate() {
        if holiday.last_day < holiday.first_day {
            faults.push(MenuFault::HolidayEndsBeforeItBegins { index });
        }
    }
    let mut seen = BTreeSet::new();
    for date in term.make_up_days.iter().map(|day| day.date) {
        if !seen.insert(date) {
            faults.push(MenuFault::DuplicateMakeUpDay { date });
        }
    }
}

fn find_in_round(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    let round = &content.round;
    if round.mode.is_drawn() && round.windows.len() > 1 {
        faults.push(MenuFault::SeveralWindows { mode: round.mode });
    }
    let most = SelectionDraft::MOST_OFFERINGS;
    if round.has_draw() && WeekSlots::of(&content.offerings).len() > most {
        faults.push(MenuFault::TooManySlots { most });
    }
    if let Some(minutes) = round.opening_pool_minutes {
        if round.mode.is_drawn() {
            faults.push(MenuFault::PoolOfDrawnRound { mode: round.mode });
        }
        let seconds = |window: &SelectionWindow| {
            window.closes_at.unix_seconds() - window.opens_at.unix_seconds()
        };
        // Somebody has to come later, or it is a round of wishes.
        let first = round.windows.first().map_or(0, seconds);
        let longest = i64::from(SelectionRound::MOST_POOL_MINUTES);
        let most = ((first - 1) / 60).clamp(0, longest);
        if minutes == 0 || i64::from(minutes) > most {
            faults.push(MenuFault::PoolLength { most });
        }
    }
    if round.windows.is_empty() {
        faults.push(MenuFault::NoWindow);
    }
    let mut previous_end = None;
    for (index, window) in round.windows.iter().enumerate() {
        if window.closes_at <= window.opens_at {
            faults.push(MenuFault::WindowEndsBeforeItBegins { index });
        }
        if previous_end.is_some_and(|end| window.opens_at < end) {
            faults.push(MenuFault::WindowsOverlap { index });
        }
        previous_end = Some(window.closes_at);
        // The closing second itself is no longer part of the window.
        if window.closes_at.plus_seconds(-1).date() > content.term.last_day {
            faults.push(MenuFault::WindowOutlastsTerm { index });
        }
    }
}

fn find_in_courses(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    let mut seen = BTreeSet::new();
    for course in &content.courses {
        if !seen.insert(&course.id) {
            faults.push(MenuFault::DuplicateCourse {
                course: course.id.clone(),
            });
        }
    }
    for course in &content.courses {
        if let Some(prerequisite) = course.prerequisite.as_ref().filter(|id| !seen.contains(id)) {
            let (course, prerequisite) = (course.id.clone(), prerequisite.clone());
            faults.push(MenuFault::UnknownPrerequisite {
                course,
                prerequisite,
            });
        }
    }
}

fn find_in_offerings(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    let courses: BTreeSet<_> = content.courses.iter().map(|course| &course.id).collect();
    let mut seen = BTreeSet::new();
    for offering in &content.offerings {
        let id = || offering.id.clone();
        if !seen.insert(&offering.id) {
            faults.push(MenuFault::DuplicateOffering { offering: id() });
        }
        if !courses.contains(&offering.course) {
            let course = offering.course.clone();
            faults.push(MenuFault::UnknownCourse {
                offering: id(),
                course,
            });
        }
        if offering.sessions.is_empty() {
            faults.push(MenuFault::NoSession { offering: id() });
        }
        if let Some(weekday) = own_clash(offering) {
            faults.push(MenuFault::SessionsClash {
                offering: id(),
                weekday,
            });
        }
        if offering.places == 0 {
            faults.push(MenuFault::NoPlaces { offering: id() });
        } else if offering
            .minimum
            .is_some_and(|minimum| minimum > offering.places)
        {
            faults.push(MenuFault::MinimumAbovePlaces { offering: id() });
        }
    }
}

fn own_clash(offering: &Offering) -> Option<Weekday> {
    let sessions = offering.sessions.iter().enumerate();
    let mut clashing = sessions.filter(|(index, session)| {
        offering
            .sessions
            .iter()
            .skip(index + 1)
            .any(|later| session.clashes(later))
    });
    clashing.next().map(|(_, session)| session.weekday)
}

#[cfg(feature = "checks-menus")]
fn find_in_groups(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    let most = MOST_GROUPS;
    if content.groups.len() > most {
        faults.push(MenuFault::TooManyGroups { most });
    }
    let mut declared = BTreeSet::new();
    for group in content.groups.iter().map(|group| &group.id) {
        if !declared.insert(group) {
            let group = group.clone();
            faults.push(MenuFault::DuplicateGroup { group });
        }
    }
    if let [group] = content.groups.as_slice() {
        let group = group.id.clone();
        faults.push(MenuFault::LoneGroup { group });
    }
    let (last, before) = match content.groups.split_last() {
        Some((last, before)) => (Some(last), before),
        None => (None, &[][..]),
    };
    if let Some(last) = last
        && before
            .iter()
            .any(|group| group.precedence > last.precedence)
    {
        let group = last.id.clone();
        faults.push(MenuFault::LastGroupPrecedes { group });
    }
    let is_last = |id: &GroupId| {
        last.is_some_and(|last| last.id == *id) && before.iter().all(|group| group.id != *id)
    };
    for offering in &content.offerings {
        let mut seen = BTreeSet::new();
        for one in &offering.reserved {
            let (offering, group) = (offering.id.clone(), one.group.clone());
            if !declared.contains(&one.group) {
                faults.push(MenuFault::UnknownGroup { offering, group });
            } else if is_last(&one.group) {
                faults.push(MenuFault::ReservedForLastGroup { offering, group });
            } else if !seen.insert(&one.group) {
                faults.push(MenuFault::GroupReservedTwice { offering, group });
            } else if one.places == 0 {
                faults.push(MenuFault::NothingReserved { offering, group });
            }
        }
        let all = offering.reserved.iter().map(|one| one.places);
        let reserved = all.fold(0, u32::saturating_add);
        if reserved > u32::from(offering.places) {
            faults.push(MenuFault::ReservedAbovePlaces {
                offering: offering.id.clone(),
                reserved,
                places: offering.places,
            });
        }
    }
}

fn find_in_base_care(content: &MenuContent, faults: &mut Vec<MenuFault>) {
    let mut seen = BTreeSet::new();
    for day in &content.base_care.days {
        let weekday = day.weekday;
        if !seen.insert(weekday) {
            faults.push(MenuFault::DuplicateCareDay { weekday });
        }
        if day.pick_up_times.is_empty() {
            faults.push(MenuFault::NoPickUpTime { weekday });
        }
        let within = |time| day.time.start() < time && time <= day.time.end();
        let ascending = day
            .pick_up_times
            .is_sorted_by(|earlier, later| earlier < later);
        if !ascending || !day.pick_up_times.iter().all(|time| within(*time)) {
            faults.push(MenuFault::PickUpOutsideCare { weekday });
        }
    }
    for (service, line) in content.base_care.services.iter().enumerate() {
        let Some(dates) = line.dates else { continue };
        if dates.last_day < dates.first_day {
            faults.push(MenuFault::ServiceEndsBeforeItBegins { service });
        } else if dates.held_on(line.weekdays).next().is_none() {
            faults.push(MenuFault::ServiceNeverHeld { service });
        }
    }
}
