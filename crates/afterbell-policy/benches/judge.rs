//! How long it takes to judge a menu of 200 courses by each bundled pack; `cargo xtask bench policy`.

use std::time::{Duration, Instant};

use afterbell_domain::policy::{MenuDraft, judge};
use afterbell_domain::{CourseId, OfferingId};
use afterbell_policy::{BUNDLED, bundled};
use anyhow::{Context as _, Result, anyhow};
use serde_json::json;

const COURSES: usize = 200;
const ROUNDS: usize = 200;

/// A clerk sees findings while typing: one picture of the screen.
const BUDGET: Duration = Duration::from_millis(16);

fn main() -> Result<()> {
    // Cargo adds arguments of its own.
    let as_json = std::env::args().any(|argument| argument == "--json");
    let mut figures = serde_json::Map::new();
    let mut slowest = Duration::ZERO;
    for (name, _) in BUNDLED {
        let pack = bundled(name).context("a bundled pack")?;
        let pack = pack.map_err(|problems| anyhow!("{name}: {problems:?}"))?;
        let draft = grown(example(name)?, COURSES)?;
        let mut times: Vec<_> = (0..ROUNDS)
            .map(|_| {
                let started_at = Instant::now();
                let judgement = judge(&draft, &pack);
                let time = started_at.elapsed();
                std::hint::black_box(judgement);
                time
            })
            .collect();
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or_default();
        let longest = times.last().copied().unwrap_or_default();
        slowest = slowest.max(middle);
        let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
        figures.insert(format!("{name}_ms"), json!(milliseconds(middle)));
        figures.insert(format!("{name}_longest_ms"), json!(milliseconds(longest)));
        if !as_json {
            let (checks, findings) = (pack.checks.len(), judge(&draft, &pack).findings.len());
            let (middle, longest) = (milliseconds(middle), milliseconds(longest));
            println!(
                "{name:<12} {checks} checks, {} courses, {findings} findings: \
                 {middle:.3} ms (median of {}), {longest:.3} ms (longest)",
                draft.menu.courses.len(),
                times.len(),
            );
        }
    }
    let share = slowest.as_secs_f64() / BUDGET.as_secs_f64();
    figures.insert("share_of_16_ms".to_owned(), json!(share));
    if as_json {
        println!("{}", serde_json::Value::Object(figures));
    } else {
        println!("the slowest median is {:.1} % of 16 ms", share * 100.0);
    }
    Ok(())
}

fn example(name: &str) -> Result<MenuDraft> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/examples/");
    let path = format!("{folder}{name}.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    serde_json::from_str(&text).with_context(|| format!("{path} is no draft"))
}

/// The draft with copies of its courses, each with its offering and its details, so that there
/// are so many.
fn grown(mut draft: MenuDraft, courses: usize) -> Result<MenuDraft> {
    let before = draft.menu.courses.clone();
    for (number, course) in before.iter().cycle().enumerate() {
        if draft.menu.courses.len() >= courses {
            break;
        }
        let id = format!("{}-{number}", course.id);
        let copy: CourseId = id.parse().map_err(|error| anyhow!("{error}"))?;
        let offering: OfferingId = id.parse().map_err(|error| anyhow!("{error}"))?;
        if let Some(detail) = draft.plan.courses.get(&course.id).cloned() {
            draft.plan.courses.insert(copy.clone(), detail);
        }
        let of_course = draft
            .menu
            .offerings
            .iter()
            .find(|it| it.course == course.id)
            .cloned();
        if let Some(mut of_course) = of_course {
            (of_course.id, of_course.course) = (offering, copy.clone());
            draft.menu.offerings.push(of_course);
        }
        let mut course = course.clone();
        course.id = copy;
        draft.menu.courses.push(course);
    }
    Ok(draft)
}
