//! The sentences of `locales/`: read, held against one another, and numbered.
//!
//! Used while building (`afterbell-locale/build.rs`, `cargo xtask`); no program carries it.

mod compare;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub use compare::{Difference, differences};
pub use template::{numbered, placeholders};

/// The first language is the measure: the others must have its keys and placeholders.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// What the parent's app says. A phone fetches these sentences in its own language only.
pub const PHONE: [&str; 3] = ["common", "parent", "reason"];

/// What the pages of wishes say beside that. They fetch a table of their own, which begins with the
/// phone's: a parent in a first-come round downloads none of it.
pub const WISHES: [&str; 1] = ["wishes"];

/// Read by the school's office, which imports Chinese spreadsheets and answers to Chinese documents,
/// and by nobody else: only in the first language.
pub const OFFICE: [&str; 5] = ["cli", "desk", "district", "import", "policy"];

/// What the languages call themselves: the same words in each of them.
pub const OWN_NAMES: (&str, &str) = ("common", "language");

/// Whose table a sentence is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reader {
    Phone,
    Wishes,
    Native,
}

/// Where a sentence stands. Phone sentences sort first and those of wishes next, so that their numbers
/// are the rows of a phone's table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    reader: Reader,
    pub file: String,
    pub table: String,
    pub name: String,
}

impl Key {
    pub fn new(file: &str, table: &str, name: &str) -> Self {
        let reader = match file {
            _ if PHONE.contains(&file) => Reader::Phone,
            _ if WISHES.contains(&file) => Reader::Wishes,
            _ => Reader::Native,
        };
        Self {
            reader,
            file: file.to_owned(),
            table: table.to_owned(),
            name: name.to_owned(),
        }
    }

    pub fn is_for_phone(&self) -> bool {
        self.reader == Reader::Phone
    }

    /// Whether the table of the pages of wishes has it; the phone's is a part of that.
    pub fn is_for_wishes(&self) -> bool {
        self.reader <= Reader::Wishes
    }

    fn is_own_name(&self) -> bool {
        (self.file.as_str(), self.table.as_str()) == OWN_NAMES
    }
}

/// The sentences of one language.
pub type Sentences = BTreeMap<Key, String>;

/// Adds the sentences of one file, `table.name = "sentence"`.
pub fn add_file(sentences: &mut Sentences, file: &str, toml: &str) -> Result<(), String> {
    let tables: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(toml).map_err(|error| error.to_string())?;
    for (table, names) in tables {
        for (name, sentence) in names {
            if sentence.contains('\n') {
                return Err(format!(
                    "{table}.{name} has a line break: a row holds one line"
                ));
            }
            sentences.insert(Key::new(file, &table, &name), sentence);
        }
    }
    Ok(())
}

/// One language from its folder; also tells which files were read.
pub fn read(locales: &Path, language: &str) -> Result<(Sentences, Vec<PathBuf>), String> {
    let folder = locales.join(language);
    let (mut sentences, mut files) = (Sentences::new(), Vec::new());
    for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let complain = |error: String| format!("{}: {error}", path.display());
        let toml = fs::read_to_string(&path).map_err(|error| complain(error.to_string()))?;
        let file = path.file_stem().and_then(|stem| stem.to_str());
        add_file(&mut sentences, file.unwrap_or_default(), &toml).map_err(complain)?;
        files.push(path);
    }
    Ok((sentences, files))
}

/// What a phone fetches: a row per sentence, in the order of the keys.
pub fn phone_table(sentences: &Sentences) -> Result<String, String> {
    table(sentences, Key::is_for_phone)
}

/// What the pages of wishes fetch.
pub fn wishes_table(sentences: &Sentences) -> Result<String, String> {
    table(sentences, Key::is_for_wishes)
}

fn table(sentences: &Sentences, is_in: fn(&Key) -> bool) -> Result<String, String> {
    let mut table = String::new();
    for (key, sentence) in sentences.iter().filter(|(key, _)| is_in(key)) {
        if !table.is_empty() {
            table.push('\n');
        }
        let numbered = numbered(sentence).map_err(|error| format!("{key:?}: {error}"))?;
        table.push_str(&numbered);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_gets_its_sentences_in_the_order_of_their_keys() {
        let mut sentences = Sentences::new();
        add_file(&mut sentences, "cli", "[error]\nclock = \"钟\"").unwrap();
        add_file(&mut sentences, "reason", "[why]\nfull = \"满 {places}\"").unwrap();
        add_file(
            &mut sentences,
            "common",
            "[money]\nyuan = \"元\"\nfree = \"免费\"",
        )
        .unwrap();
        assert_eq!(phone_table(&sentences).unwrap(), "免费\n元\n满 {0}");
        add_file(&mut sentences, "wishes", "[bar]\nsave = \"保存\"").unwrap();
        assert_eq!(phone_table(&sentences).unwrap(), "免费\n元\n满 {0}");
        // The phone's rows keep their numbers.
        assert_eq!(wishes_table(&sentences).unwrap(), "免费\n元\n满 {0}\n保存");
    }

    #[test]
    fn a_sentence_of_two_lines_is_refused() {
        let refused = add_file(&mut Sentences::new(), "reason", "[why]\na = \"b\\nc\"");
        assert!(refused.unwrap_err().contains("why.a"));
    }
}
