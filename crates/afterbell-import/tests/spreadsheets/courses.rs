use afterbell_import::Noticed;

use crate::support::{courses, has_notice, merge, read, unreadable, write, xlsx, xlsx_with};

const HEADING: &[&str] = &[
    "序号",
    "类别",
    "课程名称",
    "年级",
    "上课时间",
    "人数",
    "收费",
];

#[test]
fn a_merged_category_holds_for_all_its_rows() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                HEADING,
                &["1", "", "篮球", "3-6", "周二15:30-17:00", "30", ""],
                &["2", "", "足球", "3-6", "周三15:30-17:00", "30", ""],
                &["3", "", "合唱", "3-6", "周三15:30-17:00", "30", ""],
                &["4", "", "其他活动", "3-6", "周三15:30-17:00", "30", ""],
            ],
        );
        merge(sheet, (1, 2), (1, 1), "体育");
        merge(sheet, (3, 3), (1, 2), "艺术");
    }));
    let categories: Vec<_> = understood
        .courses
        .iter()
        .map(|c| c.category.as_deref())
        .collect();
    assert_eq!(categories.first(), Some(&Some("体育")));
    assert_eq!(categories.get(1), Some(&Some("体育")));
    // Below the merge a blank cell stays blank.
    assert_eq!(categories.last(), Some(&None));
}

#[test]
fn a_category_written_once_without_merging_holds_too() {
    let understood = read(xlsx(&[
        HEADING,
        &["1", "体育", "篮球", "3-6", "周二15:30-17:00", "30", ""],
        &["2", "", "足球", "3-6", "周三15:30-17:00", "30", ""],
        &["3", "艺术", "合唱", "3-6", "周三15:30-17:00", "30", ""],
    ]));
    let categories: Vec<_> = understood
        .courses
        .iter()
        .map(|c| c.category.as_deref())
        .collect();
    assert_eq!(categories, [Some("体育"), Some("体育"), Some("艺术")]);
}

#[test]
fn a_forgotten_category_is_not_taken_from_above() {
    let understood = read(xlsx(&[
        HEADING,
        &["1", "体育", "篮球", "3-6", "周二15:30-17:00", "30", ""],
        &["2", "体育", "足球", "3-6", "周三15:30-17:00", "30", ""],
        &["3", "", "合唱", "3-6", "周三15:30-17:00", "30", ""],
    ]));
    assert_eq!(understood.courses[2].category, None);
}

#[test]
fn a_section_row_is_the_category_of_what_follows() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["课程名称", "年级", "上课时间", "人数"],
                &[],
                &["篮球", "3-6", "周二15:30-17:00", "30"],
                &[],
                &["合唱", "3-6", "周三15:30-17:00", "40"],
            ],
        );
        merge(sheet, (1, 1), (0, 3), "一、体育类");
        merge(sheet, (3, 3), (0, 3), "二、艺术类课程");
    }));
    assert_eq!(
        courses(&understood),
        [
            "3 篮球|体育|三至六年级|周二 15:30—17:00|30|-|本校|免费",
            "5 合唱|艺术|三至六年级|周三 15:30—17:00|40|-|本校|免费",
        ]
    );
}

#[test]
fn a_course_merged_over_two_rows_has_both_times() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["课程名称", "年级", "上课时间", "人数"],
                &["", "", "周二15:30-16:30", ""],
                &["", "", "周四16:00-17:00", ""],
                &["合唱", "1-6", "周三15:30-17:00", "40"],
            ],
        );
        merge(sheet, (1, 2), (0, 0), "篮球");
        merge(sheet, (1, 2), (1, 1), "3-6");
        merge(sheet, (1, 2), (3, 3), "30");
    }));
    assert_eq!(
        courses(&understood),
        [
            "2 篮球|-|三至六年级|周二 15:30—16:30；周四 16:00—17:00|30|-|本校|免费",
            "4 合唱|-|一至六年级|周三 15:30—17:00|40|-|本校|免费",
        ]
    );
}

#[test]
fn a_course_merged_over_two_rows_with_their_own_places_is_two() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["课程名称", "年级", "上课时间", "人数"],
                &["", "1-2", "周二15:30-16:30", "30"],
                &["", "3-6", "周四16:00-17:00", "25"],
            ],
        );
        merge(sheet, (1, 2), (0, 0), "篮球");
    }));
    assert_eq!(
        courses(&understood),
        [
            "2 篮球|-|一、二年级|周二 15:30—16:30|30|-|本校|免费",
            "3 篮球|-|三至六年级|周四 16:00—17:00|25|-|本校|免费",
        ]
    );
}

#[test]
fn what_is_no_course_is_passed_over() {
    let understood = read(xlsx(&[
        HEADING,
        &["1", "体育", "篮球", "3-6", "周二15:30-17:00", "30", "480"],
        &[],
        HEADING,
        &["2", "体育", "足球", "3-6", "周三15:30-17:00", "30", "480"],
        &["3"],
        &["4", "", "", "", "", "", "0"],
        &["合计", "", "", "", "", "60", "960"],
        &["", "", "", "", "", "", "", "另有旱冰场一处"],
        &["注：1. 课程自愿选择；2. 基本托管不限人数。"],
        &["填表人：教导处", "", "", "审核：", "", "日期：2026年9月1日"],
        &["联系电话：0570-0000000"],
    ]));
    assert_eq!(understood.courses.len(), 2);
    assert!(
        unreadable(&understood).is_empty(),
        "{:?}",
        unreadable(&understood)
    );
    assert!(has_notice(&understood, &Noticed::TotalsSkipped { row: 8 }));
    assert!(has_notice(&understood, &Noticed::RowSkipped { row: 9 }));
}

#[test]
fn every_bad_cell_of_a_row_is_told() {
    let understood = read(xlsx(&[
        &[
            "课程名称",
            "年级",
            "上课时间",
            "人数",
            "开班人数",
            "收费",
            "教师来源",
        ],
        &[
            "轮滑",
            "中高段",
            "待定",
            "视情况",
            "看情况",
            "30元/节",
            "未知",
        ],
        &["", "3-6", "周二15:30-17:00", "30", "", "", ""],
        &["篮球", "", "", "", "", "", ""],
        &["排球", "3-6", "周二15:30-17:00", "不限", "", "按标准", ""],
    ]));
    assert!(understood.courses.is_empty());
    assert_eq!(understood.unreadable.len(), 4);
    assert_eq!(
        unreadable(&understood),
        [
            "2 B2 招生对象写的是学段，不是年级",
            "2 C2 没有上课时间",
            "2 D2 名额不是数字",
            "2 E2 开班人数不是数字",
            "2 F2 收费不是按学期写的",
            "2 G2 教师来源看不出是本校还是校外",
            "3 A3 没有课程名称",
            "4 B4 没有招生对象",
            "4 C4 没有上课时间",
            "4 D4 没有名额",
            "5 D5 名额写的是不限，要写一个数字",
            "5 F5 收费不是一个确定的金额",
        ]
    );
}

#[test]
fn whole_school_means_the_grades_of_this_school() {
    let list = |title: &str, grades: &str| {
        let understood = read(xlsx(&[
            &[title],
            &["课程名称", "年级", "上课时间", "人数"],
            &["篮球", "全年级", "周二15:30-17:00", "30"],
            &["足球", grades, "周二15:30-17:00", "30"],
        ]));
        let first = &understood.courses[0].eligibility.grades;
        (first.lowest().number(), first.highest().number())
    };
    assert_eq!(list("海棠路小学课程", "3-6"), (1, 6));
    assert_eq!(list("春晖九年一贯制学校课程", "3-6"), (1, 9));
    assert_eq!(list("江北初级中学课程", "初一"), (7, 9));
    // 中学 alone does not tell; the grades that are written out do.
    assert_eq!(list("江北中学课程", "初二"), (7, 9));
    assert_eq!(list("江北中学课程", "高一"), (10, 12));
    assert_eq!(list("江北中学课程", "初一、高一"), (7, 12));
    assert_eq!(list("课程", "三年级"), (1, 6));
}

#[test]
fn who_teaches_is_read_from_whatever_column_says_it() {
    let understood = read(xlsx(&[
        &[
            "课程名称",
            "年级",
            "上课时间",
            "人数",
            "任课教师",
            "是否外聘",
            "合作机构",
        ],
        &["篮球", "3-6", "周二15:30-17:00", "30", "丁博知", "否", ""],
        &[
            "围棋",
            "3-6",
            "周二15:30-17:00",
            "30",
            "孟诗欣",
            "是",
            "创想科技中心",
        ],
        &[
            "冰壶",
            "3-6",
            "周二15:30-17:00",
            "30",
            "丁知远（市少年宫）",
            "",
            "",
        ],
    ]));
    let staff: Vec<_> = understood
        .courses
        .iter()
        .map(|c| (c.outside, c.institution.as_deref(), c.teachers.join("、")))
        .collect();
    assert_eq!(
        staff,
        [
            (false, None, "丁博知".to_owned()),
            (true, Some("创想科技中心"), "孟诗欣".to_owned()),
            (true, Some("市少年宫"), "丁知远".to_owned()),
        ]
    );
}

#[test]
fn the_unit_of_a_fee_heading_holds_for_its_numbers() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数", "收费（元/节）"],
        &["篮球", "3-6", "周二15:30-17:00", "30", "30"],
        &["足球", "3-6", "周二15:30-17:00", "30", "0"],
        &["合唱", "3-6", "周二15:30-17:00", "30", "480元/学期"],
    ]));
    assert_eq!(unreadable(&understood), ["2 E2 收费不是按学期写的"]);
    assert_eq!(understood.courses.len(), 2);
}

#[test]
fn material_costs_contradict_a_missing_fee() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数", "材料费"],
        &["陶艺", "3-6", "周二15:30-17:00", "30", "60元"],
        &["足球", "3-6", "周二15:30-17:00", "30", "无"],
    ]));
    assert_eq!(unreadable(&understood), ["2 E2 收费之外还有另收的费用"]);
    assert_eq!(understood.courses.len(), 1);
    let beside_fee = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数", "收费", "材料费"],
        &["陶艺", "3-6", "周二15:30-17:00", "30", "120", "60元"],
    ]));
    assert_eq!(beside_fee.courses[0].fee.get(), 12_000);
    let heading = "材料费".to_owned();
    assert!(has_notice(
        &beside_fee,
        &Noticed::ExtraFeeNotRead { heading }
    ));
}

#[test]
fn brackets_that_limit_nothing_are_said() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "上课时间", "人数"],
        &["篮球", "三至六年级（女生）", "周二15:30-17:00", "30"],
    ]));
    assert_eq!(understood.courses.len(), 1);
    let (cell, found) = ("B2".to_owned(), "女生".to_owned());
    assert!(has_notice(
        &understood,
        &Noticed::BracketsNotRead { cell, found }
    ));
}
