//! The school's desk: a wasm module beside the parent's. Trunk builds one page, so its hook asks
//! for the other, in development and in publication alike.

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::site::short_names::FEATURES;
use crate::tools::WASM;

/// The page in the checkout and in the site.
pub const PAGE: &str = "school.html";
/// The parent's page over a draft, which the desk shows in a frame; made in publication only.
pub const PREVIEW_PAGE: &str = "preview.html";
/// Where Trunk's output holds everything that only the desk's page names.
pub const FOLDER: &str = "desk";

/// Compiles with the environment of Trunk, which xtask gave it: our tools and the size options.
pub fn build_for_trunk(project: &Project) -> Result<()> {
    let stage = env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, as a hook")?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let (profile, folder) = match is_release {
        true => ("site", "site"),
        false => ("dev", "debug"),
    };
    let mut cargo = process::cargo(&project.root);
    cargo.args(["build", "--package", "afterbell-desk", "--bin", "desk"]);
    process::run(cargo.args(["--target", WASM, "--profile", profile]))?;

    let (stage, built) = (Path::new(&stage), project.target.join(WASM).join(folder));
    let desk = stage.join(FOLDER);
    let mut bindgen = std::process::Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "desk"]);
    bindgen.arg("--out-dir").arg(&desk);
    process::run(bindgen.arg(built.join("desk.wasm")))?;
    if is_release {
        shrink(&desk.join("desk_bg.wasm"))?;
    }
    copy_page(project, stage)
}

fn shrink(wasm: &Path) -> Result<()> {
    let mut wasm_opt = std::process::Command::new("wasm-opt");
    wasm_opt.args(FEATURES).args(["-Os", "--strip-debug"]);
    process::run(wasm_opt.arg(wasm).arg("-o").arg(wasm))
}

/// Scripts come with `public/`; the sheets that both pages share Trunk has copied already.
fn copy_page(project: &Project, stage: &Path) -> Result<()> {
    fs::copy(project.root.join(PAGE), stage.join(PAGE)).context("cannot copy the desk's page")?;
    let sheets = project.root.join("style").join(FOLDER);
    for entry in fs::read_dir(&sheets).context("cannot list the desk's style sheets")? {
        let path = entry.context("cannot list the desk's style sheets")?.path();
        let name = path.file_name().context("a style sheet without a name")?;
        fs::copy(&path, stage.join(FOLDER).join(name))
            .with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(())
}
