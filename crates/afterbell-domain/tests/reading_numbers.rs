//! Places, minimum sizes and fees as offices write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_domain::Fen;
use afterbell_domain::reading::{ReadingError, fee, minimum, places, print_fee};
use std::fmt::Debug;

fn code<T: Debug>(result: Result<T, ReadingError>) -> String {
    let json = serde_json::to_value(result.expect_err("refused")).expect("an error serialises");
    json["code"].as_str().expect("a code").to_owned()
}

#[test]
fn places_are_a_number() {
    for cell in [
        "30",
        "30.0",
        "３０",
        "30人",
        "30名",
        "限30人",
        "≤30",
        "≦30人",
        "<=30",
        "三十人",
        "三十",
        " 30 人",
        "限报30人",
        "最多30人",
        "不超过30人",
        "30人以内",
        "招收30名学生",
        "上限30",
        "30人（每班2人）",
        "30个名额",
        "30人/班",
        "限额：30",
        "30位",
    ] {
        assert_eq!(places(cell), Ok(30), "{cell}");
    }
    assert_eq!(places("一百二十人"), Ok(120));
    assert_eq!(places("25"), Ok(25));
    assert_eq!(places("二十五名"), Ok(25));
    assert_eq!(places("10000"), Ok(10_000));
}

#[test]
fn numbers_in_other_words() {
    for cell in ["30人以下", "共30人", "30学生", "叁拾人"] {
        assert_eq!(places(cell), Ok(30), "{cell}");
    }
    assert_eq!(code(places("无上限")), "unlimited");
    assert_eq!(code(minimum("8人以下")), "not_a_number");
    assert_eq!(fee("人民币肆佰捌拾元整").map(Fen::get), Ok(48_000));
    assert_eq!(fee("四百零八元").map(Fen::get), Ok(40_800));
    for cell in ["暂不收费", "不另收费", "免费，不另收费", "无偿"] {
        assert_eq!(fee(cell), Ok(Fen::ZERO), "{cell}");
    }
    for cell in ["四百八", "1 200", "一千二"] {
        assert_eq!(code(fee(cell)), "fee_not_understood", "{cell}");
    }
}

#[test]
fn what_is_no_number_of_places_is_refused() {
    for cell in [
        "视报名情况",
        "待定",
        "约30人",
        "20-30人",
        "30.5",
        "每班2人",
        "男15女15",
        "30人以上",
        "若干",
        "人",
        "2个班，每班30人",
        "30人×2",
        "二五",
        "#N/A",
    ] {
        assert_eq!(code(places(cell)), "not_a_number", "{cell}");
    }
    for cell in ["不限", "不限人数", "人数不限", "无限制"] {
        assert_eq!(code(places(cell)), "unlimited", "{cell}");
    }
    for cell in ["0", "-5", "10001", "99999999999999"] {
        assert_eq!(code(places(cell)), "number_out_of_range", "{cell}");
    }
    assert_eq!(code(places("　")), "empty");
}

#[test]
fn the_minimum_may_be_missing() {
    for cell in ["", "无", "-", "—", "/", "不限", "0", " "] {
        assert_eq!(minimum(cell), Ok(None), "{cell}");
    }
    for cell in [
        "8",
        "8.0",
        "８",
        "8人",
        "满8人",
        "满8人开班",
        "8人开班",
        "≥8",
        "不少于8人",
        "至少8人",
        "8人以上",
        "8人起",
        "八人",
        "报满8人开课",
        "最低8人",
    ] {
        assert_eq!(minimum(cell), Ok(Some(8)), "{cell}");
    }
    assert_eq!(code(minimum("视情况")), "not_a_number");
    assert_eq!(code(minimum("-8")), "number_out_of_range");
    assert_eq!(code(minimum("8人以内")), "not_a_number");
}

#[test]
fn fees_of_a_term() {
    for cell in [
        "480",
        "480元",
        "480元/学期",
        "480/学期",
        "４８０",
        "每学期480元",
        "480.00",
        "480.0",
        "¥480",
        "￥480",
        "480元整",
        "480元/人/学期",
        "480元/生·学期",
        "480元一学期",
        "四百八十元",
        "480元（含材料费）",
        "480元，含材料费",
        "480元/学期（共16课时）",
        "人民币480元",
        "收费480元",
        "480 元 / 学期",
        "480元每学期",
        "480元/(学期·人)",
        "每生每学期480元",
        "480元/期",
    ] {
        assert_eq!(fee(cell).map(Fen::get), Ok(48_000), "{cell}");
    }
    assert_eq!(fee("￥120.50").map(Fen::get), Ok(12_050));
    assert_eq!(fee("120.5").map(Fen::get), Ok(12_050));
    assert_eq!(fee("0.05").map(Fen::get), Ok(5));
    assert_eq!(fee("1,200元").map(Fen::get), Ok(120_000));
    assert_eq!(fee("1，200").map(Fen::get), Ok(120_000));
    for cell in [
        "免费",
        "无",
        "0元",
        "0",
        "0.0",
        "０",
        "不收费",
        "免",
        "-",
        "/",
        "免费（材料自备）",
        "零元",
        "免费，材料自理",
    ] {
        assert_eq!(fee(cell), Ok(Fen::ZERO), "{cell}");
    }
}

#[test]
fn money_is_never_guessed() {
    for cell in [
        "按餐费标准",
        "30人",
        "480元/30人",
        "待定",
        "按标准收取",
        "480-600元",
        "480元+材料费60元",
        "免费（材料费60元）",
        "120.505",
        "-480",
        "12,00",
        "480元、600元",
        "480元（原价600元）",
        "详见通知",
        "元",
        "480元，材料费60元",
    ] {
        assert_eq!(code(fee(cell)), "fee_not_understood", "{cell}");
    }
    for cell in [
        "30元/节",
        "每次20元",
        "20元/次",
        "30元/课时",
        "每节课30元",
        "60元/月",
        "500元/学年",
        "5元/天",
    ] {
        assert_eq!(code(fee(cell)), "fee_not_per_term", "{cell}");
    }
    for cell in ["480元（材料费另收）", "免费，材料费另计", "480元，服装另付"]
    {
        assert_eq!(code(fee(cell)), "fee_has_extra", "{cell}");
    }
    assert_eq!(code(fee("1000001元")), "fee_too_high");
    assert_eq!(code(fee("99999999999999元")), "fee_too_high");
    assert_eq!(code(fee("")), "empty");
}

#[test]
fn printed_fees() {
    let print = |fen| print_fee(Fen::new(fen).unwrap());
    assert_eq!(print(48_000), "480元/学期");
    assert_eq!(print(12_050), "120.50元/学期");
    assert_eq!(print(0), "免费");
}
