use super::*;
use crate::wording;

const MENU: &str = include_str!("../../../afterbell-domain/tests/fixture/menu.json");

fn menu() -> ServiceMenu {
    serde_json::from_str(MENU).unwrap()
}

#[track_caller]
fn says(written: &str, expected: &str) {
    let menu = menu();
    let offering = &menu.offerings[0].id;
    let result = format!(r#"{{"offering":"{offering}",{written}}}"#);
    let result: WishResult = serde_json::from_str(&result).unwrap();
    let name = |group: &str| match group {
        "p1" => "双职工".to_owned(),
        other => other.to_owned(),
    };
    let said = wish(Locale::ZhHans, &menu, &name, 57, 1, &result);
    let course = wording::offering_name(&menu, offering);
    assert_eq!(said, format!("第一志愿 {course}：{expected}"));
}

#[test]
fn the_way_of_a_wish_is_told_in_words() {
    says(r#""code":"admitted","reserved":false"#, "第 57 号，已录取");
    says(
        r#""code":"admitted","reserved":true"#,
        "第 57 号，用预留名额录取",
    );
    says(
        r#""code":"outranked","waiting":3,"last_admitted":{"number":41}"#,
        "第 57 号，录取到第 41 号",
    );
    says(
        r#""code":"outranked","waiting":3,"last_admitted":{"group":"p1","number":41}"#,
        "第 57 号，录取到“双职工”的第 41 号",
    );
    says(
        r#""code":"outranked","waiting":3,"last_admitted":{"group":"p9","number":41}"#,
        "第 57 号，录取到“p9”的第 41 号",
    );
    says(
        r#""code":"outranked","waiting":3"#,
        "名额都留给了优先的孩子",
    );
    says(
        r#""code":"closed","admitted":4,"minimum":8"#,
        "只有 4 人，不满 8 人，未开班",
    );
    says(r#""code":"grade_not_eligible""#, "年级不符");
    says(r#""code":"not_listed""#, "不在面试名单上");
    says(
        r#""code":"barred","barrier":{"code":"day_limit","weekday":2,"limit":1}"#,
        "周二限 1 门，已经录满",
    );
    says(
        r#""code":"barred","barrier":{"code":"category_limit","category":"sport","limit":2}"#,
        "体育类限 2 门，已经录满",
    );
    says(
        r#""code":"barred","barrier":{"code":"term_limit","limit":3}"#,
        "本学期限 3 门，已经录满",
    );
}

#[test]
fn wishes_are_counted_in_words_and_far_ones_in_figures() {
    assert_eq!(ordinal(Locale::ZhHans, 1), "第一志愿");
    assert_eq!(ordinal(Locale::ZhHans, 9), "第九志愿");
    assert_eq!(ordinal(Locale::ZhHans, 12), "第12志愿");
}
