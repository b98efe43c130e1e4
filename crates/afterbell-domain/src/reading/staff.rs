use serde::Serialize;

use crate::reading::ReadingError;
use crate::reading::error::found;
use crate::reading::text::{compact, contains_any, tidy};

/// 师资来源: whether the school's own teachers give the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provider {
    pub outside: bool,
    pub institution: Option<String>,
}

/// 任课教师: the names in one cell, and the institution that stands beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Teachers {
    pub names: Vec<String>,
    pub institution: Option<String>,
}

const OUTSIDE: [&str; 12] = [
    "校外",
    "外聘",
    "外请",
    "机构",
    "第三方",
    "外部",
    "外来",
    "社会",
    "购买服务",
    "非本校",
    "志愿者",
    "引进",
];
const OWN: [&str; 9] = [
    "本校", "校内", "在校", "在编", "学校", "自有", "校本", "内部", "教师",
];
const INSTITUTIONS: [&str; 24] = [
    "中心",
    "公司",
    "少年宫",
    "文化宫",
    "科技馆",
    "文化馆",
    "图书馆",
    "博物馆",
    "机构",
    "俱乐部",
    "工作室",
    "培训",
    "协会",
    "学院",
    "大学",
    "剧团",
    "艺术团",
    "体校",
    "集团",
    "道馆",
    "棋院",
    "琴行",
    "画室",
    "基地",
];
const NO_NAME: [&str; 13] = [
    "待定",
    "外聘",
    "校外",
    "本校",
    "外聘教师",
    "校外教师",
    "本校教师",
    "外聘老师",
    "各班主任",
    "班主任",
    "无",
    "-",
    "/",
];

/// Reads 教师来源: `本校教师`, `校外`, `外聘（市少年宫）`, or the institution's name itself.
pub fn provider(cell: &str) -> Result<Provider, ReadingError> {
    let compact_text = compact(cell);
    if compact_text.is_empty() {
        return Err(ReadingError::Empty);
    }
    let institution = bracket_in(cell)
        .map(|(_, inside)| inside)
        .or_else(|| Some(tidy(cell)))
        .filter(|name| is_institution(name) && !OUTSIDE.contains(&name.as_str()));
    // A course that outsiders share in is an outside course: they need to be vetted.
    if contains_any(&compact_text, &OUTSIDE) || institution.is_some() {
        return Ok(Provider {
            outside: true,
            institution,
        });
    }
    match contains_any(&compact_text, &OWN) || ["是", "校"].contains(&compact_text.as_str()) {
        true => Ok(Provider {
            outside: false,
            institution: None,
        }),
        false => Err(ReadingError::ProviderNotUnderstood { found: found(cell) }),
    }
}

/// Prints 教师来源: `本校`, `校外`, `校外（市少年宫）`.
pub fn print_provider(provider: &crate::Provider) -> String {
    match provider {
        crate::Provider::School => "本校".to_owned(),
        crate::Provider::Outside { institution: None } => "校外".to_owned(),
        crate::Provider::Outside {
            institution: Some(name),
        } => format!("校外（{name}）"),
    }
}

/// Reads 任课教师: `杜曦佳、曹乐晨`, `曹乐佳（创想科技中心）`.
pub fn teachers(cell: &str) -> Teachers {
    let mut teachers = Teachers::default();
    let mut plain = String::new();
    let mut rest = tidy(cell);
    while let Some((outside, inside)) = bracket_in(&rest) {
        if is_institution(&inside) {
            teachers.institution.get_or_insert(inside);
        }
        let (before, after) = outside;
        plain.push_str(&before);
        plain.push('、');
        rest = after;
    }
    plain.push_str(&rest);
    let separators = [
        '、', '，', ',', ';', '；', '/', '／', '&', '+', ':', '：', '|',
    ];
    for piece in plain.split(separators) {
        for name in names_in(piece) {
            if is_institution(&name) {
                teachers.institution.get_or_insert(name);
            } else if !teachers.names.contains(&name) {
                teachers.names.push(name);
            }
        }
    }
    teachers
}

/// Whether this is the name of an institution rather than of a person.
pub fn is_institution(name: &str) -> bool {
    INSTITUTIONS.iter().any(|word| name.contains(word))
}

/// Spaces part two names (`张晓明 李文`), but also stand inside one (`王　芳`).
fn names_in(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let joined =
        words.iter().any(|word| word.chars().count() == 1) && words.concat().chars().count() <= 4;
    let names = if joined {
        vec![words.concat()]
    } else {
        words.into_iter().map(str::to_owned).collect()
    };
    names
        .into_iter()
        .filter(|name| !NO_NAME.contains(&name.as_str()))
        .collect()
}

/// The text before and after the first brackets, and what stands in them.
fn bracket_in(text: &str) -> Option<((String, String), String)> {
    let open = |c: char| matches!(c, '(' | '（' | '[' | '【' | '〔');
    let close = |c: char| matches!(c, ')' | '）' | ']' | '】' | '〕');
    let (before, rest) = text.split_once(open)?;
    let (inside, after) = rest.split_once(close).unwrap_or((rest, ""));
    Some(((tidy(before), tidy(after)), tidy(inside)))
}
