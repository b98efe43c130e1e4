//! Ours and the others in turns, so that whatever slows the machine down slows all of them.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use afterbell_domain::allocation::{Allocation, Market};
use anyhow::{Context, Result, ensure};

use crate::plain::deferred_acceptance;
use crate::python;
use crate::report::{Figures, Round, Size};
use crate::town::{PLACES, Rules, SLOTS, Town};

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
        let plain = Town::of(children, Rules::Plain)?;
        require_same(&plain)?;
        let size = measure(arguments, children, rounds, &plain)?;
        eprintln!("{size:?}");
        figures.sizes.push(size);
    }
    figures.print(arguments.json);
    Ok(())
}

fn measure(arguments: &Arguments, children: usize, rounds: usize, plain: &Town) -> Result<Size> {
    let town = Town::of(children, Rules::All)?;
    let (market, plain_market) = (town.market()?, plain.market()?);
    let allocation = market.allocate();
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
        python::write(plain, &instance)?;
    }
    // The first one of each is nobody's.
    let (_, _) = (ours(&market), ours(&plain_market));
    plain_time(plain);
    for _ in 0..rounds {
        let python = match peer {
            Some((interpreter, script)) => Some(python::solve(interpreter, script, &instance)?.0),
            None => None,
        };
        size.rounds.push(Round {
            ours: ours(&market),
            plain: plain_time(plain),
            ours_plain: ours(&plain_market),
            with_every_reason: with_every_reason(&market),
            python,
        });
    }
    if peer.is_some() {
        std::fs::remove_file(&instance).context("cannot remove the instance")?;
    }
    Ok(size)
}

fn milliseconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1_000.0
}

fn ours(market: &Market) -> f64 {
    milliseconds(|| black_box(market).allocate())
}

/// Also each child's way through its wishes, with last admitted children and places on waiting lists.
fn with_every_reason(market: &Market) -> f64 {
    milliseconds(|| {
        let allocation = black_box(market).allocate();
        for child in 0..market.children() {
            for slot in 0..SLOTS {
                allocation.steps(child, slot).for_each(|step| {
                    black_box(step);
                });
            }
        }
        allocation
    })
}

fn plain_time(town: &Town) -> f64 {
    milliseconds(|| {
        let slots = black_box(&town.wishes).iter();
        let numbers = &town.applicants.numbers;
        slots
            .map(|wishes| deferred_acceptance(wishes, numbers, town.courses, PLACES as usize))
            .collect::<Vec<_>>()
    })
}

fn placed(allocation: &Allocation<'_>, children: usize, slot: usize) -> usize {
    (0..children)
        .filter(|child| allocation.held(*child, slot).is_some())
        .count()
}

/// What is compared must come to the same.
fn require_same(town: &Town) -> Result<()> {
    let market = town.market()?;
    let allocation = market.allocate();
    for (slot, wishes) in town.wishes.iter().enumerate() {
        let numbers = &town.applicants.numbers;
        let plain = deferred_acceptance(wishes, numbers, town.courses, PLACES as usize);
        for (child, course) in plain.into_iter().enumerate() {
            let first = (slot * town.courses) as u32;
            let held = allocation.held(child, slot).map(|held| held - first);
            ensure!(
                held == course,
                "child {child} has another place in slot {slot}"
            );
        }
    }
    Ok(())
}
