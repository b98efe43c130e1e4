//! What a rule says with values that no bundled pack gives it, and where it is silent.

use afterbell_domain::policy::judge;
use afterbell_policy::read as read_pack;

use super::edits::edited;
use super::examples::{example, read};

/// Asserts what one rule finds in an example that has been edited: place, code and values.
#[track_caller]
fn finds(rule: &str, name: &str, edits: &[&str], expected: &[&str]) {
    let pack = format!(
        r#"
        name = "一条"
        documents.rules = {{ title = "办法", issued_by = "教育局" }}
        [[check]]
        id = "one"
        severity = "error"
        clause = {{ document = "rules", section = "一" }}
        mend = "请改。"
        rule.{rule}
        "#
    );
    let pack = read_pack(&pack, |_| None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let findings = judge(&read(&edited(example(name), edits)), &pack).findings;
    let told = findings.iter().map(|finding| {
        let json = serde_json::to_value(finding).expect("a finding has a JSON form");
        let code = json["code"].as_str().expect("a code");
        format!("{} {code} {}", json["location"], json["values"])
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{rule} {edits:?}");
}

#[test]
fn a_notice_counts_the_days_on_which_it_can_be_read() {
    let rule = r#"public_notice = { before = "selection_opens", least_days = 7 }"#;
    // Posted on the 22nd of February, selection opens on the 1st of March.
    finds(rule, "sanming", &[], &[]);
    let later = [r#"= /plan/public_notice/posted_on "2027-02-23""#];
    let at = r#"{"field":"plan.public_notice"}"#;
    let six = format!(r#"{at} notice_too_short {{"days":6,"least":7}}"#);
    finds(rule, "sanming", &later, &[&six]);
    let taken_down = [r#"= /plan/public_notice/posted_until "2027-02-27""#];
    finds(rule, "sanming", &taken_down, &[&six]);
    // One that ends before it begins is at odds with itself, and was not there for a day.
    let never = [r#"= /plan/public_notice/posted_until "2027-02-20""#];
    let none = format!(r#"{at} notice_too_short {{"days":0,"least":7}}"#);
    finds(rule, "sanming", &never, &[&none]);
    finds(
        r#"public_notice = { before = "selection_opens" }"#,
        "sanming",
        &never,
        &[],
    );
}

#[test]
fn outside_teachers_are_in_a_notice_only_where_there_are_any() {
    let rule = r#"public_notice = { before = "term_begins", contents = ["outside_teachers"] }"#;
    let nameless = "= /menu/offerings/6/teachers []";
    let lacking = r#"{"field":"plan.public_notice"} notice_lacks {"content":"outside_teachers"}"#;
    finds(rule, "changzhi", &[], &[]);
    finds(rule, "changzhi", &[nameless], &[lacking]);
    finds(rule, "changzhi", &["- /menu/offerings/6"], &[]);
}

#[test]
fn what_a_menu_says_is_in_its_notice_and_all_else_is_posted_beside_it() {
    let asks = |content: &str| {
        format!(r#"public_notice = {{ before = "selection_opens", contents = ["{content}"] }}"#)
    };
    let lacks = |content: &str| {
        format!(r#"{{"field":"plan.public_notice"}} notice_lacks {{"content":"{content}"}}"#)
    };
    let nothing_beside = "= /plan/public_notice/contents []";
    for content in ["times", "content", "teachers"] {
        finds(&asks(content), "sanming", &[nothing_beside], &[]);
    }
    for (content, untold) in [
        ("content", "- /menu/base_care/services/1/content"),
        ("teachers", "= /menu/offerings/2/teachers []"),
    ] {
        let beside = format!(r#"= /plan/public_notice/contents ["{content}"]"#);
        finds(
            &asks(content),
            "sanming",
            &[untold, nothing_beside],
            &[&lacks(content)],
        );
        finds(&asks(content), "sanming", &[untold, &beside], &[]);
    }
    // The fees of services are in the school's own words, and not one of them is written.
    for content in ["form", "safety", "fees"] {
        finds(
            &asks(content),
            "sanming",
            &[nothing_beside],
            &[&lacks(content)],
        );
        finds(&asks(content), "sanming", &[], &[]);
    }
}

#[test]
fn a_channel_is_in_a_notice_with_its_number() {
    let rule = r#"objection_channels = { channels = ["phone", "email", "letter_box"] }"#;
    let missing = |channel: &str| {
        format!(r#"{{"field":"plan.public_notice"}} channel_missing {{"channel":"{channel}"}}"#)
    };
    let (phone, email, letter_box) = (missing("phone"), missing("email"), missing("letter_box"));
    finds(rule, "sanming", &[], &[&letter_box]);
    // As plans were written once: their channels had no numbers.
    let bare = [r#"= /plan/public_notice/channels ["phone","email","letter_box"]"#];
    finds(rule, "sanming", &bare, &[&phone, &email, &letter_box]);
    let no_numbers = [
        r#"= /plan/public_notice/channels {"phone":"请问门卫","email":"见网站","letter_box":"传达室"}"#,
    ];
    finds(rule, "sanming", &no_numbers, &[&phone, &email]);
}

#[test]
fn fees_are_paid_within_their_term() {
    let rule = r#"fee_per_period = { period = "term" }"#;
    let early = [r#"= /plan/fees/paid_from "2026-08-31""#];
    let outside =
        r#"{"field":"plan.fees"} paid_outside_term {"from":"2026-08-31","until":"2026-09-25"}"#;
    finds(rule, "zhoushan", &early, &[outside]);
    let free = [
        early[0],
        "= /menu/offerings/6/fee_fen 0",
        "= /plan/services/作业辅导/fee_fen 0",
    ];
    finds(rule, "zhoushan", &free, &[]);
}

#[test]
fn weeks_of_a_term_begin_on_mondays() {
    // The 1st of September 2026 is a Tuesday: its week is the first, the 7th begins the second.
    let paid = |from: &str, until: &str| {
        [
            format!(r#"= /plan/fees/paid_from "{from}""#),
            format!(r#"= /plan/fees/paid_until "{until}""#),
        ]
    };
    let rule = "payment_weeks = { first = 1, last = 1 }";
    let first = paid("2026-08-31", "2026-09-06");
    finds(rule, "zhoushan", &first.each_ref().map(String::as_str), &[]);
    let more = paid("2026-08-30", "2026-09-07");
    let found =
        r#"{"field":"plan.fees"} paid_in_other_weeks {"first":1,"from":0,"last":1,"until":2}"#;
    finds(
        rule,
        "zhoushan",
        &more.each_ref().map(String::as_str),
        &[found],
    );
}

#[test]
fn a_service_of_several_lines_is_paid_once() {
    let twice = [
        "= /plan/services/作业辅导/fee_fen 60001",
        r#"+ /menu/base_care/services {"name":"作业辅导","grades":[1],"weekdays":[6],"time":{"start":"09:00","end":"10:00"}}"#,
    ];
    let found = r#"{"service":1} fee_above_standard {"fee":60001,"most":60000}"#;
    finds("fee_within_standard = {}", "zhoushan", &twice, &[found]);
}

#[test]
fn overlapping_holidays_are_counted_once() {
    let rule = r#"holiday_opening = { season = "winter", least_days = 9 }"#;
    let more = r#"+ /plan/holiday_care {"season":"winter","first_day":"2027-02-03","last_day":"2027-02-10"}"#;
    let found = r#"{"field":"plan.holiday_care","holiday":"winter"} holiday_too_short {"days":8,"least":9}"#;
    finds(rule, "changzhi", &[more], &[found]);
    // A service of the menu is care as well, on its weekdays: the 11th, a Thursday, is the ninth day.
    let service = |weekdays: &str| {
        format!(
            r#"+ /menu/base_care/services {{"name":"寒假托管","grades":[1],"weekdays":{weekdays},"time":{{"start":"08:30","end":"16:30"}},"dates":{{"first_day":"2027-02-08","last_day":"2027-02-11"}}}}"#
        )
    };
    finds(rule, "changzhi", &[more, &service("[4]")], &[]);
    finds(rule, "changzhi", &[more, &service("[3,6]")], &[found]);
    // A spring term runs into summer: winter is not asked about.
    finds(
        rule,
        "changzhi",
        &[r#"= /menu/term/last_day "2027-07-02""#],
        &[],
    );
}

#[test]
fn primary_pupils_come_first_only_before_others() {
    let rule = r#"priority = { groups = ["primary_pupils"], guarantee = "first" }"#;
    let without = ["- /plan/priority"];
    let found = r#"{"field":"plan.priority"} group_missing {"group":"primary_pupils"}"#;
    finds(rule, "changzhi", &without, &[found]);
    let primary = ["- /plan/priority", "= /menu/school/grades [1,2,3,4,5,6]"];
    finds(rule, "changzhi", &primary, &[]);
}

/// A plan's word is held against the menu: a place that is sure is one that a course keeps.
#[test]
fn a_sure_place_is_one_that_the_menu_keeps() {
    let rule = r#"priority = { groups = ["migrant_workers"], guarantee = "place" }"#;
    let none_kept = "- /menu/offerings/4/reserved";
    let found = r#"{"field":"plan.priority"} no_place_reserved {"group":"migrant_workers"}"#;
    finds(rule, "ningbo", &[], &[]);
    finds(rule, "ningbo", &[none_kept], &[found]);
    let of_nobody = r#"= /menu/offerings/4/reserved [{"group":"unknown","places":2}]"#;
    finds(rule, "ningbo", &[of_nobody], &[found]);
    // Where no places run out nobody is without one; to be served first nothing has to be kept.
    finds(rule, "ningbo", &["= /menu/offerings []"], &[]);
    finds(&rule.replace("place", "first"), "ningbo", &[none_kept], &[]);
}

#[test]
fn a_rural_school_is_not_asked_what_urban_ones_are() {
    let rule = r#"extension_groups = { least = 1, area = "urban", groups = [{ name = "其他", any_of = ["other"] }] }"#;
    let found = r#"{} too_few_groups {"found":0,"least":1,"missing":["其他"]}"#;
    finds(rule, "sanming", &[], &[found]);
    finds(rule, "sanming", &[r#"= /plan/school/area "rural""#], &[]);
}

#[test]
fn sport_at_the_same_time_counts_once() {
    let rule = r#"sport_without_pe = { weekdays = [1], least_minutes = 90, activities = ["sport", "care"] }"#;
    let only_primary_three = [
        "= /menu/school/grades [3]",
        "= /plan/pe_lessons [{\"class\":{\"grade\":3,\"number\":2},\"weekdays\":[2]}]",
    ];
    // 15:40–17:40 care with 16:40–17:40 sport inside, then 17:40–18:30 care.
    finds(rule, "ningbo", &only_primary_three, &[]);
    let rule = rule.replace("90", "171");
    let found = r#"{"class":{"grade":3,"number":2},"weekday":1} too_little_sport {"least":171,"minutes":170}"#;
    finds(&rule, "ningbo", &only_primary_three, &[found]);
}
