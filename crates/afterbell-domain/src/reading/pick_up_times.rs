use crate::ClockTime;
use crate::reading::ReadingError;
use crate::reading::clock::{eat_day_part, lone_clock};
use crate::reading::error::found;
use crate::reading::scanner::Scanner;
use crate::reading::text::compact;

/// Reads 离校时间, the times at which children are let out: `16:40、17:00`, `下午4:40 5:00`. They come out in
/// order, each once.
pub fn pick_up_times(cell: &str) -> Result<Vec<ClockTime>, ReadingError> {
    let not_understood = || ReadingError::ClockNotUnderstood { found: found(cell) };
    let compact = compact(cell);
    let written = compact.split(['、', ',', ';', '/', '，', '；', '和']);
    let mut part = None;
    let mut times = Vec::new();
    for one in written.filter(|one| !one.is_empty()) {
        let mut scanner = Scanner::new(one);
        // Said before the first of several, it holds for all of them.
        part = eat_day_part(&mut scanner).or(part);
        let time = lone_clock(&mut scanner, part).filter(|_| scanner.is_done());
        times.push(time.ok_or_else(not_understood)?);
    }
    times.sort_unstable();
    times.dedup();
    match times.is_empty() {
        true => Err(ReadingError::Empty),
        false => Ok(times),
    }
}

/// Prints 离校时间: `16:40、17:00`.
pub fn print_pick_up_times(times: &[ClockTime]) -> String {
    let times: Vec<_> = times.iter().map(ClockTime::to_string).collect();
    times.join("、")
}
