//! A short run of `bench power-cut`, and that it can fail.
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

use std::process::{Command, Output};

/// This package's own program is the server, too.
fn power_cut(more: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_afterbell-bench");
    let mut bench = Command::new(program);
    bench.args(["power-cut", "--server", program]);
    bench.args(["--children", "16", "--submissions", "4"]);
    bench.args(more).output().expect("the bench runs")
}

#[test]
fn nothing_that_was_acknowledged_is_lost_with_the_power() {
    let ran = power_cut(&[]);
    let told = String::from_utf8_lossy(&ran.stdout);
    let error = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{told}{error}");
    assert!(told.contains("nothing lost"), "{told}");
}

/// With no wait for the disk, and with one of five left out.
#[test]
fn a_server_that_does_not_wait_for_the_disk_is_found_out() {
    for left_out in ["1", "5"] {
        let ran = power_cut(&["--leave-out", left_out]);
        let error = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success());
        assert!(error.contains("is lost"), "{error}");
    }
}
