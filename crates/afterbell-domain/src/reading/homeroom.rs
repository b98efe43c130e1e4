use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::grades_printed::print_grade;
use crate::reading::numeral::{chinese_number, digit, is_chinese};
use crate::reading::scanner::Scanner;
use crate::reading::text::compact;
use crate::{Grade, HomeroomClass};

/// Reads 班级: `一（1）班`, `306`, `1.6班`, `三年级2班`, `七(3)班`, `初一（2）班`.
///
/// `grade` is what a title or a column of its own says; it serves `2班`, which names no
/// grade. A grade written in the cell goes before it.
pub fn homeroom_class(cell: &str, grade: Option<Grade>) -> Result<HomeroomClass, ReadingError> {
    let compact = compact(cell);
    if compact.is_empty() {
        return Err(ReadingError::Empty);
    }
    let named = compact.replace("预初", "六").replace("预备", "六");
    let core = named
        .trim_start_matches("小学")
        .trim_start_matches('小')
        .trim_end_matches(['班', '级'])
        .trim_end_matches("教学");
    let class = if core.bytes().all(|byte| byte.is_ascii_digit()) {
        in_digits(core, grade)
    } else {
        in_words(core, grade)
    };
    let written = class.ok_or_else(|| ReadingError::ClassNotUnderstood { found: found(cell) })?;
    let grade = written
        .grade
        .map(|said| within_stage(said, grade))
        .or(grade)
        .ok_or_else(|| ReadingError::ClassWithoutGrade { found: found(cell) })?;
    HomeroomClass::new(grade, written.number)
        .map_err(|_| ReadingError::ClassNotUnderstood { found: found(cell) })
}

/// Prints 班级 in the office form: `三(2)班`, `高一(1)班`.
pub fn print_homeroom_class(class: HomeroomClass) -> String {
    let grade = print_grade(class.grade());
    let grade = grade.trim_end_matches("年级");
    format!("{grade}({})班", class.number())
}

struct Written {
    grade: Option<Grade>,
    number: u8,
}

/// Bare digits: `306` and `0306` are class 6 of grade 3, `1012` is class 12 of grade 10.
/// One or two digits are a class number, since `12` could be either.
fn in_digits(digits: &str, hint: Option<Grade>) -> Option<Written> {
    let (grade, number) = match digits.len() {
        1 | 2 => ("", digits),
        3 => digits.split_at_checked(1)?,
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    let number: u8 = number.parse().ok()?;
    if !grade.is_empty() {
        let grade = Grade::new(grade.parse().ok()?).ok()?;
        return Some(Written {
            grade: Some(grade),
            number,
        });
    }
    // `31` in the list of grade 3 is 三(1)班: no grade has thirty-one classes.
    let repeats_grade = hint.is_some_and(|grade| number / 10 == grade.number());
    if repeats_grade && number > 20 && !number.is_multiple_of(10) {
        return Some(Written {
            grade: hint,
            number: number % 10,
        });
    }
    Some(Written {
        grade: None,
        number,
    })
}

fn in_words(core: &str, hint: Option<Grade>) -> Option<Written> {
    let mut scanner = Scanner::new(core);
    let stage_start = match scanner.eat_any(&["初中", "高中", "初", "高"]) {
        Some("初中" | "初") => 6,
        Some(_) => 9,
        None => 0,
    };
    let digits = scanner.digits();
    let (grade, glued_number) = if digits.is_empty() {
        grade_in_chinese(&mut scanner)?
    } else {
        (digits.parse().ok(), None)
    };
    let says_grade = scanner.eat_any(&["年级", "年段", "年", "级"]).is_some();
    let separated = scanner
        .eat_any(&["(", ".", "-", "·", "、", "/", "第"])
        .is_some();
    let number = match glued_number {
        Some(number) => Some(number),
        None if scanner.is_done() => None,
        None => u8::try_from(scanner.number()?).ok(),
    };
    scanner.eat(")");
    scanner.eat("班");
    if !scanner.is_done() {
        return None;
    }
    match (grade, number) {
        (Some(grade), Some(number)) => {
            let grade = counted(grade, stage_start)?;
            Some(Written {
                grade: Some(grade),
                number,
            })
        }
        // `三班` and `(3)班` are class 3 of the grade named elsewhere.
        (Some(number), None) if !says_grade && !separated && stage_start == 0 => Some(Written {
            grade: None,
            number,
        }),
        (None, Some(number)) if stage_start == 0 => Some(Written {
            grade: hint,
            number,
        }),
        _ => None,
    }
}

/// The grade in Chinese numerals, and the class too where both are numerals: `三二班`.
fn grade_in_chinese(scanner: &mut Scanner<'_>) -> Option<(Option<u8>, Option<u8>)> {
    let mut ahead = *scanner;
    let run = ahead.chinese_numerals();
    *scanner = ahead;
    if run.is_empty() {
        return Some((None, None));
    }
    if let Some(number) = chinese_number(run) {
        return Some((Some(u8::try_from(number).ok()?), None));
    }
    let mut characters = run.chars();
    let grade = digit(characters.next()?)? as u8;
    let rest = characters.as_str();
    let number = chinese_number(rest).filter(|_| rest.chars().all(is_chinese))?;
    Some((Some(grade), Some(u8::try_from(number).ok()?)))
}

/// The grade a number means after 初 or 高: `初一` is grade 7, `初中七年级` too.
fn counted(number: u8, stage_start: u8) -> Option<Grade> {
    let counted = match number {
        1..=3 => number + stage_start,
        _ if stage_start == 0 => number,
        _ if number > stage_start && number <= stage_start + 3 => number,
        _ => return None,
    };
    Grade::new(counted).ok()
}

/// At a secondary school `101` and `一(1)班` are of 高一 or 初一 once the title says so.
fn within_stage(said: Grade, hint: Option<Grade>) -> Grade {
    let counts_in_stage = |hint: &Grade| {
        let lowest = hint.stage().grades().lowest().number();
        hint.number() + 1 - lowest == said.number()
    };
    hint.filter(counts_in_stage).unwrap_or(said)
}
