//! Turns `locales/<language>/<file>.toml` into one function per sentence, so that a missing or
//! misspelt key does not compile, and into a table per language for programs that are not a phone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use afterbell_sentences::{LANGUAGES, Sentences, differences, numbered, placeholders, read};

fn main() {
    if let Err(problem) = generate() {
        println!("cargo::error={problem}");
        std::process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let locales = Path::new("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut languages = Vec::new();
    for language in LANGUAGES {
        let (sentences, files) = read(locales, language)?;
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        languages.push(sentences);
    }
    let first = languages.first().ok_or("no language")?;
    for (sentences, language) in languages.iter().zip(LANGUAGES) {
        if let Some((key, difference)) = differences(first, language, sentences).first() {
            let (file, table, name) = (&key.file, &key.table, &key.name);
            return Err(format!(
                "locales/{language}/{file}.toml: {table}.{name} {difference}"
            ));
        }
    }
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let write = |name: &str, source: String| {
        fs::write(Path::new(&folder).join(name), source).map_err(|error| error.to_string())
    };
    write("text.rs", functions(first)?)?;
    let phone = first.keys().filter(|key| key.is_for_wishes()).count();
    write("phone.rs", format!("const PHONE: usize = {phone};\n"))?;
    write("tables.rs", tables(first, &languages)?)
}

fn functions(first: &Sentences) -> Result<String, String> {
    let mut files: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for (number, (key, sentence)) in first.iter().enumerate() {
        let tables = files.entry(&key.file).or_default();
        let body = tables.entry(&key.table).or_default();
        let _ = writeln!(body, "#[doc = {sentence:?}]");
        let name = &key.name;
        let arguments = placeholders(sentence)?;
        let _ = if arguments.is_empty() {
            writeln!(
                body,
                "#[inline(always)] pub fn {name}(locale: Locale) -> &'static str {{ sentence(locale, {number}) }}"
            )
        } else {
            let typed: String = arguments
                .iter()
                .map(|argument| format!(", {argument}: impl Display"))
                .collect();
            let values = arguments.join(", &");
            writeln!(
                body,
                "pub fn {name}(locale: Locale{typed}) -> String {{ fill(sentence(locale, {number}), &[&{values}]) }}"
            )
        };
    }
    let mut source = String::new();
    for (file, tables) in files {
        let _ = writeln!(source, "pub mod {file} {{");
        for (table, body) in tables {
            let _ = writeln!(
                source,
                "pub mod {table} {{ #[allow(unused_imports)] use crate::{{Locale, fill::fill, table::sentence}}; \
                 #[allow(unused_imports)] use std::fmt::Display;\n{body}}}"
            );
        }
        source.push_str("}\n");
    }
    Ok(source)
}

/// A row of sentences per language. What only the office reads stays in the first language.
fn tables(first: &Sentences, languages: &[Sentences]) -> Result<String, String> {
    let mut source = format!("[[&str; {}]; {}] = [", first.len(), languages.len());
    source.insert_str(0, "static TABLES: ");
    for sentences in languages {
        source.push('[');
        for (key, sentence) in first {
            let said = numbered(sentences.get(key).unwrap_or(sentence))?;
            let _ = writeln!(source, "{said:?},");
        }
        source.push_str("],\n");
    }
    source.push_str("];\n");
    Ok(source)
}
