use afterbell_domain::policy::Rule;

const DOCUMENT: &str = include_str!("../../../../docs/POLICY.md");

/// In its order, so that a reader finds what the refusal of a misspelt word lists.
#[test]
fn the_vocabulary_is_documented_whole() {
    let rows = DOCUMENT.lines().filter_map(|line| line.strip_prefix("| `"));
    let words: Vec<_> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(words, Rule::CODES);
}
