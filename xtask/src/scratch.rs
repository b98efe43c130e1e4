//! Empty folders for tests, under the system's temporary directory.

use std::path::PathBuf;
use std::{env, fs, process};

/// Named after the process as well, since test runners run each test in its own process.
pub fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("afterbell-xtask-{}-{name}", process::id()));
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}
