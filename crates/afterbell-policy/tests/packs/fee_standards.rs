use afterbell_domain::policy::{FeeStandard, MenuDraft, Violation, judge};
use afterbell_policy::{BUNDLED, bundled_word_list, read, with_fee_standard};
use serde_json::json;

use super::examples;

fn standard(course_fen: u32) -> FeeStandard {
    let standard = json!({
        "document": "价费〔2026〕“1”号 \"\\", "published_on": "2026-07-01",
        "service_fen": 60_000, "course_fen": course_fen,
    });
    serde_json::from_value(standard).expect("a standard")
}

#[test]
fn a_standard_is_written_into_a_pack_and_out_of_it_again() {
    for (name, text) in BUNDLED {
        let text = with_fee_standard(text, None);
        let written = with_fee_standard(&text, Some(&standard(48_000)));
        let pack = read(&written, bundled_word_list).expect("a pack");
        assert_eq!(pack.fee_standard, Some(standard(48_000)), "{name}");
        // Another one takes its place, and nothing else moves.
        let again = with_fee_standard(&written, Some(&standard(1)));
        let pack = read(&again, bundled_word_list).expect("a pack");
        assert_eq!(pack.fee_standard, Some(standard(1)), "{name}");
        assert_eq!(again.lines().count(), written.lines().count(), "{name}");
        assert_eq!(with_fee_standard(&again, None), text, "{name}");
    }
    // What stands below it is another table's.
    let rest = "# Of the documents.\n[documents.rules]\n";
    let text = ["[fee_standard]\ndocument = \"旧\"\n", rest].concat();
    assert_eq!(with_fee_standard(&text, None), rest);
    assert!(with_fee_standard("", None).is_empty());
}

#[test]
fn a_standard_that_cannot_be_read_is_told_with_its_line() {
    let (_, text) = BUNDLED[0];
    let written = with_fee_standard(text, Some(&standard(48_000)));
    let line = written
        .lines()
        .position(|line| line.starts_with("course_fen"))
        .expect("a line");
    let wrong = written.replace("course_fen = 48000", "course_fen = \"480元\"");
    let problems = read(&wrong, bundled_word_list).expect_err("problems");
    assert_eq!(problems[0].line, Some(line + 1));
}

/// Fees are held against the district's standard, whatever the school's plan names.
#[test]
fn a_district_s_standard_comes_before_the_plan_s() {
    let (_, text) = BUNDLED[0];
    let draft: MenuDraft = examples::read(&examples::example("zhoushan"));
    let highest = draft
        .menu
        .offerings
        .iter()
        .map(|offering| offering.fee_fen.get())
        .max();
    let highest = highest.expect("offerings");
    assert!(highest > 0);
    for (course_fen, is_broken) in [(highest, false), (highest - 1, true)] {
        let written = with_fee_standard(text, Some(&standard(course_fen)));
        let pack = read(&written, bundled_word_list).expect("a pack");
        let judgement = judge(&draft, &pack);
        let too_high = judgement.findings.iter().any(|finding| {
            matches!(finding.breach.violation, Violation::FeeAboveStandard { most, .. } if most.get() == course_fen)
        });
        assert_eq!(too_high, is_broken, "{course_fen}");
    }
}
