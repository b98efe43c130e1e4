//! The sample school's two files come out exactly as the list made by hand says.
#![allow(clippy::expect_used)]

use afterbell_import::{SourceFile, expected_json, understand};

const FOLDER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../samples/haitang-primary/"
);

fn sample(name: &str) -> SourceFile {
    SourceFile {
        name: name.to_owned(),
        bytes: std::fs::read(format!("{FOLDER}{name}")).expect("a file of the sample"),
    }
}

#[test]
fn the_sample_equals_the_list_made_by_hand() {
    let files = [sample("课程菜单.xlsx"), sample("学生名册.xlsx")];
    let understood = understand(&files).expect("both files are usable");
    let expected = std::fs::read_to_string(format!("{FOLDER}expected.json")).expect("a list");
    assert_eq!(expected_json(&understood), expected.trim_end());
}
