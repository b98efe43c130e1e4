//! Every sentence is used: one that nobody says is one that translators translate for nothing.
//!
//! The other direction needs no check: a sentence becomes a function, so one that is missing does
//! not compile.

use anyhow::{Context, Result};

use super::Finding;
use super::files::File;

const LANGUAGE: &str = "locales/zh-Hans/";

/// Every sentence of the first language.
pub fn sentences(files: &[File]) -> Result<Vec<String>> {
    let mut sentences = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with(LANGUAGE)) {
        let tables = tables(file)?;
        let keys = tables.values().filter_map(toml::Value::as_table).flatten();
        sentences.extend(keys.filter_map(|(_, sentence)| sentence.as_str().map(str::to_owned)));
    }
    Ok(sentences)
}

fn tables(file: &File) -> Result<toml::Table> {
    file.text
        .parse()
        .with_context(|| format!("{} is not TOML", file.path))
}

pub fn check(files: &[File]) -> Result<Vec<Finding>> {
    let code: Vec<_> = files
        .iter()
        .filter(|file| file.has_extension(&["rs"]))
        .collect();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with(LANGUAGE)) {
        for (table, keys) in &tables(file)? {
            for (key, sentence) in keys.as_table().into_iter().flatten() {
                let is_on_page = |page: &File| {
                    page.path == "index.html"
                        && sentence
                            .as_str()
                            .is_some_and(|sentence| page.text.contains(sentence))
                };
                let is_said = code.iter().any(|file| says(&file.text, table, key));
                if !is_said && !files.iter().any(is_on_page) {
                    findings.push(Finding::in_file(
                        file,
                        format!("nothing says {table}::{key}"),
                    ));
                }
            }
        }
    }
    Ok(findings)
}

/// Code calls `table::key(…)`, or renames the table: `use text::parent::week as say`.
fn says(code: &str, table: &str, key: &str) -> bool {
    let after_rename = format!("{table} as ");
    let renamed = code.split(&after_rename).skip(1);
    let other_names = renamed.filter_map(|rest| rest.split(|it| !is_part_of_name(it)).next());
    let mut table_names = other_names.chain([table]);
    table_names.any(|name| names(code, &format!("{name}::{key}")))
}

fn is_part_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whole names only: `week::title` is not said by `week::title_of_day`.
fn names(text: &str, function: &str) -> bool {
    text.match_indices(function).any(|(start, _)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text
            .get(start + function.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_part_of_name) && !after.is_some_and(is_part_of_name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unused_sentence_is_found() {
        let files = [
            File::new(
                "locales/zh-Hans/parent.toml",
                "[week]\ntitle = \"周\"\nempty = \"空\"\n",
            ),
            File::new(
                "src/week.rs",
                "text::parent::week::title(); week::empty_day();",
            ),
        ];
        let findings = check(&files).unwrap();
        assert_eq!(findings.len(), 1);
        assert!(findings[0].rule.contains("week::empty"), "{findings:?}");
    }

    #[test]
    fn a_renamed_table_is_followed() {
        let code = "use text::parent::week as say;\nsay::title(locale)";
        assert!(says(code, "week", "title"));
        assert!(!says(code, "week", "empty"));
        assert!(!says(code, "course", "title"));
    }
}
