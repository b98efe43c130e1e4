use afterbell_domain::{AgreementHash, Clause, SafetyAgreement, SignerName};
use proptest::prelude::*;

use super::written::{check, check_refused, read};

fn agreement(clauses: &[&str]) -> Result<SafetyAgreement, afterbell_domain::Invalid> {
    let clauses = clauses.iter().map(|text| text.parse().expect("a clause"));
    SafetyAgreement::new("安全协议".parse().expect("a title"), clauses.collect())
}

#[test]
fn signed_names() {
    let longest = "马".repeat(SignerName::LONGEST);
    for name in [
        "马嘉",
        "欧阳思远",
        "阿依古丽·买买提",
        "𬭎𬱖",
        "Anne-Marie O’Neil Jr.",
        "Łukasz Ötker",
        longest.as_str(),
    ] {
        check::<SignerName>(name, name);
    }
    check::<SignerName>(" \u{3000}马嘉\n", "马嘉");
    let too_long = "马".repeat(SignerName::LONGEST + 1);
    check_refused::<SignerName>(&[
        "",
        " ",
        "马",
        "A.",
        "·马嘉",
        "..",
        "马1",
        "13800000000",
        "马\n嘉",
        "<b>马嘉</b>",
        "=马嘉",
        "马嘉👍",
        too_long.as_str(),
    ]);
}

#[test]
fn clauses() {
    check::<Clause>(" 按时接孩子。 ", "按时接孩子。");
    let longest = "长".repeat(SafetyAgreement::MOST_CHARACTERS);
    check::<Clause>(&longest, &longest);
    let too_long = format!("{longest}长");
    check_refused::<Clause>(&["", " ", "按时\n接孩子", "按时\u{2029}接", too_long.as_str()]);
}

#[test]
fn an_agreement_says_something_and_fits_on_a_sheet() {
    assert!(agreement(&[]).is_err());
    assert!(agreement(&["甲"; SafetyAgreement::MOST_CLAUSES]).is_ok());
    assert!(agreement(&["甲"; SafetyAgreement::MOST_CLAUSES + 1]).is_err());
    let half = "长".repeat(SafetyAgreement::MOST_CHARACTERS / 2);
    assert!(agreement(&[&half, &half]).is_ok());
    assert!(agreement(&[&half, &half, "甲"]).is_err());
}

/// As Python writes and hashes it; see `menus/canonical.rs`.
#[test]
fn one_content_has_one_name() {
    let written = agreement(&["按时接。", "<守> \"约\"。"]).expect("an agreement");
    let canonical = written.canonical_json().expect("canonical JSON");
    let expected = r#"{"clauses":["按时接。","<守> \"约\"。"],"title":"安全协议"}"#;
    assert_eq!(String::from_utf8_lossy(&canonical), expected);
    let hash = "3e6df7d54ec1c769aa4e33bc1d77be49ed869339c5b4006ce1270fe2bdad11e7";
    assert_eq!(written.hash().expect("a hash").as_str(), hash);
    check::<AgreementHash>(hash, hash);
    let read: SafetyAgreement = serde_json::from_slice(&canonical).expect("what was written");
    assert_eq!(read, written);
    let other = agreement(&["按时接。", "<守> \"约\"！"]).expect("an agreement");
    assert_ne!(other.hash(), written.hash());
}

#[test]
fn json_that_is_no_agreement() {
    let many = serde_json::json!({"title": "安全协议", "clauses": vec!["甲"; 17]}).to_string();
    for json in [
        r#"{"title":"安全协议","clauses":[]}"#,
        r#"{"title":"","clauses":["甲"]}"#,
        r#"{"title":"安全协议","clauses":["甲\n乙"]}"#,
        r#"{"title":"安全协议","clauses":["甲"],"html":true}"#,
        many.as_str(),
    ] {
        assert!(
            serde_json::from_str::<SafetyAgreement>(json).is_err(),
            "{json}"
        );
    }
}

proptest! {
    #[test]
    fn any_name(text in "\\PC{0,50}|[\\p{Han}a-zA-Z ·'-]{0,50}") {
        if let Some(name) = read::<SignerName>(&text) {
            prop_assert!((2..=40).contains(&name.chars().count()));
            prop_assert!(!name.contains(['<', '>', '&', '"', '=', '\n', '/']));
        }
    }
}
