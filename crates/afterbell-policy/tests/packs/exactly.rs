use std::collections::BTreeSet;

use afterbell_policy::BUNDLED;

use super::cases::{CASES, Case};
use super::edits::edited;
use super::examples::{broken, example, pack, read};
use afterbell_domain::policy::judge;

#[test]
fn each_case_fails_by_exactly_its_check() {
    for Case {
        pack: name,
        check,
        edits,
        code,
    } in CASES
    {
        let draft = read(&edited(example(name), edits));
        let pack = pack(name);
        let only = BTreeSet::from([(*check).to_owned()]);
        assert_eq!(broken(&draft, &pack), only, "{name} {edits:?}");
        let judgement = judge(&draft, &pack);
        assert_eq!(judgement.faults, [], "{name} {edits:?}");
        assert!(judgement.is_blocked(), "{name} {edits:?}");
        for finding in &judgement.findings {
            let json = serde_json::to_value(finding).expect("a finding has a JSON form");
            assert_eq!(json["code"], *code, "{name} {edits:?}");
        }
    }
}

#[test]
fn every_check_of_every_pack_has_a_case() {
    for (name, _) in BUNDLED {
        let cases = CASES.iter().filter(|case| case.pack == *name);
        let cases: BTreeSet<_> = cases.map(|case| case.check.to_owned()).collect();
        let pack = pack(name);
        let checks: BTreeSet<_> = pack
            .checks
            .iter()
            .map(|check| check.id.to_string())
            .collect();
        assert_eq!(cases, checks, "{name}");
    }
}
