//! From times to ratios: per round, then their median and their worst.

use serde_json::{Map, Value, json};

/// Milliseconds for all slots, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    pub ours: f64,
    pub plain: f64,
    /// Ours on what the plain version solves, without groups, reserved places, minimums, auditions.
    pub ours_plain: f64,
    pub with_every_reason: f64,
    /// What the Python library takes for what the plain version solves.
    pub python: Option<f64>,
}

#[derive(Debug)]
pub struct Size {
    pub children: usize,
    pub placed: usize,
    pub closed: usize,
    pub rounds: Vec<Round>,
}

#[derive(Default)]
pub struct Figures {
    pub sizes: Vec<Size>,
}

impl Size {
    fn all(&self, figure: impl Fn(&Round) -> Option<f64>) -> Vec<f64> {
        self.rounds.iter().filter_map(figure).collect()
    }

    fn median(&self, figure: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
        let mut all = self.all(figure);
        all.sort_by(f64::total_cmp);
        let last = all.len().checked_sub(1)?;
        Some((all.get(last / 2)? + all.get(last.div_ceil(2))?) / 2.0)
    }

    fn worst(&self, figure: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
        self.all(figure).into_iter().reduce(f64::max)
    }
}

impl Figures {
    pub fn print(&self, as_json: bool) {
        if as_json {
            println!("{}", Value::Object(self.json()));
            return;
        }
        println!("\nmilliseconds for 5 slots, rankings of 12, median of rounds");
        println!(
            "children     ours   with every reason    plain Rust   ours on the same   Python   placed   closed"
        );
        for size in &self.sizes {
            let ms = |figure: fn(&Round) -> Option<f64>| told(size.median(figure));
            println!(
                "{:>8} {:>8} {:>19} {:>13} {:>18} {:>8} {:>8} {:>8}",
                size.children,
                ms(|round| Some(round.ours)),
                ms(|round| Some(round.with_every_reason)),
                ms(|round| Some(round.plain)),
                ms(|round| Some(round.ours_plain)),
                ms(|round| round.python),
                size.placed,
                size.closed
            );
        }
        println!("\nours / plain Rust        median    worst   with every reason");
        for size in &self.sizes {
            let ratio = |round: &Round| Some(round.ours / round.plain);
            let reasons = |round: &Round| Some(round.with_every_reason / round.plain);
            let (median, worst) = (told(size.median(ratio)), told(size.worst(ratio)));
            let reasons = told(size.median(reasons));
            println!(
                "{:>20} {median:>10} {worst:>8} {reasons:>19}",
                size.children
            );
        }
    }

    fn json(&self) -> Map<String, Value> {
        let mut all = Map::new();
        let vs_plain = |round: &Round| Some(round.ours / round.plain);
        let vs_python = |round: &Round| Some(round.ours_plain / round.python?);
        for size in &self.sizes {
            let ms = json!(size.median(|round| Some(round.ours)));
            all.insert(format!("ms_{}", size.children), ms);
        }
        if let Some(largest) = self.sizes.last() {
            all.insert("vs_plain_rust".to_owned(), json!(largest.median(vs_plain)));
            all.insert(
                "vs_plain_rust_worst".to_owned(),
                json!(largest.worst(vs_plain)),
            );
            let reasons = |round: &Round| Some(round.with_every_reason / round.plain);
            let reasons = json!(largest.median(reasons));
            all.insert("vs_plain_rust_with_every_reason".to_owned(), reasons);
        }
        let python = self.sizes.first().and_then(|size| size.median(vs_python));
        all.insert("vs_python_matching".to_owned(), json!(python));
        all.insert(
            "ratios".to_owned(),
            json!("time of ours / time of theirs, in one round"),
        );
        all.insert("growth_exponent".to_owned(), json!(self.growth()));
        let sizes = self.sizes.iter().map(|size| {
            json!({
                "children": size.children,
                "ms": size.median(|round| Some(round.ours)),
                "ms_with_every_reason": size.median(|round| Some(round.with_every_reason)),
                "ms_plain_rust": size.median(|round| Some(round.plain)),
                "ms_python_matching": size.median(|round| round.python),
                "vs_plain_rust": size.median(vs_plain),
                "vs_plain_rust_worst": size.worst(vs_plain),
                "placed": size.placed, "closed": size.closed,
            })
        });
        all.insert("sizes".to_owned(), sizes.collect());
        all
    }

    /// 1 is in proportion to the children, 2 would be with their square; from the second size to the last.
    fn growth(&self) -> Option<f64> {
        let (first, last) = (self.sizes.get(1)?, self.sizes.last()?);
        let time = |size: &Size| size.median(|round| Some(round.ours));
        let times = time(last)? / time(first)?;
        Some(times.ln() / (last.children as f64 / first.children as f64).ln())
    }
}

fn told(figure: Option<f64>) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.2}"))
}
