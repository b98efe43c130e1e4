//! For a page, which has the clock: `e2e/bench/allocate.ts`.

use std::hint::black_box;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Task, Work};

/// A town, ready to be allocated again and again.
#[wasm_bindgen]
pub struct Bench(Work);

#[wasm_bindgen]
impl Bench {
    /// Nothing when the town could not be made, or when ours and the plain version come to different places.
    pub fn of(children: usize) -> Option<Self> {
        Work::of(children).map(Self).ok()
    }

    pub fn ours(&self) {
        black_box(self.0.run(Task::Ours));
    }

    pub fn plain(&self) {
        black_box(self.0.run(Task::Plain));
    }

    pub fn with_every_reason(&self) {
        black_box(self.0.run(Task::WithEveryReason));
    }
}
