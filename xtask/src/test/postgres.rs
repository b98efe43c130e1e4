//! What is said of SQLite, said of PostgreSQL.

use anyhow::Result;

use super::counts::{Counts, count};
use super::histories;
use crate::postgres::{Cluster, Durability};
use crate::process;
use crate::project::Project;

/// Where the tests find the cluster.
const CLUSTER: &str = "AFTERBELL_TEST_POSTGRES";
/// Another one, which a test may restart, and how it is restarted.
const RESTARTED: &str = "AFTERBELL_TEST_POSTGRES_RESTARTED";
const RESTART: &str = "AFTERBELL_TEST_POSTGRES_RESTART";
/// In which kind of books the schools of the black box are kept.
const BOOKS: &str = "AFTERBELL_TEST_BOOKS";

/// Whose schools move into PostgreSQL. The others speak of HTTP or of files, and the same
/// whatever the books are.
const MODULES: [&str; 30] = [
    "agreements",
    "bad_lines",
    "binding",
    "denials",
    "desk_agreements",
    "desk_draw",
    "desk_drafts",
    "desk_matrix",
    "desk_office",
    "desk_publication",
    "desk_roster",
    "desk_sign_in",
    "drafts",
    "draw_steps",
    "draws",
    "family_matrix",
    "groups",
    "host_sign_in",
    "idempotency",
    "imports",
    "lite_drawn",
    "lite_notice",
    "lite_wishes",
    "places",
    "pool",
    "queueing",
    "races",
    "selections",
    "sessions",
    "wishes",
];
/// These look into the data directory.
const OF_DIRECTORIES: [&str; 6] = [
    "drafts_do_not_grow",
    "a_request_that_is_still_being_worked_on_is_told_to_wait",
    "an_import_that_failed_does_not_count_as_one",
    "rows_that_cannot_be_read_stop_everything",
    "settings_are_read_strictly",
    "sheets_and_settings_must_speak_of_the_same_school_and_term",
];

pub fn tests(project: &Project) -> Result<Counts> {
    let cluster = Cluster::start(Durability::None)?;
    let restarted = Cluster::start(Durability::Full)?;
    let mut counts = Counts::default();
    // Ignored elsewhere, since they need a cluster.
    let mut own = process::cargo(&project.root);
    own.env(CLUSTER, cluster.address());
    own.env(RESTARTED, restarted.address());
    own.env(RESTART, restarted.restart()?);
    let has_nextest = process::version("cargo-nextest").is_some();
    if has_nextest {
        own.args(["nextest", "run", "--locked", "--workspace"]);
        own.args(["--run-ignored", "only", "--filterset"]);
        own.arg("package(afterbell-api) & test(postgres)");
    } else {
        own.args(["test", "--locked", "--package", "afterbell-api", "--tests"]);
        own.args(["--", "--ignored", "postgres"]);
    }
    counts += count(&mut own)?;

    let mut shared = process::cargo(&project.root);
    shared
        .env(CLUSTER, cluster.address())
        .env(BOOKS, "postgres");
    if has_nextest {
        let wanted = format!("test(/^black_box::({})::/)", MODULES.join("|"));
        let unwanted = format!("test(/({})$/)", OF_DIRECTORIES.join("|"));
        shared.args(["nextest", "run", "--locked", "--workspace"]);
        shared.args(["--test", "black_box", "--filterset"]);
        shared.arg(format!("{wanted} & !{unwanted}"));
    } else {
        shared.args(["test", "--locked", "--package", "afterbell-api"]);
        shared.args(["--test", "black_box", "--"]);
        shared.args(MODULES.map(|module| format!("black_box::{module}::")));
        shared.args(OF_DIRECTORIES.iter().flat_map(|name| ["--skip", name]));
    }
    counts += count(&mut shared)?;
    for mut histories in histories::on_postgres(project) {
        counts += count(histories.env(CLUSTER, cluster.address()))?;
    }
    Ok(counts)
}
