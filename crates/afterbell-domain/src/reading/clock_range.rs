use crate::ClockRange;
use crate::reading::ReadingError;
use crate::reading::clock::{WrittenRange, eat_day_part, eat_range};
use crate::reading::error::found;
use crate::reading::scanner::Scanner;
use crate::reading::text::compact;

/// Reads 起止时间 without a day: `15:30-18:30`, `下午3:30至6:30`.
pub fn clock_range(cell: &str) -> Result<ClockRange, ReadingError> {
    let compact = compact(cell);
    if compact.is_empty() {
        return Err(ReadingError::Empty);
    }
    let mut scanner = Scanner::new(&compact);
    let part = eat_day_part(&mut scanner);
    let range = eat_range(&mut scanner, part).filter(|_| scanner.is_done());
    match range {
        Some(WrittenRange::Range(range)) => Ok(range),
        Some(WrittenRange::EndNotAfterStart(start, end)) => {
            Err(ReadingError::EndNotAfterStart { start, end })
        }
        Some(WrittenRange::NoEnd) => Err(ReadingError::NoEndTime { found: found(cell) }),
        None => Err(ReadingError::TimeNotUnderstood { found: found(cell) }),
    }
}

/// Prints 起止时间: `15:30—18:30`.
pub fn print_clock_range(range: ClockRange) -> String {
    format!("{}—{}", range.start(), range.end())
}
