use crate::reading::ReadingError;
use crate::reading::clock::{self, WrittenRange};
use crate::reading::error::found;
use crate::reading::scanner::Scanner;
use crate::reading::weekdays::eat_days;
use crate::{ClockRange, WeekdaySet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeToken {
    Days(WeekdaySet),
    Range(ClockRange),
}

pub(super) struct TimeTokens {
    pub tokens: Vec<TimeToken>,
    /// `第二节` was written somewhere.
    pub has_lesson_period: bool,
}

/// What may stand between days and times without changing them.
const FILLERS: [&str; 28] = [
    "每周一次",
    "每周两次",
    "每周二次",
    "每周1次",
    "每周2次",
    "课后服务时间",
    "课后服务",
    "上课时间",
    "活动时间",
    "放学后",
    "放学",
    "课后",
    "时间",
    "上课",
    "活动",
    "每次",
    "每周",
    "均为",
    "的",
    "为",
    "于",
    "和",
    "与",
    "及",
    "、",
    ",",
    ";",
    "。",
];
const MARKS: [&str; 7] = ["/", "|", "+", "&", "：", ":", "-"];

/// Takes compact text apart into days and ranges, in the order they are written.
pub(super) fn tokens(compact: &str) -> Result<TimeTokens, ReadingError> {
    let mut scanner = Scanner::new(compact);
    let mut read = TimeTokens {
        tokens: Vec::new(),
        has_lesson_period: false,
    };
    let mut part = None;
    while !scanner.is_done() {
        if let Some(days) = eat_days(&mut scanner) {
            if let Some(TimeToken::Range(_)) = read.tokens.last() {
                part = None;
            }
            read.tokens.push(TimeToken::Days(days));
            continue;
        }
        if let Some(next_part) = clock::eat_day_part(&mut scanner) {
            part = Some(next_part);
            continue;
        }
        if eat_lesson_period(&mut scanner) {
            read.has_lesson_period = true;
            continue;
        }
        match clock::eat_range(&mut scanner, part) {
            Some(WrittenRange::Range(range)) => read.tokens.push(TimeToken::Range(range)),
            Some(WrittenRange::EndNotAfterStart(start, end)) => {
                return Err(ReadingError::EndNotAfterStart { start, end });
            }
            Some(WrittenRange::NoEnd) => {
                return Err(ReadingError::NoEndTime {
                    found: found(compact),
                });
            }
            None => {
                let after_days = matches!(read.tokens.last(), Some(TimeToken::Days(_)));
                let skipped = scanner.eat_any(&FILLERS).is_some()
                    || after_days && scanner.eat_any(&MARKS).is_some()
                    || scanner.eat_any(&["/", "|", "+", "&"]).is_some();
                if !skipped {
                    return Err(ReadingError::TimeNotUnderstood {
                        found: found(compact),
                    });
                }
            }
        }
    }
    Ok(read)
}

/// `第二节`, `第7、8节课`.
fn eat_lesson_period(scanner: &mut Scanner<'_>) -> bool {
    let mut ahead = *scanner;
    if !ahead.eat("第") {
        return false;
    }
    while ahead.number().is_some()
        || ahead
            .eat_any(&["、", ",", "-", "至", "到", "和", "第"])
            .is_some()
    {}
    let is_period = ahead.eat("节");
    if is_period {
        ahead.eat("课");
        *scanner = ahead;
    }
    is_period
}
