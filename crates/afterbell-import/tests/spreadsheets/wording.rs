use afterbell_import::{expected_json, wording};
use afterbell_locale::Locale;

use crate::support::{file, read, refused, xlsx};

#[test]
fn a_row_says_where_what_and_how_to_mend_it() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数"],
        &["轮滑", "2-5年级", "周四17:40-16:40", "视情况"],
        &["围棋", "2-5年级", "", "30"],
    ]));
    let rows = understood.unreadable.iter();
    let told: Vec<_> = rows
        .map(|row| wording::unreadable_row(Locale::ZhHans, row))
        .collect();
    assert_eq!(
        told,
        [
            "第 2 行“轮滑”：C2 结束早于开始，现在写的是“周四17:40-16:40”。请写星期和起止时间，例如：周二、四 15:30-17:00 \
             D2 名额不是数字，现在写的是“视情况”。请写一个数字，例如：30",
            "第 3 行“围棋”：C3 没有上课时间。请写星期和起止时间，例如：周二、四 15:30-17:00",
        ]
    );
}

#[test]
fn a_file_says_what_is_wrong_and_what_to_do() {
    let problem = refused(xlsx(&[
        &["课程名称", "年级", "上课时间"],
        &["篮球", "3-6", "周二15:30-17:00"],
    ]));
    assert_eq!(
        wording::file_problem(Locale::ZhHans, &problem),
        "“课程.xlsx”的工作表“Sheet1”缺少“名额”一列。第 1 行的表头是：课程名称、年级、上课时间。\
         请补上这一列，表头可以写：人数上限、名额、招生人数、限报人数、人数"
    );
    let empty = wording::file_problem(Locale::ZhHans, &refused(file("名册.csv", "")));
    assert_eq!(empty, "“名册.csv”是空的，请检查后重新上传");
}

#[test]
fn every_notice_has_words() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数", "教师电话"],
        &["篮球", "全年级（女生）", "周二15:30-17:00", "30", ""],
        &["合计", "", "", "30", ""],
    ]));
    let told: Vec<_> = understood
        .notices
        .iter()
        .map(|notice| wording::notice(Locale::ZhHans, notice))
        .collect();
    assert_eq!(told.len(), 8, "{told:#?}");
    assert!(
        told.iter().any(|text| text.contains("全部按免费导入")),
        "{told:#?}"
    );
    assert!(
        told.iter().any(|text| text.contains("第 3 行是合计")),
        "{told:#?}"
    );
}

#[test]
fn what_the_shape_of_the_listing_cannot_hold_stands_beside_it() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数"],
        &[
            "篮球",
            "一、三年级",
            "周二 15:30-16:30；周四 16:00-17:00",
            "30",
        ],
        &["", "3-6", "周二15:30-17:00", "30"],
    ]));
    let json: serde_json::Value = serde_json::from_str(&expected_json(&understood)).unwrap();
    let course = &json["courses"][0];
    assert_eq!(course["grades"], serde_json::json!([1, 3]));
    assert_eq!(course["grades_written"], "一、三年级");
    assert_eq!(course["start"], "15:30");
    assert_eq!(course["sessions"][1]["start"], "16:00");
    assert_eq!(json["unreadable"][0]["course"], serde_json::Value::Null);
    assert_eq!(json["unreadable"][0]["why"], "没有课程名称");
    assert_eq!(json["school"], serde_json::Value::Null);
}
