//! The fields of a fact, as they were written.

use crate::reading::{self, ReadingError};
use crate::{ClockTime, Date, Fen, Label};

/// 资料问题: which field cannot be read, and why. Numbers count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactProblem {
    pub input: usize,
    /// In a field of several lines.
    pub line: Option<usize>,
    pub trouble: FactTrouble,
}

/// 哪里不对
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactTrouble {
    /// What stands together with other fields is said whole or not at all.
    Missing,
    /// More than a label holds, or characters that no label has.
    NotALabel,
    NotAPrefix,
    NotADate,
    NotACount,
    /// A line of a group has a name and how many children are in it.
    NotAGroup,
    /// A class stands in two lines.
    Twice,
    Reading(ReadingError),
}

impl FactTrouble {
    pub(super) fn at(self, input: usize) -> FactProblem {
        FactProblem {
            input,
            line: None,
            trouble: self,
        }
    }
}

/// What stands in the fields, in their order.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'a>(pub &'a [String]);

impl Inputs<'_> {
    pub fn text(&self, input: usize) -> &str {
        self.0.get(input).map_or("", |text| text.trim())
    }

    /// Whether the first fields, which stand together, are all filled in; none of them is no fault either.
    pub fn are_said(&self, count: usize) -> Result<bool, FactProblem> {
        let empty = |input: &usize| self.text(*input).is_empty();
        let missing = (0..count).filter(empty).collect::<Vec<_>>();
        match missing.first() {
            None => Ok(true),
            Some(_) if missing.len() == count => Ok(false),
            Some(first) => Err(FactTrouble::Missing.at(*first)),
        }
    }

    /// Nothing as well where a number is none of the list.
    pub fn chosen<T: Copy>(&self, input: usize, all: &[T]) -> Option<T> {
        let number: usize = self.text(input).parse().ok()?;
        all.get(number).copied()
    }

    pub fn required<T: Copy>(&self, input: usize, all: &[T]) -> Result<T, FactProblem> {
        let chosen = self.chosen(input, all);
        chosen.ok_or_else(|| FactTrouble::Missing.at(input))
    }

    pub fn label(&self, input: usize) -> Result<Label, FactProblem> {
        let label = self.text(input).parse();
        label.map_err(|_| FactTrouble::NotALabel.at(input))
    }

    pub fn date(&self, input: usize) -> Result<Date, FactProblem> {
        let date = self.text(input).parse();
        date.map_err(|_| FactTrouble::NotADate.at(input))
    }

    pub fn fee(&self, input: usize) -> Result<Fen, FactProblem> {
        self.read(input, reading::fee)
    }

    /// One time of day, as an office writes it: `17:00`, `下午5点`.
    pub fn clock(&self, input: usize) -> Result<ClockTime, FactProblem> {
        let times = self.read(input, reading::pick_up_times)?;
        let found = || ReadingError::ClockNotUnderstood {
            found: self.text(input).chars().take(20).collect(),
        };
        match times.as_slice() {
            [time] => Ok(*time),
            _ => Err(FactTrouble::Reading(found()).at(input)),
        }
    }

    pub fn read<T>(
        &self,
        input: usize,
        reader: impl FnOnce(&str) -> Result<T, ReadingError>,
    ) -> Result<T, FactProblem> {
        reader(self.text(input)).map_err(|error| FactTrouble::Reading(error).at(input))
    }

    /// Each line that says something, with its number, in a field of several; what is wrong with one says which
    /// it is.
    pub fn lines<T>(
        &self,
        input: usize,
        reader: impl Fn(&str) -> Result<T, FactTrouble>,
    ) -> Result<Vec<(usize, T)>, FactProblem> {
        let lines = self.text(input).lines().map(str::trim).enumerate();
        let lines = lines.filter(|(_, line)| !line.is_empty());
        let read = lines.map(|(at, line)| {
            let read = reader(line).map(|read| (at, read));
            read.map_err(|trouble| FactProblem {
                line: Some(at),
                ..trouble.at(input)
            })
        });
        read.collect()
    }
}
