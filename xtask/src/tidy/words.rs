//! Words that no file of the project may have.

use super::Finding;
use super::files::File;

/// Written in two halves, so that this table does not breach its own rules.
const FORBIDDEN: [(&str, &str, &str); 7] = [
    ("TO", "DO", "do it, or open an issue"),
    ("FIX", "ME", "fix it, or open an issue"),
    ("todo", "!(", "do it, or open an issue"),
    ("/ro", "ot/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("/wo", "rk/", "a path of one machine"),
    ("art", "ifactory", "a registry of one network"),
];
const CRATES_INDEX: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        if file.path.ends_with("/mod.rs") {
            findings.push(Finding::in_file(
                file,
                "name it after its folder: foo.rs beside foo/",
            ));
        }
        for (number, line) in file.lines() {
            for (start, end, rule) in FORBIDDEN {
                if has_word(line, &format!("{start}{end}")) {
                    findings.push(Finding::in_line(
                        file,
                        number,
                        format!("{start}{end}: {rule}"),
                    ));
                }
            }
            if is_foreign_source(&file.path, line) {
                findings.push(Finding::in_line(
                    file,
                    number,
                    "a package from another registry",
                ));
            }
        }
    }
    findings
}

/// Not as a part of a longer word or path.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || "_#.}".contains(letter))
    })
}

/// Lock files name packages, not the mirror they came through.
fn is_foreign_source(path: &str, line: &str) -> bool {
    let line = line.trim();
    if path.ends_with("Cargo.lock") {
        return line.starts_with("source = ") && line != CRATES_INDEX;
    }
    path.ends_with("package-lock.json") && line.starts_with("\"resolved\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> usize {
        check(&[File::new(path, text)]).len()
    }

    #[test]
    fn unfinished_work_and_paths_of_one_machine_are_found() {
        for (start, end, _) in FORBIDDEN {
            assert_eq!(
                rules("a.rs", &format!("x\n let a = \"{start}{end}x\";")),
                1,
                "{end}"
            );
        }
    }

    #[test]
    fn longer_words_and_addresses_of_the_app_are_not() {
        assert_eq!(rules("a.rs", &format!("not_{}{}", "to", "do!(")), 0);
        assert_eq!(rules("a.ts", &format!("#{}{}week", "/ho", "me/")), 0);
    }

    #[test]
    fn lock_files_name_no_mirror() {
        assert_eq!(rules("Cargo.lock", CRATES_INDEX), 0);
        assert_eq!(
            rules("Cargo.lock", "source = \"registry+https://mirror.example\""),
            1
        );
        assert_eq!(
            rules(
                "e2e/package-lock.json",
                "  \"resolved\": \"https://a.example\","
            ),
            1
        );
    }

    #[test]
    fn a_module_file_named_mod_is_found() {
        assert_eq!(rules("src/pages/mod.rs", ""), 1);
    }
}
