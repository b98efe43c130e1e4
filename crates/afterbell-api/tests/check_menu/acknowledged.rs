use serde_json::{Value, json};

use super::ran::{changed, check, check_as_json};

fn decision(breach: Value) -> Value {
    json!([{
        "breach": breach,
        "reason": "校车 18:20 前必须发车",
        "decided_by": "教导处",
        "decided_on": "2026-08-30",
    }])
}

fn early_end(weekday: u8, ends: &str) -> Value {
    json!({
        "check": "care-end",
        "location": { "weekday": weekday },
        "code": "ends_early",
        "values": { "ends": ends, "earliest": "18:20" },
    })
}

/// On Monday care ends before it should.
fn short_monday(draft: &mut Value) {
    let monday = &mut draft["menu"]["base_care"]["days"][0];
    monday["time"]["end"] = json!("18:10");
    monday["pick_up_times"] = json!(["16:40", "18:10"]);
    draft["plan"]["school"]["work_ends"] = json!("18:00");
}

#[test]
fn a_warning_blocks_until_somebody_decides_and_says_why() {
    let (_folder, menu) = changed("zhoushan", short_monday);
    let (status, told) = check_as_json("zhoushan", &menu);
    assert_eq!(
        (status, &told["findings"][0]["severity"]),
        (1, &json!("warning"))
    );
    let (_folder, menu) = changed("zhoushan", |draft| {
        short_monday(draft);
        draft["acknowledgements"] = decision(early_end(1, "18:10"));
    });
    let (status, told) = check_as_json("zhoushan", &menu);
    assert_eq!((status, &told["blocked"]), (0, &json!(false)));
    let reason = &told["findings"][0]["acknowledged"]["reason"];
    assert_eq!(reason, "校车 18:20 前必须发车");
    let ran = check("zhoushan", &menu);
    assert!(
        ran.stdout
            .contains("教导处已于 2026-08-30 确认：校车 18:20 前必须发车")
    );
    assert!(
        ran.stdout.contains("1 项提醒都已确认，可以发布"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_decision_is_about_its_own_place_and_values_only() {
    for other in [early_end(2, "18:10"), early_end(1, "18:00")] {
        let (_folder, menu) = changed("zhoushan", |draft| {
            short_monday(draft);
            draft["acknowledgements"] = decision(other);
        });
        assert_eq!(check("zhoushan", &menu).status, 1);
    }
}

#[test]
fn an_error_cannot_be_acknowledged() {
    let (_folder, menu) = changed("zhoushan", |draft| {
        draft["plan"]["fees"]["period"] = json!("month");
        draft["acknowledgements"] = decision(json!({
            "check": "fee-per-term",
            "location": { "field": "plan.fees" },
            "code": "other_fee_period",
            "values": { "found": "month", "wanted": "term" },
        }));
    });
    let (status, told) = check_as_json("zhoushan", &menu);
    assert_eq!(status, 1);
    assert_eq!(told["findings"][0]["acknowledged"], json!(null));
}
