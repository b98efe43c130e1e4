//! Counts tests by reading what the runners print at their end.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::process;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl Counts {
    /// A step that fails without a test to blame.
    pub const FAILED_STEP: Self = Self {
        passed: 0,
        failed: 1,
    };
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The error of a runner whose tests failed, with how many.
#[derive(Debug)]
pub struct TestsFailed {
    pub counts: Counts,
}

impl fmt::Display for TestsFailed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} failed", self.counts.failed)
    }
}

impl std::error::Error for TestsFailed {}

/// Runs tests, shows their output, and counts them. No test at all is a failure: a step that
/// tests nothing is a pretence.
pub fn count(command: &mut Command) -> Result<Counts> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|problem| process::not_started(command, &problem))?;
    let output = child
        .stdout
        .take()
        .context("the runner's output is not piped")?;
    let errors = child
        .stderr
        .take()
        .context("the runner's errors are not piped")?;
    // Both at once: a runner blocks when either pipe is full.
    let errors = thread::spawn(move || show_and_count(errors));
    let mut counts = show_and_count(output);
    counts += errors.join().unwrap_or_default();
    if !child.wait()?.success() {
        counts.failed = counts.failed.max(1);
        bail!(TestsFailed { counts });
    }
    if counts == Counts::default() {
        bail!("{} ran no test", command.get_program().to_string_lossy());
    }
    Ok(counts)
}

fn show_and_count(output: impl Read) -> Counts {
    let mut counts = Counts::default();
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        println!("{line}");
        counts += read_summary(&line);
    }
    counts
}

/// What one line adds: cargo test says `test result: ok. 3 passed; 0 failed; …`, nextest
/// `Summary [0.1s] 7 tests run: 6 passed, 1 failed`, and Playwright has a line for each,
/// `  12 passed (3.4s)`.
fn read_summary(line: &str) -> Counts {
    let line = without_colors(line);
    let line = line.trim();
    let is_playwright = |line: &str| {
        let mut words = line.split(' ');
        let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
        let kind = words.next();
        let rest = words.next();
        number
            && matches!(kind, Some("passed" | "failed" | "flaky"))
            && rest.is_none_or(|word| word.starts_with('('))
    };
    if !line.starts_with("test result:") && !line.starts_with("Summary [") && !is_playwright(line) {
        return Counts::default();
    }
    Counts {
        passed: number_before(line, "passed"),
        // A browser test that passes only when repeated is not a passing test.
        failed: number_before(line, "failed") + number_before(line, "flaky"),
    }
}

fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<_> = line
        .split([' ', ',', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    pairs
        .filter(|(_, found)| **found == word)
        .find_map(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

fn without_colors(line: &str) -> String {
    let mut plain = String::new();
    for (position, piece) in line.split("\u{1b}[").enumerate() {
        let text = if position == 0 {
            piece
        } else {
            piece.split_once('m').map_or("", |it| it.1)
        };
        plain.push_str(text);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, passed: u32, failed: u32) {
        assert_eq!(read_summary(line), Counts { passed, failed }, "{line}");
    }

    #[test]
    fn every_runner_s_closing_line_is_counted() {
        check(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured",
            3,
            0,
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check(
            "     Summary [   0.048s] 7 tests run: 6 passed, 1 failed, 2 skipped",
            6,
            1,
        );
        check("  12 passed (3.4s)", 12, 0);
        check("  1 failed", 0, 1);
        check("  2 flaky", 0, 2);
        check(
            "\u{1b}[32m  12 passed\u{1b}[39m\u{1b}[2m (3.4s)\u{1b}[22m",
            12,
            0,
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        check("7 passed the door", 0, 0);
        check("test reading::tests::grade ... ok", 0, 0);
        check("        PASS [   0.008s] (1/7) xtask page::tests::x", 0, 0);
        check("", 0, 0);
    }

    #[test]
    fn a_runner_without_tests_fails() {
        assert!(count(Command::new("true").arg("nothing")).is_err());
    }
}
