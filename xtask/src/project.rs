//! Where things are: the checkout, cargo's target directory, and what outlives `cargo clean`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, anyhow};

use crate::process;

pub struct Project {
    pub root: PathBuf,
    /// Cargo's target directory, wherever the environment or a configuration file puts it.
    pub target: PathBuf,
    /// Programs we install live here, outside the checkout, so that a clean checkout finds them.
    pub tools: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask has no parent directory")?
            .to_owned();
        let target = target_directory(&root)?;
        let tools = cache_directory()?.join("afterbell/tools");
        Ok(Self {
            root,
            target,
            tools,
        })
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of a package as `Cargo.lock` has it.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let lock: toml::Table = text.parse().context("Cargo.lock is not TOML")?;
        let packages = lock.get("package").and_then(toml::Value::as_array);
        packages
            .into_iter()
            .flatten()
            .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
            .and_then(|entry| entry.get("version")?.as_str())
            .map(str::to_owned)
            .ok_or_else(|| anyhow!("Cargo.lock has no package {package}"))
    }
}

fn target_directory(root: &Path) -> Result<PathBuf> {
    let mut cargo = process::cargo(root);
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&process::read(&mut cargo)?)
        .context("cargo metadata did not answer with JSON")?;
    metadata
        .get("target_directory")
        .and_then(serde_json::Value::as_str)
        .map(PathBuf::from)
        .context("cargo metadata names no target directory")
}

fn cache_directory() -> Result<PathBuf> {
    let from = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    from("XDG_CACHE_HOME")
        .or_else(|| from("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| from("HOME").map(|home| Path::new(&home).join(".cache")))
        .context("neither HOME nor XDG_CACHE_HOME is set, so there is no place for tools")
}
