//! The Python library `matching`, in a process of its own that measures itself.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use afterbell_allocation_bench::{PLACES, Town};

/// Milliseconds that it takes to solve all slots, one after the other, and how many it placed.
pub fn solve(interpreter: &Path, script: &Path, instance: &Path) -> Result<(f64, usize)> {
    let mut python = Command::new(interpreter);
    let output = python.arg(script).arg(instance).output()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "matching: {complaint}");
    let told: Value = serde_json::from_slice(&output.stdout).context("matching told nothing")?;
    let milliseconds = told.get("ms").and_then(Value::as_f64).context("no time")?;
    let placed = told
        .get("placed")
        .and_then(Value::as_u64)
        .context("no places")?;
    Ok((milliseconds, placed as usize))
}

pub fn write(town: &Town, file: &Path) -> Result<()> {
    let instance = json!({
        "numbers": town.applicants.numbers, "courses": town.courses,
        "places": PLACES, "slots": town.wishes,
    });
    std::fs::write(file, instance.to_string()).context("cannot write the instance")
}
