use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

use super::{DrawSecret, RevealedNumber, Seed};
use crate::{FileHash, MenuHash};

/// Everything that the seed is made of.
#[derive(Debug, Clone, Copy)]
pub struct SeedInputs<'a> {
    pub rules: &'a FileHash,
    pub menu: &'a MenuHash,
    pub commitment: &'a FileHash,
    pub applicants: &'a FileHash,
    pub closing: &'a FileHash,
    /// In the order of their seals; none when they were not told.
    pub secrets: &'a [DrawSecret],
    pub number: &'a RevealedNumber,
}

impl SeedInputs<'_> {
    /// Lines of ASCII, each ending with a line feed, so that a shell can do it, too.
    pub fn text(&self) -> String {
        let secrets: Vec<String> = self.secrets.iter().map(DrawSecret::to_string).collect();
        let secrets = match secrets.is_empty() {
            true => "none".to_owned(),
            false => secrets.join(" "),
        };
        let mut text = format!(
            "afterbell-draw/1\nrules {}\nmenu {}\ncommitment {}\napplicants {}\nclosing {}\nsecret {}\nnumber {}",
            self.rules,
            self.menu,
            self.commitment,
            self.applicants,
            self.closing,
            secrets,
            self.number.issue,
        );
        for value in &self.number.values {
            // Writing to a string cannot fail.
            let _ = write!(text, " {value}");
        }
        text.push('\n');
        text
    }

    pub fn seed(&self) -> Seed {
        Seed::new(Sha256::digest(self.text().as_bytes()).into())
    }
}
