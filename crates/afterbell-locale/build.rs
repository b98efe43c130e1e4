//! Turns `locales/<language>/<file>.toml` into one function per sentence, so that a missing
//! or misspelt key does not compile and a sentence nobody uses costs the phone nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The first language is the measure: the others must have its keys and placeholders.
const LANGUAGES: [(&str, &str); 1] = [("zh-Hans", "ZhHans")];

type Sentences = BTreeMap<(String, String, String), String>;

fn main() {
    if let Err(problem) = generate() {
        println!("cargo::error={problem}");
        std::process::exit(1);
    }
}

fn generate() -> Result<(), String> {
    let locales = Path::new("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let read = LANGUAGES
        .iter()
        .map(|(folder, _)| read_language(&locales.join(folder)));
    let languages = read.collect::<Result<Vec<_>, _>>()?;
    let Some(measure) = languages.first() else {
        return Err("no language".into());
    };
    for (sentences, (folder, _)) in languages.iter().zip(LANGUAGES) {
        compare(measure, sentences, folder)?;
    }
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let target = Path::new(&folder).join("text.rs");
    fs::write(target, write_functions(&languages)?).map_err(|error| error.to_string())
}

fn read_language(folder: &Path) -> Result<Sentences, String> {
    let mut sentences = Sentences::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{folder:?}: {error}"))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        println!("cargo::rerun-if-changed={}", path.display());
        let file = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
            .to_owned();
        let text = fs::read_to_string(&path).map_err(|error| format!("{path:?}: {error}"))?;
        let tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(&text).map_err(|error| format!("{path:?}: {error}"))?;
        for (table, keys) in tables {
            for (key, sentence) in keys {
                sentences.insert((file.clone(), table.clone(), key), sentence);
            }
        }
    }
    Ok(sentences)
}

fn compare(measure: &Sentences, other: &Sentences, language: &str) -> Result<(), String> {
    for (key, sentence) in measure {
        let Some(translated) = other.get(key) else {
            return Err(format!("locales/{language}: {key:?} is missing"));
        };
        if placeholders(sentence)? != placeholders(translated)? {
            return Err(format!(
                "locales/{language}: {key:?} has other placeholders"
            ));
        }
    }
    match other.keys().find(|key| !measure.contains_key(*key)) {
        Some(key) => Err(format!(
            "locales/{language}: {key:?} is unknown to the first language"
        )),
        None => Ok(()),
    }
}

/// The names in braces, sorted: the order of a function's arguments must not depend on how
/// a sentence happens to be worded.
fn placeholders(sentence: &str) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for part in sentence.split('{').skip(1) {
        let (name, _) = part
            .split_once('}')
            .ok_or(format!("unclosed brace in {sentence:?}"))?;
        names.push(name.to_owned());
    }
    names.sort();
    names.dedup();
    Ok(names)
}

fn write_functions(languages: &[Sentences]) -> Result<String, String> {
    let mut files: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for ((file, table, key), sentence) in languages.iter().take(1).flatten() {
        let body = files.entry(file).or_default().entry(table).or_default();
        let arguments = placeholders(sentence)?;
        let typed: String = arguments
            .iter()
            .map(|n| format!(", {n}: impl Display"))
            .collect();
        let result = if arguments.is_empty() {
            "&'static str"
        } else {
            "String"
        };
        let _ = writeln!(body, "#[doc = {sentence:?}]");
        let _ = writeln!(
            body,
            "pub fn {key}(locale: Locale{typed}) -> {result} {{ match locale {{"
        );
        for (sentences, (_, variant)) in languages.iter().zip(LANGUAGES) {
            let text = sentences
                .get(&(file.clone(), table.clone(), key.clone()))
                .ok_or("compared above")?;
            let value = if arguments.is_empty() {
                format!("{text:?}")
            } else {
                format!("format!({text:?})")
            };
            let _ = writeln!(body, "Locale::{variant} => {value},");
        }
        body.push_str("} }\n");
    }
    let mut source = String::new();
    for (file, tables) in files {
        let _ = writeln!(source, "pub mod {file} {{");
        for (table, body) in tables {
            let _ = writeln!(
                source,
                "pub mod {table} {{ use crate::Locale; #[allow(unused_imports)] use std::fmt::Display;\n{body}}}"
            );
        }
        source.push_str("}\n");
    }
    Ok(source)
}
