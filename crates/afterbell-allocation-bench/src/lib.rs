//! What the allocation is measured with: a town of children, and in turns ours and a plain deferred acceptance.
//! The program of this crate measures natively, `browser.rs` lets a page do so.

#[cfg(target_family = "wasm")]
mod browser;
mod plain;
#[path = "../../afterbell-domain/tests/agreement/random.rs"]
#[allow(dead_code, clippy::indexing_slicing)] // shared with the tests, which use all of it
mod random;
mod town;
mod work;

pub use town::{PLACES, Rules, SLOTS, Town};
pub use work::{Task, Work};
