//! Short runs of what `cargo xtask bench` does at length, on the real server.
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

#[path = "support/histories.rs"]
mod support;

use std::path::PathBuf;

use afterbell_bench::crash;
use afterbell_bench::history::{Report, examine};
use support::{in_postgres, short};

/// And not clean because nothing happened.
#[track_caller]
fn holds(report: &Report) {
    assert!(report.is_clean(), "{report:?}");
    assert!(report.operations >= 1_200, "{report:?}");
    assert!(report.kills > 0 && report.cut_off > 0, "{report:?}");
    assert!(report.denied > 0 && report.repeated > 0, "{report:?}");
    assert!(!report.told.is_empty(), "{report:?}");
}

#[test]
fn what_phones_are_told_can_be_told_in_order() {
    let report = examine(&short(400)).expect("a run");
    holds(&report);
    assert_eq!(report.verified, Some(true));
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn what_phones_are_told_by_two_servers_on_postgres_can_be_told_in_order() {
    holds(&examine(&in_postgres(short(400))).expect("a run"));
}

#[test]
fn nothing_is_lost_when_the_server_is_killed() {
    let arguments = crash::Arguments {
        server: PathBuf::from(env!("CARGO_BIN_EXE_afterbell-bench")),
        kills: 5,
    };
    let survived = crash::survive(&arguments).expect("nothing is lost");
    // Each life ends after so many answers: 0, 37, 74 …
    assert!(survived.answers >= 370, "{survived:?}");
    assert!(survived.receipts > 0, "{survived:?}");
}
