use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

pub const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");

pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

pub fn afterbell<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_afterbell"))
        .args(arguments)
        .output()
        .expect("the binary starts");
    Ran {
        status: output.status.code().expect("it ended by itself"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

pub fn check(pack: &str, menu: &Path) -> Ran {
    let menu = menu.to_str().expect("UTF-8");
    afterbell(["check-menu", "--pack", pack, menu])
}

pub fn check_as_json(pack: &str, menu: &Path) -> (i32, Value) {
    let menu = menu.to_str().expect("UTF-8");
    let ran = afterbell(["check-menu", "--pack", pack, menu, "--json"]);
    let json = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    (ran.status, json)
}

pub fn example(pack: &str) -> PathBuf {
    Path::new(PROJECT).join(format!("policies/examples/{pack}.json"))
}

/// The example of a pack after a change, in a folder that goes with it.
pub fn changed(pack: &str, change: impl FnOnce(&mut Value)) -> (TempDir, PathBuf) {
    let text = fs::read_to_string(example(pack)).expect("an example");
    let mut draft = serde_json::from_str(&text).expect("JSON");
    change(&mut draft);
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("menu.json");
    fs::write(&path, draft.to_string()).expect("written");
    (folder, path)
}

/// Different checks, in order.
pub fn checks(told: &Value) -> Vec<&str> {
    let findings = told["findings"].as_array().expect("findings").iter();
    let mut checks: Vec<_> = findings
        .map(|it| it["check"].as_str().expect("a check"))
        .collect();
    checks.dedup();
    checks
}
