//! 地点 of a course with several sessions: one for all, or one for each day or time.

use crate::reading::error::found;
use crate::reading::scanner::Scanner;
use crate::reading::text::{compact, tidy};
use crate::reading::weekdays::eat_days;
use crate::reading::weekly::{print_days, print_range};
use crate::reading::{ReadingError, WeeklyTime, weekly_times};
use crate::{Label, Session, WeekdaySet};

/// For which sessions a room is written.
enum Part {
    Days(WeekdaySet),
    Times(Vec<WeeklyTime>),
}

/// Reads 地点: `操场` is the room of all sessions; `周二：操场；周四：体育馆` and
/// `周二 15:30-16:30：操场；周二 16:40-17:40：教室` give each its own. A session that is not named
/// has none. The rooms come in the order of the times.
pub fn rooms(cell: &str, times: &[WeeklyTime]) -> Result<Vec<Option<String>>, ReadingError> {
    let text = tidy(cell);
    let parts: Vec<_> = text.split(['；', ';']).map(part).collect();
    if parts.iter().all(Option::is_none) {
        let room = Some(text).filter(|text| !text.is_empty());
        return Ok(vec![room; times.len()]);
    }
    let refuse = || ReadingError::RoomsNotUnderstood { found: found(cell) };
    let mut rooms = vec![None; times.len()];
    for part in parts {
        let (part, room) = part.ok_or_else(refuse)?;
        let mut meant = 0;
        for (time, known) in times.iter().zip(&mut rooms) {
            if part.is_about(*time) {
                meant += 1;
                if known.replace(room.clone()).is_some() {
                    return Err(refuse());
                }
            }
        }
        // Every day and time that is written must be one of the course's.
        if meant < part.least() {
            return Err(refuse());
        }
    }
    Ok(rooms)
}

/// Prints 地点, so that [`rooms`] reads it back.
pub fn print_rooms(sessions: &[Session]) -> String {
    let room = |session: &Session| session.room.as_ref().map(Label::to_string);
    let Some(first) = sessions.first() else {
        return String::new();
    };
    if sessions.iter().all(|it| it.room == first.room) {
        return room(first).unwrap_or_default();
    }
    let of_day = |session: &Session| {
        let mut same = sessions.iter().filter(|it| it.weekday == session.weekday);
        same.all(|it| it.room == session.room)
    };
    let printed: Vec<String> = match sessions.iter().all(of_day) {
        true => by_day(sessions),
        false => sessions
            .iter()
            .filter_map(|session| {
                let day = WeekdaySet::of([session.weekday]).ok()?;
                let (day, time) = (print_days(day), print_range(session.time));
                Some(format!("{day} {time}：{}", room(session)?))
            })
            .collect(),
    };
    printed.join("；")
}

/// Days that share a room stand together.
fn by_day(sessions: &[Session]) -> Vec<String> {
    let mut rooms: Vec<&Label> = Vec::new();
    for room in sessions.iter().filter_map(|session| session.room.as_ref()) {
        if !rooms.contains(&room) {
            rooms.push(room);
        }
    }
    let days = |room: &Label| {
        let of_room = sessions.iter().filter(|it| it.room.as_ref() == Some(room));
        WeekdaySet::of(of_room.map(|it| it.weekday)).ok()
    };
    let printed = rooms.into_iter().filter_map(|room| {
        let days = print_days(days(room)?);
        Some(format!("{days}：{room}"))
    });
    printed.collect()
}

/// `周二：操场`; `None` when no day stands before a colon. A room's name may have a colon, too.
fn part(text: &str) -> Option<(Part, String)> {
    let colons = text
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '：' | ':'));
    let mut tried = colons.filter_map(|(at, colon)| {
        let (before, after) = (text.get(..at)?, text.get(at + colon.len_utf8()..)?);
        let room = tidy(after);
        let part = days(before).or_else(|| {
            let times = weekly_times(before).ok()?;
            Some(Part::Times(times.as_slice().to_vec()))
        })?;
        (!room.is_empty()).then_some((part, room))
    });
    tried.next()
}

fn days(text: &str) -> Option<Part> {
    let compact = compact(text);
    let mut scanner = Scanner::new(&compact);
    let days = eat_days(&mut scanner)?;
    scanner.is_done().then_some(Part::Days(days))
}

impl Part {
    fn is_about(&self, time: WeeklyTime) -> bool {
        match self {
            Self::Days(days) => days.contains(time.weekday),
            Self::Times(times) => times.contains(&time),
        }
    }

    /// How many sessions it must at least be about.
    fn least(&self) -> usize {
        match self {
            Self::Days(days) => days.iter().count(),
            Self::Times(times) => times.len(),
        }
    }
}
