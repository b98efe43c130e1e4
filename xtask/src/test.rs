//! `cargo xtask test`: everything that must hold before a change is taken, in one order, stopping
//! at the first step that fails.

pub mod browser;
mod counts;
mod engines;
mod histories;
mod old_engines;
mod postgres;
mod rust;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::budget::{DESK_BROTLI_BYTES, FIRST_LOAD_BROTLI_BYTES, WISHES_BROTLI_BYTES};
use crate::desk;
use crate::project::Project;
use crate::site;
use crate::tidy;
use crate::wishes;
use counts::Counts;

#[derive(Args)]
pub struct TestArguments {
    /// Run one step only
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
    /// List the steps
    #[arg(long)]
    list: bool,
}

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Project) -> Result<Counts>,
}

/// Quick ones first; each later step reuses what the earlier ones compiled.
const STEPS: [Step; 13] = [
    Step {
        name: "format",
        about: "rustfmt has nothing to change",
        run: rust::format,
    },
    Step {
        name: "tidy",
        about: "the house rules hold",
        run: house_rules,
    },
    Step {
        name: "tools",
        about: "what the other steps need is installed",
        run: rust::tools,
    },
    Step {
        name: "clippy",
        about: "no lint on the server's and the phone's target",
        run: rust::clippy,
    },
    Step {
        name: "licenses",
        about: "every dependency's licence and source is allowed",
        run: rust::licenses,
    },
    Step {
        name: "rust",
        about: "unit, property, API and documentation tests",
        run: rust::tests,
    },
    Step {
        name: "unprotected",
        about: "a server whose protection is off is caught by the histories",
        run: histories::on_sqlite,
    },
    Step {
        name: "postgres",
        about: "the store's contract and the API on a PostgreSQL of our own",
        run: postgres::tests,
    },
    Step {
        name: "agreement",
        about: "the rules say the same natively and in wasm",
        run: rust::agreement,
    },
    Step {
        name: "site",
        about: "the site builds",
        run: build_site,
    },
    Step {
        name: "size",
        about: "the first load is within its budget",
        run: first_load,
    },
    Step {
        name: "browser",
        about: "a parent's way through the app, in a browser",
        run: browser::tests,
    },
    Step {
        name: "engines",
        about: "the main flow in WebKit, as on an iPhone, in Firefox, and in Chromium 67, 78 and 107",
        run: engines::tests,
    },
];

pub fn test(project: &Project, arguments: &TestArguments) -> Result<()> {
    if arguments.list {
        for step in &STEPS {
            println!("{:<10} {}", step.name, step.about);
        }
        return Ok(());
    }
    let wanted = |step: &&Step| {
        arguments
            .only
            .as_deref()
            .is_none_or(|only| only == step.name)
    };
    let steps: Vec<_> = STEPS.iter().filter(wanted).collect();
    if steps.is_empty() {
        bail!("no such step: `cargo xtask test --list` shows them");
    }
    run_steps(project, &steps)
}

fn run_steps(project: &Project, steps: &[&Step]) -> Result<()> {
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut total = Counts::default();
    let mut problem = None;
    for (number, step) in (1..).zip(steps) {
        println!(
            "\n━━ {number}/{} {}: {}",
            steps.len(),
            step.name,
            step.about
        );
        let started_at = Instant::now();
        let outcome = (step.run)(project);
        times.push((step.name, started_at.elapsed()));
        match outcome {
            Ok(counts) => total += counts,
            Err(found) => {
                // What a runner counted before it failed.
                let counted = found.downcast_ref::<counts::TestsFailed>();
                total += counted.map_or(Counts::FAILED_STEP, |failed| failed.counts);
                problem = Some(found.context(format!("step {}", step.name)));
                break;
            }
        }
    }
    summarize(&times, total, problem.is_some());
    problem.map_or(Ok(()), Err)
}

fn summarize(times: &[(&str, Duration)], total: Counts, failed: bool) {
    println!("\n━━ summary");
    let slowest = times.iter().map(|(_, time)| *time).max();
    for (position, (name, time)) in (1..).zip(times) {
        let outcome = if failed && position == times.len() {
            "failed"
        } else {
            "ok"
        };
        let mark = if Some(*time) == slowest {
            "  ← slowest"
        } else {
            ""
        };
        println!(
            "{name:<10} {outcome:<6} {:>7.1} s{mark}",
            time.as_secs_f64()
        );
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
}

fn house_rules(project: &Project) -> Result<Counts> {
    tidy::tidy(project).map(|()| Counts::default())
}

fn build_site(project: &Project) -> Result<Counts> {
    site::build_if_stale(project).map(|()| Counts::default())
}

fn first_load(project: &Project) -> Result<Counts> {
    for (page, budget) in [
        ("index.html", FIRST_LOAD_BROTLI_BYTES),
        (wishes::PAGE, WISHES_BROTLI_BYTES),
        (desk::PAGE, DESK_BROTLI_BYTES),
        (desk::DISTRICT_PAGE, DESK_BROTLI_BYTES),
    ] {
        let sizes = site::sizes::FirstLoad::measure(&project.dist(), page)?;
        sizes.print();
        let total = sizes.total.brotli;
        if total > budget {
            bail!("the first load of {page} is {total} bytes with brotli; its budget is {budget}");
        }
        println!(
            "{} bytes are left of the budget of {budget}",
            budget - total
        );
    }
    Ok(Counts::default())
}
