//! The negative control of the histories: a server whose protection is off, and kept apart from
//! every other build.

use std::process::Command;

use anyhow::Result;

use super::counts::{Counts, count};
use crate::process;
use crate::project::Project;

pub fn on_sqlite(project: &Project) -> Result<Counts> {
    let mut cargo = process::cargo(&project.root);
    cargo.args(["test", "--locked", "--package", "afterbell-bench"]);
    count(cargo.args(["--features", "unprotected", "--test", "unprotected"]))
}

/// Those that need a cluster, on both servers; the caller says where it is.
pub fn on_postgres(project: &Project) -> [Command; 2] {
    let protected: &[&str] = &["--test", "histories"];
    let unprotected = &["--features", "unprotected", "--test", "unprotected"];
    [protected, unprotected].map(|which| {
        let mut cargo = process::cargo(&project.root);
        cargo.args(["test", "--locked", "--package", "afterbell-bench"]);
        cargo.args(which).args(["--", "--ignored", "postgres"]);
        cargo
    })
}
