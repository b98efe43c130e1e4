//! 日历文件: what a child holds, with the term's real dates, as iPhone, Android and Outlook read
//! it (RFC 5545).
//!
//! Every lesson and pick-up is one weekly rule with the days that fall out; a day that was
//! moved to another weekday is an event of its own, since Outlook does not read `RDATE`. Times
//! are instants: a school's zone is a fixed distance from UTC, so a weekly rule is right in it
//! on every phone, without a `VTIMEZONE` that programs read differently.

use afterbell_domain::{
    Appointment, Date, Invalid, Moment, Occasion, Receipt, ReceiptStatus, ServiceMenu, Student,
    WeeklyDates, Zone,
};
use afterbell_locale::{Locale, format, text::calendar as text};
use icalendar::{Calendar, Component as _, Event, EventLike as _};

use crate::secret::Fingerprint;

/// Everything a calendar is about.
pub struct Held<'a> {
    pub menu: &'a ServiceMenu,
    pub student: &'a Student,
    pub receipt: &'a Receipt,
    pub now: Moment,
}

/// `None` when the child holds nothing that has a date.
pub fn calendar_file(locale: Locale, held: &Held<'_>) -> Result<Option<String>, Invalid> {
    let Held { menu, receipt, .. } = held;
    if receipt.status != ReceiptStatus::Submitted {
        return Ok(None);
    }
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Afterbell//Afterbell//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(property);
    }
    for appointment in menu.timetable(&receipt.offerings, &receipt.care) {
        let dates = menu.term.weekly_dates_of(appointment.weekday);
        for event in events(locale, held, &appointment, &dates)? {
            calendar.push(event);
        }
    }
    Ok((!calendar.components.is_empty()).then(|| folded(&calendar.to_string())))
}

fn events(
    locale: Locale,
    held: &Held<'_>,
    appointment: &Appointment<'_>,
    dates: &WeeklyDates,
) -> Result<Vec<Event>, Invalid> {
    let zone = held.menu.school.zone;
    let start = appointment.time.start();
    let instant = |date: Date| Moment::at(date, start, zone).and_then(instant);
    let mut events = Vec::new();
    if let Some((first, last)) = dates.every_week {
        let mut event = event(locale, held, appointment, first, None)?;
        let rule = format!("FREQ=WEEKLY;UNTIL={}", instant(last)?);
        event.add_property("RRULE", rule);
        for date in &dates.left_out {
            event.add_multi_property("EXDATE", &instant(*date)?);
        }
        events.push(event);
    }
    for date in &dates.moved {
        events.push(event(locale, held, appointment, *date, Some(*date))?);
    }
    Ok(events)
}

fn event(
    locale: Locale,
    held: &Held<'_>,
    appointment: &Appointment<'_>,
    date: Date,
    moved_to: Option<Date>,
) -> Result<Event, Invalid> {
    let Held { menu, student, .. } = held;
    let at = |time| Moment::at(date, time, menu.school.zone).and_then(instant);
    let school = &menu.school.name;
    let mut event = Event::new();
    event
        .uid(&identifier(held, appointment, moved_to))
        .add_property("DTSTAMP", instant(held.now)?)
        .add_property("DTSTART", at(appointment.time.start())?)
        .add_property("DTEND", at(appointment.time.end())?)
        // The child is busy, not the parent.
        .add_property("TRANSP", "TRANSPARENT");
    match &appointment.occasion {
        Occasion::Lesson {
            offering,
            course,
            session,
        } => {
            event.summary(&text::event::lesson(locale, &student.name, &course.name));
            event.location(&match &session.room {
                Some(room) => text::event::room(locale, room, school),
                None => school.to_string(),
            });
            if !offering.teachers.is_empty() {
                let teachers = offering.teachers.iter().map(|teacher| teacher.as_str());
                let teachers = format::list(locale, teachers);
                event.description(&text::event::teachers(locale, teachers));
            }
        }
        Occasion::PickUp => {
            event.summary(&text::event::pick_up(locale, &student.name));
            event.location(school.as_str());
        }
    }
    Ok(event.done())
}

/// The same for the same appointment of the same child, so that importing the file again
/// changes events instead of adding more. Says nothing to whom it does not concern.
fn identifier(held: &Held<'_>, appointment: &Appointment<'_>, moved_to: Option<Date>) -> String {
    let what = match &appointment.occasion {
        Occasion::Lesson {
            offering, session, ..
        } => {
            // Not the time: a lesson that is moved within the week is still the same one.
            let mut sessions = offering.sessions.iter();
            let number = sessions.position(|other| other == *session);
            format!("{}/{}", offering.id, number.unwrap_or_default())
        }
        Occasion::PickUp => format!("pick-up/{}", appointment.weekday.number()),
    };
    let date = moved_to.map(|date| date.to_string()).unwrap_or_default();
    let term = held.menu.term.first_day;
    let named = format!("{}/{term}/{what}/{date}", held.student.id);
    let hash = Fingerprint::of(named.as_bytes());
    let digits = hash.bytes().iter().take(16);
    let digits: String = digits.map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}@afterbell")
}

/// `20260908T120000Z`
fn instant(moment: Moment) -> Result<String, Invalid> {
    let utc = moment.in_zone(Zone::east_minutes(0)?);
    let (date, time) = (utc.date(), utc.clock_time());
    let second = utc.unix_seconds().rem_euclid(60);
    Ok(format!(
        "{:04}{:02}{:02}T{:02}{:02}{second:02}Z",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute()
    ))
}

const LONGEST_LINE: usize = 75;

/// Folds anew: the library leaves a last line of 76 octets where 75 are left over.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").lines() {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST_LINE {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(character);
            length += character.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}
