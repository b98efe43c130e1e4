use std::collections::BTreeSet;

use afterbell_domain::policy::{MenuDraft, Pack, judge};
use afterbell_policy::{BUNDLED, bundled};
use serde_json::Value;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/examples/");

pub fn pack(name: &str) -> Pack {
    let pack = bundled(name).expect("a bundled pack");
    pack.unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

/// The menu that passes a pack, as it is written.
pub fn example(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{EXAMPLES}{name}.json")).expect("an example");
    serde_json::from_str(&text).expect("JSON")
}

pub fn read(draft: &Value) -> MenuDraft {
    serde_json::from_value(draft.clone()).unwrap_or_else(|error| panic!("{error}"))
}

/// The checks that a draft breaks.
pub fn broken(draft: &MenuDraft, pack: &Pack) -> BTreeSet<String> {
    let findings = judge(draft, pack).findings;
    findings
        .iter()
        .map(|it| it.breach.check.to_string())
        .collect()
}

#[test]
fn each_example_passes_its_pack() {
    for (name, _) in BUNDLED {
        let judgement = judge(&read(&example(name)), &pack(name));
        assert_eq!(judgement.findings, [], "{name}");
        assert_eq!(judgement.faults, [], "{name}");
        assert!(!judgement.is_blocked());
    }
}
