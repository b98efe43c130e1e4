//! 适合年级 as offices write it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_domain::reading::{ReadingError, grades, print_grades};
use afterbell_domain::{Grade, GradeSet, Stage};

fn read(cell: &str, school: Option<GradeSet>) -> Result<Vec<u8>, ReadingError> {
    grades(cell, school).map(|set| set.iter().map(Grade::number).collect())
}

fn check(cell: &str, expected: &[u8]) {
    let school = Some(Stage::Primary.grades());
    assert_eq!(read(cell, school), Ok(expected.to_vec()), "{cell}");
}

fn check_secondary(cell: &str, expected: &[u8]) {
    assert_eq!(read(cell, None), Ok(expected.to_vec()), "{cell}");
}

fn code(cell: &str) -> String {
    let error = grades(cell, Some(Stage::Primary.grades())).expect_err(cell);
    let json = serde_json::to_value(error).expect("an error serialises");
    json["code"].as_str().expect("a code").to_owned()
}

#[test]
fn ranges() {
    for cell in [
        "三至六年级",
        "3—6",
        "3-6",
        "３～６年级",
        "3~6年级",
        "3－6年级",
        "三到六年级",
        "三年级至六年级",
        "三年级—六年级",
        "3年级-6年级",
        " 三 至 六 年 级 ",
        "小学三至六年级",
        "面向三至六年级学生",
        "三至六年级（有基础）",
        "三、四、五、六年级",
        "三四五六年级",
        "3456年级",
        "三年级、四年级、五年级、六年级",
        "三年级及以上",
        "三年级以上",
        "三年级起",
        "3年级+",
        "3——6年级",
        "\u{feff}3-6年级\u{200b}",
        "3至6 年级",
        "三至六年段",
        "3、4、5、6",
        "3-4、5-6年级",
        "全校3～6年级",
        "小三至小六",
        "三至五年级、六年级",
    ] {
        check(cell, &[3, 4, 5, 6]);
    }
}

#[test]
fn lists_and_single_grades() {
    check("五六年级", &[5, 6]);
    check("一、二年级", &[1, 2]);
    check("一至二年级", &[1, 2]);
    check("一到四年级", &[1, 2, 3, 4]);
    check("1,3,5年级", &[1, 3, 5]);
    check("1 3 5年级", &[1, 3, 5]);
    check("1.3.5年级", &[1, 3, 5]);
    check("135年级", &[1, 3, 5]);
    check("一三五年级", &[1, 3, 5]);
    check("一年级和三年级", &[1, 3]);
    check("三年级", &[3]);
    check("3", &[3]);
    check("三", &[3]);
    check("12年级", &[1, 2]);
    check("56年级", &[5, 6]);
    check("低段（一、二年级）", &[1, 2]);
    check("1-2年级（低段）", &[1, 2]);
    check("二年级及以下", &[1, 2]);
    check("二年级以下（含二年级）", &[1, 2]);
    check("一年级　三年级", &[1, 3]);
    check("一～三年级\n五年级", &[1, 2, 3, 5]);
}

#[test]
fn the_whole_school() {
    for cell in [
        "全年级",
        "全校",
        "全校学生",
        "全体学生",
        "所有年级",
        "各年级",
        "不限年级",
        "年级不限",
        "不限",
        "小学全段",
        "小学",
        "小学各年级",
        "全段",
        "一至六年级",
        "1～6年级",
    ] {
        check(cell, &[1, 2, 3, 4, 5, 6]);
    }
    let nine_years = GradeSet::between(Grade::LOWEST, Grade::new(9).unwrap());
    assert_eq!(
        read("五年级及以上", Some(nine_years)),
        Ok(vec![5, 6, 7, 8, 9])
    );
}

#[test]
fn secondary_schools() {
    check_secondary("初一", &[7]);
    check_secondary("初一至初三", &[7, 8, 9]);
    check_secondary("初一—三年级", &[7, 8, 9]);
    check_secondary("初一、初二", &[7, 8]);
    check_secondary("初一、二", &[7, 8]);
    check_secondary("初一初二", &[7, 8]);
    check_secondary("初一二年级", &[7, 8]);
    check_secondary("七年级", &[7]);
    check_secondary("初中七年级", &[7]);
    check_secondary("7-9年级", &[7, 8, 9]);
    check_secondary("七、八年级", &[7, 8]);
    check_secondary("初中", &[7, 8, 9]);
    check_secondary("初中部", &[7, 8, 9]);
    check_secondary("高一", &[10]);
    check_secondary("高一、高二", &[10, 11]);
    check_secondary("高一年级", &[10]);
    check_secondary("10-12年级", &[10, 11, 12]);
    check_secondary("十至十二年级", &[10, 11, 12]);
    check_secondary("十一年级", &[11]);
    check_secondary("六年级至初二", &[6, 7, 8]);
    check_secondary("预初", &[6]);
    check_secondary("高中", &[10, 11, 12]);
}

#[test]
fn what_is_no_grade_is_refused() {
    for cell in [
        "中高段",
        "低段",
        "中段",
        "低年级",
        "中高年级",
        "小学低段",
        "第一学段",
        "高段学生",
    ] {
        assert_eq!(code(cell), "stage_written_for_grades", "{cell}");
    }
    for cell in [
        "0年级",
        "13年级",
        "三至",
        "至三年级",
        "六至三年级",
        "三年级1班",
        "三(2)班",
        "2024级",
        "初四",
        "大班",
        "有兴趣者",
        "30人",
        "三年级以上（不含三年级）",
        "65年级",
        "36年级",
        "一一三年级",
        "二一四年级",
        "待定",
    ] {
        assert_eq!(code(cell), "grades_not_understood", "{cell}");
    }
    assert_eq!(code(" \u{3000}"), "empty");
}

#[test]
fn without_the_school_its_grades_stay_unknown() {
    for cell in ["全年级", "三年级以上"] {
        let refused = read(cell, None);
        assert!(
            matches!(refused, Err(ReadingError::SchoolGradesUnknown { .. })),
            "{cell}"
        );
    }
    assert!(read("12年级", None).is_err());
}

#[test]
fn printed() {
    let print = |numbers: &[u8]| {
        let grades = numbers.iter().map(|number| Grade::new(*number).unwrap());
        print_grades(GradeSet::of(grades).unwrap())
    };
    assert_eq!(print(&[3]), "三年级");
    assert_eq!(print(&[1, 2]), "一、二年级");
    assert_eq!(print(&[3, 4, 5, 6]), "三至六年级");
    assert_eq!(print(&[1, 3, 5]), "一、三、五年级");
    assert_eq!(print(&[1, 2, 3, 5]), "一至三、五年级");
    assert_eq!(print(&[7, 8, 9, 10, 11, 12]), "七至九年级、高一至高三");
    assert_eq!(print(&[9, 10]), "九年级、高一");
}
