use crate::reading::scanner::Scanner;
use crate::{ClockRange, ClockTime};

/// Which half of the day a written hour belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    SmallHours,
    Morning,
    Noon,
    Afternoon,
}

/// A range as it is written: readable, or readable but impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenRange {
    Range(ClockRange),
    EndNotAfterStart(ClockTime, ClockTime),
    NoEnd,
}

/// Before this hour no after-school service begins, so `3:40` alone is in the afternoon.
const EARLIEST_HOUR: u32 = 6;

pub(super) fn eat_day_part(scanner: &mut Scanner<'_>) -> Option<DayPart> {
    const WORDS: [(DayPart, &[&str]); 4] = [
        (DayPart::SmallHours, &["凌晨"]),
        (
            DayPart::Morning,
            &["上午", "早上", "早晨", "清晨", "早", "am"],
        ),
        (DayPart::Noon, &["中午", "午间"]),
        (
            DayPart::Afternoon,
            &["下午", "午后", "傍晚", "晚上", "晚间", "晚", "pm"],
        ),
    ];
    WORDS
        .into_iter()
        .find_map(|(part, words)| scanner.eat_any(words).map(|_| part))
}

/// Reads the range that stands here: `15:30-17:00`, `3:40至4:40`, `9点到10点半`.
///
/// `part` is the half of the day written before it; it holds for both ends. Gives `None`
/// and stays in place when no clock time stands here.
pub(super) fn eat_range(scanner: &mut Scanner<'_>, part: Option<DayPart>) -> Option<WrittenRange> {
    let before = *scanner;
    let range = range(scanner, part);
    if range.is_none() {
        *scanner = before;
    }
    range
}

fn range(scanner: &mut Scanner<'_>, part: Option<DayPart>) -> Option<WrittenRange> {
    let start = eat_clock(scanner)?;
    let start_part = eat_day_part(scanner).or(part);
    scanner.eat_any(&["开始", "起"]);
    if !eat_dash(scanner) {
        return start.exact.then_some(WrittenRange::NoEnd);
    }
    let end_part = eat_day_part(scanner);
    let Some(end) = eat_clock(scanner) else {
        return start.exact.then_some(WrittenRange::NoEnd);
    };
    if !end.exact {
        return None;
    }
    let end_part = end_part.or(eat_day_part(scanner));
    scanner.eat_any(&["结束", "为止", "止", "放学"]);
    // `3:40-4:40pm`: the word after the end holds for the start as well.
    let start_part = start_part.or(end_part.filter(|_| end.hour < 12 && end.hour > start.hour));
    let afternoon_unsaid = start_part.is_none() && (1..EARLIEST_HOUR).contains(&start.hour);
    let start_part = if afternoon_unsaid {
        Some(DayPart::Afternoon)
    } else {
        start_part
    };
    let start = start.on(start_part)?;
    let end = end.on(end_part.or(start_part))?;
    Some(match ClockRange::new(start, end) {
        Ok(range) => WrittenRange::Range(range),
        Err(_) => WrittenRange::EndNotAfterStart(start, end),
    })
}

/// The dash between two times, for which `一` is a frequent slip of the keyboard.
fn eat_dash(scanner: &mut Scanner<'_>) -> bool {
    let slip = scanner.peek() == Some('一')
        && scanner
            .peek_second()
            .is_some_and(|next| next.is_ascii_digit());
    if slip {
        scanner.next();
    }
    slip || scanner.eat_any(&["-", "至", "到"]).is_some()
}

/// Reads one time that stands alone: `16:40`, `4点40分`. As in a range, an hour from 1 to 5 is in the afternoon
/// unless something else is written.
#[cfg(feature = "checks-menus")]
pub(super) fn lone_clock(scanner: &mut Scanner<'_>, part: Option<DayPart>) -> Option<ClockTime> {
    let clock = eat_clock(scanner)?;
    let unsaid = part.is_none() && (1..EARLIEST_HOUR).contains(&clock.hour);
    let part = if unsaid {
        Some(DayPart::Afternoon)
    } else {
        part
    };
    clock.exact.then(|| clock.on(part)).flatten()
}

struct WrittenClock {
    hour: u32,
    minute: u32,
    /// `3` in `3-5点` says an hour only because of what follows.
    exact: bool,
}

impl WrittenClock {
    fn on(&self, part: Option<DayPart>) -> Option<ClockTime> {
        let hour = match (part, self.hour) {
            (Some(DayPart::Afternoon), hour @ 1..=11) => hour + 12,
            (Some(DayPart::Noon), hour @ 1..=3) => hour + 12,
            (_, hour) => hour,
        };
        ClockTime::new(u8::try_from(hour).ok()?, u8::try_from(self.minute).ok()?).ok()
    }
}

fn eat_clock(scanner: &mut Scanner<'_>) -> Option<WrittenClock> {
    let mut ahead = *scanner;
    let digits = ahead.digits();
    if let (4, Some((hour, minute))) = (digits.len(), digits.split_at_checked(2)) {
        if ahead.peek() == Some('年') {
            return None;
        }
        *scanner = ahead;
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        return Some(WrittenClock {
            hour,
            minute,
            exact: true,
        });
    }
    if digits.len() > 2 {
        return None;
    }
    let hour = scanner.number()?;
    let is_colon = scanner.eat_any(&[":", "."]).is_some();
    let is_hour_word = !is_colon && scanner.eat_any(&["点钟", "点", "时", "h"]).is_some();
    let minute = if is_colon {
        let minute = scanner.digits();
        if minute.len() != 2 {
            return None;
        }
        eat_seconds(scanner);
        minute.parse().ok()?
    } else if is_hour_word {
        eat_minute_word(scanner)
    } else {
        0
    };
    Some(WrittenClock {
        hour,
        minute,
        exact: is_colon || is_hour_word,
    })
}

/// Cells formatted as times carry `:00` at the end.
fn eat_seconds(scanner: &mut Scanner<'_>) {
    scanner.eat(":00");
}

fn eat_minute_word(scanner: &mut Scanner<'_>) -> u32 {
    match scanner.eat_any(&["半", "一刻", "1刻", "三刻", "3刻", "整"]) {
        Some("半") => 30,
        Some("一刻" | "1刻") => 15,
        Some("三刻" | "3刻") => 45,
        Some(_) => 0,
        None => {
            let minute = scanner.number().unwrap_or(0);
            scanner.eat_any(&["分钟", "分"]);
            minute
        }
    }
}
