//! What is said of SQLite, said of PostgreSQL. Such tests are ignored elsewhere, since they need
//! a cluster.

use anyhow::Result;

use super::counts::{Counts, count};
use crate::postgres::{Cluster, Durability};
use crate::process;
use crate::project::Project;

/// Where the tests find the cluster.
const CLUSTER: &str = "AFTERBELL_TEST_POSTGRES";

pub fn tests(project: &Project) -> Result<Counts> {
    let cluster = Cluster::start(Durability::None)?;
    let mut cargo = process::cargo(&project.root);
    cargo.env(CLUSTER, cluster.address());
    if process::version("cargo-nextest").is_some() {
        cargo.args(["nextest", "run", "--locked", "--package", "afterbell-api"]);
        cargo.args(["--run-ignored", "only", "--filterset", "test(postgres)"]);
    } else {
        cargo.args(["test", "--locked", "--package", "afterbell-api", "--tests"]);
        cargo.args(["--", "--ignored", "postgres"]);
    }
    count(&mut cargo)
}
