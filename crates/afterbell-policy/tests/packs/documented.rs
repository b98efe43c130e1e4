use afterbell_domain::policy::{Rule, Severity};
use afterbell_policy::BUNDLED;

use super::examples::pack;

const DOCUMENT: &str = include_str!("../../../../docs/POLICY.md");

/// In its order, so that a reader finds what the refusal of a misspelt word lists.
#[test]
fn the_vocabulary_is_documented_whole() {
    let rows = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| `"));
    let words: Vec<_> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(words, Rule::CODES);
}

/// Words with which a document leaves a school room.
const ROOM: &[&str] = &["原则上", "一般", "鼓励", "引导"];

/// As `docs/POLICY.md` says of the severities: only what a document leaves open is a warning, and where its
/// clause does not say so itself the pack says beside the check why.
#[test]
fn a_severity_follows_the_clause_or_says_why_not() {
    for (name, text) in BUNDLED {
        let lines: Vec<_> = text.lines().collect();
        for check in &pack(name).checks {
            let leaves_room = ROOM.iter().any(|word| check.clause.section.contains(word));
            let id = format!("id = \"{}\"", check.id);
            let at = lines.iter().position(|line| *line == id).expect("its line");
            // Above it stands `[[check]]`, and above that what is said of it.
            let is_explained = at
                .checked_sub(2)
                .is_some_and(|at| lines[at].starts_with("# "));
            let place = format!("{name}: {}", check.id);
            match (&check.rule, check.severity) {
                (Rule::ProhibitedWords(_), severity) => {
                    assert_eq!(severity, Severity::Warning, "{place}");
                }
                (_, Severity::Error) => assert!(!leaves_room, "{place}"),
                (_, Severity::Warning) => assert!(leaves_room || is_explained, "{place}"),
            }
        }
    }
}

/// What no menu may hold is looked for in every district, by every bundled list.
#[test]
fn every_pack_looks_for_all_that_is_prohibited() {
    let lists = ["commerce", "danger", "new-lessons", "subject-make-up"];
    for (name, _) in BUNDLED {
        let used: Vec<_> = pack(name).word_lists.into_keys().collect();
        assert_eq!(used, lists, "{name}");
    }
}
