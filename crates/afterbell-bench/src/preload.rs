//! Libraries that stand in front of the system's own functions (`LD_PRELOAD`), compiled here.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

pub fn build(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    let source = folder.join(name).with_extension("c");
    let library = folder.join(name).with_extension("so");
    std::fs::write(&source, text)?;
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O2", "-o"]);
    let done = compiler.arg(&library).arg(&source).arg("-ldl").status();
    ensure!(
        done.context("a C compiler is needed")?.success(),
        "cc failed"
    );
    Ok(library)
}
