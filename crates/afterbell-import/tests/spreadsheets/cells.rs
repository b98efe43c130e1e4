//! Cells that are not text: numbers, times, dates, formulas, faults, hidden rows.

use afterbell_import::Noticed;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::support::{courses, file, has_notice, read, unreadable, write, xlsx, xlsx_with};

const HEADING: &[&str] = &[
    "课程名称",
    "年级",
    "星期",
    "开始时间",
    "结束时间",
    "人数",
    "收费",
];

#[test]
fn numbers_and_clock_times_may_be_typed_cells() {
    let clock = Format::new().set_num_format("h:mm");
    let understood = read(xlsx_with(|sheet| {
        write(sheet, &[HEADING, &["篮球", "3-6"], &["足球", "3-6"]]);
        sheet.write(1, 2, 2).unwrap();
        for (row, start, end) in [(1, (15, 30), (17, 0)), (2, (3, 40), (4, 40))] {
            let time = |(hour, minute)| ExcelDateTime::from_hms(hour, minute, 0).unwrap();
            sheet
                .write_with_format(row, 3, time(start), &clock)
                .unwrap();
            sheet.write_with_format(row, 4, time(end), &clock).unwrap();
            sheet.write(row, 5, 30).unwrap();
            sheet.write(row, 6, 120.5).unwrap();
        }
        sheet.write(2, 2, "星期三").unwrap();
    }));
    assert_eq!(
        courses(&understood),
        [
            "2 篮球|-|三至六年级|周二 15:30—17:00|30|-|本校|120.50元/学期",
            "3 足球|-|三至六年级|周三 15:40—16:40|30|-|本校|120.50元/学期",
        ]
    );
}

#[test]
fn weekday_and_time_may_stand_in_two_columns() {
    let understood = read(xlsx(&[
        &["课程名称", "年级", "星期", "时间", "人数"],
        &["篮球", "3-6", "二、四", "15:30-17:00", "30"],
        &["足球", "3-6", "周三", "下午3:40~4:40", "30"],
        &["合唱", "3-6", "周一至周五", "15:30-17:00", "30"],
        &["书法", "3-6", "", "15:30-17:00", "30"],
        &["围棋", "3-6", "", "周五15:30-17:00", "30"],
        &["象棋", "3-6", "周五", "", "30"],
    ]));
    assert_eq!(
        courses(&understood),
        [
            "2 篮球|-|三至六年级|周二、四 15:30—17:00|30|-|本校|免费",
            "3 足球|-|三至六年级|周三 15:40—16:40|30|-|本校|免费",
            "4 合唱|-|三至六年级|周一至周五 15:30—17:00|30|-|本校|免费",
            "6 围棋|-|三至六年级|周五 15:30—17:00|30|-|本校|免费",
        ]
    );
    assert_eq!(
        unreadable(&understood),
        ["5 C5 没有写星期几上课", "7 D7 没有上课时间"]
    );
}

#[test]
fn grades_that_became_a_date_are_taken_back() {
    let date = Format::new().set_num_format("m\"月\"d\"日\"");
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["课程名称", "年级", "上课时间", "人数"],
                &["篮球", "", "周二15:30-17:00", "30"],
            ],
        );
        let march_sixth = ExcelDateTime::from_ymd(2026, 3, 6).unwrap();
        sheet.write_with_format(1, 1, &march_sixth, &date).unwrap();
    }));
    assert_eq!(
        courses(&understood),
        ["2 篮球|-|三至六年级|周二 15:30—17:00|30|-|本校|免费"]
    );
    let (cell, read_as) = ("B2".to_owned(), "3-6".to_owned());
    assert!(has_notice(
        &understood,
        &Noticed::DateTakenBack { cell, read_as }
    ));
}

#[test]
fn formulas_give_their_last_result_and_faults_make_a_row_unreadable() {
    let understood = read(xlsx_with(|sheet| {
        write(
            sheet,
            &[
                &["课程名称", "年级", "上课时间", "人数", "收费"],
                &["篮球", "3-6", "周二15:30-17:00"],
                &["足球", "3-6", "周二15:30-17:00"],
                &["", "3-6", "周二15:30-17:00", "30"],
            ],
        );
        let formula = |text: &str, result: &str| Formula::new(text).set_result(result);
        sheet.write(1, 3, formula("=10*3", "30")).unwrap();
        sheet
            .write(1, 4, formula("=CONCAT(480,\"元\")", "480元"))
            .unwrap();
        sheet
            .write(2, 3, formula("=VLOOKUP(1,A:A,1,0)", "#N/A"))
            .unwrap();
        sheet.write(3, 0, formula("=Z9", "#REF!")).unwrap();
    }));
    assert_eq!(
        courses(&understood),
        ["2 篮球|-|三至六年级|周二 15:30—17:00|30|-|本校|480元/学期"]
    );
    assert_eq!(
        unreadable(&understood),
        ["3 D3 公式出错，没有算出结果", "4 A4 公式出错，没有算出结果"]
    );
}

#[test]
fn hidden_rows_are_imported_and_hidden_sheets_are_not() {
    let rows: &[&[&str]] = &[
        &["课程名称", "年级", "上课时间", "人数"],
        &["篮球", "3-6", "周二15:30-17:00", "30"],
        &["足球", "3-6", "周三15:30-17:00", "30"],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(sheet, rows);
    sheet.set_row_hidden(2).unwrap();
    let old = book.add_worksheet();
    write(old, rows);
    old.set_hidden(true);
    let understood = read(file("课程.xlsx", book.save_to_buffer().unwrap()));
    assert_eq!(understood.courses.len(), 2);
    assert!(has_notice(&understood, &Noticed::HiddenSheetSkipped));
}

#[test]
fn invisible_characters_and_odd_spaces_change_nothing() {
    let understood = read(xlsx(&[
        &[
            "\u{feff}课程名称",
            " 年　级 ",
            "上课\r\n时间",
            "人数\u{200b}",
        ],
        &[
            "　篮　球　",
            "三至六年级\u{200b}",
            "周二\u{a0}15:30－17:00",
            "\u{feff}３０人 ",
        ],
    ]));
    assert_eq!(
        courses(&understood),
        ["2 篮球|-|三至六年级|周二 15:30—17:00|30|-|本校|免费"]
    );
}
