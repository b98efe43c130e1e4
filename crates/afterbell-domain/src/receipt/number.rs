use std::fmt;
use std::str::FromStr;

use crate::Invalid;
use crate::symbols::{capital, is_filler, symbol, value};
use crate::written::written_as_text;

/// 回执号前缀: two or three capital letters of the school, such as `HT`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptPrefix(String);

impl fmt::Display for ReceiptPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ReceiptPrefix {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        if (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(refused("receipt_prefix", text))
        }
    }
}

written_as_text!(ReceiptPrefix, "HT");

/// 回执号: `HT-7K4Q92-R`, short enough to read out, with a symbol that catches a slip.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptNumber(String);

/// Symbols between the prefix and the check symbol.
const BODY: usize = 6;

impl ReceiptNumber {
    /// The number of the store's `sequence`-th entry; different sequences below 2³⁰ give
    /// different numbers, and neighbours do not look alike.
    pub fn of_sequence(prefix: &ReceiptPrefix, sequence: u32) -> Self {
        // Multiplying by an odd number modulo a power of two is a bijection.
        let scattered = (u64::from(sequence) * 0x2545_F491) & ((1 << (5 * BODY)) - 1);
        let symbols = (0..BODY).rev().map(|at| symbol(scattered >> (5 * at)));
        Self::of_body(prefix, &symbols.collect::<String>())
    }

    /// Whether it is the number of this entry, whatever its prefix.
    pub fn is_of_sequence(&self, sequence: u32) -> bool {
        let prefix = self.0.split('-').next().unwrap_or_default();
        prefix
            .parse()
            .is_ok_and(|prefix| *self == Self::of_sequence(&prefix, sequence))
    }

    fn of_body(prefix: &ReceiptPrefix, body: &str) -> Self {
        let check = symbol(check_value(prefix, body));
        Self(format!("{prefix}-{body}-{check}"))
    }
}

/// Letters and symbols are numbers of GF(32), each weighted with its own power of the field's
/// generator. All weights are different and none is zero, so the sum gives away every single
/// wrong symbol, and any two exchanged ones of the prefix or of what follows it.
fn check_value(prefix: &ReceiptPrefix, body: &str) -> u64 {
    let letters = prefix.0.bytes().map(|byte| u64::from(byte - b'A'));
    let symbols = body.chars().filter_map(value);
    letters
        .chain(symbols)
        .fold(0, |sum, value| times_generator(sum ^ value))
}

/// Times x, modulo the primitive polynomial x⁵ + x² + 1.
fn times_generator(value: u64) -> u64 {
    let doubled = value << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ReceiptNumber {
    type Err = Invalid;
    /// Reads what people type, with the tolerance of [`crate::ChildCode`]; what comes out is
    /// the one written form, whatever was typed.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || refused("receipt_number", text);
        let typed: String = text
            .chars()
            .filter(|c| !is_filler(*c))
            .map(capital)
            .collect();
        let split = typed.len().checked_sub(BODY + 1).ok_or_else(invalid)?;
        let (prefix, symbols) = typed.split_at_checked(split).ok_or_else(invalid)?;
        let prefix: ReceiptPrefix = prefix.parse().map_err(|_| invalid())?;
        let values: Option<Vec<u64>> = symbols.chars().map(value).collect();
        let symbols: String = values
            .ok_or_else(invalid)?
            .into_iter()
            .map(symbol)
            .collect();
        let (body, check) = symbols.split_at_checked(BODY).ok_or_else(invalid)?;
        let number = Self::of_body(&prefix, body);
        if number.0.ends_with(check) {
            Ok(number)
        } else {
            Err(invalid())
        }
    }
}

written_as_text!(ReceiptNumber, "HT-7K4Q92-R");

/// What was found is cut short: it may be anything, and it goes into an answer.
fn refused(what: &'static str, text: &str) -> Invalid {
    Invalid::new(what, text.chars().take(20).collect::<String>())
}
