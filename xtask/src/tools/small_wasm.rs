//! How the compiler is asked for small wasm.
//!
//! A standard library compiled for size, and panics that stop without a message, make the wasm up
//! to a sixth smaller. Both are unstable options of a stable compiler, so a compiler that does not
//! know them gets none, and the site is only larger.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process;

/// The variable in which cargo takes flags for wasm.
pub const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// Lets the stable compiler accept unstable options.
const BOOTSTRAP: &str = "RUSTC_BOOTSTRAP";
const ABORT: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];
/// What every engine with wasm runs, and what becomes a script for those without. It costs nothing: the
/// parent's app has the same size with and without the later instructions.
const FIRST_WASM: [&str; 2] = ["-Ctarget-cpu=mvp", "-Ctarget-feature=+mutable-globals"];

/// The environment in which cargo compiles the site.
pub fn settings(root: &Path) -> Vec<(&'static str, String)> {
    if !knows_immediate_abort(root) || !ready_source(root) {
        println!("(This compiler builds the site without its size options: it gets larger.)");
        return Vec::new();
    }
    vec![
        (FLAGS, [ABORT, FIRST_WASM].concat().join(" ")),
        (BOOTSTRAP, "1".to_owned()),
        ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        (
            "CARGO_UNSTABLE_BUILD_STD_FEATURES",
            "optimize_for_size".to_owned(),
        ),
    ]
}

fn knows_immediate_abort(root: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).env(BOOTSTRAP, "1");
    rustc.args(ABORT);
    rustc.args(["--print", "cfg", "--target", super::WASM]);
    succeeds(rustc.stdout(Stdio::null()).stderr(Stdio::null()))
}

/// The standard library's source, from rustup.
fn ready_source(root: &Path) -> bool {
    let mut rustc = Command::new("rustc");
    let sysroot = process::read(rustc.current_dir(root).args(["--print", "sysroot"]));
    let Ok(sysroot) = sysroot else { return false };
    let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if source.exists() {
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
