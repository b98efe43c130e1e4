mod items;

use crate::GradeSet;
use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::text::{compact, contains_any, split_brackets};
use items::Items;

const WHOLE_SCHOOL: [&str; 12] = [
    "全年级",
    "全校",
    "全体",
    "全部",
    "全学段",
    "全段",
    "所有",
    "各年级",
    "不限",
    "年级不限",
    "每个年级",
    "任意年级",
];
const STAGE_PARTS: [&str; 10] = [
    "低段",
    "中段",
    "高段",
    "低年级",
    "中年级",
    "高年级",
    "低年段",
    "中年段",
    "高年段",
    "学段",
];
const OPENINGS: [&str; 10] = [
    "全校",
    "适合于",
    "适合",
    "面向",
    "招收",
    "限报",
    "仅限",
    "限",
    "全体",
    "本校",
];
const ENDINGS: [&str; 13] = [
    "新生",
    "自愿报名",
    "可报名",
    "学生",
    "同学",
    "儿童",
    "均可",
    "都可",
    "皆可",
    "可报",
    "可选",
    "全体",
    "的",
];

/// Reads 适合年级: `三至六年级`, `1～6年级`, `一、二年级`, `初一至初三`, `三年级及以上`.
///
/// `school` is what `全年级` and `以上` mean; both ends of 以上 and 以下 are included.
pub fn grades(cell: &str, school: Option<GradeSet>) -> Result<GradeSet, ReadingError> {
    let compact = compact(cell);
    if compact.is_empty() {
        return Err(ReadingError::Empty);
    }
    let (outside, inside) = split_brackets(&compact);
    if inside
        .iter()
        .any(|content| contains_any(content, &["不含", "除"]))
    {
        return Err(ReadingError::GradesNotUnderstood { found: found(cell) });
    }
    match read(&outside, school) {
        Ok(grades) => Ok(grades),
        // `低段（一、二年级）`: the brackets say what the words leave open.
        Err(refusal) if outside.is_empty() || matches!(refusal, Refusal::StagePart) => inside
            .iter()
            .find_map(|content| read(content, school).ok())
            .ok_or_else(|| refusal.into_error(cell)),
        Err(refusal) => Err(refusal.into_error(cell)),
    }
}

enum Refusal {
    NotUnderstood,
    StagePart,
    SchoolUnknown,
}

impl Refusal {
    fn into_error(self, cell: &str) -> ReadingError {
        let found = found(cell);
        match self {
            Self::NotUnderstood => ReadingError::GradesNotUnderstood { found },
            Self::StagePart => ReadingError::StageWrittenForGrades { found },
            Self::SchoolUnknown => ReadingError::SchoolGradesUnknown { found },
        }
    }
}

fn read(part: &str, school: Option<GradeSet>) -> Result<GradeSet, Refusal> {
    if means_whole_school(part) {
        return school.ok_or(Refusal::SchoolUnknown);
    }
    Items::new(strip(part), school).read().map_err(|refusal| {
        if contains_any(part, &STAGE_PARTS) {
            Refusal::StagePart
        } else {
            refusal
        }
    })
}

fn means_whole_school(part: &str) -> bool {
    let core = part
        .trim_end_matches("学生")
        .trim_end_matches("年级")
        .trim_start_matches("全校");
    WHOLE_SCHOOL.contains(&part)
        || WHOLE_SCHOOL.contains(&part.trim_end_matches("学生"))
        || !core.is_empty() && WHOLE_SCHOOL.contains(&core)
}

fn strip(part: &str) -> &str {
    let mut core = part;
    while let Some(rest) = OPENINGS.iter().find_map(|word| core.strip_prefix(word)) {
        core = rest;
    }
    while let Some(rest) = ENDINGS.iter().find_map(|word| core.strip_suffix(word)) {
        core = rest;
    }
    core
}
