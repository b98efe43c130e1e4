//! Whole layouts, as different offices think of a course list.

use crate::support::{
    courses, merge, pupils, read, unreadable, write, xlsx, xlsx_sheets, xlsx_with,
};

#[test]
fn a_week_plan_names_its_days_once() {
    let expected = [
        "2 篮球|-|三至六年级|周一 15:30—17:00|30|-|本校|免费",
        "3 足球|-|三至六年级|周一 15:30—17:00|30|-|本校|免费",
        "4 合唱|-|三至六年级|周二 15:30—17:00|30|-|本校|免费",
    ];
    let rows: &[&[&str]] = &[
        &["星期", "课程名称", "年级", "上课时间", "人数"],
        &["周一", "篮球", "3-6", "15:30-17:00", "30"],
        &["", "足球", "3-6", "15:30-17:00", "30"],
        &["周二", "合唱", "3-6", "15:30-17:00", "30"],
    ];
    let merged = xlsx_with(|sheet| {
        write(sheet, rows);
        merge(sheet, (1, 2), (0, 0), "周一");
    });
    for file in [merged, xlsx(rows)] {
        assert_eq!(courses(&read(file)), expected);
    }
}

#[test]
fn a_sheet_or_a_title_may_say_the_day_or_the_category() {
    let heading: &[&str] = &["课程", "年级", "时间", "人数"];
    let row: &[&str] = &["篮球", "3-6", "15:30-17:00", "30"];
    let understood = read(xlsx_sheets(&[
        ("周一", &[&["海棠路小学课后服务课程"], heading, row]),
        ("Sheet2", &[&["海棠路小学周三课后服务课程"], heading, row]),
        (
            "体育类",
            &[heading, &["篮球", "3-6", "周二15:30-17:00", "30"]],
        ),
        (
            "Sheet4",
            &[
                &["课程类别：体育"],
                heading,
                &["篮球", "3-6", "周二15:30-17:00", "30"],
                &["课程类别：艺术"],
                heading,
                &["合唱", "3-6", "周二15:30-17:00", "30"],
            ],
        ),
        ("周一至周五", &[heading, row]),
    ]));
    assert_eq!(
        courses(&understood),
        [
            "3 篮球|-|三至六年级|周一 15:30—17:00|30|-|本校|免费",
            "3 篮球|-|三至六年级|周三 15:30—17:00|30|-|本校|免费",
            "2 篮球|体育|三至六年级|周二 15:30—17:00|30|-|本校|免费",
            "3 篮球|体育|三至六年级|周二 15:30—17:00|30|-|本校|免费",
            "6 合唱|艺术|三至六年级|周二 15:30—17:00|30|-|本校|免费",
        ]
    );
    assert_eq!(unreadable(&understood), ["2 C2 没有写星期几上课"]);
}

#[test]
fn a_secondary_school_with_its_own_headings() {
    let understood = read(xlsx(&[
        &["江北初级中学2026—2027学年度第一学期“缤纷社团”活动安排表"],
        &[
            "编号",
            "社团名称",
            "社团类型",
            "招生年级",
            "活动时间",
            "招生人数",
            "开班要求",
            "指导教师",
            "是否收费",
            "是否需要面试",
            "备注",
        ],
        &[
            "S01",
            "篮球社",
            "体育类",
            "初一、初二",
            "每周三第8节（16:00-16:45）",
            "30人",
            "满10人开班",
            "王强",
            "否",
            "是",
            "男女不限",
        ],
        &[
            "S02",
            "机器人社",
            "科创类",
            "全年级",
            "周二、周四 16:00～17:00",
            "20",
            "",
            "张伟、外聘",
            "600元",
            "",
            "面试选拔",
        ],
        &[
            "S03",
            "街舞社",
            "艺术类",
            "七年级、八年级",
            "周五 16:00-16:45",
            "限报24名",
            "",
            "赵敏（星河艺术中心）",
            "￥380.00/学期",
            "否",
            "",
        ],
        &[
            "S04",
            "奥数社",
            "学科类",
            "初三",
            "周五第八节",
            "40",
            "",
            "陈老师",
            "是",
            "看情况",
            "",
        ],
    ]));
    assert_eq!(
        courses(&understood),
        [
            "3 篮球社|体育类|七、八年级|周三 16:00—16:45|30|10|本校|免费",
            "4 机器人社|科创类|七至九年级|周二、四 16:00—17:00|20|-|校外|600元/学期",
            "5 街舞社|艺术类|七、八年级|周五 16:00—16:45|24|-|校外|380元/学期",
        ]
    );
    let auditions: Vec<bool> = understood.courses.iter().map(|c| c.audition).collect();
    assert_eq!(auditions, [true, true, false]);
    assert_eq!(
        unreadable(&understood),
        [
            "6 E6 上课时间写的是第几节，不是钟点",
            "6 I6 收费不是一个确定的金额",
            "6 J6 看不出是否需要面试",
        ]
    );
    assert_eq!(understood.term.as_deref(), Some("2026—2027学年度第一学期"));
}

#[test]
fn a_printed_heading_comes_again_without_ending_the_table() {
    let heading: &[&str] = &["班级", "学号", "姓名"];
    let understood = read(xlsx(&[
        &["三年级学生名册"],
        heading,
        &["1班", "20240101", "马嘉"],
        &["", "20240102", "蔡琪"],
        heading,
        &["", "20240103", "熊泽"],
    ]));
    assert_eq!(
        pupils(&understood),
        [
            "3 20240101 马嘉 三(1)班",
            "4 20240102 蔡琪 三(1)班",
            "6 20240103 熊泽 三(1)班"
        ]
    );
}
