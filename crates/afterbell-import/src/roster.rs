//! Rosters: school number, name and class of each child, and nothing else.

use std::collections::HashMap;

use afterbell_domain::reading::{ReadingError, compact, homeroom_class, name};
use afterbell_domain::{Grade, HomeroomClass};

use crate::carried::Carried;
use crate::cell::Cell;
use crate::heading::{Column, Kind};
use crate::notice::{Notice, Noticed};
use crate::rows::{self, RowKind};
use crate::sheet::Row;
use crate::table::Table;
use crate::title;
use crate::understand::Page;
use crate::understood::{
    CellProblem, Pupil, ReadCell, Reason, RowPlace, Understood, UnreadableRow,
};

pub(crate) fn read(pages: &[Page], understood: &mut Understood) {
    let mut known = HashMap::new();
    for page in pages {
        for table in page
            .tables
            .iter()
            .filter(|table| table.kind == Kind::Roster)
        {
            Roster {
                page,
                table,
                grade: title::grade(&page.sheet.name, &table.titles),
                class: title::class(&page.sheet.name, &table.titles),
                known: &mut known,
                understood,
            }
            .read();
        }
    }
}

struct Roster<'a> {
    page: &'a Page,
    table: &'a Table,
    grade: Option<Grade>,
    class: Option<HomeroomClass>,
    /// Where each school number was first read, across all rosters.
    known: &'a mut HashMap<String, usize>,
    understood: &'a mut Understood,
}

impl Roster<'_> {
    fn read(&mut self) {
        let (table, sheet) = (self.table, &self.page.sheet);
        let mut class = Carried::of(table, sheet, Column::Class);
        let mut grade = Carried::of(table, sheet, Column::Grades);
        for row in table.rows(sheet) {
            match rows::kind(table, sheet, row) {
                RowKind::Data => {
                    let class = class.text(table, sheet, row);
                    let grade = grade.text(table, sheet, row);
                    self.row(row, &class, &grade);
                }
                RowKind::Totals => self.notice(Noticed::TotalsSkipped { row: row.number }),
                RowKind::Stray => self.notice(Noticed::RowSkipped { row: row.number }),
                RowKind::Section(_) | RowKind::Decoration => {}
            }
        }
    }

    fn row(&mut self, row: &Row, class: &str, grade: &str) {
        let mut problems = Vec::new();
        let school_number = self.school_number(row, &mut problems);
        let pupil_name = self.pupil_name(row, &mut problems);
        let class = self.class(row, class, grade, &mut problems);
        let pupil = match (&school_number, pupil_name, class) {
            (Some(school_number), Some(name), Some(class)) => Some(Pupil {
                place: self.place(row.number),
                school_number: school_number.clone(),
                name,
                class,
                cells: self.cells(row),
            }),
            _ => None,
        };
        if let Some(pupil) = pupil
            && problems.is_empty()
        {
            self.add(pupil);
            return;
        }
        self.refuse(row.number, school_number, problems);
    }

    fn add(&mut self, pupil: Pupil) {
        let earlier = self
            .known
            .get(&pupil.school_number)
            .and_then(|at| self.understood.pupils.get(*at));
        match earlier {
            None => {
                let at = self.understood.pupils.len();
                self.known.insert(pupil.school_number.clone(), at);
                self.understood.pupils.push(pupil);
            }
            Some(earlier) if earlier.name == pupil.name && earlier.class == pupil.class => {
                self.notice(Noticed::PupilTwice {
                    row: pupil.place.row,
                    school_number: pupil.school_number,
                });
            }
            Some(earlier) => {
                let reason = Reason::SchoolNumberTaken {
                    earlier: earlier.place.clone(),
                };
                let row = pupil.place.row;
                let found = pupil.school_number.clone();
                let problem = self.problem(row, Column::SchoolNumber, found, reason);
                self.refuse(row, Some(pupil.school_number), vec![problem]);
            }
        }
    }

    /// Phones, guardians and whatever else an office keeps beside them stay in the file.
    fn cells(&self, row: &Row) -> Vec<ReadCell> {
        let read = [
            Column::SchoolNumber,
            Column::Pupil,
            Column::Class,
            Column::Grades,
        ];
        let mut cells = self.table.cells(&self.page.sheet, row);
        cells.retain(|cell| read.contains(&cell.column));
        cells
    }

    fn school_number(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Option<String> {
        let number = self.key(row, Column::SchoolNumber, problems)?;
        // Letters stay as they are; only width and spaces are the office's habit.
        let number = compact(&number).to_ascii_uppercase();
        Some(number.trim_start_matches('\'').to_owned())
    }

    fn pupil_name(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Option<String> {
        self.key(row, Column::Pupil, problems)
            .map(|text| name(&text))
    }

    /// A cell that must not be empty; what was found in it is not repeated.
    fn key(&self, row: &Row, column: Column, problems: &mut Vec<CellProblem>) -> Option<String> {
        let cell = self.table.columns.at(column).and_then(|at| row.get(at));
        let reason = match cell {
            Some(Cell::Fault(_)) => Reason::Fault,
            Some(cell) => return Some(cell.text()),
            None => Reason::Reading(ReadingError::Empty),
        };
        problems.push(self.problem(row.number, column, String::new(), reason));
        None
    }

    fn class(
        &self,
        row: &Row,
        class: &str,
        grade: &str,
        problems: &mut Vec<CellProblem>,
    ) -> Option<HomeroomClass> {
        let at = self.table.columns.at(Column::Class);
        if at.is_none() {
            return self.class;
        }
        let own = at.and_then(|at| row.get(at));
        let own_grade = afterbell_domain::reading::grades(grade, None).ok();
        let own_grade = own_grade.filter(|set| set.lowest() == set.highest());
        let hint = own_grade.map(|set| set.lowest()).or(self.grade);
        // `3-2` that the spreadsheet program took for the second of March.
        let taken_back = own.and_then(Cell::typed_before_it_was_a_date);
        let text = taken_back.as_deref().unwrap_or(class);
        let read =
            homeroom_class(text, hint).or_else(|error| match (class.is_empty(), self.class) {
                (true, Some(class)) => Ok(class),
                _ => Err(error),
            });
        read.inspect_err(|error| {
            let reason = match own {
                Some(Cell::Fault(_)) => Reason::Fault,
                _ => Reason::Reading(error.clone()),
            };
            let found = class.to_owned();
            problems.push(self.problem(row.number, Column::Class, found, reason));
        })
        .ok()
    }

    fn problem(&self, row: u32, column: Column, found: String, reason: Reason) -> CellProblem {
        CellProblem {
            column,
            heading: self.table.columns.heading(column).to_owned(),
            cell: self.table.columns.cell(column, row),
            found,
            reason,
        }
    }

    fn refuse(&mut self, row: u32, school_number: Option<String>, problems: Vec<CellProblem>) {
        let place = self.place(row);
        self.understood.unreadable.push(UnreadableRow {
            place,
            course: None,
            school_number,
            problems,
        });
    }

    fn place(&self, row: u32) -> RowPlace {
        RowPlace {
            file: self.page.file.clone(),
            sheet: self.page.sheet.name.clone(),
            row,
        }
    }

    fn notice(&mut self, what: Noticed) {
        self.understood.notices.push(Notice {
            file: self.page.file.clone(),
            sheet: self.page.sheet.name.clone(),
            what,
        });
    }
}
