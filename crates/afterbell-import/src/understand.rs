use crate::correction::Correction;
use crate::heading::{self, Column, Kind};
use crate::layout::{self, Incomplete};
use crate::notice::{Notice, Noticed};
use crate::problem::FileProblem;
use crate::settings_sheet::{self, SettingRow};
use crate::sheet::Sheet;
use crate::source::{self, SourceFile};
use crate::table::Table;
use crate::understood::Understood;
use crate::{base_services, courses, roster, school_grades, title};

/// A sheet with its tables, and where it comes from.
pub(crate) struct Page {
    pub file: String,
    pub sheet: Sheet,
    pub tables: Vec<Table>,
}

/// Understands the files of a school together, or says what is wrong with each of them.
///
/// One file that cannot be used stops all, so that nothing is half imported. A row that
/// cannot be read does not: it stands in [`Understood::unreadable`].
///
/// What is missing means: no category column, no category; no minimum column, no minimum;
/// no column of the teachers' origin, the school's own teachers unless an institution stands
/// beside the name; no fee column or an empty fee, free. Missing columns are noticed.
pub fn understand(files: &[SourceFile]) -> Result<Understood, Vec<FileProblem>> {
    understand_corrected(files, &[])
}

/// As [`understand`], after somebody has looked: these cells say something else than in the files.
pub fn understand_corrected(
    files: &[SourceFile],
    corrections: &[Correction],
) -> Result<Understood, Vec<FileProblem>> {
    let mut understood = Understood::default();
    let (mut pages, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        let settings = &mut understood.settings;
        match pages_of(file, corrections, &mut understood.notices, settings) {
            Ok(found) => pages.extend(found),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    name_school_and_term(&mut understood, &pages);
    roster::read(&pages, &mut understood);
    let school = school_grades::find(&pages, &mut understood);
    courses::read(&pages, school, &mut understood);
    base_services::read(&pages, school, &mut understood);
    notice_columns(&pages, &mut understood);
    Ok(understood)
}

fn pages_of(
    file: &SourceFile,
    corrections: &[Correction],
    notices: &mut Vec<Notice>,
    settings: &mut Vec<SettingRow>,
) -> Result<Vec<Page>, Vec<FileProblem>> {
    let mut sheets = source::open(file).map_err(|problem| vec![problem])?;
    for correction in corrections {
        correction.make(&mut sheets);
    }
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let (mut pages, mut incomplete): (Vec<Page>, Vec<(String, Incomplete)>) = Default::default();
    let mut notice = |sheet: &str, what| {
        notices.push(Notice {
            file: file.name.clone(),
            sheet: sheet.to_owned(),
            what,
        });
    };
    for sheet in sheets {
        if sheet.hidden {
            notice(&sheet.name, Noticed::HiddenSheetSkipped);
            continue;
        }
        if let Some(rows) = settings_sheet::find(&file.name, &sheet) {
            settings.extend(rows);
            continue;
        }
        let layout = layout::tables(&sheet);
        let name = sheet.name.clone();
        if layout.tables.is_empty() && layout.incomplete.is_empty() && !sheet.rows.is_empty() {
            notice(&name, Noticed::SheetNotRecognised);
        }
        incomplete.extend(
            layout
                .incomplete
                .into_iter()
                .map(|found| (name.clone(), found)),
        );
        if !layout.tables.is_empty() {
            pages.push(Page {
                file: file.name.clone(),
                sheet,
                tables: layout.tables,
            });
        }
    }
    // A sheet that lacks several columns may be another list beside the one that counts.
    let (serious, doubtful): (Vec<_>, Vec<_>) = incomplete
        .into_iter()
        .partition(|(_, found)| found.only_one_missing || pages.is_empty());
    for (sheet, _) in &doubtful {
        notice(sheet, Noticed::SheetNotRecognised);
    }
    if !serious.is_empty() {
        let problem = |(sheet, found)| missing_column(&file.name, sheet, &found);
        return Err(serious.into_iter().map(problem).collect());
    }
    if pages.is_empty() && settings.is_empty() {
        return Err(vec![FileProblem::NothingRecognised {
            file: file.name.clone(),
            sheets: names,
        }]);
    }
    Ok(pages)
}

fn missing_column(file: &str, sheet: String, found: &Incomplete) -> FileProblem {
    FileProblem::MissingColumn {
        file: file.to_owned(),
        sheet,
        heading_row: found.heading_row,
        column: found.missing,
        found: found.columns.headings(),
        accepted: heading::accepted(found.kind, found.missing),
    }
}

/// The course list's own title speaks first, then other titles, sheet names, file names.
fn name_school_and_term(understood: &mut Understood, pages: &[Page]) {
    let titles_of = |wanted: fn(Kind) -> bool| {
        let tables = pages.iter().flat_map(|page| &page.tables);
        tables
            .filter(move |table| wanted(table.kind))
            .flat_map(|table| table.titles.iter().map(String::as_str))
    };
    let texts: Vec<&str> = titles_of(|kind| kind == Kind::Courses)
        .chain(titles_of(|kind| kind != Kind::Courses))
        .chain(pages.iter().map(|page| page.sheet.name.as_str()))
        .chain(pages.iter().map(|page| page.file.as_str()))
        .collect();
    understood.school = texts.iter().find_map(|text| title::school(text));
    understood.term = texts.iter().find_map(|text| title::term(text));
}

/// Says which columns were left alone and which optional ones are not there.
fn notice_columns(pages: &[Page], understood: &mut Understood) {
    for page in pages {
        for table in &page.tables {
            let mut notice = |what| {
                let notice = Notice {
                    file: page.file.clone(),
                    sheet: page.sheet.name.clone(),
                    what,
                };
                if !understood.notices.contains(&notice) {
                    understood.notices.push(notice);
                }
            };
            let unread = &table.columns.unread;
            if !unread.is_empty() {
                let headings = unread.iter().map(|(_, heading)| heading.clone()).collect();
                notice(Noticed::ColumnsNotRead { headings });
            }
            if table.kind != Kind::Courses {
                continue;
            }
            for column in [Column::Category, Column::Minimum, Column::Fee] {
                if !table.columns.has(column) {
                    notice(Noticed::ColumnMissing { column });
                }
            }
            let origin = [Column::Provider, Column::IsOutside, Column::Institution];
            if !origin.iter().any(|column| table.columns.has(*column)) {
                notice(Noticed::ColumnMissing {
                    column: Column::Provider,
                });
            }
            if table.columns.has(Column::ExtraFee) {
                let heading = table.columns.heading(Column::ExtraFee).to_owned();
                notice(Noticed::ExtraFeeNotRead { heading });
            }
        }
    }
}
