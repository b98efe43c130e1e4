//! Builds files and tells what was understood of them, one line for each row.

use afterbell_domain::reading::{
    print_fee, print_grades, print_homeroom_class, print_weekly_times,
};
use afterbell_import::{FileProblem, Noticed, SourceFile, Understood, understand, wording};
use afterbell_locale::Locale;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// An xlsx file of one sheet; an empty text is an empty cell.
pub fn xlsx(rows: &[&[&str]]) -> SourceFile {
    xlsx_with(|sheet| write(sheet, rows))
}

pub fn xlsx_with(fill: impl FnOnce(&mut Worksheet)) -> SourceFile {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    file("课程.xlsx", book.save_to_buffer().unwrap())
}

/// An xlsx file of several named sheets.
pub fn xlsx_sheets(sheets: &[(&str, &[&[&str]])]) -> SourceFile {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        write(sheet, rows);
    }
    file("课程.xlsx", book.save_to_buffer().unwrap())
}

pub fn write(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            sheet.write(row as u32, column as u16, *text).unwrap();
        }
    }
}

/// Merges a range written as rows and columns counted from 0, ends included.
pub fn merge(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), text: &str) {
    sheet
        .merge_range(rows.0, columns.0, rows.1, columns.1, text, &Format::new())
        .unwrap();
}

pub fn file(name: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

pub fn read(file: SourceFile) -> Understood {
    understand(&[file]).expect("a usable file")
}

pub fn refused(file: SourceFile) -> FileProblem {
    let problems = understand(&[file]).expect_err("a file that cannot be used");
    problems.into_iter().next().expect("a problem")
}

/// `2 篮球|体育|三至六年级|周二 15:30—17:00|30|8|本校|免费`
pub fn courses(understood: &Understood) -> Vec<String> {
    let line = |course: &afterbell_import::CourseRow| {
        format!(
            "{} {}|{}|{}|{}|{}|{}|{}|{}",
            course.place.row,
            course.course,
            course.category.as_deref().unwrap_or("-"),
            print_grades(course.eligibility.grades),
            print_weekly_times(&course.times),
            course.places,
            course
                .minimum
                .map_or("-".to_owned(), |number| number.to_string()),
            if course.outside { "校外" } else { "本校" },
            print_fee(course.fee),
        )
    };
    understood.courses.iter().map(line).collect()
}

/// `2 20260101 马嘉 一(1)班`
pub fn pupils(understood: &Understood) -> Vec<String> {
    let line = |pupil: &afterbell_import::Pupil| {
        let class = print_homeroom_class(pupil.class);
        format!(
            "{} {} {} {class}",
            pupil.place.row, pupil.school_number, pupil.name
        )
    };
    understood.pupils.iter().map(line).collect()
}

/// `3 E3 没有上课时间`, one line for each problem.
pub fn unreadable(understood: &Understood) -> Vec<String> {
    let rows = understood.unreadable.iter();
    rows.flat_map(|row| {
        row.problems.iter().map(|problem| {
            let why = wording::why(Locale::ZhHans, problem);
            format!("{} {} {why}", row.place.row, problem.cell)
        })
    })
    .collect()
}

pub fn has_notice(understood: &Understood, wanted: &Noticed) -> bool {
    understood
        .notices
        .iter()
        .any(|notice| notice.what == *wanted)
}
