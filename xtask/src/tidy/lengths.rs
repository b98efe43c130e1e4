//! Short files: each can be read in one sitting.

use super::Finding;
use super::files::File;

const LONGEST: usize = 500;
const MEDIAN: usize = 120;
const COUNTED: [&str; 4] = ["rs", "ts", "css", "js"];

pub fn check(files: &[File]) -> Vec<Finding> {
    let counted: Vec<_> = files
        .iter()
        .filter(|file| file.has_extension(&COUNTED))
        .collect();
    let mut lengths: Vec<_> = counted
        .iter()
        .map(|file| file.text.lines().count())
        .collect();
    let mut findings: Vec<_> = counted
        .iter()
        .zip(&lengths)
        .filter(|(_, length)| **length > LONGEST)
        .map(|(file, length)| Finding::in_file(file, format!("{length} lines, over {LONGEST}")))
        .collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
    if median > MEDIAN {
        findings.push(Finding {
            path: "all files".to_owned(),
            line: 1,
            rule: format!("half of them are over {median} lines, not {MEDIAN}"),
        });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_lines(path: &str, lines: usize) -> File {
        File::new(path, &"x\n".repeat(lines))
    }

    #[test]
    fn a_file_over_the_limit_is_found_and_documents_are_not_counted() {
        let files = [
            of_lines("a.rs", 501),
            of_lines("b.rs", 1),
            of_lines("c.rs", 1),
        ];
        let findings = check(&files);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "a.rs");
        assert!(check(&[of_lines("a.md", 900)]).is_empty());
    }

    #[test]
    fn long_files_on_the_whole_are_found() {
        let files = [
            of_lines("a.rs", 121),
            of_lines("b.css", 121),
            of_lines("c.js", 1),
        ];
        assert_eq!(check(&files).len(), 1);
    }
}
