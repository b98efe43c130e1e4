//! The pages speak before the wasm does, so they repeat sentences of `locales/`. They must be
//! the same words there, in every language, or a translator's change would miss the first screen.

use super::Finding;
use super::files::File;
use super::locales::Language;

const PAGES: [&str; 4] = ["district.html", "index.html", "school.html", "wishes.html"];

pub fn check(files: &[File], languages: &[Language]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in files
        .iter()
        .filter(|file| PAGES.contains(&file.path.as_str()))
    {
        let spoken = spoken(page);
        for (number, language, said) in &spoken {
            if !languages.iter().any(|it| knows(it, language, said)) {
                let rule = format!("not a sentence of locales/{language}/: {said}");
                findings.push(Finding::in_line(page, *number, rule));
            }
        }
        findings.extend(untold(page, languages, &spoken));
    }
    findings
}

fn knows((name, sentences): &Language, language: &str, said: &str) -> bool {
    *name == language && sentences.values().any(|sentence| sentence == said)
}

/// What the page says in the first language and not in another.
fn untold(page: &File, languages: &[Language], spoken: &[(usize, &str, &str)]) -> Vec<Finding> {
    let says = |language: &str, sentence: &str| {
        let mut spoken = spoken.iter();
        spoken.any(|(_, in_language, said)| *in_language == language && *said == sentence)
    };
    let Some(((first, measure), others)) = languages.split_first() else {
        return Vec::new();
    };
    let on_page = measure.iter().filter(|(_, sentence)| says(first, sentence));
    let mut findings = Vec::new();
    for (key, sentence) in on_page {
        for (language, sentences) in others {
            let translated = sentences.get(key);
            if translated.is_some_and(|translated| !says(language, translated)) {
                let rule = format!("does not say in {language}: {sentence}");
                findings.push(Finding::in_file(page, rule));
            }
        }
    }
    findings
}

/// Every text on the page, with its line and its language: the last one named before it.
fn spoken(page: &File) -> Vec<(usize, &str, &str)> {
    let mut language = "";
    let mut spoken = Vec::new();
    for (number, line) in page.lines() {
        language = value(line, "lang").unwrap_or(language);
        let attribute = value(line, "content").filter(|_| line.contains(" lang="));
        let texts = line.split('>').skip(1).map(|rest| rest.split('<').next());
        let texts = texts
            .flatten()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        spoken.extend(texts.chain(attribute).map(|said| (number, language, said)));
        // Chinese anywhere else is a sentence too.
        let quoted = line.split('"').skip(1).step_by(2);
        let hidden = quoted.filter(|text| has_han(text) && Some(*text) != attribute);
        spoken.extend(hidden.map(|said| (number, language, said)));
    }
    spoken
}

fn value<'a>(line: &'a str, attribute: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {attribute}=\""))?;
    rest.split('"').next()
}

fn has_han(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterbell_sentences::{Sentences, add_file};

    fn found(html: &str) -> Vec<String> {
        let language = |name, said: &str| {
            let mut sentences = Sentences::new();
            let toml = format!("[failure]\ntitle = \"{said}\"\n");
            add_file(&mut sentences, "parent", &toml).unwrap();
            (name, sentences)
        };
        let languages = [language("zh-Hans", "没有打开"), language("en", "Not open")];
        let findings = check(&[File::new("index.html", html)], &languages);
        findings.into_iter().map(|finding| finding.rule).collect()
    }

    const WHOLE: &str = "<html lang=\"zh-Hans\">\n<h1>没有打开</h1>\n<p id=\"failed\">\n\
                         <div lang=\"en\">\n<h1>Not open</h1>";

    #[test]
    fn sentences_of_the_locales_may_stand_on_the_page() {
        assert_eq!(found(WHOLE), [""; 0]);
    }

    #[test]
    fn another_sentence_is_found_as_text_and_as_attribute() {
        assert_eq!(found("<html lang=\"zh-Hans\">\n<h1>打不开</h1>").len(), 1);
        assert_eq!(found("<meta content=\"打不开\" />").len(), 1);
        assert_eq!(found("<meta lang=\"en\" content=\"Shut\" />").len(), 1);
        let shut = WHOLE.replace("Not open", "Shut");
        assert_eq!(found(&shut).len(), 2, "Shut is none, Not open is not told");
    }

    #[test]
    fn a_sentence_of_another_language_is_found() {
        let mixed = WHOLE.replace("Not open", "没有打开");
        assert_eq!(found(&mixed).len(), 2);
    }

    #[test]
    fn a_language_the_page_forgets_is_found() {
        let rules = found("<html lang=\"zh-Hans\">\n<h1>没有打开</h1>");
        assert_eq!(rules, ["does not say in en: 没有打开"]);
    }
}
