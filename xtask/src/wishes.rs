//! The pages of wishes: a wasm module beside the parent's, and the verifier, which its page fetches only to verify.

use anyhow::Result;

use crate::beside::{Beside, FOR_PHONES, Stage};
use crate::project::Project;

/// The page in the checkout and in the site.
pub const PAGE: &str = "wishes.html";
/// Where Trunk's output holds everything that only this page names.
pub const FOLDER: &str = "wishes";

const WISHES: Beside = Beside {
    package: "afterbell-wishes",
    program: Some("wishes"),
    module: "wishes",
    folder: FOLDER,
    glue: "web",
    making: FOR_PHONES,
};

/// Runs in a worker, which older engines start only from a script that is no module.
const VERIFIER: Beside = Beside {
    package: "afterbell-verifier",
    program: None,
    module: "verifier",
    folder: FOLDER,
    glue: "no-modules",
    making: FOR_PHONES,
};

pub fn build_for_trunk(project: &Project) -> Result<()> {
    let stage = Stage::of_trunk()?;
    WISHES.build(project, &stage)?;
    VERIFIER.build(project, &stage)?;
    WISHES.copy_page(project, &stage, PAGE)
}
