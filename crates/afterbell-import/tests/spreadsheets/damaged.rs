//! Files that cannot be used are refused with a reason, and none makes the import panic.

use std::io::Write;

use afterbell_import::{FileProblem, SourceFile, understand};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{file, refused, xlsx};

fn course_list() -> SourceFile {
    xlsx(&[
        &["课程名称", "年级", "上课时间", "人数"],
        &["篮球", "3-6", "周二15:30-17:00", "30"],
    ])
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_truncated_workbook_is_damaged_wherever_it_was_cut() {
    let whole = course_list().bytes;
    for kept in [100, whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        let problem = refused(file("课程.xlsx", &whole[..kept]));
        assert!(
            matches!(problem, FileProblem::Damaged { .. }),
            "{kept}: {problem:?}"
        );
    }
}

#[test]
fn flipped_bytes_never_make_it_panic() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
    let files = ["school.xls", "school.ods", "school.xlsx"];
    for name in files {
        let whole = std::fs::read(format!("{folder}{name}")).unwrap();
        for step in 1..60usize {
            let mut bytes = whole.clone();
            let at = step * 7919 % bytes.len();
            bytes[at] ^= 0x5A;
            bytes[(at * 31) % whole.len()] ^= 0xFF;
            let _ = understand(&[file(name, bytes)]);
            let _ = understand(&[file(name, &whole[..whole.len() * step / 60])]);
        }
    }
}

#[test]
fn an_empty_file_is_empty() {
    for bytes in [&b""[..], b"\n \n", b"\xEF\xBB\xBF"] {
        let problem = refused(file("课程.xlsx", bytes));
        assert!(matches!(problem, FileProblem::Empty { .. }), "{problem:?}");
    }
}

#[test]
fn other_files_are_told_by_what_they_are() {
    let docx = archive(&[
        ("word/document.xml", b"<w/>"),
        ("[Content_Types].xml", b"<t/>"),
    ]);
    let photos = archive(&[("photo.txt", b"...")]);
    let others: [(&[u8], &str); 5] = [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (&docx, "docx"),
        (&photos, "zip"),
        (b"\x00\x01\x02\x03\xff\xfe\x00\x00", "bin"),
    ];
    for (bytes, expected) in others {
        let problem = refused(file("课程.xlsx", bytes));
        assert!(
            matches!(&problem, FileProblem::NotASpreadsheet { kind, .. } if kind == expected),
            "{expected}: {problem:?}"
        );
    }
}

#[test]
fn a_web_page_called_xls_is_told_apart() {
    for page in [
        "<html><table><tr><td>课程名称</td></tr></table></html>",
        "<?xml version=\"1.0\"?><Workbook/>",
    ] {
        let problem = refused(file("课程.xls", page));
        assert!(
            matches!(problem, FileProblem::WebPage { .. }),
            "{problem:?}"
        );
    }
}

#[test]
fn an_encrypted_workbook_is_told_apart() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend([0; 504]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.extend([0; 1024]);
    let problem = refused(file("课程.xlsx", bytes));
    assert!(
        matches!(problem, FileProblem::Encrypted { .. }),
        "{problem:?}"
    );
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let content = vec![0u8; 3_000_001];
    let mut bytes = archive(&[("xl/workbook.xml", content.as_slice())]);
    // A bomb of 400 MB would take long to make; it is enough to state that size.
    let (made, stated) = (3_000_001u32.to_le_bytes(), 400_000_000u32.to_le_bytes());
    while let Some(at) = bytes.windows(4).position(|window| window == made) {
        bytes[at..at + 4].copy_from_slice(&stated);
    }
    let problem = refused(file("课程.xlsx", bytes));
    assert!(
        matches!(
            problem,
            FileProblem::UnpacksTooLarge {
                limit_megabytes: 256,
                ..
            }
        ),
        "{problem:?}"
    );
}

#[test]
fn one_bad_file_stops_all_and_every_bad_file_is_told() {
    let files = [
        course_list(),
        file("名册.xlsx", ""),
        file("照片.png", b"\x89PNG...."),
    ];
    let problems = understand(&files).expect_err("two bad files");
    let names: Vec<_> = problems.iter().map(FileProblem::file).collect();
    assert_eq!(names, ["名册.xlsx", "照片.png"]);
}

#[test]
fn no_files_are_no_content() {
    let understood = understand(&[]).expect("nothing is nothing");
    assert!(understood.courses.is_empty() && understood.pupils.is_empty());
}
