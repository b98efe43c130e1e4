//! Findings in words: each value that a clerk has to know stands in the line.

use afterbell_domain::policy::judge;
use afterbell_locale::Locale;
use afterbell_policy::wording;
use serde_json::Value;

use super::cases::CASES;
use super::edits::edited;
use super::examples::{example, pack, read};

#[test]
fn every_case_is_told_with_its_values_its_clause_and_its_mend() {
    for case in CASES {
        let told = told(case.pack, case.edits);
        let pack = pack(case.pack);
        let check = pack.checks.iter().find(|it| it.id.as_str() == case.check);
        let check = check.expect("the check of the case");
        for part in [case.check, &check.clause.section, &check.mend] {
            assert!(told.contains(part), "{part:?} is not in:\n{told}");
        }
        assert!(!told.contains(['{', '}']), "{told}");
        let judgement = judge(&read(&edited(example(case.pack), case.edits)), &pack);
        for finding in &judgement.findings {
            let json = serde_json::to_value(finding).expect("a finding has a JSON form");
            let values = json["values"].as_object().expect("values");
            for value in values
                .iter()
                .filter_map(|(key, value)| plain(key, value, case.code))
            {
                assert!(told.contains(&value), "{value:?} is not in:\n{told}");
            }
        }
    }
}

fn told(name: &str, edits: &[&str]) -> String {
    let (draft, pack) = (read(&edited(example(name), edits)), pack(name));
    wording::findings(Locale::ZhHans, &draft, &pack, &judge(&draft, &pack)).join("\n")
}

/// A value as it stands in a line; words of the vocabulary are said in Chinese.
fn plain(key: &str, value: &Value, code: &str) -> Option<String> {
    let is_money = key == "fee" || (key == "most" && code == "fee_above_standard");
    match value {
        Value::Number(fen) if is_money => {
            let fen = fen.as_u64().expect("fen");
            Some(format!("¥{}.{:02}", fen / 100, fen % 100))
        }
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.is_ascii() && !text.contains([':', '-']) => None,
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}
