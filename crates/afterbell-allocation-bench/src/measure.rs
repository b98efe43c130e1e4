//! Ours and the others in turns, so that whatever slows the machine down slows all of them.

use std::path::PathBuf;
use std::time::Instant;

use afterbell_allocation_bench::{SLOTS, Task, Work};
use afterbell_domain::allocation::Allocation;
use anyhow::{Context, Result};

use crate::python;
use crate::report::{Figures, Round, Size};

#[derive(clap::Args)]
pub struct Arguments {
    /// Fewer rounds, and the larger sizes once
    #[arg(long)]
    quick: bool,
    /// Print one object, in the last line
    #[arg(long)]
    json: bool,
    /// A Python that has `matching`
    #[arg(long)]
    python: Option<PathBuf>,
    /// The script that asks it
    #[arg(long)]
    script: Option<PathBuf>,
}

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 500_000];
/// More takes the Python library minutes.
const PYTHON_CHILDREN: usize = 1_000;

pub fn run(arguments: &Arguments) -> Result<()> {
    let rounds = if arguments.quick { 3 } else { 7 };
    let mut figures = Figures::default();
    for children in SIZES {
        let size = measure(arguments, children, rounds)?;
        eprintln!("{size:?}");
        figures.sizes.push(size);
    }
    figures.print(arguments.json);
    Ok(())
}

fn measure(arguments: &Arguments, children: usize, rounds: usize) -> Result<Size> {
    let work = Work::of(children)?;
    let allocation = work.allocation();
    let mut size = Size {
        children,
        placed: (0..SLOTS)
            .map(|slot| placed(&allocation, children, slot))
            .sum(),
        closed: allocation.closed().count(),
        rounds: Vec::new(),
    };
    drop(allocation);
    let instance = std::env::temp_dir().join(format!("afterbell-matching-{}", std::process::id()));
    let peer = arguments.python.as_ref().zip(arguments.script.as_ref());
    let peer = peer.filter(|_| children <= PYTHON_CHILDREN);
    if peer.is_some() {
        python::write(work.plain(), &instance)?;
    }
    let time = |task| milliseconds(|| work.run(task));
    // The first one of each is nobody's.
    for task in [Task::Ours, Task::OursOnThePlain, Task::Plain] {
        time(task);
    }
    for _ in 0..rounds {
        let python = match peer {
            Some((interpreter, script)) => Some(python::solve(interpreter, script, &instance)?.0),
            None => None,
        };
        size.rounds.push(Round {
            ours: time(Task::Ours),
            plain: time(Task::Plain),
            ours_plain: time(Task::OursOnThePlain),
            with_every_reason: time(Task::WithEveryReason),
            python,
        });
    }
    if peer.is_some() {
        std::fs::remove_file(&instance).context("cannot remove the instance")?;
    }
    Ok(size)
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1_000.0
}

fn placed(allocation: &Allocation<'_>, children: usize, slot: usize) -> usize {
    (0..children)
        .filter(|child| allocation.held(*child, slot).is_some())
        .count()
}
