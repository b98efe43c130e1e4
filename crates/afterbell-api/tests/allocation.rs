//! `afterbell allocate` and `afterbell verify-draw` as anybody runs them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // clippy.toml allows them in tests, not in their helpers

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn sample(name: &str) -> PathBuf {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/allocation");
    samples.join(name)
}

/// What was printed, or the complaint.
fn afterbell<const N: usize>(arguments: [&str; N], path: &Path) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afterbell"));
    let [verb, options @ ..] = arguments.as_slice() else {
        panic!("a command has a verb");
    };
    let output = command.arg(verb).arg(path).args(options).output();
    let output = output.expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    match output.status.success() {
        true => Ok(text(output.stdout)),
        false => Err(text(output.stderr)),
    }
}

fn written(content: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("instance.json");
    fs::write(&file, content).expect("a file");
    (folder, file)
}

fn instance() -> Value {
    let text = fs::read_to_string(sample("instance.json")).expect("the sample");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_sample_is_allocated_with_a_reason_for_everybody() {
    let printed = afterbell(["allocate"], &sample("instance.json")).expect("it is allocated");
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(report["format"], "afterbell-allocation/1");
    let children = report["children"].as_array().expect("a list");
    assert_eq!(children.len(), 8);
    let mut numbers: Vec<_> = children
        .iter()
        .map(|child| child["number"].as_u64())
        .collect();
    numbers.sort();
    assert_eq!(numbers, (1..=8).map(Some).collect::<Vec<_>>());
    // Of the group that comes first, and so whatever the numbers are.
    let first = &children[5]["slots"];
    assert_eq!(first[0]["offering"], "basketball");
    assert_eq!(
        first[0]["wishes"],
        json!([{"offering": "basketball", "code": "admitted", "reserved": false}])
    );
    let wednesday = &first[1]["wishes"][0];
    assert_eq!(
        wednesday["barrier"],
        json!({"code": "category_limit", "category": "sport", "limit": 1})
    );
    for (child, told) in children
        .iter()
        .zip(instance()["applicants"].as_array().expect("a list"))
    {
        for slot in child["slots"].as_array().expect("a list") {
            let wished = told["wishes"].get(slot["slot"].as_str().expect("a slot"));
            let reasons = slot["wishes"].as_array().map_or(0, Vec::len);
            assert_eq!(wished.is_some(), slot["outcome"] != "no_wish");
            assert_eq!(wished.is_some(), reasons > 0);
        }
    }
}

#[track_caller]
fn check(pointer: &str, value: Value, expected: &str) {
    let mut changed = instance();
    *changed.pointer_mut(pointer).expect("a field") = value;
    let (_folder, file) = written(&changed.to_string());
    let complaint = afterbell(["allocate"], &file).expect_err("it is refused");
    assert!(complaint.contains(expected), "{complaint}");
}

#[test]
fn what_is_wrong_is_told_by_field() {
    check(
        "/rules/offerings/1/places",
        json!("four"),
        "rules.offerings[1].places",
    );
    check(
        "/rules/offerings/1/places",
        json!(1),
        "rules.offerings[1].minimum：最多是 1",
    );
    check(
        "/applicants/2/wishes/mon/0",
        json!("judo"),
        "applicants[2].wishes.mon[0]：“judo”没有声明过",
    );
    check(
        "/applicants/2/child",
        json!("c01"),
        "applicants[2].child：“c01”重复了",
    );
    check("/seed", json!("5f"), "seed");
    check("/seed", Value::Null, "seed：没有填写");
    let (_folder, file) = written("{\n\"rules\": 3");
    let complaint = afterbell(["allocate"], &file).expect_err("it is refused");
    assert!(complaint.contains("第 2 行"), "{complaint}");
    let complaint =
        afterbell(["allocate"], Path::new("nowhere.json")).expect_err("it is not there");
    assert!(complaint.contains("nowhere.json"), "{complaint}");
}

fn copied(draw: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(draw).expect("the sample") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
    }
    folder
}

#[test]
fn the_published_sample_is_verified() {
    let printed = afterbell(["verify-draw"], &sample("draw")).expect("it is verified");
    assert!(printed.starts_with("核验无误：学生 16 名"), "{printed}");
    assert!(
        printed.contains("2026101 期：3 7 12 21 28 33 9"),
        "{printed}"
    );
    let commitment = "626e0b3a4e86856dcfc3c1a0e26590b2ab9a463ff041e3c71cd7b51b11c3210f";
    assert!(printed.contains(commitment), "{printed}");
    let known = ["verify-draw", "--commitment", commitment];
    assert!(afterbell(known, &sample("draw")).is_ok());
    let other = "0".repeat(64);
    let other = ["verify-draw", "--commitment", other.as_str()];
    let complaint = afterbell(other, &sample("draw")).expect_err("another commitment");
    assert!(
        complaint.contains("核验不符：commitment.json：不是当时公布的那一份"),
        "{complaint}"
    );
}

#[test]
fn a_changed_file_is_named() {
    for name in [
        "rules.json",
        "commitment.json",
        "applicants.json",
        "closing.json",
        "reveal.json",
        "results.json",
        "SHA256SUMS",
    ] {
        let folder = copied(&sample("draw"));
        let file = folder.path().join(name);
        let mut bytes = fs::read(&file).expect("the file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&file, bytes).expect("the file");
        let complaint = afterbell(["verify-draw"], folder.path()).expect_err("it was changed");
        assert!(
            complaint.contains(&format!("核验不符：{name}：")),
            "{complaint}"
        );
        fs::remove_file(&file).expect("the file");
        let complaint = afterbell(["verify-draw"], folder.path()).expect_err("it is missing");
        assert!(
            complaint.contains(&format!("核验不符：{name}：缺少这个文件")),
            "{complaint}"
        );
    }
}
