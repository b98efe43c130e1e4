//! The same list in every format an office may save it in.

use encoding_rs::GB18030;

use crate::support::{courses, file, pupils, read, unreadable};

const CSV: &str = "海棠路小学2026学年第一学期课程,,,,,\n\
    类别,课程名称,年级,上课时间,人数,收费\n\
    体育,篮球,3-6,\"周二15:30-16:30\n周四16:00-17:00\",30,480元\n\
    ,足球,1-6,周三15:30-17:00,40,免费\n\
    \n\
    艺术,合唱,全年级,周五15:30-17:00,40,\n";

const EXPECTED: [&str; 3] = [
    "3 篮球|体育|三至六年级|周二 15:30—16:30；周四 16:00—17:00|30|-|本校|480元/学期",
    "4 足球|体育|一至六年级|周三 15:30—17:00|40|-|本校|免费",
    "6 合唱|艺术|一至六年级|周五 15:30—17:00|40|-|本校|免费",
];

#[test]
fn csv_in_every_encoding() {
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        let units = CSV.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let encoded = [
        ("UTF-8", CSV.as_bytes().to_vec()),
        ("UTF-8 with its mark", format!("\u{feff}{CSV}").into_bytes()),
        ("GB18030", GB18030.encode(CSV).0.into_owned()),
        ("UTF-16 LE", utf16(u16::to_le_bytes, [0xFF, 0xFE])),
        ("UTF-16 BE", utf16(u16::to_be_bytes, [0xFE, 0xFF])),
    ];
    for (encoding, bytes) in encoded {
        // The extension is only a name: Excel's own "Unicode text" is called .txt or .xls.
        for name in ["课程.csv", "课程.txt", "课程.xls"] {
            let understood = read(file(name, bytes.clone()));
            assert_eq!(courses(&understood), EXPECTED, "{encoding} {name}");
            assert_eq!(understood.school.as_deref(), Some("海棠路小学"));
        }
    }
}

#[test]
fn csv_with_other_delimiters_and_line_breaks() {
    for delimiter in [";", "\t"] {
        let text = CSV.replace(',', delimiter);
        assert_eq!(
            courses(&read(file("课程.csv", text))),
            EXPECTED,
            "{delimiter:?}"
        );
    }
    let windows = CSV.replace('\n', "\r\n");
    assert_eq!(courses(&read(file("课程.csv", windows))), EXPECTED);
}

/// Made by `fixtures/make_fixtures.py`, each with the same two sheets and merged cells.
#[test]
fn workbooks_of_other_programs() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    for name in ["school.xls", "school.ods", "school.xlsx"] {
        let bytes = std::fs::read(format!("{folder}{name}")).expect(name);
        // Under a wrong extension too: the bytes decide.
        for called in [name, "school.csv"] {
            let understood = read(file(called, bytes.clone()));
            assert_eq!(
                courses(&understood),
                [
                    "4 篮球|体育|三至六年级|周二、四 15:30—17:00|30|8|本校|免费",
                    "5 足球|体育|一至六年级|周五 15:40—16:40|40|-|本校|480元/学期",
                    "6 合唱|艺术|三至六年级|周二 15:40—16:40|25|-|校外|120.50元/学期",
                ],
                "{name}"
            );
            assert_eq!(
                pupils(&understood),
                ["2 20240101 夏文远 三(1)班", "3 20240102 马嘉 三(2)班"],
                "{name}"
            );
            assert_eq!(unreadable(&understood), ["7 D7 没有上课时间"], "{name}");
            assert_eq!(understood.school.as_deref(), Some("海棠路小学"), "{name}");
        }
    }
}
