//! The 32 symbols that codes are read aloud and typed in: no I, L, O or U.

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The symbol of the lowest five bits.
pub(crate) fn symbol(value: u64) -> char {
    SYMBOLS
        .get((value & 31) as usize)
        .map_or('0', |symbol| char::from(*symbol))
}

/// The value of a symbol as people type it: any case, full width, O for 0, I and L for 1.
pub(crate) fn value(typed: char) -> Option<u64> {
    let symbol = match capital(typed) {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS
        .iter()
        .position(|known| char::from(*known) == symbol)
        .map(|at| at as u64)
}

/// The half-width capital of a letter as people type it; any other character as it is.
pub(crate) fn capital(typed: char) -> char {
    let half_width = match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(typed as u32 - 0xfee0).unwrap_or(typed),
        other => other,
    };
    half_width.to_ascii_uppercase()
}

/// What stands between symbols and means nothing: spaces, every kind of dash, and the
/// invisible characters that chat programs add to what is copied.
pub(crate) fn is_filler(typed: char) -> bool {
    let dash = matches!(
        capital(typed),
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    );
    let invisible = matches!(typed, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    typed.is_whitespace() || dash || invisible
}
