//! Chinese numerals up to 9999, as they count pupils, grades and yuan.

pub(super) fn is_chinese(character: char) -> bool {
    digit(character).is_some() || unit(character).is_some()
}

pub(super) fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Reads `二十五` and `一百二十`, and refuses a list of digits such as `二五`, and
/// `四百八`, which some mean as 480 and none should have to pay as 408.
pub(super) fn chinese_number(text: &str) -> Option<u32> {
    let (mut total, mut pending, mut smallest_unit) = (0u32, None, u32::MAX);
    let mut after_zero = false;
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
                None | Some(0) => {
                    after_zero = pending == Some(0);
                    pending = Some(digit);
                }
                Some(_) => return None,
            }
        }
    }
    match pending {
        Some(last) if smallest_unit < u32::MAX && smallest_unit > 10 && !after_zero => {
            (last == 0).then_some(total)
        }
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
