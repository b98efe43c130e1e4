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

static POOL: LazyLock<Pool> = LazyLock::new(Pool::of_examples_and_cases);

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

/// The generator reaches both sides of the checks, else the property would say little: each is kept by
/// some menu, and nine in ten are broken by some. The others rest on their cases.
#[test]
fn changed_menus_keep_every_check_and_break_nine_in_ten() {
    let (mut seen_broken, mut seen_kept) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..400u64 {
        let changes: Vec<_> = (0..seed % 40)
            .map(|n| seed * 1_000_003 + n * 7_919)
            .collect();
        let (pack, _, example) = &PACKS[seed as usize % PACKS.len()];
        let (_, read) = mutated(example.clone(), &changes, &POOL);
        let found = broken(&read, pack);
        for check in &pack.checks {
            let key = format!("{}: {}", pack.name, check.id);
            match found.contains(check.id.as_str()) {
                true => seen_broken.insert(key),
                false => seen_kept.insert(key),
            };
        }
    }
    let of_pack = |pack: &Pack| {
        let ids = pack
            .checks
            .iter()
            .map(|it| format!("{}: {}", pack.name, it.id));
        ids.collect::<Vec<_>>()
    };
    let all: BTreeSet<_> = PACKS.iter().flat_map(|(pack, ..)| of_pack(pack)).collect();
    let unbroken: Vec<_> = all.difference(&seen_broken).collect();
    assert_eq!(seen_kept, all);
    assert!(
        seen_broken.len() * 10 >= all.len() * 9,
        "{} of {}: {unbroken:#?}",
        unbroken.len(),
        all.len()
    );
}
