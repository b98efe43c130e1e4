//! 课程表格: the draft's offerings as a spreadsheet. Pure: keys come in as moves and texts, what is
//! to be sent goes out as edits.

mod cell;
mod change;
mod clipboard;
mod column;
mod compact;
mod selection;
mod sync;
mod taking;
mod typing;

use std::collections::{BTreeMap, BTreeSet};

use afterbell_domain::desk::{DraftEdit, EditConflict};
use afterbell_domain::policy::MenuDraft;
use afterbell_domain::{Label, Offering, OfferingId};
use afterbell_locale::Locale;

pub use cell::{CellProblem, Row, print};
pub use change::Pasted;
pub use column::Column;
pub use selection::{Move, Selection, Spot};
pub use taking::Taken;
pub use typing::Entry;

use change::Step;

/// 没读懂的内容: what was typed stays in its cell until it can be read; the draft keeps its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub typed: String,
    pub problem: CellProblem,
}

type Key = (OfferingId, Column);

/// What a new row needs from outside.
pub struct Supplies {
    /// Identifiers that nobody else makes.
    pub new_identifier: Box<dyn FnMut() -> String>,
    /// The name of a course that has none yet.
    pub untitled: Label,
}

/// What is known of the cells of one row.
pub fn of_row<'a, T>(
    cells: &'a BTreeMap<Key, T>,
    id: &'a OfferingId,
) -> impl Iterator<Item = (Column, &'a T)> {
    let from_here = cells.range((id.clone(), Column::Course)..);
    let of_row = from_here.take_while(move |((of, _), _)| of == id);
    of_row.map(|((_, column), it)| (*column, it))
}

pub struct Sheet {
    locale: Locale,
    supplies: Supplies,
    /// What the server is known to hold.
    base: MenuDraft,
    revision: u32,
    /// The base with everything that was done here.
    draft: MenuDraft,
    /// Sent, without an answer so far. Sent again exactly as they were, they do no harm.
    batch: Vec<DraftEdit>,
    is_on_its_way: bool,
    /// Done here and not yet sent.
    pending: Vec<DraftEdit>,
    conflicts: Vec<EditConflict>,
    unread: BTreeMap<Key, Unread>,
    selection: Selection,
    entry: Option<Entry>,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Grows with every change of the draft and of what could not be read, so that what follows is worked out once.
    edition: u32,
}

impl Sheet {
    pub fn new(locale: Locale, draft: MenuDraft, revision: u32, supplies: Supplies) -> Self {
        Self {
            locale,
            supplies,
            base: draft.clone(),
            revision,
            draft,
            batch: Vec::new(),
            is_on_its_way: false,
            pending: Vec::new(),
            conflicts: Vec::new(),
            unread: BTreeMap::new(),
            selection: Selection::default(),
            entry: None,
            done: Vec::new(),
            undone: Vec::new(),
            edition: 0,
        }
    }

    pub fn draft(&self) -> &MenuDraft {
        &self.draft
    }

    pub fn edition(&self) -> u32 {
        self.edition
    }

    pub fn selection(&self) -> Selection {
        self.selection
    }

    pub fn entry(&self) -> Option<&Entry> {
        self.entry.as_ref()
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Rows on the screen: one more than there are, where a new one begins.
    pub fn rows(&self) -> usize {
        self.draft.menu.offerings.len() + 1
    }

    pub fn offering(&self, row: usize) -> Option<&Offering> {
        self.draft.menu.offerings.get(row)
    }

    pub fn row_of(&self, id: &OfferingId) -> Option<usize> {
        let mut offerings = self.draft.menu.offerings.iter();
        offerings.position(|offering| offering.id == *id)
    }

    /// What is shown in a cell: what was typed and could not be read, else what the draft says.
    pub fn text(&self, spot: Spot) -> String {
        let (Some(offering), Some(column)) = (self.offering(spot.row), Column::at(spot.column))
        else {
            return String::new();
        };
        match self.unread.get(&(offering.id.clone(), column)) {
            Some(unread) => unread.typed.clone(),
            None => Row::new(&self.draft, offering).text(self.locale, column),
        }
    }

    /// What is shown in the cells of a row, in the order of the columns.
    pub fn texts(&self, row: usize) -> Vec<String> {
        let Some(offering) = self.offering(row) else {
            return vec![String::new(); Column::ALL.len()];
        };
        let of_draft = Row::new(&self.draft, offering);
        let unread: BTreeMap<_, _> = self.unread_of(&offering.id).collect();
        let texts = Column::ALL
            .into_iter()
            .map(|column| match unread.get(&column) {
                Some(unread) => unread.typed.clone(),
                None => of_draft.text(self.locale, column),
            });
        texts.collect()
    }

    pub fn unread(&self, spot: Spot) -> Option<&Unread> {
        let offering = self.offering(spot.row)?;
        let column = Column::at(spot.column)?;
        self.unread.get(&(offering.id.clone(), column))
    }

    /// What could not be read in a row.
    pub fn unread_of<'a>(
        &'a self,
        id: &'a OfferingId,
    ) -> impl Iterator<Item = (Column, &'a Unread)> {
        of_row(&self.unread, id)
    }

    /// Every cell that could not be read, in the order of the rows.
    pub fn all_unread(&self) -> Vec<(Spot, &Unread)> {
        let spots = self.unread.iter().filter_map(|((id, column), unread)| {
            let row = self.row_of(id)?;
            let column = column.index();
            Some((Spot { row, column }, unread))
        });
        let mut spots: Vec<_> = spots.collect();
        spots.sort_by_key(|(spot, _)| *spot);
        spots
    }

    pub fn select(&mut self, spot: Spot) {
        self.commit();
        let last = self.rows() - 1;
        self.selection = Selection::at(Spot {
            row: spot.row.min(last),
            column: spot.column.min(Column::LAST),
        });
    }

    /// Shift with the mouse: the block reaches to here.
    pub fn reach_to(&mut self, spot: Spot) {
        self.commit();
        self.selection.reach = Spot {
            row: spot.row.min(self.rows() - 1),
            column: spot.column.min(Column::LAST),
        };
    }

    pub fn move_by(&mut self, by: Move, extend: bool) {
        self.commit();
        self.selection = self.selection.moved(by, extend, self.rows());
    }

    /// Tab and Shift+Tab.
    pub fn step(&mut self, back: bool) {
        self.commit();
        self.selection = self.selection.stepped(back, self.rows());
    }

    pub fn select_all(&mut self) {
        self.commit();
        let rows = self.rows().saturating_sub(2);
        self.selection = Selection {
            cursor: Spot::default(),
            reach: Spot {
                row: rows,
                column: Column::LAST,
            },
        };
    }

    /// The selected block, as spreadsheet programs take it.
    pub fn copy(&self) -> String {
        let (from, to) = (self.selection.top_left(), self.selection.bottom_right());
        let rows: Vec<Vec<String>> = (from.row..=to.row)
            .map(|row| {
                let columns = from.column..=to.column;
                columns
                    .map(|column| self.text(Spot { row, column }))
                    .collect()
            })
            .collect();
        clipboard::write(
            rows.iter()
                .map(|row| row.iter().map(String::as_str).collect()),
        )
    }

    fn used_identifiers(&self) -> BTreeSet<&str> {
        let menu = &self.draft.menu;
        let offerings = menu.offerings.iter().map(|offering| offering.id.as_str());
        let courses = menu.courses.iter().map(|course| course.id.as_str());
        offerings.chain(courses).collect()
    }
}
