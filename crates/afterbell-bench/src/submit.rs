//! `cargo xtask bench submit`: the opening minute, side by side in one run.

pub mod load;
mod raw;
pub mod report;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};

use crate::books::{Prepared, School};
use crate::ledger::Audit;
use crate::preload;
use crate::server::Server;
use load::{Outcome, arrive, flood};
use report::{Arrivals, Figures, Round};

#[derive(clap::Args)]
pub struct Arguments {
    /// The server to measure
    #[arg(long)]
    server: PathBuf,
    /// Fewer rounds, fewer children
    #[arg(long)]
    quick: bool,
    /// Print one object, in the last line
    #[arg(long)]
    json: bool,
    /// Rounds, each with all that are compared
    #[arg(long)]
    rounds: Option<usize>,
    /// Connections of the closed loop
    #[arg(long, default_value_t = 1_024)]
    connections: usize,
    /// Where the books lie; it should be on the disk that is to be measured
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Only flood our own server so many rounds, to be looked at with a profiler
    #[arg(long)]
    only_ours: bool,
}

/// In each course when it is about speed, and when everybody wants the same.
const PLACES: u16 = 100;
const SCARCE: u16 = 30;
/// As many as the largest batch of the server.
const BATCH: usize = 512;
/// A slow server is not waited for longer.
const LONGEST: Duration = Duration::from_secs(4);
const NAIVE: [&str; 2] = ["--most-together", "1"];

pub fn run(arguments: &Arguments) -> Result<()> {
    let folder = match &arguments.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let bench = Bench {
        server: &arguments.server,
        folder: folder.path(),
        runtime: tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?,
        connections: arguments.connections,
    };
    let rounds = arguments
        .rounds
        .unwrap_or(if arguments.quick { 2 } else { 7 });
    let mut figures = Figures::default();
    bench.rates(rounds, arguments.only_ours, &mut figures)?;
    if !arguments.only_ours {
        bench.arrivals(arguments.quick, &mut figures)?;
    }
    figures.print(arguments.json)
}

struct Bench<'a> {
    server: &'a Path,
    folder: &'a Path,
    runtime: tokio::runtime::Runtime,
    connections: usize,
}

impl Bench<'_> {
    /// Ours, the disk's ceiling and the naive server in turns, each on a fresh copy of the books.
    fn rates(&self, rounds: usize, only_ours: bool, figures: &mut Figures) -> Result<()> {
        let school = School {
            children: 20_000,
            courses: 200,
            places: PLACES,
        };
        let template = self.folder.join("template");
        let school = Arc::new(school.prepare(&template)?);
        let slow = include_str!("submit/slow_fsync.c");
        let slow = preload::build(self.folder, "slow_fsync", slow)?;
        for _ in 0..rounds {
            let ours = self.flooded(&template, &school, &[], None, figures)?;
            if only_ours {
                println!("{ours:.0} accepted per second");
                continue;
            }
            let raw = raw::rate(&self.copy(&template)?, &school, BATCH)?;
            let naive = self.flooded(&template, &school, &NAIVE, None, figures)?;
            let slow_ours = self.flooded(&template, &school, &[], Some(&slow), figures)?;
            let slow_naive = self.flooded(&template, &school, &NAIVE, Some(&slow), figures)?;
            let round = Round {
                ours,
                raw,
                naive,
                slow_ours,
                slow_naive,
            };
            eprintln!("{round:?}");
            figures.rounds.push(round);
        }
        Ok(())
    }

    fn flooded(
        &self,
        template: &Path,
        school: &Arc<Prepared>,
        more: &[&str],
        preload: Option<&Path>,
        figures: &mut Figures,
    ) -> Result<f64> {
        let data = self.copy(template)?;
        let server = Server::start(
            self.server,
            ["--data-dir".as_ref(), data.as_os_str()],
            more,
            preload,
        )?;
        let addresses = [server.address.as_str()];
        let flooding = flood(&addresses, school, self.connections, LONGEST);
        let outcome = self.runtime.block_on(flooding)?;
        drop(server);
        audit(&data, &outcome, PLACES, figures)?;
        Ok(outcome.accepted_per_second())
    }

    /// Everybody wants the same ten courses, at moments that do not wait for the server.
    fn arrivals(&self, quick: bool, figures: &mut Figures) -> Result<()> {
        let most = if quick { 20_000 } else { 200_000 };
        let school = School {
            children: most,
            courses: 200,
            places: SCARCE,
        };
        let template = self.folder.join("arrivals");
        let school = Arc::new(school.prepare(&template)?);
        let at_once = Duration::ZERO;
        let during = Duration::from_secs(if quick { 6 } else { 60 });
        let bursts = if quick { 3 } else { 7 };
        let mut tails = Vec::new();
        for _ in 0..bursts {
            let (burst, _) = self.arrived(&template, &school, 2_000, at_once, figures)?;
            let all = [burst.accepted, burst.denied].concat();
            tails.push(load::percentile(&all, 99));
        }
        figures.bursts = tails;
        for arrivals in [2_000, 20_000, 200_000] {
            if arrivals > most {
                break;
            }
            let (outcome, memory) = self.arrived(&template, &school, arrivals, during, figures)?;
            figures
                .arrivals
                .push(Arrivals::of(arrivals, during, &outcome, memory));
        }
        Ok(())
    }

    fn arrived(
        &self,
        template: &Path,
        school: &Arc<Prepared>,
        arrivals: usize,
        during: Duration,
        figures: &mut Figures,
    ) -> Result<(Outcome, u64)> {
        let data = self.copy(template)?;
        let server = Server::start(
            self.server,
            ["--data-dir".as_ref(), data.as_os_str()],
            &[],
            None,
        )?;
        let arriving = arrive(&server.address, school, arrivals, during, 2_000, 10);
        let outcome = self.runtime.block_on(arriving)?;
        let memory = server.peak_memory().unwrap_or(0);
        drop(server);
        audit(&data, &outcome, SCARCE, figures)?;
        Ok((outcome, memory))
    }

    /// The same books at the beginning of every turn.
    fn copy(&self, template: &Path) -> Result<PathBuf> {
        let data = self.folder.join("data");
        if data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        std::fs::create_dir(&data)?;
        let file = "afterbell.sqlite";
        std::fs::copy(template.join(file), data.join(file))?;
        Ok(data)
    }
}

/// Whether the books hold exactly what the phones were told.
fn audit(data: &Path, outcome: &Outcome, places: u16, figures: &mut Figures) -> Result<()> {
    ensure!(
        outcome.other == 0,
        "{} answers nobody expected",
        outcome.other
    );
    figures.operations += outcome.accepted.len() + outcome.denied.len();
    let told = outcome.told()?;
    let audit = Audit::new(&told, places.into());
    figures
        .findings
        .add(audit.of_sqlite(&data.join("afterbell.sqlite"))?);
    Ok(())
}
