use afterbell_import::{Column, FileProblem, Noticed};

use crate::support::{
    courses, file, has_notice, merge, read, refused, unreadable, write, xlsx, xlsx_sheets,
    xlsx_with,
};

const BASKETBALL: &str = "篮球|体育|三至六年级|周二 15:30—17:00|30|8|本校|480元/学期";

#[test]
fn columns_may_have_other_names_another_order_and_no_title() {
    let understood = read(xlsx(&[
        &[
            "名额（人）",
            "活动时间",
            "社 团\n名 称",
            "招生对象",
            "所属类别",
            "收费标准",
            "最低开班人数",
            "师资来源",
        ],
        &[
            "30",
            "周二15:30-17:00",
            "篮球",
            "3-6年级",
            "体育",
            "480元",
            "8",
            "本校",
        ],
    ]));
    assert_eq!(courses(&understood), [format!("2 {BASKETBALL}")]);
    assert_eq!((understood.school, understood.term), (None, None));
}

#[test]
fn titles_notes_and_blank_rows_may_stand_above() {
    let understood = read(xlsx_with(|sheet| {
        merge(
            sheet,
            (0, 0),
            (1, 7),
            "春晖实验学校2026-2027学年第二学期社团课程一览表",
        );
        write(
            sheet,
            &[
                &[],
                &["", "填表人：教导处", "", "日期：2026年9月1日"],
                &[],
                &["", "说明：请家长仔细阅读后再选课，每位学生限选两门。"],
                &[],
                &[
                    "",
                    "课程名称",
                    "年级",
                    "上课时间",
                    "人数",
                    "费用",
                    "类别",
                    "开班人数",
                ],
                &[
                    "",
                    "篮球",
                    "3-6",
                    "周二15:30-17:00",
                    "30",
                    "480",
                    "体育",
                    "8",
                ],
            ],
        );
    }));
    assert_eq!(courses(&understood), [format!("7 {BASKETBALL}")]);
    assert_eq!(understood.school.as_deref(), Some("春晖实验学校"));
    assert_eq!(understood.term.as_deref(), Some("2026-2027学年第二学期"));
}

#[test]
fn headings_may_take_two_rows() {
    let two_rows: &[&[&str]] = &[
        &[
            "课程名称",
            "类别",
            "年级",
            "上课时间",
            "",
            "人数",
            "",
            "收费",
        ],
        &["", "", "", "星期", "时间", "上限", "下限", ""],
        &["篮球", "体育", "3-6", "二", "15:30-17:00", "30", "8", "480"],
    ];
    let merged = xlsx_with(|sheet| {
        write(sheet, two_rows);
        for (column, text) in [(0, "课程名称"), (1, "类别"), (2, "年级"), (7, "收费")] {
            merge(sheet, (0, 1), (column, column), text);
        }
        merge(sheet, (0, 0), (3, 4), "上课时间");
        merge(sheet, (0, 0), (5, 6), "人数");
    });
    for file in [merged, xlsx(two_rows)] {
        assert_eq!(courses(&read(file)), [format!("3 {BASKETBALL}")]);
    }
}

#[test]
fn a_merged_title_right_above_is_no_part_of_the_heading() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &[],
                &["课程名称", "年级", "上课时间", "人数"],
                &["篮球", "3-6", "周二15:30-17:00", "30"],
            ],
        );
        merge(sheet, (0, 0), (0, 3), "海棠路小学课程");
    }));
    assert_eq!(understood.courses.len(), 1);
    assert_eq!(understood.school.as_deref(), Some("海棠路小学"));
}

#[test]
fn optional_columns_may_be_missing_and_that_is_said() {
    let understood = read(xlsx(&[
        &["课程", "年级", "时间", "人数"],
        &["篮球", "3-6", "周二15:30-17:00", "30"],
    ]));
    assert_eq!(
        courses(&understood),
        ["2 篮球|-|三至六年级|周二 15:30—17:00|30|-|本校|免费"]
    );
    for column in [
        Column::Fee,
        Column::Category,
        Column::Provider,
        Column::Minimum,
    ] {
        assert!(
            has_notice(&understood, &Noticed::ColumnMissing { column }),
            "{column:?}"
        );
    }
}

#[test]
fn a_required_column_that_is_missing_is_named() {
    let problem = refused(xlsx(&[
        &["海棠路小学课程"],
        &["课程名称", "年级", "上课时间", "地点"],
        &["篮球", "3-6", "周二15:30-17:00", "操场"],
    ]));
    let FileProblem::MissingColumn {
        sheet,
        heading_row,
        column,
        found,
        accepted,
        ..
    } = problem
    else {
        panic!("{problem:?}");
    };
    assert_eq!(
        (sheet.as_str(), heading_row, column),
        ("Sheet1", 2, Column::Places)
    );
    assert_eq!(found, ["课程名称", "年级", "上课时间", "地点"]);
    assert!(accepted.contains(&"人数上限".to_owned()), "{accepted:?}");

    let without_number = refused(xlsx(&[
        &["班级", "姓名", "性别"],
        &["一(1)班", "马嘉", "女"],
    ]));
    assert!(
        matches!(&without_number, FileProblem::MissingColumn { column, .. } if *column == Column::SchoolNumber),
        "{without_number:?}"
    );
}

#[test]
fn columns_nobody_knows_are_said_and_left_alone() {
    let understood = read(xlsx(&[
        &["课程", "年级", "时间", "人数", "教师电话", "已报人数"],
        &["篮球", "3-6", "周二15:30-17:00", "30", "19900001234", "12"],
    ]));
    assert_eq!(understood.courses[0].places, 30);
    let headings = vec!["教师电话".to_owned(), "已报人数".to_owned()];
    assert!(has_notice(
        &understood,
        &Noticed::ColumnsNotRead { headings }
    ));
}

#[test]
fn several_sheets_are_read_and_others_are_named() {
    let heading: &[&str] = &["课程", "年级", "时间", "人数"];
    let understood = read(xlsx_sheets(&[
        (
            "填写说明",
            &[&["请各教研组在9月1日前填写本表"], &["第一步", "打开"]],
        ),
        (
            "体育类",
            &[heading, &["篮球", "3-6", "周二15:30-17:00", "30"]],
        ),
        (
            "艺术类",
            &[heading, &["合唱", "1-6", "周三15:30-17:00", "40"]],
        ),
        (
            "基本服务",
            &[
                &["服务项目", "对象", "时间", "费用"],
                &["基本托管", "全年级", "周一至周五 15:30-17:40", "免费"],
                &["午间服务", "全年级", "周一至周五 12:00-14:10", "按餐费标准"],
            ],
        ),
    ]));
    assert_eq!(understood.courses.len(), 2);
    assert_eq!(understood.base_services.len(), 2);
    assert_eq!(understood.base_services[1].fee, None);
    assert_eq!(
        understood.base_services[1].fee_text.as_deref(),
        Some("按餐费标准")
    );
    assert!(has_notice(&understood, &Noticed::SheetNotRecognised));
    assert!(unreadable(&understood).is_empty());
}

#[test]
fn for_whom_a_service_is_has_to_be_readable() {
    let understood = read(xlsx(&[
        &["服务项目", "服务对象", "服务时间", "服务内容"],
        &["基本托管", "", "周一至周五 15:30-17:40", "作业辅导"],
        &["午间服务", "自愿报名者", "周一至周五 12:00-14:10", "午餐"],
    ]));
    let [of_all] = understood.base_services.as_slice() else {
        panic!("{:?}", understood.base_services)
    };
    assert_eq!(of_all.grades, None);
    let [row] = understood.unreadable.as_slice() else {
        panic!("{:?}", understood.unreadable)
    };
    let cells: Vec<_> = row.problems.iter().map(|it| it.cell.as_str()).collect();
    assert_eq!(cells, ["B3"]);
}

#[test]
fn a_second_table_may_stand_below_the_first() {
    let understood = read(xlsx(&[
        &["一、拓展课程"],
        &["课程名称", "年级", "上课时间", "人数上限"],
        &["篮球", "3-6", "周二15:30-17:00", "30"],
        &[],
        &["二、基本服务"],
        &["服务项目", "服务对象", "服务时间", "服务内容"],
        &["基本托管", "全年级", "周一至周五 15:30-17:40", "作业辅导"],
    ]));
    assert_eq!(understood.courses.len(), 1);
    assert_eq!(understood.base_services.len(), 1);
    assert!(
        unreadable(&understood).is_empty(),
        "{:?}",
        unreadable(&understood)
    );
}

#[test]
fn a_summary_beside_the_list_does_not_stop_it() {
    let understood = read(xlsx_sheets(&[
        (
            "课程表",
            &[
                &["课程", "年级", "时间", "人数"],
                &["篮球", "3-6", "周二15:30-17:00", "30"],
            ],
        ),
        (
            "教师分工",
            &[
                &["课程名称", "任课教师", "地点"],
                &["篮球", "丁博知", "操场"],
            ],
        ),
    ]));
    assert_eq!(understood.courses.len(), 1);
    assert!(has_notice(&understood, &Noticed::SheetNotRecognised));
}

#[test]
fn nothing_recognised_is_a_problem_of_the_file() {
    let problem = refused(xlsx(&[
        &["采购清单"],
        &["物品", "数量", "单价"],
        &["篮球", "20", "80"],
    ]));
    assert!(
        matches!(problem, FileProblem::NothingRecognised { .. }),
        "{problem:?}"
    );
    let csv = refused(file("说明.csv", "今天天气不错\n明天也是"));
    assert!(
        matches!(csv, FileProblem::NothingRecognised { .. }),
        "{csv:?}"
    );
}

#[test]
fn a_course_that_sounds_like_headings_is_a_course() {
    let understood = read(xlsx(&[
        &[
            "课程名称",
            "类别",
            "年级",
            "上课时间",
            "上课地点",
            "人数上限",
            "备注",
        ],
        &[
            "项目式学习",
            "科学课程",
            "三年级",
            "周二15:30-17:00",
            "科学教室",
            "30",
            "材料费已含",
        ],
        &[
            "社团活动",
            "活动类",
            "四年级",
            "周三15:30-17:00",
            "活动场地",
            "30",
            "课程说明见通知",
        ],
    ]));
    assert_eq!(understood.courses.len(), 2);
    assert_eq!(understood.courses[1].course, "社团活动");
}
