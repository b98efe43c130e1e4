//! What every reader does first: one width, one dash, no spaces.

/// The text as readers see it: half-width, every dash a `-`, no spaces, lower case.
///
/// A space between two digits is a separator (`1 3 5年级`), so it stays as a comma.
pub fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space_before = false;
    for character in text.chars().filter(|c| !is_invisible(*c)) {
        if character.is_whitespace() {
            space_before = true;
            continue;
        }
        let character = plain(character).to_ascii_lowercase();
        let last = out.chars().next_back();
        let after_digit = last.is_some_and(|c| c.is_ascii_digit());
        if space_before && after_digit && character.is_ascii_digit() {
            out.push(',');
        }
        space_before = false;
        if !(character == '-' && last == Some('-')) {
            out.push(character);
        }
    }
    out
}

/// The text as people see it: spaces trimmed and single, line breaks as spaces, nothing
/// invisible; the characters themselves stay as they were written.
pub fn tidy(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name: [`tidy`], and without the spaces offices put between Chinese characters to
/// align them (`夏　文远`) or that come from a line break inside the cell.
pub fn name(text: &str) -> String {
    let tidied = tidy(text);
    let mut out = String::with_capacity(tidied.len());
    let mut characters = tidied.chars().peekable();
    while let Some(character) = characters.next() {
        let between_han = character == ' '
            && out.chars().next_back().is_some_and(is_han)
            && characters.peek().copied().is_some_and(is_han);
        if !between_han {
            out.push(character);
        }
    }
    out
}

/// What stands in brackets, in compact form: `三至六年级（有基础）` gives `有基础`.
pub fn bracketed(text: &str) -> Option<String> {
    let (_, inside) = split_brackets(&compact(text));
    (!inside.is_empty()).then(|| inside.join("；"))
}

/// Compact text without its brackets, and what stood in them.
pub(super) fn split_brackets(compact: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut depth = 0u32;
    for character in compact.chars() {
        match character {
            '(' => {
                depth = depth.saturating_add(1);
                if depth == 1 {
                    inside.push(String::new());
                }
            }
            ')' => depth = depth.saturating_sub(1),
            _ => match inside.last_mut() {
                Some(content) if depth > 0 => content.push(character),
                _ => outside.push(character),
            },
        }
    }
    inside.retain(|content| !content.is_empty());
    (outside, inside)
}

pub(super) fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '·')
}

/// Byte order marks, zero-width characters, direction marks and other controls.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{FEFF}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
    ) || (character.is_control() && !character.is_whitespace())
}

fn plain(character: char) -> char {
    match character {
        '—' | '–' | '－' | '‐' | '‑' | '‒' | '―' | '−' | '─' | '━' | '﹣' | '﹘' | 'ー' | '~'
        | '～' | '〜' | '∼' | '˜' | '﹏' => '-',
        '∶' | '︰' | '﹕' | '꞉' => ':',
        '﹑' => '、',
        '﹐' => ',',
        '【' | '〔' | '［' | '[' | '{' | '｛' | '〖' | '「' | '《' => '(',
        '】' | '〕' | '］' | ']' | '}' | '｝' | '〗' | '」' | '》' => ')',
        '_' | '＿' => '-',
        '￥' => '¥',
        '〇' => '零',
        '•' | '・' | '･' | '‧' => '·',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        // Radicals that look like the character: text copied out of a PDF has them.
        '⼀' => '一',
        '⼆' => '二',
        '⼋' => '八',
        '⼗' => '十',
        '⽇' => '日',
        '⽆' => '无',
        '⼈' => '人',
        '⼩' => '小',
        '⾄' => '至',
        // The few traditional characters that decide a reading.
        '週' => '周',
        '點' => '点',
        '級' => '级',
        '時' => '时',
        '無' => '无',
        '費' => '费',
        // Digits in circles, in brackets and with a full stop: 一①班.
        '①'..='⑨' => digit_of(character, '①'),
        '⑴'..='⑼' => digit_of(character, '⑴'),
        '⒈'..='⒐' => digit_of(character, '⒈'),
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

fn digit_of(character: char, one: char) -> char {
    let number = u32::from(character) - u32::from(one) + 1;
    char::from_digit(number, 10).unwrap_or(character)
}
