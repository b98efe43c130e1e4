//! Classes, teachers, providers, remarks and categories as offices write them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use afterbell_domain::reading::{
    ReadingError, category, eligibility, homeroom_class, name, needs_audition, print_eligibility,
    print_homeroom_class, print_provider, print_yes_or_no, provider, teachers, yes_or_no,
};
use afterbell_domain::{Grade, GradeSet, HomeroomClass};

fn grade(number: u8) -> Grade {
    Grade::new(number).unwrap()
}

fn class(of: u8, number: u8) -> HomeroomClass {
    HomeroomClass::new(grade(of), number).unwrap()
}

fn check_class(cell: &str, expected: (u8, u8)) {
    let expected = HomeroomClass::new(grade(expected.0), expected.1).unwrap();
    assert_eq!(homeroom_class(cell, None), Ok(expected), "{cell}");
}

#[test]
fn a_course_for_a_few_classes() {
    let school = GradeSet::between(grade(1), grade(6));
    for (cell, classes) in [
        ("三(1)班、三(2)班", &[(3, 1), (3, 2)][..]),
        ("三1班、2班", &[(3, 1), (3, 2)]),
        ("三（1）班，四（2）班", &[(3, 1), (4, 2)]),
        ("302班", &[(3, 2)]),
        ("三(1)班、三(1)班", &[(3, 1)]),
        ("三至六年级", &[]),
    ] {
        let read = eligibility(cell, Some(school)).unwrap();
        let expected: Vec<_> = classes.iter().map(|(g, n)| class(*g, *n)).collect();
        assert_eq!(read.classes, expected, "{cell}");
        let all_in = read.classes.iter().all(|c| read.grades.contains(c.grade()));
        assert!(all_in, "{cell}");
        let printed = print_eligibility(&read);
        assert_eq!(eligibility(&printed, Some(school)), Ok(read), "{printed}");
    }
    // Of another school, or neither grades nor classes: told as grades that cannot be read.
    for cell in ["七(1)班", "三(1)班、舞蹈班", "2班", "舞蹈班", ""] {
        assert!(eligibility(cell, Some(school)).is_err(), "{cell}");
    }
}

#[test]
fn classes_with_their_grade() {
    for cell in [
        "三(2)班",
        "三（2）班",
        "３（２）班",
        "三年级2班",
        "三年级（2）班",
        "3年2班",
        "3.2班",
        "3.2",
        "3-2班",
        "302",
        "302班",
        "0302",
        "三年级二班",
        "三（二）班",
        "三二班",
        "三2班",
        "三·2班",
        "三年(2)班",
        "小学三(2)班",
        "三 (2) 班",
        "三(02)班",
        "三年级第2班",
        "三（2）",
        "3年级2班",
        "三②班",
        "三⑵班",
        "三/2",
        "小三(2)班",
    ] {
        check_class(cell, (3, 2));
    }
    check_class("1.6班", (1, 6));
    check_class("预初(1)班", (6, 1));
    check_class("306", (3, 6));
    check_class("312", (3, 12));
    check_class("七(3)班", (7, 3));
    check_class("初一（2）班", (7, 2));
    check_class("初二3班", (8, 3));
    check_class("初中七年级1班", (7, 1));
    check_class("高一(3)班", (10, 3));
    check_class("1012", (10, 12));
    check_class("十一(2)班", (11, 2));
    check_class("5.10班", (5, 10));
}

#[test]
fn bare_class_numbers_take_the_grade_of_the_title() {
    let third = |cell: &str| homeroom_class(cell, Some(grade(3)));
    let class = |number| Ok(HomeroomClass::new(grade(3), number).unwrap());
    for cell in [
        "2班",
        "2",
        "(2)班",
        "二班",
        "02",
        "2.0班".trim_end_matches(".0班"),
        "32班",
    ] {
        assert_eq!(third(cell), class(2), "{cell}");
    }
    assert_eq!(third("12班"), class(12));
    assert_eq!(third("十二班"), class(12));
    assert_eq!(third("2024级2班"), class(2));
    // A grade written in the cell goes before the title.
    assert_eq!(
        third("四(1)班"),
        Ok(HomeroomClass::new(grade(4), 1).unwrap())
    );
    for cell in ["101", "一(1)班", "高一1班"] {
        let expected = HomeroomClass::new(grade(10), 1).unwrap();
        assert_eq!(
            homeroom_class(cell, Some(grade(10))),
            Ok(expected),
            "{cell}"
        );
    }
}

#[test]
fn classes_that_cannot_be_told_are_refused() {
    for cell in ["2班", "12", "(3)班", "二班", "2024级3班"] {
        let refused = homeroom_class(cell, None);
        assert!(
            matches!(refused, Err(ReadingError::ClassWithoutGrade { .. })),
            "{cell}: {refused:?}"
        );
    }
    for cell in [
        "三年级",
        "向日葵班",
        "三(0)班",
        "000",
        "1300",
        "三(2)班4",
        "12345",
        "三(2",
        "初四(1)班",
    ] {
        let refused = homeroom_class(cell, None);
        let accepted_anyway = cell == "三(2";
        assert_eq!(refused.is_ok(), accepted_anyway, "{cell}: {refused:?}");
    }
    assert_eq!(homeroom_class(" ", None), Err(ReadingError::Empty));
}

#[test]
fn printed_classes() {
    let print = |g, n| print_homeroom_class(HomeroomClass::new(grade(g), n).unwrap());
    assert_eq!(print(3, 2), "三(2)班");
    assert_eq!(print(7, 12), "七(12)班");
    assert_eq!(print(10, 1), "高一(1)班");
}

#[test]
fn providers() {
    for cell in ["本校", "本校教师", "校内", "学校教师", " 本校 "] {
        let provider = provider(cell).expect(cell);
        assert!(
            !provider.outside && provider.institution.is_none(),
            "{cell}"
        );
    }
    for cell in [
        "校外",
        "外聘",
        "机构",
        "校外机构",
        "第三方机构",
        "非本校",
        "本校、外聘",
    ] {
        let provider = provider(cell).expect(cell);
        assert!(provider.outside, "{cell}");
    }
    for cell in ["外聘（市少年宫）", "市少年宫"] {
        let provider = provider(cell).expect(cell);
        assert_eq!(provider.institution.as_deref(), Some("市少年宫"), "{cell}");
        assert!(provider.outside, "{cell}");
    }
    assert!(provider("待定").is_err());
    assert_eq!(provider(""), Err(ReadingError::Empty));
}

#[test]
fn printed_providers_and_answers_are_read_back() {
    let institution = Some("市少年宫".parse().unwrap());
    for (printed, written) in [
        ("本校", afterbell_domain::Provider::School),
        (
            "校外",
            afterbell_domain::Provider::Outside { institution: None },
        ),
        (
            "校外（市少年宫）",
            afterbell_domain::Provider::Outside { institution },
        ),
    ] {
        assert_eq!(print_provider(&written), printed);
        let read = provider(printed).unwrap();
        assert_eq!(
            read.outside,
            written != afterbell_domain::Provider::School,
            "{printed}"
        );
        assert_eq!(read.institution.is_some(), printed.contains('（'));
    }
    for answer in [true, false] {
        assert_eq!(yes_or_no(print_yes_or_no(answer)), Some(answer));
    }
    assert_eq!(yes_or_no("也许"), None);
}

#[test]
fn teachers_and_their_institution() {
    let check = |cell: &str, names: &[&str], institution: Option<&str>| {
        let read = teachers(cell);
        assert_eq!(read.names, names, "{cell}");
        assert_eq!(read.institution.as_deref(), institution, "{cell}");
    };
    check("曹乐佳（创想科技中心）", &["曹乐佳"], Some("创想科技中心"));
    check("杜曦佳、曹乐晨", &["杜曦佳", "曹乐晨"], None);
    check("杜曦佳 曹乐晨", &["杜曦佳", "曹乐晨"], None);
    check("杜曦佳/曹乐晨", &["杜曦佳", "曹乐晨"], None);
    check("王　芳", &["王芳"], None);
    check("王　芳、李文", &["王芳", "李文"], None);
    check("市少年宫：丁知远", &["丁知远"], Some("市少年宫"));
    check(
        "丁知远（市少年宫）、李文",
        &["丁知远", "李文"],
        Some("市少年宫"),
    );
    check("李文（主教）", &["李文"], None);
    check("待定", &[], None);
    check("", &[], None);
}

#[test]
fn auditions() {
    for remark in [
        "需面试，由教师选拔",
        "需选拔",
        "面试",
        "择优录取",
        "自备器材，需面试",
        "零基础，面试后入队",
    ] {
        assert!(needs_audition(remark), "{remark}");
    }
    for remark in [
        "",
        "无需面试",
        "不需面试",
        "无需面试，直接报名",
        "免面试",
        "自备器材",
        "不用选拔",
    ] {
        assert!(!needs_audition(remark), "{remark}");
    }
}

#[test]
fn categories() {
    for (text, slug) in [
        ("体育", "sport"),
        ("运动类", "sport"),
        ("体育健身", "sport"),
        ("艺术", "arts"),
        ("美术", "arts"),
        ("音乐", "arts"),
        ("科技", "science"),
        ("科学", "science"),
        ("科创类", "science"),
        ("阅读", "reading"),
        ("人文", "reading"),
        ("语言文学", "reading"),
        ("劳动", "labour"),
        ("劳技", "labour"),
        ("德育", "moral"),
        ("心理健康", "moral"),
    ] {
        assert_eq!(category(text), Some(slug), "{text}");
    }
    assert_eq!(category("其他"), None);
    assert_eq!(category(""), None);
}

#[test]
fn names_lose_the_spaces_that_align_them() {
    assert_eq!(name("夏　文远"), "夏文远");
    assert_eq!(name(" 王 芳\u{feff}"), "王芳");
    assert_eq!(name("创客\n机器人"), "创客机器人");
    assert_eq!(name("民乐·古筝"), "民乐·古筝");
    assert_eq!(name("Scratch  编程"), "Scratch 编程");
}
