//! The negative control: a server whose protection is off gives places away twice, and the same
//! run that finds nothing on ours must find it. Built only with the feature of that name.
#![allow(clippy::expect_used)] // clippy.toml allows it in tests, not in their helpers

#[path = "support/histories.rs"]
mod support;

use afterbell_bench::history::{Report, examine};
use afterbell_bench::ledger::Findings;
use support::{in_postgres, short};

/// Nobody is cut off: what is found is the server's own doing.
const NO_KILLS: u64 = 0;

#[track_caller]
fn is_caught(report: &Report) {
    assert!(report.not_linearizable > 0, "{report:?}");
    assert!(report.example.is_some());
    // The books show it as well, and nothing else is wrong with them.
    let Findings {
        oversold,
        lost,
        doubled,
    } = report.findings;
    assert!(oversold > 0);
    assert_eq!((lost, doubled), (0, 0));
}

#[test]
fn a_server_without_protection_is_caught() {
    let report = examine(&short(NO_KILLS)).expect("a run");
    is_caught(&report);
}

#[test]
#[ignore = "cargo xtask test starts a PostgreSQL for it"]
fn servers_without_protection_on_postgres_are_caught() {
    is_caught(&examine(&in_postgres(short(NO_KILLS))).expect("a run"));
}
