//! Which rows of a table are data, and which are notes, totals and decoration.

use afterbell_domain::reading::{compact, tidy};

use crate::cell::Cell;
use crate::heading::{Column, Kind, core};
use crate::sheet::{Row, Sheet};
use crate::table::Table;
use crate::title::category_title;

pub(crate) enum RowKind {
    Data,
    /// `一、体育类` across the table: the category of the rows that follow.
    Section(String),
    Totals,
    /// A note, a repeated heading, a row that is only numbered.
    Decoration,
    /// Something is written, but nothing a row of this table is made of.
    Stray,
}

const NOTES: [&str; 18] = [
    "注:",
    "注意",
    "备注:",
    "说明:",
    "填表",
    "制表",
    "审核",
    "校长",
    "负责人",
    "日期:",
    "联系",
    "温馨提示",
    "附:",
    "填报",
    "盖章",
    "咨询",
    "※",
    "*",
];
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "汇总", "总人数"];

pub(crate) fn kind(table: &Table, sheet: &Sheet, row: &Row) -> RowKind {
    let first = row
        .cells
        .first()
        .map(|(_, cell)| cell.text())
        .unwrap_or_default();
    let first_text = compact(&first);
    let few_cells = row.cells.len() <= 2;
    let begins = |words: &[&str]| words.iter().any(|word| first_text.starts_with(word));
    let key = key_column(table);
    let key_text = key.map(|key| compact(&row.text(key))).unwrap_or_default();
    if TOTALS
        .iter()
        .any(|word| key_text == *word || first_text.starts_with(word))
    {
        return RowKind::Totals;
    }
    if begins(&NOTES) && (few_cells || key_text.is_empty()) || is_note(&first_text) && few_cells {
        return RowKind::Decoration;
    }
    if repeats_heading(table, row) {
        return RowKind::Decoration;
    }
    if row.cells.len() == 1
        && let Some(section) = section(table, sheet, row, &first)
    {
        return RowKind::Section(section);
    }
    if row.cells.len() == 1 && is_numbered_title(&first_text) {
        return RowKind::Decoration;
    }
    let required = required(table.kind);
    let has_required = required.iter().any(|column| {
        let text = table.text(sheet, row, *column);
        !tidy(&text).is_empty()
    });
    if has_required && has_own(table, row, required) {
        return RowKind::Data;
    }
    let numbered_only = row.cells.iter().all(|(at, _)| {
        [Column::Sequence, Column::Category, Column::Fee]
            .into_iter()
            .any(|column| table.columns.at(column) == Some(*at))
    });
    let single_long = row.cells.len() == 1 && first_text.chars().count() > 12;
    if numbered_only || single_long {
        RowKind::Decoration
    } else {
        RowKind::Stray
    }
}

fn required(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Courses => &[
            Column::Course,
            Column::Grades,
            Column::Time,
            Column::Weekday,
            Column::Start,
            Column::Places,
        ],
        Kind::Roster => &[Column::SchoolNumber, Column::Pupil],
        Kind::BaseServices => &[Column::Course],
    }
}

/// Whether the row itself says something, and not only a merge that reaches over it.
fn has_own(table: &Table, row: &Row, required: &[Column]) -> bool {
    required
        .iter()
        .filter_map(|column| table.columns.at(*column))
        .any(|at| row.get(at).is_some())
}

fn key_column(table: &Table) -> Option<u32> {
    let key = match table.kind {
        Kind::Roster => Column::Pupil,
        Kind::Courses | Kind::BaseServices => Column::Course,
    };
    table.columns.at(key)
}

/// `注1…`, `备注1…`: notes without a colon.
fn is_note(text: &str) -> bool {
    let rest = ["备注", "注", "说明"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()))
}

/// `二、基本服务`, `（三）周末课程`: the title of a part, alone in its row.
fn is_numbered_title(text: &str) -> bool {
    let core = text.strip_prefix('(').unwrap_or(text);
    let rest = core.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    rest.len() < core.len() && rest.starts_with(['、', ')', '.'])
}

/// Printed pages carry the heading again.
fn repeats_heading(table: &Table, row: &Row) -> bool {
    let same = table.columns.iter().filter(|(_, at, heading)| {
        matches!(row.get(*at), Some(Cell::Text(text)) if core(text) == core(heading))
    });
    same.count() >= 2
}

fn section(table: &Table, sheet: &Sheet, row: &Row, text: &str) -> Option<String> {
    if table.kind != Kind::Courses {
        return None;
    }
    let (at, _) = row.cells.first()?;
    let name = category_title(text)?;
    // In the column of course names only a merge over the table tells it from a course.
    let across = sheet
        .merges
        .covering(row.number, *at)
        .is_some_and(|merge| merge.last_column > merge.first_column + 1);
    let beside_names =
        key_column(table) != Some(*at) && table.columns.at(Column::Category) != Some(*at);
    (across || beside_names).then_some(name)
}
