//! Sentences live in `locales/`: Rust code has no Chinese outside comments and tests.

use super::Finding;
use super::files::File;

/// They read what school offices write, so they hold the offices' own words.
const READ_OFFICE_WORDS: [&str; 3] = [
    "crates/afterbell-domain/src/reading",
    "crates/afterbell-import/",
    "crates/afterbell-policy/src/course_words.rs",
];
/// They name the files of the sample school.
const NAME_SAMPLE_FILES: [&str; 1] = ["xtask/src/server.rs"];

/// Gives a value type its example in the description of the API.
const EXAMPLE: &str = "written_as_text!(";

pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| is_checked(file)) {
        let mut is_test_module = false;
        let mut follows_test_attribute = false;
        for (number, line) in file.lines() {
            // By our habit the tests are the last thing in a file.
            is_test_module |= follows_test_attribute && line.ends_with('{');
            follows_test_attribute = line.starts_with("#[cfg(test)]");
            let is_allowed = is_test_module || line.starts_with(EXAMPLE);
            if !is_allowed && without_comment(line).chars().any(is_chinese) {
                findings.push(Finding::in_line(
                    file,
                    number,
                    "a sentence outside of locales/",
                ));
            }
        }
    }
    findings
}

fn is_checked(file: &File) -> bool {
    let is_test = file.path.contains("/tests/") || file.path.ends_with("/tests.rs");
    let is_allowed = READ_OFFICE_WORDS
        .iter()
        .chain(&NAME_SAMPLE_FILES)
        .any(|allowed| file.path.starts_with(allowed));
    file.has_extension(&["rs"]) && !is_test && !is_allowed
}

/// The code of a line: up to the first `//` that is not inside a string.
fn without_comment(line: &str) -> &str {
    let mut is_string = false;
    let mut previous = ' ';
    for (position, letter) in line.char_indices() {
        match letter {
            '"' if previous != '\\' => is_string = !is_string,
            '/' if previous == '/' && !is_string => {
                return line.get(..position).unwrap_or(line);
            }
            _ => {}
        }
        previous = letter;
    }
    line
}

/// Han characters, and the punctuation that comes with them.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lines(path: &str, text: &str, expected: &[usize]) {
        let findings = check(&[File::new(path, text)]);
        let found: Vec<_> = findings.iter().map(|finding| finding.line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_in_code_is_found() {
        lines("src/app.rs", "let a = 1;\nlet b = \"课程\";", &[2]);
        lines(
            "src/app.rs",
            "let url = \"https://a.example\"; let b = \"课\";",
            &[1],
        );
    }

    #[test]
    fn comments_and_tests_may_be_chinese() {
        lines("src/app.rs", "/// 课程\nstruct Course; // 课程", &[]);
        lines(
            "src/app.rs",
            "#[cfg(test)]\nmod tests {\n    \"课程\"\n}",
            &[],
        );
        lines("crates/a/tests/b.rs", "\"课程\"", &[]);
    }

    #[test]
    fn a_test_only_declaration_does_not_open_the_rest_of_the_file() {
        lines(
            "src/app.rs",
            "#[cfg(test)]\nmod scratch;\nlet b = \"课程\";",
            &[3],
        );
    }

    #[test]
    fn what_reads_the_office_s_words_may_hold_them() {
        lines(
            "crates/afterbell-domain/src/reading/grade.rs",
            "\"一年级\"",
            &[],
        );
        lines("crates/afterbell-import/src/headings.rs", "\"年级\"", &[]);
    }
}
