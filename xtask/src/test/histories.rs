//! The negative control of the histories: a server whose protection is off, and kept apart from
//! every other build.

use std::process::Command;

use anyhow::Result;

use super::counts::{Counts, count};
use crate::process;
use crate::project::Project;

/// In the workspace as a whole, as all tests are built: a package alone would have other features of what it shares with
/// the rest, and everything below it would be compiled a second time.
const UNPROTECTED: [&str; 4] = [
    "--features",
    "afterbell-bench/unprotected",
    "--test",
    "unprotected",
];

pub fn on_sqlite(project: &Project) -> Result<Counts> {
    let mut cargo = process::cargo(&project.root);
    cargo.args(["test", "--locked", "--workspace"]);
    count(cargo.args(UNPROTECTED))
}

/// Those that need a cluster, on both servers; the caller says where it is.
pub fn on_postgres(project: &Project) -> [Command; 2] {
    let protected: &[&str] = &["--test", "histories"];
    [protected, &UNPROTECTED].map(|which| {
        let mut cargo = process::cargo(&project.root);
        cargo.args(["test", "--locked", "--workspace"]);
        cargo.args(which).args(["--", "--ignored", "postgres"]);
        cargo
    })
}
