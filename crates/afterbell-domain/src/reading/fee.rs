use crate::Fen;
use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::numeral::chinese_number;
use crate::reading::text::{compact, contains_any};

const FREE: [&str; 23] = [
    "免费",
    "免",
    "全免",
    "无",
    "-",
    "/",
    "不收费",
    "不收取",
    "无需缴费",
    "无需交费",
    "不收费用",
    "免收",
    "免收费",
    "公益",
    "无费用",
    "零",
    "暂不收费",
    "暂免",
    "无偿",
    "公益课程",
    "免收费用",
    "不收任何费用",
    "不另收费",
];
/// Units other than a term. A school's fee list must say what a term costs.
const OTHER_UNITS: [&str; 22] = [
    "/节",
    "/次",
    "/课时",
    "/课",
    "/小时",
    "/月",
    "/天",
    "/日",
    "/周",
    "/年",
    "/学年",
    "每节",
    "每次",
    "每课",
    "每小时",
    "每月",
    "每天",
    "每日",
    "每周",
    "每年",
    "每学年",
    "一节",
];
/// More is to be paid than the number says.
const EXTRA: [&str; 9] = [
    "另收", "另付", "另计", "另交", "另缴", "另算", "另行", "加收", "外加",
];
/// What may stand around the number without changing it.
const AROUND: [&str; 30] = [
    "人民币",
    "/学期",
    "每学期",
    "一学期",
    "·学期",
    "学期",
    "/每人",
    "/每生",
    "/人",
    "/生",
    "·人",
    "·生",
    "每人",
    "每生",
    "/期",
    "每期",
    "共计",
    "合计",
    "总计",
    "收费",
    "收取",
    "费用",
    "共",
    "元",
    "块",
    "圆",
    "整",
    "¥",
    "rmb",
    ":",
];

/// Reads 收费 per term: `480元/学期`, `￥120.50`, `1,200元`, `免费`, `120元（含材料费）`.
///
/// Money is never guessed: a fee per lesson, two amounts, or an amount with something more
/// to pay are refused, each with its own code.
pub fn fee(cell: &str) -> Result<Fen, ReadingError> {
    let compact = compact(cell);
    if compact.is_empty() {
        return Err(ReadingError::Empty);
    }
    // `1 200` may be one amount or two.
    if compact.contains(',') && !cell.contains([',', '，']) {
        return Err(ReadingError::FeeNotUnderstood { found: found(cell) });
    }
    if contains_any(&compact.replace("不另", "不"), &EXTRA) {
        return Err(ReadingError::FeeHasExtra { found: found(cell) });
    }
    let not_understood = || ReadingError::FeeNotUnderstood { found: found(cell) };
    let core = without_remarks(&compact).ok_or_else(not_understood)?;
    if FREE.contains(&core.as_str()) {
        return Ok(Fen::ZERO);
    }
    if contains_any(&core, &OTHER_UNITS) {
        return Err(ReadingError::FeeNotPerTerm { found: found(cell) });
    }
    amount_fen(strip(&core))
        .ok_or_else(not_understood)?
        .and_then(|fen| Fen::new(fen).ok())
        .ok_or_else(|| ReadingError::FeeTooHigh { found: found(cell) })
}

/// Prints 收费 in the office form: `480元/学期`, `120.50元/学期`, `免费`.
pub fn print_fee(fee: Fen) -> String {
    if fee.is_free() {
        return "免费".to_owned();
    }
    let amount = fee.to_string();
    let amount = amount.strip_suffix(".00").unwrap_or(&amount);
    format!("{amount}元/学期")
}

/// The text without bracketed and trailing remarks, or `None` when one of them holds a
/// number that could be money: `免费（材料费60元）`.
fn without_remarks(compact: &str) -> Option<String> {
    let mut core = String::new();
    let mut rest = compact;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (remark, after) = bracket.split_once(')').unwrap_or((bracket, ""));
        core.push_str(before);
        // `480元/(学期·人)` puts the unit in brackets.
        if before.ends_with('/') {
            core.push_str(remark);
        } else if !is_harmless(remark) {
            return None;
        }
        rest = after;
    }
    core.push_str(rest);
    let remark_at = core.find([',', ';', '。', '、']).filter(|at| {
        let remark = core.get(*at + 1..).unwrap_or_default();
        !remark.starts_with(|c: char| c.is_ascii_digit())
    });
    if let Some(at) = remark_at {
        let remark = core.split_off(at);
        if !is_harmless(&remark) {
            return None;
        }
    }
    Some(core)
}

/// A remark without numbers, or one that only counts lessons: `共16课时`.
fn is_harmless(remark: &str) -> bool {
    let lessons = remark
        .trim_start_matches([',', ';', '。', '、'])
        .trim_start_matches('共')
        .trim_end_matches("课时")
        .trim_end_matches(['节', '次', '课', '周']);
    let only_lessons =
        lessons.len() < remark.len() && lessons.bytes().all(|byte| byte.is_ascii_digit());
    let has_number =
        remark.contains(|c: char| c.is_ascii_digit()) || contains_any(remark, &["元", "¥"]);
    only_lessons || !has_number
}

fn strip(core: &str) -> &str {
    let mut core = core;
    loop {
        let stripped = AROUND.iter().find_map(|word| {
            core.strip_prefix(word)
                .or_else(|| core.strip_suffix(word))
                .filter(|rest| !rest.is_empty())
        });
        match stripped {
            Some(rest) => core = rest,
            None => return core,
        }
    }
}

/// The amount in fen; `Some(None)` is an amount too large to hold.
fn amount_fen(core: &str) -> Option<Option<u32>> {
    if let Some(yuan) = chinese_number(core) {
        return Some(yuan.checked_mul(100));
    }
    let (yuan, decimals) = core.split_once('.').unwrap_or((core, "0"));
    let yuan = thousands(yuan)?;
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > 2 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fen: u32 = format!("{decimals:0<2}").parse().ok()?;
    let Ok(yuan) = yuan.parse::<u32>() else {
        return Some(None);
    };
    Some(
        yuan.checked_mul(100)
            .and_then(|whole| whole.checked_add(fen)),
    )
}

/// The digits of `1,200` and of `1200`; anything else with commas is two numbers.
fn thousands(yuan: &str) -> Option<String> {
    let mut groups = yuan.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let first_fits = !first.is_empty() && (rest.is_empty() || first.len() <= 3);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = first_fits && digits(first) && rest.iter().all(|g| g.len() == 3 && digits(g));
    fits.then(|| yuan.replace(',', ""))
}
