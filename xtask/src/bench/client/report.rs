//! From measurements to ratios: per round, then their median and their worst.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What is shown, in this order: name in JSON, words, and by how much to divide.
const FIGURES: [(&str, &str, f64); 13] = [
    ("interactive", "interactive, ms", 1.0),
    ("drawn", "week in the document, ms", 1.0),
    ("firstPaint", "first paint, ms", 1.0),
    ("firstContentfulPaint", "first contentful paint, ms", 1.0),
    (
        "largestContentfulPaint",
        "largest contentful paint, ms",
        1.0,
    ),
    ("script", "script until interactive, ms", 1.0),
    ("task", "main thread until interactive, ms", 1.0),
    ("tap", "tap until shown, ms", 1.0),
    ("shift", "layout shift", 1.0),
    ("bytes", "fetched, bytes", 1.0),
    ("requests", "requests", 1.0),
    ("heap", "heap after collection, KiB", 1024.0),
    ("wasmMemory", "wasm memory, KiB", 1024.0),
];

#[derive(Deserialize)]
pub struct Outcome {
    browser: String,
    slowdown: f64,
    kept: Vec<Round>,
    voided: Vec<Round>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Round {
    echo_before: f64,
    echo_after: f64,
    measured: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Round {
    fn figure(&self, site: &str, name: &str) -> Option<f64> {
        self.measured.get(site)?.get(name)?.as_f64()
    }
}

impl Outcome {
    pub fn kept(&self) -> usize {
        self.kept.len()
    }

    pub fn print(&self, ours: &str) {
        let echoes = self
            .kept
            .iter()
            .flat_map(|round| [round.echo_before, round.echo_after]);
        let (slowest, fastest) = echoes.fold((f64::MAX, 0.0_f64), |(low, high), echo| {
            (low.min(echo), high.max(echo))
        });
        println!(
            "\nA cold start of the home: Chromium {}, CPU {} times slower, slow 4G",
            self.browser, self.slowdown
        );
        println!(
            "{} rounds kept, {} void; {slowest:.0} to {fastest:.0} echoes per second\n",
            self.kept.len(),
            self.voided.len()
        );
        let mut sites: Vec<_> = self
            .kept
            .first()
            .into_iter()
            .flat_map(|round| round.measured.keys())
            .collect();
        sites.sort_by_key(|site| *site != ours);
        self.print_medians(&sites);
        for other in sites.iter().filter(|site| **site != ours) {
            self.print_ratios(ours, other);
        }
        for site in &sites {
            self.print_requests(site);
        }
    }

    fn print_medians(&self, sites: &[&String]) {
        print!("{:<36}", "median");
        for site in sites {
            print!(" {site:>10}");
        }
        println!();
        for (name, words, unit) in FIGURES {
            print!("{words:<36}");
            for site in sites {
                let all = self
                    .kept
                    .iter()
                    .filter_map(|round| round.figure(site, name));
                match median(all.collect()) {
                    Some(median) if name == "shift" => print!(" {median:>10.4}"),
                    Some(median) => print!(" {:>10.0}", median / unit),
                    None => print!(" {:>10}", "–"),
                }
            }
            println!();
        }
    }

    fn print_ratios(&self, ours: &str, other: &str) {
        println!(
            "\n{:<36} {:>10} {:>10}",
            format!("{ours} / {other}"),
            "median",
            "worst"
        );
        for (name, words, _) in FIGURES {
            let ratios = self.ratios(ours, other, name);
            let worst = ratios.iter().copied().fold(f64::NAN, f64::max);
            if let Some(median) = median(ratios) {
                println!("{words:<36} {median:>10.2} {worst:>10.2}");
            }
        }
    }

    /// One per round; none where there is nothing to divide by.
    fn ratios(&self, ours: &str, other: &str, name: &str) -> Vec<f64> {
        let of_round = |round: &Round| {
            let (ours, other) = (round.figure(ours, name)?, round.figure(other, name)?);
            (other > 0.0).then_some(ours / other)
        };
        self.kept.iter().filter_map(of_round).collect()
    }

    /// When each request began and ended: where the time goes.
    fn print_requests(&self, site: &str) {
        println!(
            "\n{:<36} {:>10} {:>10} {:>10}",
            format!("{site}: requests, median ms"),
            "from",
            "until",
            "bytes"
        );
        let mut requests: BTreeMap<&str, [Vec<f64>; 3]> = BTreeMap::new();
        for round in &self.kept {
            let waterfall = round
                .measured
                .get(site)
                .and_then(|figures| figures.get("waterfall"));
            for request in waterfall.and_then(Value::as_array).into_iter().flatten() {
                let path = request
                    .get("path")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let seen = requests.entry(path).or_default();
                for (all, name) in seen.iter_mut().zip(["start", "end", "bytes"]) {
                    all.extend(request.get(name).and_then(Value::as_f64));
                }
            }
        }
        let mut rows: Vec<_> = requests
            .into_iter()
            .map(|(path, seen)| (path, seen.map(median)))
            .collect();
        rows.sort_by(|(_, a), (_, b)| a[0].unwrap_or(0.0).total_cmp(&b[0].unwrap_or(0.0)));
        for (path, figures) in rows {
            let [from, until, bytes] =
                figures.map(|figure| figure.map_or("–".to_owned(), |it| format!("{it:.0}")));
            println!("  {path:<34} {from:>10} {until:>10} {bytes:>10}");
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let lower = values.get(last / 2)?;
    let upper = values.get(last.div_ceil(2))?;
    Some((lower + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_per_round_and_not_of_medians() {
        let round = |ours: f64, preact: f64| {
            serde_json::json!({ "echoBefore": 1, "echoAfter": 1, "measured": {
                "ours": { "interactive": ours, "wasmMemory": 1 },
                "preact": { "interactive": preact, "wasmMemory": 0 },
            }})
        };
        let rounds = [round(10.0, 20.0), round(30.0, 10.0), round(40.0, 40.0)];
        let outcome =
            serde_json::json!({ "browser": "1", "slowdown": 4, "kept": rounds, "voided": [] });
        let outcome: Outcome = serde_json::from_value(outcome).unwrap();
        assert_eq!(
            outcome.ratios("ours", "preact", "interactive"),
            [0.5, 3.0, 1.0]
        );
        assert!(outcome.ratios("ours", "preact", "wasmMemory").is_empty());
    }

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![]), None);
    }
}
