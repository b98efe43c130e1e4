//! Chromium as old phones have it. Two npm packages of their makers carry it, compressed, for machines without a screen;
//! unpacked they fill 400 MB and stay with our other tools.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::tools;

/// The names in `xtask/npm/engines/package.json`.
const ENGINES: [&str; 3] = ["chromium-67", "chromium-78", "chromium-107"];
/// Written last, with what it was made from.
const STAMP: &str = "unpacked-lock.json";
const BUFFER_BYTES: usize = 1 << 16;

/// A folder with `chromium-67/chromium` and so on, and `fonts.conf` for them.
pub fn ready(project: &Project) -> Result<PathBuf> {
    let packages = tools::old_engines(project)?;
    let folder = project.tools.join("old-engines");
    let lock = fs::read(project.root.join("xtask/npm/engines/package-lock.json"))
        .context("cannot read the old engines' lock file")?;
    let stamp = folder.join(STAMP);
    if fs::read(&stamp).is_ok_and(|found| found == lock) {
        return Ok(folder);
    }
    println!("Unpacking Chromium 67, 78 and 107 (about a minute) …");
    ready_font(&folder)?;
    for engine in ENGINES {
        let program = folder.join(engine).join("chromium");
        unpack(&packages.join(engine).join("bin/chromium.br"), &program)?;
        try_out(&folder, &program)?;
    }
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(folder)
}

fn unpack(packed: &Path, program: &Path) -> Result<()> {
    let context = || format!("cannot unpack {}", packed.display());
    let packed = File::open(packed).with_context(context)?;
    if let Some(folder) = program.parent() {
        fs::create_dir_all(folder).with_context(context)?;
    }
    let mut unpacked = File::create(program).with_context(context)?;
    let mut content = brotli::Decompressor::new(packed, BUFFER_BYTES);
    io::copy(&mut content, &mut unpacked).with_context(context)?;
    make_executable(program).with_context(context)
}

#[cfg(unix)]
fn make_executable(program: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(program, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// One Chinese font and no other: an old engine reads every font of the system when it starts, for minutes.
fn ready_font(folder: &Path) -> Result<()> {
    let mut ask = Command::new("fc-match");
    let font = process::read(ask.args(["--format", "%{file}", "sans:lang=zh-cn"]))?;
    let fonts = folder.join("fonts");
    fs::create_dir_all(&fonts).with_context(|| format!("cannot create {}", fonts.display()))?;
    let name = Path::new(&font)
        .file_name()
        .context("fc-match names no font")?;
    fs::copy(&font, fonts.join(name)).with_context(|| format!("cannot copy {font}"))?;
    let configuration = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n\
         <fontconfig><dir>{}</dir><cachedir>{}</cachedir></fontconfig>\n",
        fonts.display(),
        folder.join("font-cache").display(),
    );
    fs::write(folder.join("fonts.conf"), configuration).context("cannot write fonts.conf")
}

/// Also lets it read the font, which takes half a minute once and is remembered.
fn try_out(folder: &Path, program: &Path) -> Result<()> {
    let mut command = Command::new(program);
    command.env("FONTCONFIG_FILE", folder.join("fonts.conf"));
    command.args(["--headless", "--no-sandbox", "--disable-gpu"]);
    command.args(["--disable-dev-shm-usage", "--dump-dom"]);
    command.arg("data:text/html;charset=utf-8,<p>%E8%AF%BE%E5%90%8E");
    process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))
        .with_context(|| format!("{} does not run here", program.display()))
}
