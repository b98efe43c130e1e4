//! The server under test, as a process of its own.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::books::OPEN;

pub struct Server {
    child: Child,
    // Kept open: a server must not die of a closed pipe.
    _stdout: BufReader<ChildStdout>,
    pub address: String,
}

impl Server {
    pub fn start(
        binary: &Path,
        books: [&OsStr; 2],
        more: &[&str],
        preload: Option<&Path>,
    ) -> Result<Self> {
        let preload = preload.map(|library| ("LD_PRELOAD", library.as_os_str()));
        Self::start_with(binary, books, more, preload.as_slice())
    }

    /// With more in its environment.
    pub fn start_with(
        binary: &Path,
        books: [&OsStr; 2],
        more: &[&str],
        environment: &[(&str, &OsStr)],
    ) -> Result<Self> {
        let mut command = Command::new(binary);
        command.args(["serve", "--port", "0", "--clock", OPEN]);
        command.args(books).args(more);
        // A line a request would measure the terminal.
        command.env("RUST_LOG", "error").stderr(Stdio::null());
        command.envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().context("a pipe")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.context("the server did not start")?.to_owned();
        Ok(Self {
            child,
            _stdout: stdout,
            address,
        })
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status()?;
        ensure!(asked.success(), "the server cannot be asked to stop");
        ensure!(self.child.wait()?.success(), "the server stopped badly");
        Ok(())
    }

    /// What it has used of processors, all threads together.
    pub fn processor_time(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name, in brackets, may hold anything; after it come 11 numbers, then these two.
        let (_, numbers) = stat.rsplit_once(')').context("a name")?;
        let times = numbers.split_whitespace().skip(11).take(2);
        let times = times
            .map(str::parse::<u64>)
            .collect::<Result<Vec<_>, _>>()?;
        // In hundredths of a second, whatever the clock of the kernel is.
        Ok(Duration::from_millis(times.iter().sum::<u64>() * 10))
    }

    /// As a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The most memory it ever had, in MiB.
    pub fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kib: u64 = peak.split_whitespace().next()?.parse().ok()?;
        Some(kib / 1_024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
