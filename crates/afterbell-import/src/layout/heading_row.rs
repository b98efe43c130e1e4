use crate::cell::Cell;
use crate::heading::{self, Certainty, Column, Kind};
use crate::sheet::{Row, Sheet};
use crate::table::{Columns, Table};

/// A row, or two, that name the columns below.
#[derive(Debug)]
pub(super) struct Heading {
    pub kind: Kind,
    /// The spreadsheet row, the lower one of two.
    pub row: u32,
    /// How many rows it takes.
    pub height: usize,
    /// Usually one; a roster printed in two columns side by side has two.
    pub blocks: Vec<Columns>,
    score: usize,
}

impl Heading {
    /// Whether this is the heading of a table once more, as printed pages have it.
    pub fn repeats(&self, table: &Table) -> bool {
        self.blocks
            .iter()
            .any(|columns| columns.headings() == table.columns.headings())
    }
}

/// The heading that begins at the row of this index, if one does.
///
/// Inside a table only exact names count: a course may be called 项目式学习 and be taught in
/// the 科学教室.
pub(super) fn at(sheet: &Sheet, index: usize, first_search: bool) -> Option<Heading> {
    let upper = sheet.rows.get(index)?;
    if !may_be_heading(upper) {
        return None;
    }
    let single = best(upper.number, 1, &texts(upper), first_search);
    let lower = sheet
        .rows
        .get(index + 1)
        .filter(|lower| lower.number == upper.number + 1);
    let double = lower
        .and_then(|lower| stacked(sheet, upper, lower))
        .and_then(|texts| best(upper.number + 1, 2, &texts, first_search));
    // A title above a whole heading also looks like a group with names below it.
    let lower = lower.and_then(|lower| best(lower.number, 1, &texts(lower), first_search));
    let score = |heading: &Option<Heading>| heading.as_ref().map_or(0, |found| found.score);
    if score(&double) > score(&single).max(score(&lower)) {
        double
    } else {
        single
    }
}

/// A cheap look that spares the long lists for the hundred thousand rows of data.
fn may_be_heading(row: &Row) -> bool {
    const TELLING: [&str; 14] = [
        "名", "课", "社团", "项目", "时", "年", "人", "学", "班", "对象", "地点", "费", "星期",
        "类",
    ];
    let is_telling = |text: &str| {
        let short = text.len() < 90 && !text.starts_with(|c: char| c.is_ascii_digit());
        short && TELLING.iter().any(|word| text.contains(word))
    };
    let mut telling = 0;
    for (_, cell) in &row.cells {
        match cell {
            Cell::Text(text) => telling += usize::from(is_telling(text)),
            _ => return false,
        }
    }
    telling >= 2
}

fn texts(row: &Row) -> Vec<(u32, Vec<String>)> {
    let cells = row.cells.iter();
    cells
        .map(|(column, cell)| (*column, vec![cell.text()]))
        .collect()
}

/// The names of a heading in two rows: below, under a group (`人数` over `上限`), or above,
/// reaching down. `None` when the lower row does not hang under groups of the upper one.
fn stacked(sheet: &Sheet, upper: &Row, lower: &Row) -> Option<Vec<(u32, Vec<String>)>> {
    let mut columns: Vec<u32> = [upper, lower]
        .into_iter()
        .flat_map(|row| row.cells.iter().map(|(column, _)| *column))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let mut group: Option<(u32, String)> = None;
    let mut names = Vec::new();
    for column in columns.iter().copied() {
        let (above, below) = (upper.text(column), lower.text(column));
        if !above.is_empty() {
            group = Some((column, above.clone()));
        }
        if below.is_empty() {
            names.push((column, vec![above]));
            continue;
        }
        let merged = sheet.merges.covering(upper.number, column);
        let over = match merged {
            Some(merge) => upper.text(merge.first_column),
            None => group.clone().map(|(_, text)| text).unwrap_or_default(),
        };
        let next_hangs = upper.text(column + 1).is_empty() && !lower.text(column + 1).is_empty();
        let spans = above.is_empty() || next_hangs || merged.is_some();
        if !spans {
            return None;
        }
        names.push((column, vec![format!("{over}{below}"), below, over]));
    }
    let hangs = names.iter().any(|(_, names)| names.len() > 1);
    hangs.then_some(names)
}

fn best(
    row: u32,
    height: usize,
    texts: &[(u32, Vec<String>)],
    first_search: bool,
) -> Option<Heading> {
    let of = |kind| interpret(kind, row, height, texts, first_search);
    let (courses, roster) = (of(Kind::Courses), of(Kind::Roster));
    match (courses, roster) {
        (Some(courses), Some(roster)) => Some(if roster.score > courses.score {
            roster
        } else {
            courses
        }),
        (courses, roster) => courses.or(roster),
    }
}

fn interpret(
    kind: Kind,
    row: u32,
    height: usize,
    texts: &[(u32, Vec<String>)],
    first_search: bool,
) -> Option<Heading> {
    let mut blocks: Vec<Vec<Named>> = vec![Vec::new()];
    for (at, names) in texts {
        let named = Named::of(kind, *at, names);
        let block = blocks.last()?;
        let starts_over = kind == Kind::Roster
            && block.iter().any(|known| named.repeats(known))
            && is_complete_enough(block);
        if starts_over {
            blocks.push(Vec::new());
        }
        blocks.last_mut()?.push(named);
    }
    let found = blocks.first()?;
    let count = |least: Certainty| {
        let mut columns: Vec<Column> = found
            .iter()
            .filter_map(|named| named.column)
            .filter(|(_, certainty)| *certainty >= least)
            .map(|(column, _)| column)
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    };
    if kind == Kind::Roster && is_staff_list(found) {
        return None;
    }
    let (exact, all) = (count(Certainty::Exact), count(Certainty::Contains));
    let counted = if first_search { &all } else { &exact };
    let score = exact.len() + all.len();
    is_heading(kind, counted, exact.len()).then(|| Heading {
        kind,
        row,
        height,
        score,
        blocks: with_shared_class(blocks.into_iter().map(columns).collect()),
    })
}

/// Where the class stands only before the first of several blocks, it holds for all.
fn with_shared_class(mut blocks: Vec<Columns>) -> Vec<Columns> {
    let class = blocks.first().and_then(|first| {
        let at = first.at(Column::Class)?;
        Some((at, first.heading(Column::Class).to_owned()))
    });
    if let Some((at, heading)) = class {
        for block in blocks.iter_mut().filter(|block| !block.has(Column::Class)) {
            block.add(Column::Class, at, heading.clone());
        }
    }
    blocks
}

fn is_heading(kind: Kind, columns: &[Column], exact: usize) -> bool {
    let has = |column| columns.contains(&column);
    match kind {
        Kind::Courses | Kind::BaseServices => {
            let time = has(Column::Time) || has(Column::Start) || has(Column::Weekday);
            let facts = [has(Column::Grades), time, has(Column::Places)];
            let facts = facts.into_iter().filter(|there| *there).count();
            let others = columns.len().saturating_sub(1);
            exact >= 2 && (has(Column::Course) && others >= 2 || facts == 3)
        }
        Kind::Roster => {
            let facts = [
                has(Column::SchoolNumber),
                has(Column::Pupil),
                has(Column::Class) || has(Column::Grades),
            ];
            facts.into_iter().filter(|there| *there).count() >= 2
        }
    }
}

/// A list of class teachers has names and classes too, but no school numbers.
fn is_staff_list(block: &[Named]) -> bool {
    const STAFF: [&str; 5] = ["班主任", "教师", "职务", "任教", "岗位"];
    let of_staff = |named: &Named| STAFF.iter().any(|word| named.heading.contains(word));
    let has_number = |named: &Named| matches!(named.column, Some((Column::SchoolNumber, _)));
    block.iter().any(of_staff) && !block.iter().any(has_number)
}

fn is_complete_enough(block: &[Named]) -> bool {
    let columns: Vec<Column> = block.iter().filter_map(|n| Some(n.column?.0)).collect();
    columns.contains(&Column::Pupil)
}

struct Named {
    at: u32,
    heading: String,
    column: Option<(Column, Certainty)>,
}

impl Named {
    fn of(kind: Kind, at: u32, names: &[String]) -> Self {
        let best = names
            .iter()
            .filter_map(|name| heading::recognise(kind, name))
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let heading = names
            .first()
            .map(|name| afterbell_domain::reading::name(name));
        Self {
            at,
            heading: heading.unwrap_or_default(),
            column: best,
        }
    }

    fn repeats(&self, known: &Self) -> bool {
        const KEYS: [Column; 3] = [Column::SchoolNumber, Column::Pupil, Column::Class];
        let key = self
            .column
            .is_some_and(|(column, _)| KEYS.contains(&column));
        key && self.column == known.column && self.heading == known.heading
    }
}

/// One heading for each column: an exact name before a resembling one, then the first.
fn columns(block: Vec<Named>) -> Columns {
    let mut columns = Columns::default();
    for certainty in [Certainty::Exact, Certainty::Contains] {
        for named in &block {
            if let Some((column, found)) = named.column
                && found == certainty
                && !columns.has(column)
            {
                columns.add(column, named.at, named.heading.clone());
            }
        }
    }
    // `学籍号` and `编号` serve as school numbers only where no column is called `学号`.
    let plain_number = block
        .iter()
        .find(|named| heading::core(&named.heading) == "学号");
    if let Some(named) = plain_number {
        columns.add(Column::SchoolNumber, named.at, named.heading.clone());
    }
    let taken: Vec<u32> = columns.iter().map(|(_, at, _)| at).collect();
    columns.unread = block
        .into_iter()
        .filter(|named| !taken.contains(&named.at) && !named.heading.is_empty())
        .map(|named| (named.at, named.heading))
        .collect();
    columns
}
