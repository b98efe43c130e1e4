//! What a short run of histories is made of.

use std::path::PathBuf;

use afterbell_bench::history::Arguments;

const CLUSTER: &str = "AFTERBELL_TEST_POSTGRES";

/// On SQLite, with kills.
pub fn short(kill_every: u64) -> Arguments {
    Arguments {
        server: PathBuf::from(env!("CARGO_BIN_EXE_afterbell-bench")),
        cluster: None,
        servers: 1,
        operations: 1_200,
        kill_every,
        lanes: 3,
        json: false,
    }
}

/// The same by two servers in the cluster that `cargo xtask test` has started.
pub fn in_postgres(arguments: Arguments) -> Arguments {
    let cluster = std::env::var(CLUSTER).expect("AFTERBELL_TEST_POSTGRES names a cluster");
    Arguments {
        cluster: Some(cluster),
        servers: 2,
        ..arguments
    }
}
