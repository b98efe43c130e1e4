use afterbell_domain::reading::{self, ReadingError, WeeklyTime, WeeklyTimes};
use afterbell_domain::{Fen, GradeSet};

use super::Entry;
use crate::cell::Cell;
use crate::heading::{self, Column};
use crate::notice::Noticed;
use crate::sheet::{Row, Sheet};
use crate::table::Table;
use crate::understood::{CellProblem, CourseRow, Reason, RowIdentity, RowPlace, UnreadableRow};

/// The times of a course, and the room of each.
type Held = (WeeklyTimes, Vec<Option<String>>);

/// Reads one row of a course list and keeps everything that is wrong with it.
pub(super) struct CourseReader<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    pub row: &'a Row,
    pub school: GradeSet,
    pub problems: Vec<CellProblem>,
    pub noticed: Vec<Noticed>,
}

impl<'a> CourseReader<'a> {
    pub fn new(sheet: &'a Sheet, table: &'a Table, row: &'a Row, school: GradeSet) -> Self {
        Self {
            sheet,
            table,
            row,
            school,
            problems: Vec::new(),
            noticed: Vec::new(),
        }
    }

    pub fn read(
        &mut self,
        place: RowPlace,
        entry: &Entry<'a>,
    ) -> Result<CourseRow, Box<UnreadableRow>> {
        let course = self.take(Column::Course, |text| match reading::name(text) {
            name if name.is_empty() => Err(ReadingError::Empty),
            name => Ok(name),
        });
        let school = self.school;
        let eligibility = self.take(Column::Grades, |text| {
            reading::eligibility(text, Some(school))
        });
        let held = self.held(&entry.weekday, &entry.more_times);
        let places = self.take(Column::Places, reading::places);
        let minimum = self.take(Column::Minimum, reading::minimum);
        let fee = self.fee();
        let (outside, institution, teachers) = self.staff();
        let audition = self.audition();
        let remark = self.optional(Column::Remark);
        let facts = self.facts();
        if self.problems.is_empty()
            && let (Some(course), Some(eligibility), Some((times, rooms)), Some(places)) =
                (course.clone(), eligibility, held, places)
        {
            self.notice_brackets();
            return Ok(CourseRow {
                place,
                course,
                category: some(reading::name(&entry.category)),
                eligibility,
                times,
                places,
                minimum: minimum.flatten(),
                reserved: self
                    .table
                    .columns
                    .has(Column::Reserved)
                    .then(|| reading::tidy(&self.text(Column::Reserved))),
                outside,
                institution,
                teachers,
                rooms,
                fee: fee.unwrap_or(Fen::ZERO),
                audition: audition || remark.as_deref().is_some_and(reading::needs_audition),
                remark,
                content: self.written(Column::Content),
                series: self.written(Column::Series),
                facts,
                identity: self.identity(),
                cells: self.table.cells(self.sheet, self.row),
            });
        }
        Err(Box::new(UnreadableRow {
            place,
            course,
            school_number: None,
            problems: std::mem::take(&mut self.problems),
        }))
    }

    pub(super) fn text(&self, column: Column) -> String {
        self.table.text(self.sheet, self.row, column)
    }

    pub(super) fn cell(&self, column: Column) -> Option<&'a Cell> {
        let at = self.table.columns.at(column)?;
        self.sheet.value(self.row, at, self.table.heading_row)
    }

    pub(super) fn optional(&self, column: Column) -> Option<String> {
        some(reading::tidy(&self.text(column)))
    }

    /// Reads a column; a fault or a text the reader refuses becomes a problem of the row.
    pub(super) fn take<T>(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Result<T, ReadingError>,
    ) -> Option<T> {
        let cell = self.cell(column);
        if let Some(Cell::Fault(_)) = cell {
            self.refuse(column, Reason::Fault);
            return None;
        }
        let taken_back = cell
            .filter(|_| column == Column::Grades)
            .and_then(Cell::typed_before_it_was_a_date);
        let text = taken_back.clone().unwrap_or_else(|| self.text(column));
        match read(&text) {
            Ok(value) => {
                if let Some(read_as) = taken_back {
                    let cell = self.table.columns.cell(column, self.row.number);
                    self.noticed.push(Noticed::DateTakenBack { cell, read_as });
                }
                Some(value)
            }
            Err(error) => {
                self.refuse(column, Reason::Reading(error));
                None
            }
        }
    }

    pub(super) fn refuse(&mut self, column: Column, reason: Reason) {
        self.refuse_in(self.row, column, self.text(column), reason);
    }

    fn refuse_in(&mut self, row: &Row, column: Column, found: String, reason: Reason) {
        let columns = &self.table.columns;
        self.problems.push(CellProblem {
            column,
            heading: columns.heading(column).to_owned(),
            cell: columns.cell(column, row.number),
            found: reading::tidy(&found),
            reason,
        });
    }

    fn identity(&self) -> RowIdentity {
        match (
            self.table.columns.has(Column::Identifier),
            self.optional(Column::Identifier),
        ) {
            (false, _) => RowIdentity::Untold,
            (true, None) => RowIdentity::New,
            (true, Some(identifier)) => RowIdentity::Known(identifier),
        }
    }

    /// An empty fee is none. A unit in the heading (`元/节`) holds for bare numbers.
    fn fee(&mut self) -> Option<Fen> {
        let heading = self.table.columns.heading(Column::Fee);
        let unit = heading::fee_unit(heading);
        let asks_whether = heading.starts_with("是否");
        let fee = self.take(Column::Fee, |text| {
            let compact = reading::compact(text);
            if compact.is_empty() || asks_whether && compact == "否" {
                return Ok(Fen::ZERO);
            }
            let is_amount =
                compact.ends_with('元') || compact.ends_with(|c: char| c.is_ascii_digit());
            match unit.filter(|_| is_amount && compact != "0" && compact != "0元") {
                Some(unit) => reading::fee(&format!("{}{unit}", compact.trim_end_matches('元'))),
                None => reading::fee(text),
            }
        });
        let extra = self.text(Column::ExtraFee);
        let extra_is_none = extra.is_empty() || reading::fee(&extra) == Ok(Fen::ZERO);
        // Without a fee column, 材料费 contradicts that the course is free.
        if !self.table.columns.has(Column::Fee) && !extra_is_none {
            let error = ReadingError::FeeHasExtra { found: extra };
            self.refuse(Column::ExtraFee, Reason::Reading(error));
        }
        fee
    }

    /// When it is held and where, with the rows that only add times; each of them may name its room.
    fn held(&mut self, weekday: &str, more_rows: &[&'a Row]) -> Option<Held> {
        let mut rows: Vec<(&Row, Vec<WeeklyTime>, String)> = Vec::new();
        for row in [self.row].into_iter().chain(more_rows.iter().copied()) {
            let own = match row.number == self.row.number {
                true => String::new(),
                false => self.table.text(self.sheet, row, Column::Weekday),
            };
            let times = self.times_of(row, if own.is_empty() { weekday } else { &own })?;
            let room = self.table.text(self.sheet, row, Column::Room);
            rows.push((row, times.as_slice().to_vec(), room));
        }
        let all = rows.iter().flat_map(|(_, times, _)| times.iter().copied());
        let times = match WeeklyTimes::of(all) {
            Ok(times) => times,
            Err(error) => {
                self.refuse(Column::Time, Reason::Reading(error));
                return None;
            }
        };
        let first = self.text(Column::Room);
        let has_own = |room: &String| !room.is_empty() && *room != first;
        if !rows.iter().any(|(_, _, room)| has_own(room)) {
            let rooms = self.rooms(self.row, &first, times.as_slice())?;
            return Some((times, rooms));
        }
        let mut held: Vec<(WeeklyTime, Option<String>)> = Vec::new();
        for (row, times, room) in rows {
            let room = if room.is_empty() { &first } else { &room };
            let rooms = self.rooms(row, room, &times)?;
            held.extend(times.into_iter().zip(rooms));
        }
        let room = |time: &WeeklyTime| {
            let found = held.iter().find(|(held, _)| held == time);
            found.and_then(|(_, room)| room.clone())
        };
        let rooms = times.as_slice().iter().map(room).collect();
        Some((times, rooms))
    }

    fn rooms(
        &mut self,
        row: &Row,
        written: &str,
        times: &[WeeklyTime],
    ) -> Option<Vec<Option<String>>> {
        let rooms = reading::rooms(written, times);
        rooms
            .map_err(|error| {
                let found = written.to_owned();
                self.refuse_in(row, Column::Room, found, Reason::Reading(error));
            })
            .ok()
    }

    /// `weekday` is what the weekday column or, without one, the title says.
    fn times_of(&mut self, row: &Row, weekday: &str) -> Option<WeeklyTimes> {
        let text = |column| self.table.text(self.sheet, row, column);
        let clock = match text(Column::Time) {
            clock if !clock.is_empty() => clock,
            _ => match (text(Column::Start), text(Column::End)) {
                (start, end) if start.is_empty() && end.is_empty() => String::new(),
                (start, end) => format!("{start}-{end}"),
            },
        };
        let column = time_column(self.table, weekday);
        let fault = [Column::Time, Column::Weekday, Column::Start, Column::End]
            .into_iter()
            .find(|column| matches!(self.cell(*column), Some(Cell::Fault(_))));
        if let Some(column) = fault {
            self.refuse(column, Reason::Fault);
            return None;
        }
        match read_times(weekday, &clock) {
            Ok(times) => Some(times),
            Err(error) => {
                let column = match error {
                    ReadingError::NoWeekday { .. } if self.table.columns.has(Column::Weekday) => {
                        Column::Weekday
                    }
                    _ => column,
                };
                let found = format!("{weekday} {clock}");
                self.refuse_in(row, column, found, Reason::Reading(error));
                None
            }
        }
    }

    /// Brackets that say for whom a course is are kept by no rule; the office should know.
    fn notice_brackets(&mut self) {
        for column in [Column::Grades, Column::Places, Column::Time] {
            // In a time, brackets with a day or a clock are part of it.
            let is_time =
                |text: &str| column == Column::Time && (text.contains(':') || text.contains('周'));
            let remark = reading::bracketed(&self.text(column));
            if let Some(found) = remark.filter(|text| !is_time(text)) {
                let cell = self.table.columns.cell(column, self.row.number);
                self.noticed.push(Noticed::BracketsNotRead { cell, found });
            }
        }
    }
}

/// The column a wrong time is told at.
fn time_column(table: &Table, weekday: &str) -> Column {
    let columns = &table.columns;
    let candidates = [Column::Time, Column::End, Column::Start, Column::Weekday];
    let there = candidates.into_iter().find(|column| columns.has(*column));
    match there {
        Some(column) => column,
        None if weekday.is_empty() => Column::Time,
        None => Column::Weekday,
    }
}

/// A time cell may name its days itself; otherwise the weekday column does, also as `二、四`.
fn read_times(weekday: &str, clock: &str) -> Result<WeeklyTimes, ReadingError> {
    if weekday.is_empty() {
        return reading::weekly_times(clock);
    }
    let alone = reading::weekly_times(clock);
    if !matches!(alone, Err(ReadingError::NoWeekday { .. })) {
        return alone;
    }
    let named = ["周", "星期", "礼拜", "日", "天", "週"];
    let prefix = if named.iter().any(|word| weekday.contains(word)) {
        ""
    } else {
        "周"
    };
    reading::weekly_times(&format!("{prefix}{weekday} {clock}"))
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
