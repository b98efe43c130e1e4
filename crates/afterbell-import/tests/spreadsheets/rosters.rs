use afterbell_import::{Noticed, understand};

use crate::support::{
    file, has_notice, merge, pupils, read, unreadable, write, xlsx, xlsx_sheets, xlsx_with,
};

#[test]
fn only_number_name_and_class_are_taken() {
    let understood = read(xlsx(&[
        &["海棠路小学一年级学生名册"],
        &[
            "班级",
            "学号",
            "姓名",
            "性别",
            "监护人",
            "监护人手机",
            "备注",
        ],
        &[
            "一（1）班",
            "20260101",
            "夏　文远",
            "男",
            "夏书",
            "19900007744",
            "家庭经济困难",
        ],
        &[
            "1.2班",
            "２０２６０２０１",
            "马 嘉",
            "女",
            "马静",
            "19900000666",
            "",
        ],
    ]));
    assert_eq!(
        pupils(&understood),
        ["3 20260101 夏文远 一(1)班", "4 20260201 马嘉 一(2)班"]
    );
    let everything = format!("{understood:?}");
    for private in ["夏书", "马静", "19900007744", "家庭经济困难", "男"] {
        assert!(!everything.contains(private), "{private}");
    }
}

#[test]
fn numbers_may_be_numeric_and_classes_decimal() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["班级", "学号", "姓名"],
                &["", "", "马嘉"],
                &["", "", "蔡琪"],
            ],
        );
        sheet.write(1, 0, 3.2).unwrap();
        sheet.write(1, 1, 20_240_101).unwrap();
        sheet.write(2, 0, 306).unwrap();
        sheet.write(2, 1, "G330102201501010011").unwrap();
    }));
    assert_eq!(
        pupils(&understood),
        [
            "2 20240101 马嘉 三(2)班",
            "3 G330102201501010011 蔡琪 三(6)班"
        ]
    );
}

#[test]
fn the_grade_may_have_a_column_or_a_title_of_its_own() {
    let with_column = read(xlsx(&[
        &["年级", "班级", "学籍号", "学生姓名"],
        &["三年级", "2班", "20240201", "马嘉"],
        &["七年级", "1", "20200101", "蔡琪"],
    ]));
    assert_eq!(
        pupils(&with_column),
        ["2 20240201 马嘉 三(2)班", "3 20200101 蔡琪 七(1)班"]
    );
    let with_title = read(xlsx_sheets(&[
        (
            "一年级",
            &[&["班级", "学号", "姓名"], &["2班", "20260201", "马嘉"]],
        ),
        (
            "名单",
            &[
                &["江北中学初二年级名单"],
                &["班级", "学号", "姓名"],
                &["3", "20190301", "蔡琪"],
            ],
        ),
    ]));
    assert_eq!(
        pupils(&with_title),
        ["2 20260201 马嘉 一(2)班", "3 20190301 蔡琪 八(3)班"]
    );
}

#[test]
fn a_sheet_may_be_one_class() {
    let heading: &[&str] = &["序号", "学号", "姓名"];
    let understood = read(xlsx_sheets(&[
        ("三(1)班", &[heading, &["1", "20240101", "马嘉"]]),
        ("302", &[heading, &["1", "20240201", "蔡琪"]]),
        (
            "Sheet3",
            &[
                &["海棠路小学四（3）班学生名单"],
                heading,
                &["1", "20230301", "熊泽"],
            ],
        ),
    ]));
    assert_eq!(
        pupils(&understood),
        [
            "2 20240101 马嘉 三(1)班",
            "2 20240201 蔡琪 三(2)班",
            "3 20230301 熊泽 四(3)班"
        ]
    );
}

#[test]
fn a_class_written_once_holds_for_its_pupils() {
    let rows: &[&[&str]] = &[
        &["班级", "学号", "姓名"],
        &["一(1)班", "20260101", "马嘉"],
        &["", "20260102", "蔡琪"],
        &["一(2)班", "20260201", "熊泽"],
        &["", "20260202", "李怡"],
    ];
    let merged = xlsx_with(|sheet| {
        write(sheet, rows);
        merge(sheet, (1, 2), (0, 0), "一(1)班");
        merge(sheet, (3, 4), (0, 0), "一(2)班");
    });
    let csv = "班级,学号,姓名\n一(1)班,20260101,马嘉\n,20260102,蔡琪\n一(2)班,20260201,熊泽\n,20260202,李怡\n";
    for file in [merged, xlsx(rows), file("名册.csv", csv)] {
        assert_eq!(
            pupils(&read(file)),
            [
                "2 20260101 马嘉 一(1)班",
                "3 20260102 蔡琪 一(1)班",
                "4 20260201 熊泽 一(2)班",
                "5 20260202 李怡 一(2)班",
            ]
        );
    }
}

#[test]
fn a_roster_printed_in_two_columns_is_read_whole() {
    let understood = read(xlsx(&[
        &["班级", "学号", "姓名", "", "班级", "学号", "姓名"],
        &[
            "一(1)班",
            "20260101",
            "马嘉",
            "",
            "一(2)班",
            "20260201",
            "熊泽",
        ],
        &["一(1)班", "20260102", "蔡琪", "", "", "", ""],
    ]));
    let mut lines = pupils(&understood);
    lines.sort();
    assert_eq!(
        lines,
        [
            "2 20260101 马嘉 一(1)班",
            "2 20260201 熊泽 一(2)班",
            "3 20260102 蔡琪 一(1)班"
        ]
    );
    assert!(
        unreadable(&understood).is_empty(),
        "{:?}",
        unreadable(&understood)
    );
}

#[test]
fn the_school_number_is_the_one_called_so() {
    let understood = read(xlsx(&[
        &["编号", "全国学籍号", "学号", "姓名", "班级"],
        &["1", "G3301022015", "20260101", "马嘉", "一(1)班"],
    ]));
    assert_eq!(pupils(&understood), ["2 20260101 马嘉 一(1)班"]);
}

#[test]
fn a_pupil_twice_is_noticed_and_a_number_taken_twice_is_refused() {
    let understood = read(xlsx(&[
        &["班级", "学号", "姓名"],
        &["一(1)班", "20260101", "马嘉"],
        &["一（1）班", "２０２６０１０１", "马　嘉"],
        &["一(1)班", "20260101", "蔡琪"],
        &["一(2)班", "20260101", "马嘉"],
    ]));
    assert_eq!(understood.pupils.len(), 1);
    assert!(has_notice(
        &understood,
        &Noticed::PupilTwice {
            row: 3,
            school_number: "20260101".into()
        }
    ));
    assert_eq!(
        unreadable(&understood),
        [
            "4 B4 学号与第 2 行的学生重复",
            "5 B5 学号与第 2 行的学生重复"
        ]
    );
}

#[test]
fn numbers_repeat_across_files_too() {
    let roster =
        |name: &str, pupil: &str| file(name, format!("班级,学号,姓名\n一(1)班,20260101,{pupil}\n"));
    let files = [roster("甲.csv", "马嘉"), roster("乙.csv", "蔡琪")];
    let understood = understand(&files).unwrap();
    assert_eq!(understood.pupils.len(), 1);
    assert_eq!(understood.unreadable[0].place.file, "乙.csv");
}

#[test]
fn what_is_missing_is_told_without_a_childs_name() {
    let understood = read(xlsx(&[
        &["班级", "学号", "姓名"],
        &["一(1)班", "", "马嘉怡"],
        &["一(1)班", "20260102", ""],
        &["", "20260103", "熊泽远"],
        &["向日葵班", "20260104", "李怡乐"],
        &["2班", "20260105", "梁亦然"],
        &["", "", "共5人"],
        &["合计", "5", ""],
    ]));
    assert_eq!(
        unreadable(&understood)[..5],
        [
            "2 B2 没有学号",
            "3 C3 没有姓名",
            "4 A4 没有班级",
            "5 A5 班级读不懂",
            "6 A6 班级没有写是几年级",
        ]
    );
    let told = format!("{:?}", understood.unreadable);
    for name in ["马嘉怡", "熊泽远", "李怡乐", "梁亦然"] {
        assert!(!told.contains(name), "{name}");
    }
    assert!(has_notice(&understood, &Noticed::TotalsSkipped { row: 8 }));
}
