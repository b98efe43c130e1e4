//! The packs and word lists that come with the program.

use afterbell_domain::policy::{Pack, WordList};

use crate::problem::PackProblem;
use crate::read::{read, read_word_list};

macro_rules! files {
    ($folder:literal: $($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../../policies/", $folder, $name, ".toml")))),+]
    };
}

/// Each pack by its name, as it is written.
pub const BUNDLED: &[(&str, &str)] =
    files!("": "zhoushan", "sanming", "changzhi", "ningbo", "school-plan");

const WORD_LISTS: &[(&str, &str)] =
    files!("words/": "new-lessons", "subject-make-up", "commerce", "danger");

fn text(files: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    let mut files = files.iter();
    files
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The pack of this name as it is written, if there is one.
pub fn bundled_text(name: &str) -> Option<&'static str> {
    text(BUNDLED, name)
}

/// The word list of this name as it is written, if there is one.
pub fn bundled_word_list_text(name: &str) -> Option<&'static str> {
    text(WORD_LISTS, name)
}

/// The pack of this name, if there is one.
pub fn bundled(name: &str) -> Option<Result<Pack, Vec<PackProblem>>> {
    Some(read(text(BUNDLED, name)?, bundled_word_list))
}

/// The word list of this name, if there is one.
pub fn bundled_word_list(name: &str) -> Option<Result<WordList, Vec<PackProblem>>> {
    Some(read_word_list(name, text(WORD_LISTS, name)?))
}
