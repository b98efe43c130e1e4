//! Whoever sits at the desk may have a keyboard only. What its tests do goes through
//! `e2e/fixtures/keys.ts`, which gets where Tab gets; a locator's own ways reach what no key does.

use super::Finding;
use super::files::File;

const OF_THE_DESK: [&str; 3] = ["e2e/desk/", "e2e/fixtures/officer.ts", "e2e/pages/desk.ts"];
/// Drag and drop is none of them: it is the mouse's way to something that keys have as well.
const BY_SCRIPT: [&str; 11] = [
    "check",
    "click",
    "fill",
    "focus",
    "press",
    "pressSequentially",
    "selectOption",
    "setChecked",
    "setInputFiles",
    "tap",
    "uncheck",
];

pub fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        if !OF_THE_DESK.iter().any(|part| file.path.starts_with(part)) {
            continue;
        }
        for (number, line) in file.lines() {
            let line = line.replace("keyboard.press(", "");
            let found = BY_SCRIPT.iter().map(|name| format!(".{name}("));
            for call in found.filter(|call| line.contains(call)) {
                let rule = format!("{call}: go there with the keys of e2e/fixtures/keys.ts");
                findings.push(Finding::in_line(file, number, rule));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, line: &str) -> usize {
        check(&[File::new(path, line)]).len()
    }

    #[test]
    fn what_a_desk_test_does_without_the_keyboard_is_found() {
        for name in BY_SCRIPT {
            let line = format!("await page.getByLabel('姓名').{name}('陈静');");
            assert_eq!(found("e2e/desk/staff.spec.ts", &line), 1, "{name}");
        }
    }

    #[test]
    fn keys_and_a_parents_phone_are_not() {
        let keys = "await page.keyboard.press('Enter'); await press(page.getByRole('link'));";
        assert_eq!(found("e2e/desk/staff.spec.ts", keys), 0);
        assert_eq!(
            found("e2e/parent/submit.spec.ts", "await submit.click();"),
            0
        );
    }
}
