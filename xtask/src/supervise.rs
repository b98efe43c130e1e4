//! Programs that run beside us until one of them ends or somebody presses Ctrl-C.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// How long a program may take to stop by itself.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Default)]
pub struct Supervisor {
    children: Vec<(String, Child)>,
    stop: Arc<AtomicBool>,
}

impl Supervisor {
    pub fn new() -> Result<Self> {
        let supervisor = Self::default();
        let stop = Arc::clone(&supervisor.stop);
        ctrlc::set_handler(move || stop.store(true, Ordering::SeqCst))
            .context("cannot listen for Ctrl-C")?;
        Ok(supervisor)
    }

    pub fn start(&mut self, mut command: Command) -> Result<()> {
        let child = command
            .spawn()
            .map_err(|problem| process::not_started(&command, &problem))?;
        let name = command.get_program().to_string_lossy().into_owned();
        self.children.push((name, child));
        Ok(())
    }

    /// Starts a program and waits for the line with which it says that it is ready.
    pub fn start_until(&mut self, mut command: Command, ready: &'static str) -> Result<()> {
        command.stdout(Stdio::piped());
        self.start(command)?;
        let (name, child) = self.children.last_mut().context("no program was started")?;
        let output = child
            .stdout
            .take()
            .context("the program's output is not piped")?;
        let (sender, receiver) = mpsc::channel();
        // Goes on reading for ever, or the program would block once the pipe is full.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                println!("{line}");
                if line.starts_with(ready) {
                    sender.send(()).ok();
                }
            }
        });
        // The sender goes when the program ends.
        if receiver.recv().is_err() {
            bail!("{name} ended before it was ready ({})", child.wait()?);
        }
        Ok(())
    }

    /// Waits until a program ends or we are told to stop; then all are stopped.
    pub fn wait(mut self) -> Result<()> {
        while !self.stop.load(Ordering::SeqCst) && !self.any_ended()? {
            thread::sleep(LOOK_AGAIN);
        }
        self.stop_all()
    }

    fn any_ended(&mut self) -> Result<bool> {
        for (_, child) in &mut self.children {
            if child.try_wait()?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An error names the first program that ended by itself and badly.
    fn stop_all(&mut self) -> Result<()> {
        let asked = self.stop.load(Ordering::SeqCst);
        let mut failed = None;
        for (name, mut child) in self.children.drain(..) {
            match child.try_wait()? {
                Some(status) if !status.success() => {
                    failed = failed.or_else(|| Some(format!("{name} ended ({status})")));
                }
                Some(_) => {}
                None => stop(&mut child)?,
            }
        }
        match failed {
            Some(failed) if !asked => bail!(failed),
            _ => Ok(()),
        }
    }
}

/// Asks first: the server then answers what it has accepted, and Trunk removes its files.
fn stop(child: &mut Child) -> Result<()> {
    if cfg!(unix) {
        let mut kill = Command::new("kill");
        kill.args(["-TERM", &child.id().to_string()]);
        kill.stderr(Stdio::null()).status().ok();
        let asked_at = Instant::now();
        while asked_at.elapsed() < PATIENCE {
            if child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(LOOK_AGAIN);
        }
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_ends_before_it_is_ready_is_an_error() {
        let mut supervisor = Supervisor::default();
        let problem = supervisor.start_until(shell("echo no; exit 3"), "listening");
        assert!(
            problem
                .unwrap_err()
                .to_string()
                .contains("before it was ready")
        );
    }

    #[test]
    fn when_one_program_ends_badly_the_others_are_stopped_and_it_is_named() {
        let mut supervisor = Supervisor::default();
        let lasting = shell("echo listening; exec sleep 600");
        supervisor.start_until(lasting, "listening").unwrap();
        supervisor.start(shell("exit 3")).unwrap();
        let started_at = Instant::now();
        assert!(
            supervisor
                .wait()
                .unwrap_err()
                .to_string()
                .contains("sh ended")
        );
        assert!(started_at.elapsed() < PATIENCE);
    }

    #[test]
    fn being_told_to_stop_is_no_error() {
        let mut supervisor = Supervisor::default();
        supervisor.start(shell("exec sleep 600")).unwrap();
        supervisor.stop.store(true, Ordering::SeqCst);
        assert!(supervisor.wait().is_ok());
    }
}
