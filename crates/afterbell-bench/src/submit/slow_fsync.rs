//! A library that makes every fsync slow, put in front of the system's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

pub fn build(folder: &Path) -> Result<PathBuf> {
    let (source, library) = (folder.join("slow_fsync.c"), folder.join("slow_fsync.so"));
    std::fs::write(&source, include_str!("slow_fsync.c"))?;
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O2", "-o"]);
    let done = compiler.arg(&library).arg(&source).arg("-ldl").status();
    ensure!(
        done.context("a C compiler is needed")?.success(),
        "cc failed"
    );
    Ok(library)
}
