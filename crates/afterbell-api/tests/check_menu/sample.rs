//! The sample school passes all that its sheets and settings say; what they do not say is left
//! open, and `docs/POLICY.md` explains it.

use tempfile::TempDir;

use super::ran::{PROJECT, afterbell, check_as_json, checks};

fn open(pack: &str) -> Vec<String> {
    let folder = TempDir::new().expect("a folder");
    let draft = folder.path().join("draft.json");
    let sample = |name: &str| format!("{PROJECT}samples/haitang-primary/{name}");
    let draft_path = draft.to_str().expect("UTF-8");
    let ran = afterbell([
        "import",
        "--dry-run",
        "--skip-unreadable",
        "--settings",
        &sample("school.toml"),
        "--plan",
        &sample("plan.json"),
        "--draft",
        draft_path,
        &sample("课程菜单.xlsx"),
    ]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let (_, told) = check_as_json(pack, &draft);
    assert_eq!(told["faults"], serde_json::json!([]));
    checks(&told).into_iter().map(str::to_owned).collect()
}

#[test]
fn zhoushan() {
    let expected = [
        "care-end",
        "join-and-leave",
        "families-asked",
        "outside-papers",
        "safety-records",
        "pay-scheme",
        "fee-standard",
        "fee-per-term",
        "payment-weeks",
        "full-refund",
        "private-boarding-free",
    ];
    assert_eq!(open("zhoushan"), expected);
}

#[test]
fn sanming() {
    let expected = [
        "urban-three",
        "public-notice",
        "families-asked",
        "service-plan",
        "outside-papers",
        "fee-standard",
        "monthly-ledger",
        "objection-channels",
    ];
    assert_eq!(open("sanming"), expected);
}

#[test]
fn changzhi() {
    let expected = [
        "care-end",
        "holiday-opening-winter",
        "priority-groups",
        "join-and-leave",
        "notice-before-term",
        "teacher-and-content",
        "no-written-homework",
        "no-fee-before-standard",
        "on-record",
        "families-asked",
    ];
    assert_eq!(open("changzhi"), expected);
}

#[test]
fn ningbo() {
    let expected = [
        "course-series",
        "sport-hour",
        "gifted-courses",
        "outside-papers",
        "outside-posted",
        "winter-care",
        "migrant-places",
        "fee-standard",
    ];
    assert_eq!(open("ningbo"), expected);
}

#[test]
fn school_plan() {
    let expected = [
        "seasonal-ends",
        "after-school",
        "service-flow",
        "families-asked",
        "public-notice",
        "unpaid-outside",
        "fee-standard",
        "on-record",
    ];
    assert_eq!(open("school-plan"), expected);
}
