//! 政策包 with the texts it was read from, and how it is told which one it is.

use std::collections::BTreeMap;

use afterbell_domain::policy::Pack;
use afterbell_domain::{FileHash, Invalid, Label};
use afterbell_policy::{PackProblem, bundled_word_list_text, read, read_word_list};
use serde::Serialize;

/// 政策包 with the texts it was read from.
#[derive(Clone)]
pub struct PolicyPack {
    pub pack: Pack,
    pub text: String,
    pub word_lists: BTreeMap<String, String>,
}

/// Which pack it is: the name it gives itself, and the hash of all it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PackVersion {
    pub name: Label,
    pub version: FileHash,
}

impl PolicyPack {
    /// With word lists of its own, else those that are found by their names.
    pub fn read(
        text: String,
        list_text: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<PackProblem>> {
        let word_list = |list: &str| Some(read_word_list(list, &list_text(list)?));
        let pack = read(&text, word_list)?;
        // Its own are in its text.
        let lists = pack.word_lists.keys();
        let lists = lists.filter(|list| !pack.own_word_lists.contains(*list));
        let word_lists = lists.filter_map(|list| Some((list.clone(), list_text(list)?)));
        Ok(Self {
            word_lists: word_lists.collect(),
            text,
            pack,
        })
    }

    /// Word lists are its own, else the bundled ones: as the district itself reads it.
    pub fn of_district(text: String) -> Result<Self, Vec<PackProblem>> {
        Self::read(text, |list| bundled_word_list_text(list).map(str::to_owned))
    }

    pub fn version(&self) -> Result<FileHash, Invalid> {
        Pack::version_of(&self.text, &self.word_lists)
    }

    pub fn told(&self) -> Result<PackVersion, Invalid> {
        Ok(PackVersion {
            name: self.pack.name.clone(),
            version: self.version()?,
        })
    }
}
