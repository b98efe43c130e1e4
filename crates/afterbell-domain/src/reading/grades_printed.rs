use crate::reading::numeral::print_digit;
use crate::{Grade, GradeSet};

/// The highest grade that is written by its number; above it stand 高一 to 高三.
const HIGHEST_NUMBERED: u8 = 9;

/// Prints a grade: `三年级`, `高一`.
pub fn print_grade(grade: Grade) -> String {
    match grade.number() {
        number @ ..=HIGHEST_NUMBERED => format!("{}年级", print_digit(number)),
        number => format!("高{}", print_digit(number - HIGHEST_NUMBERED)),
    }
}

/// Prints 适合年级 in the office form: `三至六年级`, `一、二年级`, `九年级、高一`.
pub fn print_grades(grades: GradeSet) -> String {
    let (numbered, senior): (Vec<_>, Vec<_>) = grades
        .iter()
        .partition(|grade| grade.number() <= HIGHEST_NUMBERED);
    let numbered: Vec<String> = runs(&numbered)
        .iter()
        .map(|run| print_run(run, |grade| print_digit(grade.number())))
        .collect();
    let mut parts = Vec::new();
    if !numbered.is_empty() {
        parts.push(format!("{}年级", numbered.join("、")));
    }
    parts.extend(
        runs(&senior)
            .iter()
            .map(|run| print_run(run, |grade| print_grade(*grade))),
    );
    parts.join("、")
}

/// Three or more in a row are a range, two are a list.
fn print_run(run: &[Grade], print: impl Fn(&Grade) -> String) -> String {
    match run {
        [first, _, .., last] => format!("{}至{}", print(first), print(last)),
        _ => run.iter().map(print).collect::<Vec<_>>().join("、"),
    }
}

fn runs(ascending: &[Grade]) -> Vec<&[Grade]> {
    ascending
        .chunk_by(|one, next| next.number() - one.number() == 1)
        .collect()
}
