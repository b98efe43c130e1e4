//! `index.html` speaks before the wasm does, so it repeats sentences of `locales/`. They must be
//! the same words there, or a translator's change would miss the first screen.

use super::Finding;
use super::files::File;

const PAGE: &str = "index.html";

/// Finds every sentence of the page that is none of the first language's.
pub fn check(files: &[File], sentences: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path == PAGE) {
        for (index, line) in file.text.lines().enumerate() {
            for said in texts(line).filter(|said| has_han(said)) {
                if !sentences.iter().any(|sentence| sentence == said) {
                    let rule = format!("not a sentence of locales/: {said}");
                    findings.push(Finding::in_line(file, index + 1, rule));
                }
            }
        }
    }
    findings
}

/// What stands between tags and in quotes.
fn texts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['<', '>', '"']).map(str::trim)
}

fn has_han(text: &str) -> bool {
    text.chars()
        .any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let files = [File::new("index.html", html)];
        let findings = check(&files, &["没有打开".to_owned()]);
        findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_sentence_of_the_locale_may_stand_on_the_page() {
        assert!(found("<h1>没有打开</h1>\n<p id=\"failed\">").is_empty());
    }

    #[test]
    fn another_sentence_is_found_as_text_and_as_attribute() {
        assert_eq!(found("<h1>打不开</h1>").len(), 1);
        assert_eq!(found("<meta content=\"打不开\" />").len(), 1);
    }
}
