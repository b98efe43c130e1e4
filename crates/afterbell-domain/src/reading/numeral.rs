//! Chinese numerals up to 9999, as they count pupils, grades and yuan.

pub(super) fn is_chinese(character: char) -> bool {
    digit(character).is_some() || unit(character).is_some()
}

pub(super) fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<u32> {
    Some(match character {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// Reads `二十五` and `一百二十`, and refuses a list of digits such as `二五`.
pub(super) fn chinese_number(text: &str) -> Option<u32> {
    let (mut total, mut pending, mut smallest_unit) = (0u32, None, u32::MAX);
    for character in text.chars() {
        if let Some(unit) = unit(character) {
            let leading_ten = unit == 10 && total == 0;
            let count = match pending.take() {
                Some(0) | None if leading_ten => 1,
                Some(count) if count > 0 => count,
                _ => return None,
            };
            if unit >= smallest_unit {
                return None;
            }
            smallest_unit = unit;
            total += count * unit;
        } else {
            let digit = digit(character)?;
            match pending {
                None | Some(0) => pending = Some(digit),
                Some(_) => return None,
            }
        }
    }
    match pending {
        Some(last) => Some(total + last),
        None if smallest_unit < u32::MAX => Some(total),
        None => None,
    }
}

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `一` to `九`, for the grades of the compulsory years; anything else in digits.
pub(super) fn print_digit(number: u8) -> String {
    match DIGITS.get(usize::from(number)) {
        Some(digit) if number > 0 => (*digit).to_owned(),
        _ => number.to_string(),
    }
}
