//! Every menu is judged twice: by the engine and by the naive judge, which must agree.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use afterbell_domain::policy::Pack;
use afterbell_policy::BUNDLED;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use toml::Table;

use super::cases::CASES;
use super::edits::edited;
use super::examples::{broken, example, pack, read};
use super::mutation::{Pool, mutated};
use super::naive;

/// Each pack as the engine and as the naive judge have it, and the menu that passes it.
static PACKS: LazyLock<Vec<(Pack, Table, Value)>> = LazyLock::new(|| {
    let packs = BUNDLED.iter().map(|(name, text)| {
        let written = text.parse().expect("TOML");
        (pack(name), written, example(name))
    });
    packs.collect()
});

static POOL: LazyLock<Pool> = LazyLock::new(Pool::of_examples);

#[test]
fn both_judge_every_case_alike() {
    for case in CASES {
        let at = BUNDLED.iter().position(|(name, _)| *name == case.pack);
        let (pack, written, example) = &PACKS[at.expect("a bundled pack")];
        let draft = edited(example.clone(), case.edits);
        let found = naive::broken(&draft, written);
        assert_eq!(
            found,
            broken(&read(&draft), pack),
            "{} {:?}",
            case.pack,
            case.edits
        );
    }
}

proptest! {
    // A menu that was found is kept as a case of `cases.rs`, not as a seed.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// A menu that the engine passes breaks no check, and none that it breaks is passed.
    #[test]
    fn both_judge_changed_menus_alike(at in 0..BUNDLED.len(), changes in vec(any::<u64>(), 0..40)) {
        let (draft, read) = mutated(PACKS[at].2.clone(), &changes, &POOL);
        for (pack, written, _) in PACKS.iter() {
            let found = naive::broken(&draft, written);
            prop_assert_eq!(found, broken(&read, pack), "{}", pack.name);
        }
    }
}

/// The generator reaches both sides of nearly every check: else the property would say little.
#[test]
fn changed_menus_break_many_checks_and_keep_others() {
    let (mut seen_broken, mut seen_kept) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..60u64 {
        let changes: Vec<_> = (0..seed % 30)
            .map(|n| seed * 1_000_003 + n * 7_919)
            .collect();
        let (pack, _, example) = &PACKS[seed as usize % PACKS.len()];
        let (_, read) = mutated(example.clone(), &changes, &POOL);
        let found = broken(&read, pack);
        for check in &pack.checks {
            let key = (pack.name.clone(), check.rule.code());
            match found.contains(check.id.as_str()) {
                true => seen_broken.insert(key),
                false => seen_kept.insert(key),
            };
        }
    }
    let all: usize = PACKS.iter().map(|(pack, ..)| pack.checks.len()).sum();
    let kept: BTreeSet<_> = seen_kept.iter().map(|(_, code)| *code).collect();
    assert!(
        seen_broken.len() * 3 > all,
        "{} of {all}",
        seen_broken.len()
    );
    assert!(kept.len() > 40, "{kept:?}");
}
