use crate::reading::text::{compact, contains_any};

const AUDITION: [&str; 9] = [
    "面试", "选拔", "考核", "海选", "试训", "甄选", "择优", "试音", "选测",
];
const NEGATION: [&str; 9] = [
    "无",
    "不需",
    "不用",
    "不必",
    "不设",
    "不进行",
    "免",
    "没有",
    "毋须",
];

/// Whether a remark says that the teacher picks from the applicants: `需面试，由教师选拔`.
///
/// Each clause is read for itself, so that `无需面试，直接报名` says no.
pub fn needs_audition(remark: &str) -> bool {
    compact(remark)
        .split([',', ';', '。', '、', '.', '!'])
        .any(|clause| contains_any(clause, &AUDITION) && !contains_any(clause, &NEGATION))
}
