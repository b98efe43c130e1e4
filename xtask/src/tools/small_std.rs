//! A standard library compiled for size, and panics that stop without a message: together they
//! make the wasm a sixth smaller. Both are unstable options of a stable compiler, so a compiler
//! that does not know them gets none, and the site is only larger.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process;

/// Lets the stable compiler accept unstable options.
const BOOTSTRAP: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
const ABORT: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// The environment that makes cargo do it; empty when this machine cannot.
pub fn settings(root: &Path) -> Vec<(&'static str, String)> {
    if !knows_immediate_abort(root) || !ready_source(root) {
        println!("(This compiler builds the site without its size options: it gets larger.)");
        return Vec::new();
    }
    vec![
        (BOOTSTRAP.0, BOOTSTRAP.1.to_owned()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        (
            "CARGO_UNSTABLE_BUILD_STD_FEATURES",
            "optimize_for_size".to_owned(),
        ),
        (
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            ABORT.join(" "),
        ),
    ]
}

fn knows_immediate_abort(root: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).env(BOOTSTRAP.0, BOOTSTRAP.1);
    rustc
        .args(ABORT)
        .args(["--print", "cfg", "--target", super::WASM]);
    succeeds(rustc.stdout(Stdio::null()).stderr(Stdio::null()))
}

/// The standard library's source, from rustup.
fn ready_source(root: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    let sysroot = process::read(rustc.current_dir(root).args(["--print", "sysroot"]));
    let Ok(sysroot) = sysroot else { return false };
    if Path::new(sysroot.trim())
        .join("lib/rustlib/src/rust/library/std")
        .exists()
    {
        return true;
    }
    println!("Installing the source of Rust's standard library (a few seconds) …");
    let mut rustup = Command::new("rustup");
    succeeds(
        rustup
            .current_dir(root)
            .args(["component", "add", "rust-src"]),
    )
}

fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
