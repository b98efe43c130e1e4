//! The timetable (课表) of what a child holds, with the dates on which it takes place.

use crate::{
    CareChoice, ClockRange, ClockTime, Course, Date, Offering, OfferingId, ServiceMenu, Session,
    Term, Weekday,
};

/// 每周日程: something that takes place at one time on the days of one weekday's timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment<'a> {
    pub occasion: Occasion<'a>,
    pub weekday: Weekday,
    pub time: ClockRange,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion<'a> {
    /// 上课
    Lesson {
        offering: &'a Offering,
        course: &'a Course,
        session: &'a Session,
    },
    /// 接孩子, after base care
    PickUp,
}

/// How long picking up a child stands in a calendar: long enough to be seen, short enough to
/// be true.
const PICK_UP_MINUTES: u32 = 15;

impl ServiceMenu {
    /// What takes place every week for a child that holds these, in order of the week.
    pub fn timetable(&self, offerings: &[OfferingId], care: &[CareChoice]) -> Vec<Appointment<'_>> {
        let held = offerings.iter().filter_map(|id| self.offering(id));
        let lessons = held.flat_map(|offering| {
            let course = self.course_of(offering);
            let sessions = course.map(|course| (course, &offering.sessions));
            sessions.into_iter().flat_map(move |(course, sessions)| {
                sessions.iter().map(move |session| Appointment {
                    occasion: Occasion::Lesson {
                        offering,
                        course,
                        session,
                    },
                    weekday: session.weekday,
                    time: session.time,
                })
            })
        });
        let pick_ups = care.iter().filter_map(|choice| {
            Some(Appointment {
                occasion: Occasion::PickUp,
                weekday: choice.weekday,
                time: pick_up_time(choice.pick_up)?,
            })
        });
        let mut appointments: Vec<_> = lessons.chain(pick_ups).collect();
        appointments.sort_by_key(|appointment| (appointment.weekday, appointment.time));
        appointments
    }
}

/// `None` only in the last minute of a day.
fn pick_up_time(start: ClockTime) -> Option<ClockRange> {
    let end = u32::from(start.minutes_since_midnight()) + PICK_UP_MINUTES;
    ClockRange::new(start, ClockTime::of_day(end.min(24 * 60 - 1))).ok()
}

/// 上课日期: the dates of one weekday's timetable as calendars write them: every week from the
/// first to the last, without those that fall out, and the days that were moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeeklyDates {
    /// First and last date on the weekday itself; `None` when there is none.
    pub every_week: Option<(Date, Date)>,
    /// On the weekday, between first and last, without this timetable.
    pub left_out: Vec<Date>,
    /// 调休上课: on another weekday.
    pub moved: Vec<Date>,
}

impl Term {
    /// The same dates as [`Term::dates_of`].
    pub fn weekly_dates_of(&self, weekday: Weekday) -> WeeklyDates {
        let is_own = |date: &Date| date.weekday() == weekday;
        let (own, moved): (Vec<Date>, Vec<Date>) = self.dates_of(weekday).partition(is_own);
        let every_week = own.first().copied().zip(own.last().copied());
        let between = every_week.into_iter().flat_map(|(first, last)| {
            let days = std::iter::successors(Some(first), |date| date.next());
            days.take_while(move |date| *date <= last)
        });
        let left_out = between
            .filter(is_own)
            .filter(|date| !own.contains(date))
            .collect();
        WeeklyDates {
            every_week,
            left_out,
            moved,
        }
    }
}
