use crate::reading::error::found;
use crate::reading::text::{compact, contains_any};
use crate::reading::time_tokens::{TimeToken, tokens};
use crate::reading::{ReadingError, WeeklyTime, WeeklyTimes};

const ALTERNATION: [&str; 6] = ["单周", "双周", "隔周", "单双周", "单数周", "双数周"];
const EXCEPTION: [&str; 3] = ["除", "不含", "轮"];

/// Reads 上课时间 with its days and its clock times in one cell.
///
/// `周二四15:30~17:00`, `每周三 下午3:40—4:40`, `周二 15:30-16:30；周四 16:00-17:00`,
/// `15:30-17:00（周五）`. An hour from 1 to 5 without 上午 or 下午 is in the afternoon, since
/// nothing after school begins before six in the morning; other hours are taken as written.
pub fn weekly_times(cell: &str) -> Result<WeeklyTimes, ReadingError> {
    let compact = compact(cell);
    let no_time = || ReadingError::NoTime { found: found(cell) };
    if compact.is_empty() {
        return Err(no_time());
    }
    let text = resolve_brackets(&compact, cell)?;
    if contains_any(&text, &ALTERNATION) {
        return Err(ReadingError::AlternateWeeks { found: found(cell) });
    }
    let read = match tokens(&text) {
        Ok(read) => read,
        Err(refusal) => return Err(explain(refusal, &text, cell)),
    };
    let has = |wanted: fn(&TimeToken) -> bool| read.tokens.iter().any(wanted);
    if !has(|token| matches!(token, TimeToken::Range(_))) {
        return Err(if read.has_lesson_period {
            ReadingError::LessonPeriodWrittenForTime { found: found(cell) }
        } else {
            no_time()
        });
    }
    if !has(|token| matches!(token, TimeToken::Days(_))) {
        return Err(ReadingError::NoWeekday { found: found(cell) });
    }
    let ends = (read.tokens.first(), read.tokens.last());
    if let (Some(TimeToken::Range(_)), Some(TimeToken::Range(_))) = ends {
        return Err(ReadingError::TimeNotUnderstood { found: found(cell) });
    }
    WeeklyTimes::of(pair(&read.tokens).ok_or_else(no_time)?)
}

/// Brackets that hold days or times are part of the cell (`15:30-17:00（周五）`); others
/// (`共16次`) are remarks, unless they take some of the weeks away.
fn resolve_brackets(compact: &str, cell: &str) -> Result<String, ReadingError> {
    let mut text = String::with_capacity(compact.len());
    let mut rest = compact;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (content, after) = bracket.split_once(')').unwrap_or((bracket, ""));
        text.push_str(before);
        if contains_any(content, &ALTERNATION) {
            return Err(ReadingError::AlternateWeeks { found: found(cell) });
        }
        if contains_any(content, &EXCEPTION) {
            return Err(ReadingError::TimeNotUnderstood { found: found(cell) });
        }
        let is_time = match tokens(content) {
            Ok(read) => !read.tokens.is_empty(),
            Err(ReadingError::EndNotAfterStart { .. }) => true,
            Err(_) => false,
        };
        if is_time {
            text.push_str(content);
        }
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// Text without a single number says no time at all: `待定`, `另行通知`, `看场地`.
fn explain(refusal: ReadingError, text: &str, cell: &str) -> ReadingError {
    let found = found(cell);
    match refusal {
        ReadingError::EndNotAfterStart { .. } => refusal,
        ReadingError::NoEndTime { .. } => ReadingError::NoEndTime { found },
        _ if text.contains('节') && !text.contains(':') => {
            ReadingError::LessonPeriodWrittenForTime { found }
        }
        _ if !text.contains('点') && !text.contains(|c: char| c.is_ascii_digit()) => {
            ReadingError::NoTime { found }
        }
        _ => ReadingError::TimeNotUnderstood { found },
    }
}

/// Gives each range its days. Offices write days first (`周二 15:30-16:30`) or, all through
/// the cell, times first (`15:30-16:30 周二`). `None` when days are left without a time.
fn pair(tokens: &[TimeToken]) -> Option<Vec<WeeklyTime>> {
    let times_first = matches!(tokens.first(), Some(TimeToken::Range(_)));
    let ordered: Vec<TimeToken> = if times_first {
        tokens.iter().rev().copied().collect()
    } else {
        tokens.to_vec()
    };
    let mut times = Vec::new();
    let (mut days, mut days_have_time) = (Vec::new(), true);
    for token in ordered {
        match token {
            TimeToken::Days(more) => {
                if days_have_time {
                    days.clear();
                }
                days.push(more);
                days_have_time = false;
            }
            TimeToken::Range(range) => {
                let weekdays = days.iter().flat_map(|set| set.iter());
                times.extend(weekdays.map(|weekday| WeeklyTime { weekday, range }));
                days_have_time = true;
            }
        }
    }
    days_have_time.then_some(times)
}
