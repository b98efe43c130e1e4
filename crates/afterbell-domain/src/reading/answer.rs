use crate::reading::compact;

/// Reads an answer to a yes-or-no column, such as 是否校外 or 面试; `None` when it is neither.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    match compact(cell).as_str() {
        "是" | "√" | "✓" | "y" | "yes" | "校外" | "外聘" | "1" => Some(true),
        "否" | "×" | "x" | "n" | "no" | "本校" | "不是" | "0" | "-" | "/" | "无" => {
            Some(false)
        }
        _ => None,
    }
}

/// Prints an answer: `是`, `否`.
pub fn print_yes_or_no(answer: bool) -> &'static str {
    match answer {
        true => "是",
        false => "否",
    }
}
