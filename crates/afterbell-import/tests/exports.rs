//! What is exported is read back as the same courses.
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

use afterbell_domain::MenuContent;
use afterbell_import::assemble::assemble;
use afterbell_import::settings::Settings;
use afterbell_import::{SourceFile, understand, workbook};

/// The sample school's courses after a round through a workbook.
fn sample() -> (MenuContent, Vec<SourceFile>, Settings) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/haitang-primary");
    let mut files = Vec::new();
    let mut settings = None;
    for entry in std::fs::read_dir(folder).expect("the sample") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        if name.ends_with(".xlsx") {
            files.push(SourceFile { name, bytes });
        } else if name == "school.toml" {
            let text = String::from_utf8(bytes).expect("text");
            settings = Some(Settings::read(&text).expect("settings"));
        }
    }
    let settings = settings.expect("settings");
    let understood = understand(&files).expect("readable");
    let assembled = assemble(&understood, &settings, None).expect("a menu");
    (assembled.menu.into(), files, settings)
}

#[test]
fn importing_the_export_changes_nothing() {
    let (menu, _, mut settings) = sample();
    assert!(menu.offerings.len() > 50);
    let exported = SourceFile {
        name: "导出.xlsx".to_owned(),
        bytes: workbook(&menu).expect("a workbook"),
    };
    let understood = understand(&[exported]).expect("readable");
    assert_eq!(understood.unreadable, []);
    let remarks: Vec<_> = understood
        .courses
        .iter()
        .map(|row| row.remark.clone())
        .collect();
    assert_eq!(remarks.len(), menu.offerings.len());
    settings.agreement = None;
    let again = assemble(&understood, &settings, None).expect("a menu").menu;
    assert_eq!(again.courses, menu.courses);
    for (again, before) in again.offerings.iter().zip(&menu.offerings) {
        assert_eq!(again, before);
    }
    assert_eq!(again.offerings.len(), menu.offerings.len());
}
