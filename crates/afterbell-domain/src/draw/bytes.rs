use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

use super::number::keyed_hash;
use crate::allocation::ApplicantName;
use crate::written::written_as_text;
use crate::{FileHash, Invalid, StudentId};

/// 32 bytes, written as 64 hexadecimal digits.
macro_rules! thirty_two_bytes {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name([u8; 32]);

        impl $name {
            pub fn new(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;
            /// What was given is not repeated: it may be a secret with a slip in it.
            fn from_str(text: &str) -> Result<Self, Invalid> {
                let bytes = read(text).ok_or_else(|| Invalid::new($what, "…"))?;
                Ok(Self(bytes))
            }
        }
    };
}

thirty_two_bytes!(
    /// 种子: from which all numbers of a draw follow.
    Seed,
    "seed"
);
thirty_two_bytes!(
    /// 密封值: made and kept by the school's committee, sealed by publishing its hash before the close and
    /// told when the public number is known.
    DrawSecret,
    "draw_secret"
);
thirty_two_bytes!(
    /// 学期密钥: a school's secret for one term, under which its children get their pseudonyms. It is
    /// never published.
    TermKey,
    "term_key"
);

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Display for DrawSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Debug for DrawSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DrawSecret(…)")
    }
}

impl fmt::Debug for TermKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TermKey(…)")
    }
}

written_as_text!(
    Seed,
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
);
written_as_text!(
    DrawSecret,
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
);

impl DrawSecret {
    /// 封签: the SHA-256 of its 64 digits, so that `printf %s … | sha256sum` checks it.
    pub fn seal(&self) -> Result<FileHash, Invalid> {
        hash_of_bytes(self.to_string().as_bytes())
    }
}

impl TermKey {
    /// 化名: a child's name in what is published, of no use to whoever lacks the key. Another term has another
    /// key, so that nobody can follow a child from one term to the next.
    pub fn pseudonym(&self, student: &StudentId) -> Result<ApplicantName, Invalid> {
        self.name("afterbell-pseudonym/1", student)
    }

    /// 人工安排化名: a child's name in the public notes of the office's placements. They tell the course, so that
    /// somebody who knows the child may know it there; its row among the applicants is not found by it.
    pub fn placement_name(&self, student: &StudentId) -> Result<ApplicantName, Invalid> {
        self.name("afterbell-placement/1", student)
    }

    fn name(&self, purpose: &str, student: &StudentId) -> Result<ApplicantName, Invalid> {
        let message = format!("{purpose}\n{student}\n");
        let hash = keyed_hash(&self.0, message.as_bytes());
        let letters = hash.iter().take(10).map(|byte| format!("{byte:02x}"));
        letters.collect::<String>().parse()
    }
}

pub(super) fn hash_of_bytes(bytes: &[u8]) -> Result<FileHash, Invalid> {
    Seed(Sha256::digest(bytes).into()).to_string().parse()
}

fn write(bytes: &[u8; 32], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn read(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != 32 || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}
