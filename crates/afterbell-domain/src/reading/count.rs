use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::numeral::chinese_number;
use crate::reading::text::{compact, split_brackets};

/// No course of a school takes more pupils than this; a longer number is a slip.
const MOST_PUPILS: u16 = 10_000;

const UNLIMITED: [&str; 11] = [
    "不限",
    "不限人数",
    "人数不限",
    "不限名额",
    "名额不限",
    "无限制",
    "不设上限",
    "无上限",
    "不设限",
    "没有限制",
    "不限制",
];
const NO_MINIMUM: [&str; 6] = ["", "无", "-", "/", "无要求", "不作要求"];
const MOST: [&str; 22] = [
    "计划招生",
    "计划招",
    "不超过",
    "不多于",
    "限报名",
    "人数上限",
    "上限",
    "限报",
    "限招",
    "限额",
    "招收",
    "招募",
    "招生",
    "最多",
    "至多",
    "限",
    "招",
    "≤",
    "<=",
    "总计",
    "合计",
    "共",
];
const LEAST: [&str; 14] = [
    "不少于",
    "不低于",
    "达到",
    "报满",
    "最低",
    "至少",
    "最少",
    "起开",
    "满",
    "达",
    "需",
    "≥",
    ">=",
    "下限",
];
const PUPILS: [&str; 29] = [
    "人以下",
    "名以下",
    "以下",
    "名同学",
    "学生",
    "个名额",
    "名额",
    "名学生",
    "人以内",
    "名以内",
    "以内",
    "人及以上",
    "名及以上",
    "人以上",
    "名以上",
    "以上",
    "人起开",
    "人开课",
    "人开班",
    "名开班",
    "开班",
    "开课",
    "人起",
    "人/班",
    "名",
    "人",
    "位",
    "个",
    "生",
];

/// Reads 人数上限: `30`, `限25人`, `≤30`, `三十人`, `30.0` of a numeric cell.
pub fn places(cell: &str) -> Result<u16, ReadingError> {
    let compact = compact(cell);
    if compact.is_empty() {
        return Err(ReadingError::Empty);
    }
    let (core, _) = split_brackets(&compact);
    if UNLIMITED.contains(&core.as_str()) {
        return Err(ReadingError::Unlimited { found: found(cell) });
    }
    // `30人以上` is no upper limit.
    if core.contains("以上") || core.contains("开班") {
        return Err(ReadingError::NotANumber { found: found(cell) });
    }
    count(&core, &MOST, cell)
}

/// Reads 开班人数, where an empty cell means that the course opens with any number:
/// `8`, `满10人开班`, `≥12`, `无`.
pub fn minimum(cell: &str) -> Result<Option<u16>, ReadingError> {
    let compact = compact(cell);
    let (core, _) = split_brackets(&compact);
    let says_none = NO_MINIMUM.contains(&core.as_str()) || UNLIMITED.contains(&core.as_str());
    if says_none || number(strip(&core, &LEAST)) == Some(Ok(0)) {
        return Ok(None);
    }
    if core.contains("以内") || core.contains("以下") {
        return Err(ReadingError::NotANumber { found: found(cell) });
    }
    count(&core, &LEAST, cell).map(Some)
}

/// Prints a number of pupils: `30人`.
pub fn print_count(count: u16) -> String {
    format!("{count}人")
}

fn count(core: &str, openings: &[&str], cell: &str) -> Result<u16, ReadingError> {
    match number(strip(core, openings)) {
        Some(Ok(count @ 1..=MOST_PUPILS)) => Ok(count),
        Some(_) => Err(ReadingError::NumberOutOfRange {
            found: found(cell),
            lowest: 1,
            highest: MOST_PUPILS,
        }),
        None => Err(ReadingError::NotANumber { found: found(cell) }),
    }
}

fn strip<'a>(core: &'a str, openings: &[&str]) -> &'a str {
    let mut core = core;
    while let Some(rest) = openings.iter().find_map(|word| core.strip_prefix(word)) {
        core = rest.trim_start_matches(':');
    }
    while let Some(rest) = PUPILS.iter().find_map(|word| core.strip_suffix(word)) {
        core = rest;
    }
    core
}

/// A number that is too large or negative is a number still: `Some(Err)`.
fn number(core: &str) -> Option<Result<u16, ()>> {
    let whole = match core.split_once('.') {
        Some((whole, decimals)) if !decimals.is_empty() => {
            decimals.bytes().all(|byte| byte == b'0').then_some(whole)?
        }
        _ => core,
    };
    let (negative, digits) = match whole.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, whole),
    };
    if digits.is_empty() {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(if negative {
            Err(())
        } else {
            digits.parse().map_err(|_| ())
        });
    }
    let count = chinese_number(digits).filter(|_| !negative)?;
    Some(u16::try_from(count).map_err(|_| ()))
}
