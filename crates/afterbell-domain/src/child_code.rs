use std::fmt;
use std::str::FromStr;

use crate::Invalid;
use crate::symbols::{is_filler, symbol, value};
use crate::written::written_as_text;

/// 绑定码: the one-time code of the school's letter, 80 random bits in 16 symbols,
/// written `7K4Q-92MX-0ABC-DEFG`.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildCode([u8; 10]);

impl ChildCode {
    /// `bits` must come from a cryptographic source; the domain has none.
    pub fn from_bits(bits: [u8; 10]) -> Self {
        Self(bits)
    }

    pub fn bits(&self) -> &[u8; 10] {
        &self.0
    }
}

impl fmt::Display for ChildCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self
            .0
            .iter()
            .fold(0u128, |number, byte| number << 8 | u128::from(*byte));
        for position in 0..16 {
            if position > 0 && position % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", symbol((number >> (75 - 5 * position)) as u64))?;
        }
        Ok(())
    }
}

/// A code opens an account: it must not slip into a log through `{:?}`.
impl fmt::Debug for ChildCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChildCode(hidden)")
    }
}

impl FromStr for ChildCode {
    type Err = Invalid;
    /// Reads what people type or paste: spaces and dashes anywhere, any case, full width, O
    /// for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        // The text is not repeated in the error: it is nearly a secret.
        let invalid = || Invalid::new("child_code", "");
        let mut number = 0u128;
        let mut symbols = 0;
        for typed in text.chars().filter(|c| !is_filler(*c)) {
            symbols += 1;
            if symbols > 16 {
                return Err(invalid());
            }
            number = number << 5 | u128::from(value(typed).ok_or_else(invalid)?);
        }
        if symbols != 16 {
            return Err(invalid());
        }
        let mut bits = [0; 10];
        bits.copy_from_slice(
            number
                .to_be_bytes()
                .last_chunk::<10>()
                .ok_or_else(invalid)?,
        );
        Ok(Self(bits))
    }
}

written_as_text!(ChildCode, "7K4Q-92MX-0ABC-DEFG");
