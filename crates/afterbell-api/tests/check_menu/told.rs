use std::fs;
use std::path::Path;

use serde_json::json;

use super::ran::{PROJECT, afterbell, changed, check, check_as_json, checks, example};

#[test]
fn a_menu_that_passes_ends_with_status_0() {
    for pack in ["zhoushan", "sanming", "changzhi", "ningbo", "school-plan"] {
        let (status, told) = check_as_json(pack, &example(pack));
        assert_eq!(status, 0, "{told}");
        assert_eq!(told["blocked"], false);
        assert_eq!(told["findings"], json!([]));
        let ran = check(pack, &example(pack));
        assert_eq!(ran.status, 0);
        assert!(
            ran.stdout.contains("没有发现问题，可以发布"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn a_finding_names_check_severity_place_values_clause_and_mend() {
    let (_folder, menu) = changed("zhoushan", |draft| {
        draft["menu"]["offerings"][6]["fee_fen"] = json!(60_100);
    });
    let (status, told) = check_as_json("zhoushan", &menu);
    assert_eq!(status, 1);
    assert_eq!(told["blocked"], true);
    assert_eq!(
        told["findings"],
        json!([{
            "check": "fee-standard",
            "rule": "fee_within_standard",
            "severity": "error",
            "location": { "course": "ships", "offering": "ships" },
            "code": "fee_above_standard",
            "values": { "fee": 60_100, "most": 60_000 },
            "clause": { "document": "guide", "section": "五（四）1：严格执行核定的收费标准" },
            "mend": "请把收费改到标准以内；没有标准的，不能收费。",
        }])
    );
    let ran = check("zhoushan", &menu);
    assert_eq!(ran.status, 1);
    let expected = "\
必须改正 fee-standard（《义务教育课后服务工作指南》五（四）1：严格执行核定的收费标准）
  课程“航模”：收费 ¥601.00，超过标准 ¥600.00
  改法：请把收费改到标准以内；没有标准的，不能收费。
舟山市“1+X”：1 项必须改正，0 项待确认，现在不能发布。
";
    assert_eq!(ran.stdout, expected);
}

#[test]
fn everything_is_told_at_once_and_what_is_alike_in_one_line() {
    let (_folder, menu) = changed("sanming", |draft| {
        draft["plan"]["services"]["体育活动"]["activities"] = json!(["leisure"]);
        draft["plan"]["ledger"] = json!(null);
        draft["menu"]["offerings"][6]["sessions"][0]["weekday"] = json!(6);
    });
    let (_, told) = check_as_json("sanming", &menu);
    assert_eq!(checks(&told), ["both-basics", "monthly-ledger"]);
    assert_eq!(
        told["findings"][0]["location"],
        json!({ "weekday": 1, "grade": 1 })
    );
    let ran = check("sanming", &menu);
    let merged = "  一至六年级（周一、周二、周三、周四、周五）：没有安排体育活动\n";
    assert!(ran.stdout.contains(merged), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("  台账报送：没有写明\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_session_is_told_by_its_time() {
    let (_folder, menu) = changed("changzhi", |draft| {
        let session = &mut draft["menu"]["offerings"][0]["sessions"][0];
        session["time"] = json!({ "start": "20:00", "end": "20:31" });
    });
    let (_, told) = check_as_json("changzhi", &menu);
    let place = json!({ "course": "robots", "offering": "robots", "session": 0, "weekday": 1 });
    assert_eq!(told["findings"][0]["location"], place);
    let ran = check("changzhi", &menu);
    let line = "  课程“机器人”周一 20:00–20:31：20:31 结束太晚，最晚 20:30\n";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
}

#[test]
fn a_menu_at_odds_with_itself_is_blocked_under_any_pack() {
    let (_folder, menu) = changed("ningbo", |draft| {
        draft["menu"]["offerings"][0]["places"] = json!(0);
        draft["plan"]["courses"]["fencing"] = json!({ "form": "club" });
    });
    let (status, told) = check_as_json("ningbo", &menu);
    assert_eq!(status, 1);
    assert_eq!(
        told["faults"],
        json!([
            { "code": "no_places", "offering": "robots" },
            { "code": "unknown_course_in_plan", "course": "fencing" },
        ])
    );
    let ran = check("ningbo", &menu);
    assert!(
        ran.stdout.contains("  机器人：名额至少要有 1 个\n"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("方案说明了课程 fencing，菜单里没有"),
        "{}",
        ran.stdout
    );
}

#[test]
fn what_is_no_menu_ends_with_status_2_and_its_line() {
    let (folder, menu) = changed("ningbo", |_| ());
    fs::write(&menu, "{\n  \"menu\": {},\n  \"plan\": {}\n}").expect("written");
    let ran = check("ningbo", &menu);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("missing field `school` at line 2"),
        "{}",
        ran.stderr
    );
    let (_folder, misspelt) = changed("ningbo", |draft| {
        draft["plan"]["feestandard"] = json!({});
    });
    let ran = check("ningbo", &misspelt);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("unknown field `feestandard`"),
        "{}",
        ran.stderr
    );
    let ran = check("ningbo", &folder.path().join("nothing.json"));
    assert_eq!(ran.status, 2);
}

#[test]
fn the_committed_schema_is_the_one_of_the_types() {
    let printed = afterbell(["check-menu", "--schema"]).stdout;
    let path = Path::new(PROJECT).join("docs/menu-draft.schema.json");
    let committed = fs::read_to_string(path).expect("the schema");
    let hint = "afterbell check-menu --schema > docs/menu-draft.schema.json";
    assert!(printed == committed, "make it anew: {hint}");
}
