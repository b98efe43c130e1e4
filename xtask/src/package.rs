//! `cargo xtask package`: a folder to copy to a school's machine or to a static host.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::process;
use crate::project::Project;
use crate::server::{self, Profile};
use crate::site;

#[derive(Args)]
pub struct PackageArguments {
    /// Where the package is written
    #[arg(long, default_value = "target/package")]
    out: PathBuf,
}

const README: &str = "\
Afterbell
=========

afterbell              the server: API and site in one program; also the district's
site/                  the static site; site.tar.gz is the same for a static host
samples/               a sample school
policies/              districts' rules as data, to copy and edit; `afterbell check-menu`

Start with the sample school:

    ./afterbell import --data-dir data --settings samples/haitang-primary/school.toml \\
        --skip-unreadable --letters data/letters.html samples/haitang-primary/*.xlsx
    ./afterbell serve --data-dir data --site site --port 8080 --clock 2026-09-09T10:00:00+08:00

Then open http://localhost:8080 and enter a code from data/letters.html. `--clock` starts a
rehearsal clock inside the sample school's selection window; leave it out for the real time.

A static host must serve site/ with the API of the same address under /api, and pass /lite/ and
/hosts.json on to the server as well, which writes them. Every file but the pages (*.html) and
sw.js has a hash of its content in its name or rarely changes; those must not be cached for long.
Files ending in .br and .gz are compressed copies of their neighbours.
";

pub fn package(project: &Project, arguments: &PackageArguments) -> Result<()> {
    site::build_if_stale(project)?;
    let binary = server::build_binary(project, Profile::Release)?;
    // Relative to where the command was typed, as people expect.
    let out = std::env::current_dir()?.join(&arguments.out);
    copy_folder(&project.dist(), &out.join("site"))?;
    copy_folder(&project.root.join("samples"), &out.join("samples"))?;
    copy_folder(&project.root.join("policies"), &out.join("policies"))?;
    let name = binary
        .file_name()
        .context("the server's binary has no name")?;
    copy(&binary, &out.join(name))?;
    let readme = out.join("README.txt");
    fs::write(&readme, README).with_context(|| format!("cannot write {}", readme.display()))?;

    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(out.join("site.tar.gz"));
    process::run(tar.arg("-C").arg(out.join("site")).arg("."))?;
    println!("Packaged in {}", out.display());
    Ok(())
}

/// Replaces what is there: a file of an older site must not stay behind.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot clear {}", to.display()))?;
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot list {}", from.display()))?;
        if entry.file_type().is_file() {
            copy(entry.path(), &to.join(entry.path().strip_prefix(from)?))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy to {}", to.display()))?;
    Ok(())
}
