use super::Unreadable;

/// What stands between quotes, of which the first is already passed, and what follows.
pub fn unquote(mut from: &[u8]) -> Result<(String, &[u8]), Unreadable> {
    let mut bytes = Vec::new();
    loop {
        let (byte, rest) = from.split_first().ok_or(Unreadable)?;
        from = rest;
        match byte {
            b'"' => {
                let text = String::from_utf8(bytes).map_err(|_| Unreadable)?;
                return Ok((text, from));
            }
            b'\\' => {
                let (letter, rest) = unescape(from)?;
                from = rest;
                bytes.extend(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            0..0x20 => return Err(Unreadable),
            byte => bytes.push(*byte),
        }
    }
}

/// The letter an escape stands for, after its backslash.
fn unescape(from: &[u8]) -> Result<(char, &[u8]), Unreadable> {
    let (kind, rest) = from.split_first().ok_or(Unreadable)?;
    let letter = match kind {
        b'"' | b'\\' | b'/' => char::from(*kind),
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return code_point(rest),
        _ => return Err(Unreadable),
    };
    Ok((letter, rest))
}

/// Four hexadecimal digits, or twice four where UTF-16 needs a pair.
fn code_point(from: &[u8]) -> Result<(char, &[u8]), Unreadable> {
    let (unit, rest) = hexadecimal(from)?;
    if !(0xd800..0xdc00).contains(&unit) {
        return Ok((char::from_u32(unit).ok_or(Unreadable)?, rest));
    }
    let rest = rest.strip_prefix(b"\\u").ok_or(Unreadable)?;
    let (low, rest) = hexadecimal(rest)?;
    if !(0xdc00..0xe000).contains(&low) {
        return Err(Unreadable);
    }
    let point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    Ok((char::from_u32(point).ok_or(Unreadable)?, rest))
}

fn hexadecimal(from: &[u8]) -> Result<(u32, &[u8]), Unreadable> {
    let (digits, rest) = from.split_at_checked(4).ok_or(Unreadable)?;
    let mut number = 0;
    for digit in digits {
        let digit = char::from(*digit).to_digit(16).ok_or(Unreadable)?;
        number = number * 16 + digit;
    }
    Ok((number, rest))
}
