//! Builds the static site: Trunk compiles, then the result is finished for publication.

mod fingerprint;
mod older_style;
mod page;
mod plain;
pub mod precompress;
mod publish;
pub mod short_names;
pub mod sizes;

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;
use crate::tools::{self, Tools};
use publish::Publication;

/// Builds `dist/`, always.
pub fn build(project: &Project) -> Result<()> {
    let _lock = lock(project)?;
    build_locked(project)
}

fn build_locked(project: &Project) -> Result<()> {
    let inputs = fingerprint::of_inputs(project)?;
    let tools = Tools::ready(project)?;
    let settings = tools::small_wasm_settings(&project.root);
    let stage = compile(project, &tools, &settings)?;
    let publication = Publication {
        project,
        tools: &tools,
        stage: &stage,
        dist: &project.dist(),
        // Without them the wasm has instructions that no script can do.
        has_plain_scripts: !settings.is_empty(),
    };
    publication.publish()?;
    precompress::compress_folder(&project.dist())?;
    // Written last: an interrupted build has no stamp and is repeated.
    fs::write(stamp(project), inputs).context("cannot write the site's stamp")
}

/// Builds `dist/` unless it was built from exactly these inputs.
pub fn build_if_stale(project: &Project) -> Result<()> {
    let _lock = lock(project)?;
    let inputs = fingerprint::of_inputs(project)?;
    if fs::read_to_string(stamp(project)).is_ok_and(|found| found == inputs) {
        return Ok(());
    }
    println!("Building the site (5 to 15 minutes the first time, by the machine) …");
    build_locked(project)
}

/// Two builds at once would write over each other's half-made files.
fn lock(project: &Project) -> Result<File> {
    let path = project.target.join("site.lock");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("Waiting for another build of the site …");
        file.lock()
            .context("cannot wait for another build of the site")?;
    }
    Ok(file)
}

fn stamp(project: &Project) -> PathBuf {
    project.dist().join(".inputs")
}

fn compile(
    project: &Project,
    tools: &Tools,
    settings: &[(&'static str, String)],
) -> Result<PathBuf> {
    let stage = project.target.join("site-stage");
    let mut trunk = tools.command("trunk", &project.root);
    trunk.envs(settings.iter().map(|(name, value)| (name, value)));
    // Its backtraces hide the one line that tells what is wrong.
    trunk.env_remove("RUST_BACKTRACE");
    trunk.args(["build", "--release", "--skip-version-check", "--dist"]);
    process::run(trunk.arg(&stage))?;
    Ok(stage)
}

/// What a tool writes is edited where it has exactly the words that are looked for.
fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() != 1 {
        bail!("there must be `{from}` exactly once");
    }
    Ok(text.replacen(from, to, 1))
}
