//! Everything that changes the sheet, one step at a time, so that each step can be taken back.

use afterbell_domain::desk::{DraftEdit, edit_together};
use afterbell_domain::{Category, Course, Eligibility, Fen, Offering, OfferingId, Provider};

use super::{Column, Key, Row, Selection, Sheet, Spot, Unread, cell, clipboard};

/// 一步: what one key or one paste did.
#[derive(Debug, Clone)]
pub(super) struct Step {
    edits: Vec<DraftEdit>,
    unread: Vec<(Key, Option<Unread>, Option<Unread>)>,
    before: Selection,
    after: Selection,
}

/// 粘贴结果
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pasted {
    pub rows: usize,
    /// Cells whose text could not be read, and stays to be mended.
    pub unread: usize,
    /// Cells to the right of the last column, which nothing was made of.
    pub left_out: usize,
}

impl Sheet {
    /// Types a text into each cell; a cell below the last row begins new rows.
    pub(super) fn write(&mut self, cells: Vec<(Spot, String)>) {
        let mut step = self.new_step();
        for (spot, text) in cells {
            if Column::at(spot.column).is_none() || spot.row >= self.rows() && text.is_empty() {
                continue;
            }
            while self.offering(spot.row).is_none() && !text.is_empty() {
                if !self.add_row(&mut step) {
                    return self.finish(step);
                }
            }
            self.write_cell(spot, text, &mut step);
        }
        self.finish(step);
    }

    fn write_cell(&mut self, spot: Spot, text: String, step: &mut Step) {
        let (Some(offering), Some(column)) = (self.offering(spot.row), Column::at(spot.column))
        else {
            return;
        };
        let key = (offering.id.clone(), column);
        let row = Row::new(&self.draft, offering);
        // Typing what stands there, as it is printed, says nothing new.
        let read = match text == row.text(self.locale, column) {
            true => Ok(Vec::new()),
            false => cell::edits(self.locale, &self.draft, row, column, &text),
        };
        let after = match read {
            Ok(edits) => {
                self.make(edits, step);
                None
            }
            Err(problem) => Some(Unread {
                typed: text,
                problem,
            }),
        };
        let before = match &after {
            Some(unread) => self.unread.insert(key.clone(), unread.clone()),
            None => self.unread.remove(&key),
        };
        if before != after {
            self.edition = self.edition.wrapping_add(1);
            step.unread.push((key, before, after));
        }
    }

    pub(super) fn make(&mut self, edits: Vec<DraftEdit>, step: &mut Step) {
        let edited = edit_together(&mut self.draft, edits);
        self.edition = self.edition.wrapping_add(1);
        self.pending.extend(edited.applied.iter().cloned());
        step.edits.extend(edited.applied);
    }

    fn add_row(&mut self, step: &mut Step) -> bool {
        let last = self.draft.menu.offerings.last();
        let below = last.map(|offering| offering.id.clone());
        self.insert_row(below, step)
    }

    /// An empty row below another; what must still be filled in is told as a fault of the menu.
    fn insert_row(&mut self, below: Option<OfferingId>, step: &mut Step) -> bool {
        let Some((offering, course)) = self.new_identifiers() else {
            return false;
        };
        let menu = &self.draft.menu;
        let last_course = menu.courses.last().map(|course| course.id.clone());
        let new_offering = Offering {
            id: offering,
            course: course.clone(),
            sessions: Vec::new(),
            places: 0,
            minimum: None,
            eligibility: Eligibility {
                grades: menu.school.grades,
                classes: Vec::new(),
            },
            teachers: Vec::new(),
            provider: Provider::School,
            fee_fen: Fen::ZERO,
            audition: false,
            remark: None,
            reserved: Vec::new(),
        };
        let new_course = Course {
            id: course,
            name: self.supplies.untitled.clone(),
            category: Category::Other,
            once_per_term: true,
            prerequisite: None,
        };
        self.make(
            vec![
                DraftEdit::AddCourse {
                    course: Box::new(new_course),
                    below: last_course,
                },
                DraftEdit::AddOffering {
                    offering: Box::new(new_offering),
                    below,
                },
            ],
            step,
        );
        true
    }

    fn new_identifiers(&mut self) -> Option<(OfferingId, afterbell_domain::CourseId)> {
        // Chance does not repeat itself so often; a source that does gives no row.
        const TRIES: usize = 8;
        for _ in 0..TRIES {
            let fresh = (self.supplies.new_identifier)();
            if self.used_identifiers().contains(fresh.as_str()) {
                continue;
            }
            if let (Ok(offering), Ok(course)) = (fresh.parse(), fresh.parse()) {
                return Some((offering, course));
            }
        }
        None
    }

    /// An empty row above the cursor.
    pub fn insert_row_here(&mut self) {
        self.commit();
        let row = self.selection.cursor.row;
        let above = row.checked_sub(1).and_then(|row| self.offering(row));
        let below = above.map(|offering| offering.id.clone());
        let mut step = self.new_step();
        self.insert_row(below, &mut step);
        self.finish(step);
    }

    /// Removes the selected rows, and each course that no other row is of.
    pub fn remove_rows(&mut self) {
        self.commit();
        let (from, to) = (self.selection.top_left(), self.selection.bottom_right());
        let mut step = self.new_step();
        for row in (from.row..=to.row).rev() {
            let Some(offering) = self.offering(row).cloned() else {
                continue;
            };
            let menu = &self.draft.menu;
            let above = row.checked_sub(1).and_then(|row| menu.offerings.get(row));
            let mut edits = vec![DraftEdit::RemoveOffering {
                below: above.map(|above| above.id.clone()),
                offering: Box::new(offering.clone()),
            }];
            let of_course = menu
                .offerings
                .iter()
                .filter(|it| it.course == offering.course);
            let is_only = of_course.count() == 1;
            let at = menu.courses.iter().position(|it| it.id == offering.course);
            if let Some((at, course)) = at
                .filter(|_| is_only)
                .and_then(|at| Some((at, menu.courses.get(at)?)))
            {
                if let Some(detail) = self.draft.plan.courses.get(&course.id) {
                    edits.push(DraftEdit::CourseDetail {
                        course: course.id.clone(),
                        before: Some(Box::new(detail.clone())),
                        after: None,
                    });
                }
                let above = at.checked_sub(1).and_then(|at| menu.courses.get(at));
                edits.push(DraftEdit::RemoveCourse {
                    below: above.map(|above| above.id.clone()),
                    course: Box::new(course.clone()),
                });
            }
            self.make(edits, &mut step);
        }
        self.selection = Selection::at(from);
        self.finish(step);
    }

    /// Delete: empties the selected cells.
    pub fn clear(&mut self) {
        let spots = self.selection.spots();
        let rows = self.rows();
        let cells = spots.filter(|spot| spot.row + 1 < rows && !self.text(*spot).is_empty());
        let cells: Vec<_> = cells.map(|spot| (spot, String::new())).collect();
        self.write(cells);
    }

    /// Ctrl+D: the top row of the block in all of it; a single row is filled from the one above.
    pub fn fill_down(&mut self) {
        self.commit();
        let (from, to) = (self.selection.top_left(), self.selection.bottom_right());
        let source = match from.row == to.row {
            true => from.row.checked_sub(1),
            false => Some(from.row),
        };
        let Some(source) = source else { return };
        let mut cells = Vec::new();
        for row in source + 1..=to.row {
            for column in from.column..=to.column {
                let text = self.text(Spot {
                    row: source,
                    column,
                });
                cells.push((Spot { row, column }, text));
            }
        }
        self.write(cells);
    }

    /// Puts a block where the cursor is. One cell fills the whole selection.
    pub fn paste(&mut self, text: &str) -> Pasted {
        self.commit();
        let block = clipboard::read(text);
        let from = self.selection.top_left();
        let mut left_out = 0;
        let mut cells = Vec::new();
        match block.as_slice() {
            [row] if row.len() == 1 => {
                let text = row.first().cloned().unwrap_or_default();
                let spots = self.selection.spots();
                cells.extend(spots.map(|spot| (spot, text.clone())));
            }
            rows => {
                for (row, texts) in (from.row..).zip(rows) {
                    for (column, text) in (from.column..).zip(texts) {
                        match Column::at(column) {
                            Some(_) => cells.push((Spot { row, column }, text.clone())),
                            None if text.is_empty() => {}
                            None => left_out += 1,
                        }
                    }
                }
                let widest = rows.iter().map(Vec::len).max().unwrap_or(1);
                self.selection = Selection {
                    cursor: from,
                    reach: Spot {
                        row: from.row + rows.len() - 1,
                        column: (from.column + widest - 1).min(Column::LAST),
                    },
                };
            }
        }
        let unread_before = self.unread.len();
        self.write(cells);
        let last = self.rows() - 1;
        self.selection.reach.row = self.selection.reach.row.min(last);
        Pasted {
            rows: block.len(),
            unread: self.unread.len().saturating_sub(unread_before),
            left_out,
        }
    }

    pub fn undo(&mut self) -> bool {
        self.commit();
        let Some(step) = self.done.pop() else {
            return false;
        };
        let inverse = step.edits.iter().rev().map(DraftEdit::inverse).collect();
        let is_whole = self.replay(inverse);
        for (key, before, _) in step.unread.iter().rev() {
            self.put_unread(key, before.clone());
        }
        self.selection = step.before;
        self.undone.push(step);
        is_whole
    }

    pub fn redo(&mut self) -> bool {
        self.commit();
        let Some(step) = self.undone.pop() else {
            return false;
        };
        let is_whole = self.replay(step.edits.clone());
        for (key, _, after) in &step.unread {
            self.put_unread(key, after.clone());
        }
        self.selection = step.after;
        self.done.push(step);
        is_whole
    }

    /// Whether all of it could be made: what somebody else has changed meanwhile stays theirs.
    fn replay(&mut self, edits: Vec<DraftEdit>) -> bool {
        let edited = edit_together(&mut self.draft, edits);
        self.edition = self.edition.wrapping_add(1);
        self.pending.extend(edited.applied);
        edited.conflicts.is_empty()
    }

    fn put_unread(&mut self, key: &Key, unread: Option<Unread>) {
        match unread {
            Some(unread) => self.unread.insert(key.clone(), unread),
            None => self.unread.remove(key),
        };
        self.edition = self.edition.wrapping_add(1);
    }

    pub(super) fn new_step(&self) -> Step {
        Step {
            edits: Vec::new(),
            unread: Vec::new(),
            before: self.selection,
            after: self.selection,
        }
    }

    pub(super) fn finish(&mut self, mut step: Step) {
        if step.edits.is_empty() && step.unread.is_empty() {
            return;
        }
        step.after = self.selection;
        self.done.push(step);
        self.undone.clear();
    }

    /// Edits made elsewhere than in a cell, as one step: a decision, a form, somebody's choice.
    pub fn edit(&mut self, edits: Vec<DraftEdit>) {
        self.commit();
        let mut step = self.new_step();
        self.make(edits, &mut step);
        self.finish(step);
    }
}
