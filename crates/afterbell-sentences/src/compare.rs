//! What a translation lacks, held against the first language.

use std::fmt;

use encoding_rs::BIG5;

use crate::{Key, OFFICE, Sentences, placeholders};

/// What is wrong with one sentence of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    Missing,
    /// The first language has no such key.
    Unknown,
    OtherPlaceholders,
    /// Its characters are those of another language.
    Untranslated,
    /// A language must be called by its own name everywhere.
    OtherOwnName,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is missing",
            Self::Unknown => "is unknown to the first language",
            Self::OtherPlaceholders => "has other placeholders than the first language",
            Self::Untranslated => "is not translated",
            Self::OtherOwnName => "must be the same in every language",
        })
    }
}

/// Everything by which a translation falls short of the first language.
pub fn differences(first: &Sentences, language: &str, other: &Sentences) -> Vec<(Key, Difference)> {
    let mut found = Vec::new();
    for (key, sentence) in first {
        if OFFICE.contains(&key.file.as_str()) {
            continue;
        }
        let difference = match other.get(key) {
            None => Some(Difference::Missing),
            Some(translated) if key.is_own_name() => {
                (translated != sentence).then_some(Difference::OtherOwnName)
            }
            Some(translated) if placeholders(translated) != placeholders(sentence) => {
                Some(Difference::OtherPlaceholders)
            }
            Some(translated) => translated
                .chars()
                .any(|letter| is_foreign(language, letter))
                .then_some(Difference::Untranslated),
        };
        found.extend(difference.map(|difference| (key.clone(), difference)));
    }
    let unknown = other.keys().filter(|key| !first.contains_key(*key));
    found.extend(unknown.map(|key| (key.clone(), Difference::Unknown)));
    found
}

/// A Han character in English; in traditional Chinese one that Big5 does not have, which are the
/// characters that only simplified Chinese uses.
fn is_foreign(language: &str, letter: char) -> bool {
    let is_han = matches!(letter, '\u{3400}'..='\u{9fff}');
    match language {
        "en" => is_han || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'),
        "zh-Hant" => is_han && BIG5.encode(letter.encode_utf8(&mut [0; 4])).2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::add_file;

    fn of(file: &str, toml: &str) -> Sentences {
        let mut sentences = Sentences::new();
        add_file(&mut sentences, file, toml).unwrap();
        sentences
    }

    #[track_caller]
    fn holds(first: &str, language: &str, other: &str, expected: &[(&str, Difference)]) {
        let found = differences(&of("parent", first), language, &of("parent", other));
        let found: Vec<_> = found
            .iter()
            .map(|(key, difference)| (key.name.as_str(), *difference))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_whole_translation_has_nothing_against_it() {
        let first = "[week]\ntitle = \"{child}的一周\"\ncount = \"{count} 门\"";
        holds(
            first,
            "en",
            "[week]\ntitle = \"{child}’s week\"\ncount = \"{count} {count|course|courses}\"",
            &[],
        );
        holds(
            first,
            "zh-Hant",
            "[week]\ntitle = \"{child}的一週\"\ncount = \"{count} 門\"",
            &[],
        );
    }

    #[test]
    fn a_missing_and_an_unknown_key_are_found() {
        let expected = [("a", Difference::Missing), ("b", Difference::Unknown)];
        holds("[t]\na = \"一\"", "en", "[t]\nb = \"one\"", &expected);
    }

    #[test]
    fn other_placeholders_are_found() {
        let expected = [("a", Difference::OtherPlaceholders)];
        holds("[t]\na = \"{x}\"", "en", "[t]\na = \"{y}\"", &expected);
    }

    #[test]
    fn chinese_in_english_is_not_translated() {
        let expected = [("a", Difference::Untranslated)];
        holds("[t]\na = \"选课\"", "en", "[t]\na = \"选课\"", &expected);
        holds("[t]\na = \"好，\"", "en", "[t]\na = \"Well，\"", &expected);
    }

    #[test]
    fn simplified_characters_in_traditional_chinese_are_not_translated() {
        let expected = [("a", Difference::Untranslated)];
        holds(
            "[t]\na = \"选课\"",
            "zh-Hant",
            "[t]\na = \"選课\"",
            &expected,
        );
        holds("[t]\na = \"老师\"", "zh-Hant", "[t]\na = \"老師\"", &[]);
        holds(
            "[t]\na = \"回到一周\"",
            "zh-Hant",
            "[t]\na = \"回到一周\"",
            &[],
        );
    }

    #[test]
    fn a_language_is_called_by_its_own_name_everywhere() {
        let first = of("common", "[language]\nzh_hans = \"简体中文\"");
        assert_eq!(differences(&first, "en", &first), []);
        let other = of("common", "[language]\nzh_hans = \"Chinese\"");
        let found = differences(&first, "en", &other);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, Difference::OtherOwnName);
    }

    #[test]
    fn what_only_the_office_reads_needs_no_translation() {
        let first = of("cli", "[t]\na = \"一\"");
        assert_eq!(differences(&first, "en", &Sentences::new()), []);
    }
}
