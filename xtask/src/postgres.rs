//! A PostgreSQL cluster of our own: made for one run, in a temporary folder, gone after it.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::system;

const USER: &str = "afterbell";

/// How much of a crash the cluster survives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// For tests of what is decided: nothing waits for the disk.
    None,
    /// As a school would run it.
    Full,
}

pub struct Cluster {
    /// The folder of its programs; clients are there, too.
    pub programs: PathBuf,
    folder: PathBuf,
    port: u16,
    durability: Durability,
}

impl Cluster {
    pub fn start(durability: Durability) -> Result<Self> {
        let programs = programs()?;
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let name = format!("afterbell-postgres-{}-{number}", std::process::id());
        let folder = env::temp_dir().join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder)?;
        if is_root()? {
            // PostgreSQL does not run as root.
            process::run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let cluster = Self {
            programs,
            folder,
            port: free_port()?,
            durability,
        };
        let mut initdb = cluster.program("initdb")?;
        initdb.args(["--username", USER, "--auth", "trust", "--encoding", "UTF8"]);
        initdb.args(["--locale", "C", "--no-sync", "--pgdata"]);
        process::run(initdb.arg(cluster.data()).stdout(Stdio::null()))?;
        cluster.begin()?;
        Ok(cluster)
    }

    /// `postgres://user@host:port`, to which the name of a database is added.
    pub fn address(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}", self.port)
    }

    fn begin(&self) -> Result<()> {
        let mut settings = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} \
             -c max_connections=300",
            self.port,
            self.folder.display()
        );
        if self.durability == Durability::None {
            settings += " -c fsync=off";
        }
        let mut start = self.control("start")?;
        start.args(["--options", &settings]);
        process::run(start.stdout(Stdio::null()))
            .with_context(|| fs::read_to_string(self.folder.join("log")).unwrap_or_default())
    }

    /// What starts the server anew, to which the manner is added in which it ends before:
    /// `--mode fast`. A list of words, as JSON has it.
    pub fn restart(&self) -> Result<String> {
        let restart = self.control("restart")?;
        let words = [restart.get_program()].into_iter();
        let words = words.chain(restart.get_args()).map(OsStr::to_str);
        let words: Option<Vec<&str>> = words.collect();
        Ok(serde_json::to_string(&words.context("a path in UTF-8")?)?)
    }

    fn control(&self, verb: &str) -> Result<Command> {
        let mut control = self.program("pg_ctl")?;
        control.args([verb, "--wait", "--silent", "--log"]);
        control.arg(self.folder.join("log"));
        control.arg("--pgdata").arg(self.data());
        Ok(control)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Result<Command> {
        let program = self.programs.join(name);
        let mut command = if is_root()? {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // Somewhere the other user may be.
        command.current_dir(&self.folder);
        Ok(command)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Ok(mut stop) = self.program("pg_ctl") {
            stop.args(["stop", "--mode", "immediate", "--silent", "--pgdata"]);
            process::run(stop.arg(self.data()).stdout(Stdio::null())).ok();
        }
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// The folder of PostgreSQL's programs; Debian keeps those of the server off PATH.
fn programs() -> Result<PathBuf> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    system::install(&["postgresql"])?;
    find_programs().context("PostgreSQL's initdb was not found: install PostgreSQL 15 or newer")
}

fn find_programs() -> Option<PathBuf> {
    if let Some(initdb) = system::on_path(&["initdb"]) {
        // Debian may put a link there, and the clients are beside what it leads to.
        let initdb = fs::canonicalize(&initdb).unwrap_or(initdb);
        return initdb.parent().map(Path::to_owned);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    let mut folders: Vec<_> = folders
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    folders.sort();
    folders.pop()
}

fn is_root() -> Result<bool> {
    if !cfg!(unix) {
        return Ok(false);
    }
    Ok(process::read(Command::new("id").arg("-u"))?.trim() == "0")
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    match listener.local_addr()?.port() {
        0 => bail!("the system gave no port"),
        port => Ok(port),
    }
}
