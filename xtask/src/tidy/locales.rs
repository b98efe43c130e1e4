//! Every sentence is said in every language, and used: one that nobody says is one that
//! translators translate for nothing.
//!
//! A sentence that the first language lacks needs no check: it becomes a function, so the code
//! that says it would not compile.

use std::collections::BTreeSet;
use std::path::Path;

use afterbell_sentences::{Key, LANGUAGES, Sentences, add_file, differences};
use anyhow::{Result, anyhow};

use super::Finding;
use super::files::File;

/// A language's name, as its folder has it, and its sentences.
pub type Language = (&'static str, Sentences);

/// All languages, the first one first.
pub fn languages(files: &[File]) -> Result<Vec<Language>> {
    let read = LANGUAGES.into_iter().map(|language| {
        let mut sentences = Sentences::new();
        for file in files.iter().filter(|file| is_of(file, language)) {
            let stem = Path::new(&file.path).file_stem();
            let stem = stem.and_then(|stem| stem.to_str()).unwrap_or_default();
            add_file(&mut sentences, stem, &file.text)
                .map_err(|problem| anyhow!("{}: {problem}", file.path))?;
        }
        Ok((language, sentences))
    });
    read.collect()
}

fn is_of(file: &File, language: &str) -> bool {
    let rest = file.path.strip_prefix("locales/");
    rest.is_some_and(|rest| rest.split('/').next() == Some(language))
}

pub fn check(files: &[File], languages: &[Language]) -> Vec<Finding> {
    let Some((first, measure)) = languages.first() else {
        return Vec::new();
    };
    let code = files.iter().filter(|file| file.has_extension(&["rs"]));
    let said: BTreeSet<_> = code.flat_map(|file| calls(&file.text)).collect();
    let pages = files.iter().filter(|file| file.has_extension(&["html"]));
    let pages: Vec<_> = pages.collect();
    let is_said = |key: &Key, sentence: &str| {
        said.contains(&(&*key.table, &*key.name))
            || pages.iter().any(|page| page.text.contains(sentence))
    };
    let unused = measure
        .iter()
        .filter(|(key, sentence)| !is_said(key, sentence))
        .map(|(key, _)| at(files, first, key, "is said by nothing"));
    let mut findings: Vec<_> = unused.collect();
    for (language, sentences) in languages {
        let found = differences(measure, language, sentences);
        findings.extend(
            found
                .iter()
                .map(|(key, difference)| at(files, language, key, &difference.to_string())),
        );
    }
    findings
}

/// A finding where the sentence stands, or would have to stand.
fn at(files: &[File], language: &str, key: &Key, rule: &str) -> Finding {
    let Key { table, name, .. } = key;
    let path = format!("locales/{language}/{}.toml", key.file);
    let text = files.iter().find(|file| file.path == path);
    let mut lines = text.map_or("", |file| &file.text).lines().zip(1..);
    let heading = format!("[{table}]");
    let heading = lines.find(|(line, _)| *line == heading);
    let key = lines.find(|(line, _)| line.split('=').next().map(str::trim) == Some(name));
    Finding {
        path,
        line: key.or(heading).map_or(1, |(_, number)| number),
        rule: format!("{table}.{name} {rule}"),
    }
}

/// What code calls as `table::key(…)`, also where it renames the table: `use text::parent::week as say`.
fn calls(code: &str) -> BTreeSet<(&str, &str)> {
    let renamed: Vec<_> = pairs(code, " as ").collect();
    let of_tables = pairs(code, "::").flat_map(|(name, key)| {
        let tables = renamed.iter().filter(move |(_, other)| *other == name);
        tables
            .map(|(table, _)| *table)
            .chain([name])
            .map(move |table| (table, key))
    });
    of_tables.collect()
}

/// The whole names before and behind each mark.
fn pairs<'a>(text: &'a str, mark: &'static str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.match_indices(mark).filter_map(move |(start, _)| {
        let before = text.get(..start)?.rsplit(is_no_part_of_name).next()?;
        let after = text.get(start + mark.len()..)?;
        Some((before, after.split(is_no_part_of_name).next()?))
    })
}

fn is_no_part_of_name(letter: char) -> bool {
    !letter.is_alphanumeric() && letter != '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three languages that say the same, but for what a test replaces in one of them.
    #[track_caller]
    fn found(file: &str, text: &str) -> Vec<String> {
        let mut files = vec![File::new(
            "src/week.rs",
            "week::title(); week::count_all();",
        )];
        for (language, title) in [("zh-Hans", "一周"), ("zh-Hant", "一週"), ("en", "Week")] {
            let path = format!("locales/{language}/parent.toml");
            let said = format!("[week]\ntitle = \"{{child}} {title}\"\n");
            files.push(File::new(&path, if path == file { text } else { &said }));
        }
        let findings = check(&files, &languages(&files).unwrap());
        let told = |Finding { path, line, rule }| format!("{path}:{line}: {rule}");
        findings.into_iter().map(told).collect()
    }

    #[test]
    fn what_is_said_in_every_language_and_used_is_fine() {
        assert_eq!(found("", ""), [""; 0]);
    }

    #[test]
    fn an_unused_sentence_is_found() {
        let text = "[week]\ntitle = \"{child} 一周\"\ncount = \"几\"\n";
        let findings = found("locales/zh-Hans/parent.toml", text);
        let expected = "locales/zh-Hans/parent.toml:3: week.count is said by nothing";
        assert!(findings.contains(&expected.to_owned()), "{findings:?}");
    }

    #[test]
    fn a_missing_sentence_is_found() {
        let expected = ["locales/en/parent.toml:1: week.title is missing"];
        assert_eq!(found("locales/en/parent.toml", "[week]\n"), expected);
        assert_eq!(found("locales/en/parent.toml", ""), expected);
    }

    #[test]
    fn a_sentence_left_in_the_first_language_is_found() {
        let text = "[week]\ntitle = \"{child} 设置\"\n";
        for language in ["zh-Hant", "en"] {
            let path = format!("locales/{language}/parent.toml");
            let expected = format!("{path}:2: week.title is not translated");
            assert_eq!(found(&path, text), [expected]);
        }
    }

    #[test]
    fn other_placeholders_and_keys_are_found() {
        let text = "[week]\ntitle = \"{who} week\"\nother = \"x\"\n";
        let findings = found("locales/en/parent.toml", text);
        assert_eq!(findings.len(), 2);
        assert!(findings[0].contains("week.title has other placeholders"));
        assert!(findings[1].contains("week.other is unknown"));
    }

    #[test]
    fn a_renamed_table_is_followed() {
        let code = "use text::parent::week as say;\nsay::title(locale)";
        let said = calls(code);
        assert!(said.contains(&("week", "title")));
        assert!(!said.contains(&("week", "empty")));
        assert!(!said.contains(&("course", "title")));
    }

    #[test]
    fn only_whole_names_are_said() {
        let said = calls("next_week::title_of_day(locale)");
        assert!(!said.contains(&("week", "title")));
        assert!(!said.contains(&("week", "title_of_day")));
    }
}
