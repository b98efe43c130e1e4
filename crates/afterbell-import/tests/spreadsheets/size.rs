use std::fmt::Write as _;
use std::time::{Duration, Instant};

use afterbell_import::FileProblem;
use rust_xlsxwriter::Workbook;

use crate::support::{file, read, refused};

/// Generous: a debug build on a busy two-core machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn roster(pupils: u32) -> String {
    let mut csv = "班级,学号,姓名,性别,监护人,监护人手机,备注\n".to_owned();
    for at in 0..pupils {
        let (grade, class) = (at % 6 + 1, at / 6 % 20 + 1);
        let number = 2_026_000_000 + u64::from(at);
        writeln!(csv, "{grade}({class})班,{number},马嘉,女,马静,19900007744,").unwrap();
    }
    csv
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let started = Instant::now();
    let understood = read(file("名册.csv", roster(100_000)));
    assert_eq!(understood.pupils.len(), 100_000);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn a_hundred_thousand_rows_of_a_workbook_are_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in ["班级", "学号", "姓名"].into_iter().enumerate() {
        sheet.write(0, column as u16, heading).unwrap();
    }
    for row in 1..=100_000u32 {
        sheet.write(row, 0, "一(1)班").unwrap();
        sheet.write(row, 1, 20_000_000 + row).unwrap();
        sheet.write(row, 2, "马嘉").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let started = Instant::now();
    assert_eq!(read(file("名册.xlsx", bytes)).pupils.len(), 100_000);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn more_than_two_hundred_thousand_rows_are_refused() {
    let problem = refused(file("名册.csv", roster(200_001)));
    assert!(
        matches!(problem, FileProblem::TooManyRows { limit: 200_000, .. }),
        "{problem:?}"
    );
}

#[test]
fn a_sheet_with_a_cell_in_its_last_corner_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["班级", "学号", "姓名"].into_iter().enumerate() {
        sheet.write(0, column as u16, text).unwrap();
    }
    for (column, text) in ["一(1)班", "20260101", "马嘉"].into_iter().enumerate() {
        sheet.write(1, column as u16, text).unwrap();
    }
    sheet.write(1_048_575, 16_383, "末").unwrap();
    let understood = read(file("名册.xlsx", book.save_to_buffer().unwrap()));
    assert_eq!(understood.pupils.len(), 1);
}

#[test]
fn a_file_of_more_than_fifty_megabytes_is_refused() {
    let problem = refused(file("名册.csv", vec![b'a'; 50 * 1024 * 1024 + 1]));
    assert!(
        matches!(
            problem,
            FileProblem::TooLarge {
                megabytes: 51,
                limit_megabytes: 50,
                ..
            }
        ),
        "{problem:?}"
    );
}
