use super::Refusal;
use crate::reading::numeral;
use crate::reading::scanner::Scanner;
use crate::{Grade, GradeSet, Stage};

/// Walks over grades, ranges and lists as they are written one after another.
pub(super) struct Items<'a> {
    scanner: Scanner<'a>,
    school: Option<GradeSet>,
    /// The stage that was last written; it goes on in `初一、二`.
    stage: Option<Stage>,
    last: Option<Grade>,
    /// The lower end of a range whose upper end is still to come.
    range_from: Option<Grade>,
    grades: Vec<Grade>,
}

impl<'a> Items<'a> {
    pub fn new(part: &'a str, school: Option<GradeSet>) -> Self {
        Self {
            scanner: Scanner::new(part),
            school,
            stage: None,
            last: None,
            range_from: None,
            grades: Vec::new(),
        }
    }

    pub fn read(mut self) -> Result<GradeSet, Refusal> {
        while !self.scanner.is_done() {
            self.step()?;
        }
        if self.range_from.is_some() {
            return Err(Refusal::NotUnderstood);
        }
        GradeSet::of(self.grades).map_err(|_| Refusal::NotUnderstood)
    }

    fn step(&mut self) -> Result<(), Refusal> {
        let scanner = &mut self.scanner;
        if scanner
            .eat_any(&["及以上", "以上", "及其以上", "起"])
            .is_some()
            || scanner.rest() == "+" && scanner.eat("+")
        {
            scanner.eat("年级");
            return self.fill(GradeSet::highest);
        }
        if scanner.eat_any(&["及以下", "以下"]).is_some() {
            scanner.eat("年级");
            return self.fill(GradeSet::lowest);
        }
        if scanner.eat_any(&["-", "至", "到"]).is_some() {
            self.range_from = Some(self.last.take().ok_or(Refusal::NotUnderstood)?);
            return Ok(());
        }
        let separators = [
            "、", ",", ".", ";", "/", "&", "+", "·", "和", "与", "及", "或",
        ];
        if scanner.eat_any(&separators).is_some() {
            return match self.range_from {
                None => Ok(()),
                Some(_) => Err(Refusal::NotUnderstood),
            };
        }
        if scanner.eat("预初") {
            return self.take(vec![6], false);
        }
        if let Some(stage) = eat_stage(scanner) {
            self.stage = Some(stage);
            let scanner = &mut self.scanner;
            let numeral_follows = scanner
                .peek()
                .is_some_and(|c| c.is_ascii_digit() || numeral::is_chinese(c));
            if !numeral_follows {
                scanner.eat_any(&["部", "阶段"]);
                scanner.eat_any(&["全年级", "各年级", "全段", "全体", "全部"]);
                return self.take_stage(stage);
            }
            let numbers = self.numbers()?;
            return self.take(numbers, true);
        }
        let numbers = self.numbers()?;
        self.take(numbers, false)
    }

    /// The numbers of a run: `五六` are two grades, `十二` is one, `135` are three.
    fn numbers(&mut self) -> Result<Vec<u8>, Refusal> {
        let digits = self.scanner.digits();
        if digits.is_empty() {
            let numbers = chinese_grades(self.scanner.chinese_numerals());
            // `一一三年级` has a 一 where a dash was meant.
            return if numbers.is_empty() || !numbers.is_sorted_by(|one, next| one < next) {
                Err(Refusal::NotUnderstood)
            } else {
                Ok(numbers)
            };
        }
        let number: u32 = digits.parse().map_err(|_| Refusal::NotUnderstood)?;
        let in_range =
            self.range_from.is_some() || matches!(self.scanner.peek(), Some('-' | '至' | '到'));
        match number {
            1..=11 if !digits.starts_with('0') => Ok(vec![number as u8]),
            12 if in_range => Ok(vec![12]),
            // `12年级` at a primary school is 一、二年级; unknown schools stay unguessed.
            12 => match self.school {
                Some(school) if school.highest().number() == 12 => Ok(vec![12]),
                Some(_) => Ok(vec![1, 2]),
                None => Err(Refusal::NotUnderstood),
            },
            _ if in_range => Err(Refusal::NotUnderstood),
            _ => {
                let each: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
                let steps: Vec<u8> = each
                    .windows(2)
                    .map(|pair| match pair {
                        [one, next] => next.saturating_sub(*one),
                        _ => 0,
                    })
                    .collect();
                // `36年级` may as well be a `3-6年级` that lost its dash.
                let clear = each.len() > 2 || steps == [1];
                if clear && !steps.contains(&0) && each.first() != Some(&0) {
                    Ok(each)
                } else {
                    Err(Refusal::NotUnderstood)
                }
            }
        }
    }

    fn take(&mut self, numbers: Vec<u8>, right_after_stage: bool) -> Result<(), Refusal> {
        self.scanner.eat_any(&["年级", "年段", "年", "级"]);
        for number in numbers {
            let in_stage = self.stage.and_then(|stage| grade_in_stage(stage, number));
            let grade = match in_stage {
                Some(grade) => grade,
                // `初四` is no grade of the house, and must not become grade 4.
                None if right_after_stage => return Err(Refusal::NotUnderstood),
                None => Grade::new(number).map_err(|_| Refusal::NotUnderstood)?,
            };
            match self.range_from.take() {
                Some(from) if from < grade => {
                    self.grades.extend(GradeSet::between(from, grade).iter());
                }
                Some(_) => return Err(Refusal::NotUnderstood),
                None => self.grades.push(grade),
            }
            self.last = Some(grade);
        }
        Ok(())
    }

    fn take_stage(&mut self, stage: Stage) -> Result<(), Refusal> {
        let grades = match self.school {
            Some(school) => school
                .intersection(stage.grades())
                .ok_or(Refusal::NotUnderstood)?,
            None => stage.grades(),
        };
        if let Some(from) = self.range_from.take() {
            self.grades
                .extend(GradeSet::between(from, grades.highest()).iter());
        }
        self.grades.extend(grades.iter());
        self.last = Some(grades.highest());
        Ok(())
    }

    /// Everything from the last grade to the end of the school.
    fn fill(&mut self, end: impl Fn(GradeSet) -> Grade) -> Result<(), Refusal> {
        let from = self.last.take().ok_or(Refusal::NotUnderstood)?;
        let school = self.school.ok_or(Refusal::SchoolUnknown)?;
        if !school.contains(from) {
            return Err(Refusal::NotUnderstood);
        }
        let grades = GradeSet::between(from, end(school));
        self.grades.extend(grades.iter());
        Ok(())
    }
}

fn eat_stage(scanner: &mut Scanner<'_>) -> Option<Stage> {
    Some(
        match scanner.eat_any(&["小学", "初中", "高中", "小", "初", "高"])? {
            "小学" | "小" => Stage::Primary,
            "初中" | "初" => Stage::JuniorSecondary,
            _ => Stage::SeniorSecondary,
        },
    )
}

/// `初一` is 7 and so is `初中七年级`.
fn grade_in_stage(stage: Stage, number: u8) -> Option<Grade> {
    let grades = stage.grades();
    let counted = Grade::new(number.checked_add(grades.lowest().number() - 1)?).ok();
    let named = Grade::new(number).ok();
    [counted, named]
        .into_iter()
        .flatten()
        .find(|grade| grades.contains(*grade))
}

fn chinese_grades(run: &str) -> Vec<u8> {
    let mut numbers = Vec::new();
    let mut characters = run.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '十' {
            let ones = match characters.peek() {
                Some('一') => 1,
                Some('二') => 2,
                _ => 0,
            };
            if ones > 0 {
                characters.next();
            }
            numbers.push(10 + ones);
        } else {
            match numeral::digit(character) {
                Some(digit) => numbers.push(digit as u8),
                None => return Vec::new(),
            }
        }
    }
    numbers
}
