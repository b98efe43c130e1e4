use afterbell_domain::district::{FindingCounts, verdict_of};
use afterbell_domain::oversight::OverseenFinding;
use serde_json::json;

fn finding(check: &str, severity: &str, reason: Option<&str>) -> OverseenFinding {
    let finding = json!({
        "breach": { "check": check, "location": {}, "code": "not_stated", "values": {} },
        "severity": severity, "document": "办法", "section": "第一条", "mend": "请写明。",
        "reason": reason, "decided_on": reason.map(|_| "2026-09-01"),
    });
    serde_json::from_value(finding).expect("a finding")
}

#[test]
fn a_trial_tells_what_would_change_by_check() {
    let (error, open) = (
        |check| finding(check, "error", None),
        |check| finding(check, "warning", None),
    );
    let accepted = |check| finding(check, "warning", Some("已知悉"));
    let names = |checks: &std::collections::BTreeSet<_>| {
        let names = checks.iter().map(ToString::to_string);
        names.collect::<Vec<_>>().join(" ")
    };
    type Row = (
        Vec<OverseenFinding>,
        Vec<OverseenFinding>,
        &'static str,
        &'static str,
        &'static str,
    );
    let table: Vec<Row> = vec![
        (vec![], vec![], "", "", ""),
        (
            vec![],
            vec![error("a"), error("a"), open("b")],
            "a b",
            "",
            "",
        ),
        (vec![error("a")], vec![open("a")], "", "", "a"),
        (
            vec![error("a"), error("b")],
            vec![error("b"), open("c")],
            "c",
            "a",
            "b",
        ),
        // What somebody has decided about is broken neither before nor after.
        (vec![accepted("a")], vec![accepted("a")], "", "", ""),
        (vec![accepted("a")], vec![error("a")], "a", "", ""),
        (vec![open("a")], vec![accepted("a")], "", "a", ""),
    ];
    for (before, after, broken, kept, still) in table {
        let verdict = verdict_of(&before, &after);
        assert_eq!(names(&verdict.newly_broken), broken);
        assert_eq!(names(&verdict.newly_kept), kept);
        assert_eq!(names(&verdict.still_broken), still);
    }
}

#[test]
fn findings_are_counted_by_what_they_ask_for() {
    let found = [
        finding("a", "error", None),
        finding("a", "error", None),
        finding("b", "warning", None),
        finding("b", "warning", Some("已知悉")),
    ];
    let counts = FindingCounts::of(&found);
    assert_eq!(
        (counts.errors, counts.warnings, counts.acknowledged),
        (2, 1, 1)
    );
}
